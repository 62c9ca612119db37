"""The trail of audit for administrators: its latest entries on demand, its end every day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from civic.hours import WALL, morning, today
from civic.mandates import Mandate
from conversations import audit_list as words
from conversations.wording import Text, lines
from handlers import officials
from handlers.service import Service
from handlers.visit import Visit, going_on
from storage import audit, mandates, offices, timers
from storage.audit import Noted
from storage.people import Person
from storage.work import Work

SHOWN: Final = 15
CHECKED: Final = 1000
"""How many entries a turn may look at; the whole trail is for the command line."""

HEAD: Final = "audit.head"
"""The timer that tells administrators the end of the chain, once a day."""

DAILY: Final = "daily"


def show(visit: Visit, _person: Person, _mandate: Mandate, _argument: str) -> None:
    """Show the latest entries, and whether the end of the chain is whole."""
    found = audit.latest(visit.work, SHOWN)
    if not found:
        visit.say(words.NOTHING, *going_on(visit))
        return
    checked, broken = audit.check_end(visit.work, CHECKED)
    verdict = words.WHOLE if broken is None else words.broken(broken)
    rows = [_row(visit, each) for each in found]
    visit.say(lines(*rows, verdict, words.looked_at(checked)), *going_on(visit))


def announce(work: Work, service: Service, subject: str) -> None:
    """Tell every administrator the end of the chain, and set the timer for tomorrow."""
    head, day = audit.head(work), today(work.now)
    people = mandates.administrators(work)
    if head.sequence:
        officials.tell(work, service, people, words.head(str(head)), cause=f"{HEAD}:{day}")
    timers.set_timer(work, HEAD, subject, morning(day + timedelta(days=1)))


def keep_announcing(work: Work) -> None:
    """Set the daily timer if it does not run yet."""
    if timers.get(work, HEAD, DAILY) is None:
        timers.set_timer(work, HEAD, DAILY, morning(today(work.now) + timedelta(days=1)))


def _row(visit: Visit, noted: Noted) -> Text:
    at = datetime.fromtimestamp(noted.at, UTC).astimezone(WALL)
    by = offices.about(visit.work, noted.actor)
    about = offices.about(visit.work, noted.subject) or by
    name = about.name(visit.language) if about else ""
    if noted.actor == mandates.OPERATOR:
        return words.entry(f"{at:%d-%m %H:%M}", noted.action, name, words.OPERATOR)
    who = by.name(visit.language) if by else ""
    return words.entry(f"{at:%d-%m %H:%M}", noted.action, name, who)
