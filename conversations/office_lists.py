"""How offices, their seats and those who sit in them are listed."""

from __future__ import annotations

from datetime import date

from conversations.wording import Code, PlaceName, Text, Words, _, counted, lines

WHERE_TO_LOOK: Text = _(
    "Write it with the name of a place, such as: /office {example}", example=Code("Al-Kasra")
)
NO_SUCH_PLACE: Text = _("We did not find this place. Try another spelling.")
NO_OFFICES: Text = _("There is no office for this place yet.")
NOBODY_TO_REVOKE: Text = _("Nobody sits in an office there.")
WHICH_PLACE: Text = _(
    "There are too many to list. Write it with the name of a place, such as: /revoke {example}",
    example=Code("Al-Kasra"),
)
NO_MANDATE: Text = _("This mandate is not running. It may have ended already.")
ADMINISTRATION: Text = _("Administration of the service")
NOMINATE_BUTTON: Text = _("Propose somebody")
FULL: Text = _("All seats of this office are taken, or links to them are still good.")


def default_name(place: str) -> Words:
    """Name an office that has no name of its own."""
    return _("Representation of {place}", place=PlaceName(place, kind=True))


def state(office: str, seats: int, taken: int) -> Text:
    """Say of an office, to anybody, whether there is somebody in it."""
    if not taken:
        return _("{office}: vacant", office=office)
    return _("{office}: {taken} of {seats} seats taken", office=office, taken=taken, seats=seats)


def counts(offices: int, vacant: int, women: int, men: int, untold: int) -> Text:
    """Sum an area's offices up, for office-holders."""
    return lines(
        counted("Offices: {count}", "Offices: {count}", offices),
        counted("Vacant: {count}", "Vacant: {count}", vacant),
        _(
            "In office: women {women}, men {men}, not told {untold}",
            women=women,
            men=men,
            untold=untold,
        ),
    )


def seat(number: int, office: str, since: date, gender: str) -> Text:
    """Tell the seats of an office apart without a name."""
    return _(
        "{number}. {office}, since {since}, {who}",
        number=number,
        office=office,
        since=since,
        who=_WHO[gender],
    )


_WHO = {"f": _("a woman"), "m": _("a man"), "": _("not told")}


def link_made(office: str, links: tuple[str, ...], token: str) -> Text:
    """Show what a new invitation carries; this is the only time."""
    return lines(
        _("{office}: this gives a seat, once, within seven days.", office=office),
        *(_("{link}", link=Code(link)) for link in links),
        _("Or written here by the one it is for: {command}", command=Code(f"/activate {token}")),
        _("It is shown this once. Please hand it over safely and delete this message."),
    )


def ended(office: str) -> Text:
    """Say that a mandate was ended."""
    return _("{office}: the mandate has ended. It holds from now on.", office=office)
