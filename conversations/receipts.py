"""What is said when a request is stored, and how it is shown again later."""

from __future__ import annotations

from datetime import date

from civic.needs import OTHER, Status
from conversations import labels
from conversations.wording import Code, Lines, PlaceName, Text, Words, _, lines


def stored(number: str, office: str, until: date | None) -> Lines:
    """Say that a request is stored and who has it now; honestly so when nobody is appointed."""
    if not office or until is None:
        return lines(
            _("Your request is stored. Follow-up number: {number}.", number=Code(number)),
            _(
                "Nobody has been appointed for your area here yet, so nobody has read it so far. "
                "It is kept, and goes to whoever is appointed first."
            ),
        )
    return lines(
        _("Your request is stored. Follow-up number: {number}.", number=Code(number)),
        _(
            "It is with {office} now, who should look at it by {date}. If that does not happen, "
            "it goes one level up.",
            office=office,
            date=until,
        ),
    )


def supported(number: str) -> Lines:
    """Say that somebody's support was added to a request that others made."""
    return lines(
        _("Your support was added. Follow-up number: {number}.", number=Code(number)),
        _("You will hear what becomes of it, as those who wrote first."),
    )


def way_back(secret: str) -> Lines:
    """Say how to come back to this conversation from another phone."""
    return lines(
        _("To come back from another phone, keep this secret number with the follow-up number:"),
        _("{secret}", secret=Code(grouped(secret))),
    )


def grouped(secret: str) -> str:
    """Return a secret in fours, as people read and copy it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def what(sector: str, problem: str) -> Words:
    """Name a request by its problem, or by its sector where the problem is another one."""
    return labels.SECTOR[sector] if problem == OTHER else labels.PROBLEM[problem]


def line(number: str, place: str, sector: str, problem: str, status: Status) -> Words:
    """Return one line of the list of one's requests."""
    return _(
        "{number}: {problem}, {place}. {status}",
        number=Code(number),
        problem=what(sector, problem),
        place=PlaceName(place),
        status=labels.STATUS[status],
    )


def who_has_it(office: str, until: date | None) -> Text:
    """Say who has a request now."""
    if not office:
        return _("Nobody has been appointed for this area here yet.")
    if until is None:
        return _("It is with {office}.", office=office)
    return _("It is with {office}, to be looked at by {date}.", office=office, date=until)


def referred(number: str) -> Lines:
    """Say that a wish to be contacted was sealed, and for whom."""
    return lines(
        _("Only the trained people can open this; the service itself cannot."),
        _("Follow-up number: {number}", number=Code(number)),
        _("This service cannot promise when they will write. Later you will only read: a message."),
    )
