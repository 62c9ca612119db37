"""A person's own requests: the list, and one of them with who has it."""

from __future__ import annotations

from datetime import UTC, datetime

from conversations import receipts
from conversations.wording import Month, PlaceName, Text, _, lines
from handlers.visit import Visit, menu_after
from storage import needs, offices
from storage.needs import Need
from storage.people import Person

MOST = 20


def show_all(visit: Visit, person: Person) -> None:
    """List what the person reported or supports, with a button for each."""
    found = needs.of_person(visit.work, person)[:MOST]
    if not found:
        visit.say(_("You have no requests here yet."), *menu_after(visit))
        return
    rows = [receipts.line(n.number, n.place, n.sector, n.problem, n.status) for n in found]
    buttons = [visit.command(_label(each), f"/my {each.number}") for each in found]
    visit.say(lines(_("Your requests:"), *rows), *buttons)


def show_one(visit: Visit, person: Person, number: str) -> None:
    """Show one request; a number that is not theirs is answered as one that does not exist."""
    need = needs.numbered(visit.work, person, number)
    if need is None:
        visit.say(
            _("We have no request of yours with this number. Please check the digits."),
            *menu_after(visit),
        )
        return
    visit.say(lines(*_card(visit, person, need)), *menu_after(visit))


def _card(visit: Visit, person: Person, need: Need) -> list[Text]:
    found: list[Text] = [
        receipts.line(need.number, need.place, need.sector, need.problem, need.status),
        _("Sent in {month}.", month=Month(need.month)),
    ]
    if words := needs.body_of(visit.work, need.id, person).words:
        found.append(_("Your words: {words}", words=words))
    office = offices.named(visit.work, need.office)
    until = datetime.fromtimestamp(need.due, UTC).date() if need.due else None
    found.append(receipts.who_has_it(office.name(visit.language) if office else "", until))
    return found


def _label(need: Need) -> Text:
    return _(
        "{problem}, {place}",
        problem=receipts.what(need.sector, need.problem),
        place=PlaceName(need.place),
    )
