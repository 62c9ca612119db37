"""What those who order an export hear of it, and whose agreement it takes is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import Final

from civic.refusals import Refusal
from conversations import exports as words
from conversations.messages import Message
from conversations.wording import Text
from handlers import officials
from handlers.service import Service
from storage import export_consents, export_orders, office_chats, offices, outbox, people
from storage.export_rows import ExportOrder
from storage.exports import MOST
from storage.people import Address
from storage.work import Work

EXPIRE: Final = "export.expire"
"""The timer that gives up an order to which nobody agreed."""

AGREE, REFUSE, WITHDRAW = "agree", "refuse", "withdraw"
"""What follows the command on buttons."""


def day_of(seconds: int) -> date:
    """Return the day of a moment."""
    return datetime.fromtimestamp(seconds, UTC).date()


def ask_others(
    work: Work, service: Service, order: ExportOrder, others: list[str], count: int
) -> None:
    """Ask everybody who can agree; whoever answers first decides."""
    office, until = offices.named(work, order.office), day_of(order.until)
    buttons = (
        (words.AGREE, f"/export {AGREE} {order.id}"),
        (words.REFUSE, f"/export {REFUSE} {order.id}"),
    )
    for language, told in officials.by_language(work, others):
        name, place = (office.name(language), office.place) if office else ("", "")
        text = words.please_agree(name, place, order.details.wanted, count, until)
        officials.tell(work, service, told, text, cause=_cause(order, "asks"), buttons=buttons)


def tell(work: Work, service: Service, order: ExportOrder, text: Text, about: str) -> None:
    """Tell whoever gave an order, unless they are no longer in office."""
    if export_orders.seat(work, order) is not None:
        officials.tell(work, service, [order.person], text, cause=_cause(order, about))


def expire(work: Work, service: Service, export_id: str) -> None:
    """Give up an order to which nobody agreed in time, and say so."""
    order = export_consents.expire(work, export_id)
    if order is not None:
        tell(work, service, order, words.NOBODY_ANSWERED, "expired")


def next_one(work: Work, service: Service) -> tuple[ExportOrder, frozenset[str]] | None:
    """Return the order to be made next, with the places of its office; none is being made now.

    What a dead process left unfinished is given up and told; so is what somebody agreed to who
    has left their office, and without a word what was ordered by such a one.
    """
    for left in export_orders.cut_off(work):
        failed(work, service, left, "export_cut_off")
    for order in export_orders.waiting(work):
        if seat := export_orders.in_force(work, order):
            return order, service.places.area(seat.office.place).places
        export_orders.fail(work, order.id)
        tell(work, service, order, words.NOT_AGREED, "refused")
    return None


def progress(work: Work, service: Service, order: ExportOrder, done: int, total: int) -> None:
    """Show how much is written, in place of what was shown before; not while that waits."""
    if export_orders.seat(work, order) is None:
        return
    for to in office_chats.addresses(work, order.person):
        shown = outbox.series(work, _progress_cause(order, to))
        if not shown.owed:
            _show(work, service, order, to, shown, words.progress(done, total))


def ready(work: Work, service: Service, order: ExportOrder, token: str, rows: int) -> None:
    """Hand over the link that carries `token`, and leave no progress that is not at its end."""
    for to in office_chats.addresses(work, order.person):
        shown = outbox.series(work, _progress_cause(order, to))
        outbox.supersede(work, _progress_cause(order, to))
        if shown.reference:
            _show(work, service, order, to, shown, words.progress(rows, rows))
    link, near = service.file_link(token)
    until = day_of(work.seconds + export_orders.SECONDS)
    text = words.ready(link, order.kind, rows, until, words=order.words, near=near)
    tell(work, service, order, text, "ready")


def failed(work: Work, service: Service, order: ExportOrder, code: str) -> None:
    """Say why an order came to nothing."""
    tell(work, service, order, words.why_not(Refusal(code, most=MOST)), "failed")


def _show(
    work: Work,
    service: Service,
    order: ExportOrder,
    to: Address,
    shown: outbox.Series,
    text: Text,
) -> None:
    language = people.language_of(work, order.person)
    message = Message(
        text=service.wording.say(text, language), replaces=shown.reference, language=language
    )
    cause = _progress_cause(order, to)
    row = outbox.owe(work, to, message, cause=cause, ordinal=shown.count)
    work.afterwards.append(partial(service.owed, row))


def _progress_cause(order: ExportOrder, to: Address) -> str:
    return _cause(order, f"progress:{to.lane.hex()}")


def _cause(order: ExportOrder, about: str) -> str:
    return f"export:{order.id}:{about}"
