"""One need as an office sees it: how it stands, what was told in codes, and its history."""

from __future__ import annotations

from civic.follow_up import read_number
from civic.mandates import Mandate
from conversations import area_lists
from conversations import behalf as behalf_words
from conversations.messages import Button
from conversations.office_actions import NO_SUCH_NEED, WHICH_NUMBER
from conversations.wording import Month, Text, _, lines
from handlers import need_actions
from handlers.need_news import history
from handlers.visit import Visit, going_on
from storage import area_needs, behalf, need_rows
from storage.area_needs import AreaNeed
from storage.behalf import Entered
from storage.people import Person


def show(visit: Visit, _person: Person, mandate: Mandate, argument: str) -> None:
    """Show one need with its history; a number that is not theirs is as if it did not exist."""
    number, _rest = read_number(argument)
    if not number:
        visit.say(WHICH_NUMBER, *going_on(visit))
        return
    need = area_needs.numbered(visit.work, mandate.area, number)
    row = need_rows.numbered(visit.work, mandate.area, number)
    if need is None or row is None:
        visit.say(NO_SUCH_NEED, *going_on(visit))
        return
    entered = behalf.of(visit.work, need.id)
    visit.say(
        lines(
            need_actions.state(visit, row),
            *_facts(need, entered),
            *history(visit.work, row, visit.language),
        ),
        *need_actions.buttons(visit, mandate, row),
        visit.command(area_lists.DETAIL, f"/detail {number}"),
        *_for_somebody(visit, mandate, entered),
        *going_on(visit),
    )


def _for_somebody(visit: Visit, mandate: Mandate, entered: Entered | None) -> list[Button]:
    """Return what its office can do for somebody without a phone."""
    if entered is None or not entered.waits or entered.office != mandate.office.id:
        return []
    order = f"/onbehalf {entered.number}"
    return [
        visit.command(behalf_words.SAY_BUTTON, f"{order} say"),
        visit.command(behalf_words.PAPER_BUTTON, f"{order} paper"),
    ]


def _facts(need: AreaNeed, entered: Entered | None) -> list[Text]:
    return [
        area_lists.effect(need.severity),
        *area_lists.touched(need.since, need.scope, need.people, need.affected),
        area_lists.supported(need.told_support),
        _("Sent in {month}.", month=Month(need.month)),
        *([area_lists.BURST] if need.flagged else []),
        *([behalf_words.state(entered.claim)] if entered else []),
    ]
