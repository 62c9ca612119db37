"""Storing what an office-holder wrote down for somebody without a phone, and what they say."""

from __future__ import annotations

from civic.behalf import EnterFor, NotAgreed, NotForOthers
from civic.mandates import Mandate
from civic.need_replies import Reply
from civic.needs import NeedReport
from civic.viewing import SHOWN_SECONDS
from conversations import behalf as words
from conversations.engine.journal import Journal
from conversations.wording import Text
from handlers.keeping import keep_until_unlocked
from handlers.need_detail import TAKE_BACK
from handlers.need_news import day_of
from handlers.visit import Visit, going_on
from storage import (
    attachments,
    audit,
    behalf,
    mandates,
    need_escalation,
    need_events,
    need_rows,
    offices,
    timers,
)
from storage.behalf import Entered
from storage.need_events import Said
from storage.people import Person, owner_of

Result = EnterFor | NotAgreed | NotForOthers | Reply
"""What a conversation about somebody without a phone comes to."""


def finish(visit: Visit, person: Person, journal: Journal, result: Result) -> None:
    """Store it and say so; kept if the office was locked meanwhile."""
    mandate = mandates.unlocked(visit.work, person.mark, visit.service.places)
    if isinstance(result, NotAgreed):
        visit.say(words.NOT_AGREED, *going_on(visit))
    elif isinstance(result, NotForOthers):
        visit.say(words.NOT_FOR_OTHERS, *going_on(visit))
    elif mandate is None:
        keep_until_unlocked(visit, person, journal)
    elif isinstance(result, Reply):
        _pass_on(visit, mandate, result)
    elif result.report.place not in mandate.area:
        visit.say(words.OUTSIDE, *going_on(visit))
    else:
        _enter(visit, mandate, result.report)


def renew(visit: Visit, mandate: Mandate, entered: Entered) -> None:
    """Give two numbers for another paper, when the first one is lost."""
    secret = behalf.renew(visit.work, entered, mandate)
    _show_paper(visit, words.paper(entered.number, secret))


def of_ours(visit: Visit, mandate: Mandate, number: str) -> Entered | None:
    """Return what the open office wrote down and still stands in for; None of anything else."""
    row = need_rows.numbered(visit.work, mandate.area, number)
    entered = behalf.of(visit.work, row.id) if row else None
    if entered is None or not entered.waits or entered.office != mandate.office.id:
        return None
    return entered


def _enter(visit: Visit, by: Mandate, report: NeedReport) -> None:
    work = visit.work
    chain = (report.place, *visit.service.places.ancestors(report.place))
    office = offices.who_has(work, chain)
    need, secret = behalf.enter(work, report, office, by, visit.language)
    need_escalation.received(work, need.id)
    work.afterwards.append(visit.service.clock_waiting)
    name = office.name(visit.language) if office else ""
    _show_paper(visit, words.stored(need.number, secret, name, day_of(need.due)))


def _show_paper(visit: Visit, text: Text) -> None:
    shown = visit.say(text, *going_on(visit))
    due = visit.work.seconds + SHOWN_SECONDS
    timers.set_timer(visit.work, TAKE_BACK, str(shown.id), due)


def _pass_on(visit: Visit, mandate: Mandate, reply: Reply) -> None:
    """Pass on what somebody without a phone says, under their key; marked as said for them."""
    work = visit.work
    entered = of_ours(visit, mandate, reply.number)
    row = need_rows.standing_for(work, entered.need) if entered else None
    if entered is None or entered.person is None or row is None or row.office is None:
        visit.say(words.NOT_YOURS, *going_on(visit))
        return
    if reply.file:
        attachments.give(work, [reply.file], entered.person)
    said, owner = Said(reply.words, reply.file), owner_of(entered.person)
    new = need_events.happen(
        work, row, reply.kind, office=row.office, mandate=mandate.id, owner=owner, said=said
    )
    need_events.inform(work, row.office, new, urgent=row.endangers_life)
    audit.note(work, mandate.id, "need.spoken-for", row.number)
    work.afterwards.append(visit.service.clock_waiting)
    visit.say(words.PASSED_ON, *going_on(visit))
