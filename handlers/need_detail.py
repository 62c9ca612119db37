"""The words of a request, shown to an office on demand: counted, audited and soon taken back."""

from __future__ import annotations

from typing import Final

from civic.follow_up import read_number
from civic.mandates import Mandate
from civic.viewing import MOST_A_DAY, SHOWN_SECONDS
from conversations import area_lists
from conversations.messages import Button
from conversations.office_actions import NO_SUCH_NEED, WHICH_NUMBER
from conversations.wording import Text, _, lines
from handlers import need_files, officials
from handlers.service import Service
from handlers.visit import Visit, going_on
from storage import audit, mandates, need_rows, needs, outbox, timers, viewings
from storage.need_rows import NeedRow
from storage.outbox import OutboxRow
from storage.people import Person
from storage.work import Work

TAKE_BACK: Final = "detail.take-back"


def show(visit: Visit, _person: Person, mandate: Mandate, argument: str) -> None:
    """Show the words of one need; a number that is not theirs is like one that does not exist."""
    number, _rest = read_number(argument)
    if not number:
        visit.say(WHICH_NUMBER, *going_on(visit))
        return
    row = need_rows.numbered(visit.work, mandate.area, number)
    if row is None:
        visit.say(NO_SUCH_NEED, *going_on(visit))
        return
    if may_open(visit, mandate, row, "need.detail"):
        show_shortly(visit, _words(visit.work, row), *going_on(visit))
        for shown in need_files.show_theirs(visit, row):
            _take_back_later(visit, shown)


def may_open(visit: Visit, mandate: Mandate, row: NeedRow, action: str) -> bool:
    """Count one more detail that somebody opens, and note it; false when it is one too many."""
    seen = viewings.count_one(visit.work, mandate.id)
    if seen > MOST_A_DAY:
        visit.say(area_lists.TOO_MANY_DETAILS, *going_on(visit))
        return False
    audit.note(visit.work, mandate.id, action, row.number)
    if seen == MOST_A_DAY:
        _alarm(visit.work, visit.service, mandate)
    return True


def show_shortly(visit: Visit, text: Text, *buttons: Button) -> None:
    """Show what is taken out of the chat after ten minutes."""
    _take_back_later(visit, visit.say(lines(text, area_lists.GONE_IN_TEN_MINUTES), *buttons))


def take_back(work: Work, service: Service, subject: str) -> None:
    """Take a shown detail out of the chat, when its time is over."""
    found = outbox.take_back(work, int(subject))
    if found is not None:
        channel, chat, reference = found
        work.afterwards.append(lambda: service.withdraw(channel, chat, [reference]))


def take_back_here(visit: Visit) -> None:
    """Take what is still shown out of this chat at once, because the chat is let go of."""
    for row_id in outbox.ids_in(visit.work, visit.address.lane):
        if timers.get(visit.work, TAKE_BACK, str(row_id)):
            timers.drop(visit.work, TAKE_BACK, str(row_id))
            take_back(visit.work, visit.service, str(row_id))


def _take_back_later(visit: Visit, shown: OutboxRow) -> None:
    due = visit.work.seconds + SHOWN_SECONDS
    timers.set_timer(visit.work, TAKE_BACK, str(shown.id), due)


def _words(work: Work, row: NeedRow) -> Text:
    words = needs.reported_words(work, row)
    if words is None:
        return area_lists.WORDS_GONE
    return _("Their words: {words}", words=words) if words else area_lists.NO_WORDS


def _alarm(work: Work, service: Service, mandate: Mandate) -> None:
    """Tell the administrators that somebody has opened as much as anybody may in a day."""
    for language, told in officials.by_language(work, mandates.administrators(work)):
        text = area_lists.many_details(mandate.office.name(language), MOST_A_DAY)
        officials.tell(work, service, told, text, cause=f"details:{mandate.id}:{work.seconds}")
