"""An order of a file is placed or refused, withdrawn, and decided about by a second person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from civic.exports import ExportWish
from civic.mandates import Body, Mandate
from civic.need_filters import NeedFilter
from civic.refusals import Refusal
from conversations import exports as words
from conversations.engine.journal import Journal
from conversations.messages import Button
from handlers import export_news, need_actions
from handlers.visit import Visit, going_on
from storage import area_needs, export_consents, export_orders, mandates, timers
from storage.export_rows import ExportOrder, State
from storage.exports import MOST
from storage.people import Person


def finish(visit: Visit, person: Person, journal: Journal, wish: ExportWish) -> None:
    """Place the order that a conversation was about; if the office was locked, keep it."""
    mandate = mandates.unlocked(visit.work, person.mark, visit.service.places)
    if mandate is None or mandate.body is not Body.REPRESENTATIVE:
        need_actions.keep(visit, person, journal)
        return
    try:
        _place(visit, mandate, wish)
    except Refusal as refusal:
        say_why_not(visit, mandate, refusal)


def _place(visit: Visit, mandate: Mandate, wish: ExportWish) -> None:
    count = room_for(visit, mandate, wish.wanted)
    if not wish.words:
        export_orders.place(visit.work, mandate, wish, visit.language)
        visit.work.afterwards.append(visit.service.export_waiting)
        visit.say(words.BEING_MADE, *going_on(visit))
        return
    others = export_consents.who_can(visit.work, visit.service.places, mandate)
    if not others:
        raise Refusal("export_nobody_can_agree")
    order = export_orders.place(visit.work, mandate, wish, visit.language)
    timers.set_timer(visit.work, export_news.EXPIRE, order.id, order.until)
    export_news.ask_others(visit.work, visit.service, order, others, count)
    visit.say(words.waits(export_news.day_of(order.until)), _withdraw(visit), *going_on(visit))


def room_for(visit: Visit, mandate: Mandate, wanted: NeedFilter) -> int:
    """Return how many needs are meant; raises what an order of them would be refused for."""
    if export_orders.under_way(visit.work, mandate.office.id):
        raise Refusal("export_one_at_a_time")
    outside = wanted.place and wanted.place not in mandate.area
    count = 0 if outside else area_needs.count(visit.work, mandate.area, wanted)
    if not count:
        raise Refusal("nothing_to_export")
    if count > MOST:
        raise Refusal("too_much_to_export", most=MOST)
    return count


def _agree(visit: Visit, mandate: Mandate, subject: str) -> None:
    order = export_consents.agree(visit.work, subject, mandate)
    if order is None:
        raise Refusal("export_is_not_waiting")
    visit.work.afterwards.append(visit.service.export_waiting)
    export_news.tell(visit.work, visit.service, order, words.GO_ON_AGREED, "agreed")
    visit.say(words.AGREED_TO, *going_on(visit))


def _turn_down(visit: Visit, mandate: Mandate, subject: str) -> None:
    order = export_consents.turn_down(visit.work, subject, mandate)
    if order is None:
        raise Refusal("export_is_not_waiting")
    export_news.tell(visit.work, visit.service, order, words.NOT_AGREED, "refused")
    visit.say(words.TURNED_DOWN, *going_on(visit))


def _take_back(visit: Visit, mandate: Mandate, _subject: str) -> None:
    order = export_orders.under_way(visit.work, mandate.office.id)
    mine = order if order is not None and order.person == mandate.person else None
    done = mine is not None and export_orders.take_back(visit.work, mine, mandate)
    visit.say(words.TAKEN_BACK if done else words.NOTHING_TO_TAKE_BACK, *going_on(visit))


def _deciding(
    decide: Callable[[Visit, Mandate, str], None],
) -> Callable[[Visit, Mandate, str], None]:
    def decided(visit: Visit, mandate: Mandate, subject: str) -> None:
        try:
            decide(visit, mandate, subject)
        except Refusal as refusal:
            visit.say(words.why_not(refusal), *going_on(visit))

    return decided


DECISIONS: Final[Mapping[str, Callable[[Visit, Mandate, str], None]]] = MappingProxyType(
    {
        export_news.AGREE: _deciding(_agree),
        export_news.REFUSE: _deciding(_turn_down),
        export_news.WITHDRAW: _take_back,
    }
)
"""What can follow the command instead of a line, with what decides it."""


def say_why_not(visit: Visit, mandate: Mandate, refusal: Refusal) -> None:
    """Say why there is no order, with what can be done about it."""
    order = export_orders.under_way(visit.work, mandate.office.id)
    shown = [_withdraw(visit)] if order is not None and _can_withdraw(order, mandate) else []
    visit.say(words.why_not(refusal), *shown, *going_on(visit))


def _can_withdraw(order: ExportOrder, mandate: Mandate) -> bool:
    return order.person == mandate.person and order.state is not State.RUNNING


def _withdraw(visit: Visit) -> Button:
    return visit.command(words.TAKE_BACK, f"/export {export_news.WITHDRAW}")
