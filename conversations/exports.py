"""What is said of exports: the order, the second person's yes, progress, the link, each refusal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from civic.exports import Kind
from civic.need_filters import NeedFilter
from civic.refusals import Refusal
from conversations import labels
from conversations.area_lists import heading
from conversations.wording import Code, PlaceName, Text, Words, _, lines, together

KINDS: Final[Mapping[Kind, Words]] = MappingProxyType(
    {
        Kind.XLSX: _("Table for Excel"),
        Kind.CSV: _("Plain table (CSV)"),
        Kind.GEOJSON: _("Map (GeoJSON)"),
    }
)
WITHOUT: Final[Text] = _("Without words")
WITH: Final[Text] = _("With their words")

ORDER: Final[Text] = _("A list as a file")
BEING_MADE: Final[Text] = _("The list is being made. The link to it comes here.")
TAKE_BACK: Final[Text] = _("Withdraw the order")
TAKEN_BACK: Final[Text] = _("The order is withdrawn. Nothing was made.")
NOTHING_TO_TAKE_BACK: Final[Text] = _("No order of yours is waiting here.")

AGREE: Final[Text] = _("I agree")
REFUSE: Final[Text] = _("I do not agree")
AGREED_TO: Final[Text] = _("Noted: you agreed. The list goes to whoever asked for it.")
TURNED_DOWN: Final[Text] = _("Noted: you did not agree. The list is not made.")
GO_ON_AGREED: Final[Text] = _(
    "A second person agreed: the list with people's words is being made. The link to it comes here."
)
NOT_AGREED: Final[Text] = _(
    "It was not agreed that people's words go out. The list can be ordered without them: /export"
)
NOBODY_ANSWERED: Final[Text] = _(
    "Nobody agreed within a day, so the list was not made. It can be ordered without people's "
    "words, or asked for again: /export"
)
_NOTHING: Final[Text] = _(
    "No request in your area fits this, so there is nothing to put into a list. Name less, or "
    "another place or subject. For example: /export water"
)
_NOT_WAITING: Final[Text] = _(
    "This order waits for nothing any more: it was decided already, or its time is over. A new "
    "one: /export"
)
_REFUSALS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "nothing_to_export": _NOTHING,
        "export_is_not_waiting": _NOT_WAITING,
        "export_failed": _(
            "The list could not be made. Please order it once more: /export. If that fails too, "
            "tell whoever runs the service."
        ),
        "export_cut_off": _(
            "The service stopped while the list was being made. Please order it once more: /export"
        ),
        "export_needs_a_second_person": _(
            "You asked for this list yourself, so somebody else must agree to it."
        ),
        "export_nobody_can_agree": _(
            "There is nobody else in your office or in one above it who could agree that people's "
            "words go out. Order the list without words, or ask the administration to fill a "
            "second seat."
        ),
        "export_one_at_a_time": _(
            "A list of your office is under way already, and one is made at a time. The next one "
            "can be ordered when it is done or withdrawn."
        ),
    }
)


def why_not(refusal: Refusal) -> Text:
    """Return the sentence for a refusal."""
    if refusal.code == "too_much_to_export":
        return _(
            "That is more than one list can hold ({most}). Name a place or a subject too. For "
            "example: /export water Al-Kasra",
            most=str(refusal.facts["most"]),
        )
    return _REFUSALS[refusal.code]


def held(count: int, unread: str) -> Text:
    """Say what a list will hold, above each question; `unread` are words that narrow nothing."""
    left_out = _("Words do not narrow a list down. Left out here: {words}", words=unread)
    return lines(heading(count), left_out if unread else None)


def which_form(count: int, unread: str) -> Text:
    """Ask for the form."""
    return lines(held(count, unread), _("In which form shall the list be made?"))


def with_words(count: int, unread: str) -> Text:
    """Ask whether people's words go in."""
    return lines(
        held(count, unread),
        _("Shall it hold what people wrote, in their own words?"),
        _(
            "With words, somebody else must agree first: from your office or from one above it. "
            "Without them the list is made at once."
        ),
    )


def waits(until: date) -> Text:
    """Say that the order waits for a second person."""
    return _(
        "The order is noted. Other office-holders are asked whether they agree, until {day}. When "
        "somebody agrees, the link to the list comes here.",
        day=until,
    )


def please_agree(office: str, place: str, wanted: NeedFilter, count: int, until: date) -> Text:
    """Ask a second person, who is told which requests; names nobody and nothing that was written.

    `place` is the office's, for a list that names no other one.
    """
    narrowed: list[Text] = [PlaceName(wanted.place or place, within=True)]
    if wanted.sector:
        narrowed.append(labels.SECTOR[wanted.sector])
    if wanted.problem:
        narrowed.append(labels.PROBLEM[wanted.problem])
    if wanted.severity is not None:
        narrowed.append(labels.SEVERITY[wanted.severity])
    if wanted.status is not None:
        narrowed.append(labels.STATUS[wanted.status])
    return lines(
        _("{office} asks for a list of requests in which people's words stand.", office=office),
        together(*narrowed),
        heading(count),
        _(
            "It needs the agreement of a second person until {day}. Your office has to be open to "
            "answer.",
            day=until,
        ),
    )


def progress(done: int, total: int) -> Text:
    """Say how much of a list is written."""
    return _("Written: {done} of {total}", done=f"{done:,}", total=f"{total:,}")


def ready(link: str, kind: Kind, count: int, until: date, *, words: bool, near: bool) -> Text:
    """Hand the link over; `near` is one that leads anywhere only on the service's own machine."""
    return lines(
        _("The list is ready: {link}", link=Code(link)),
        heading(count),
        KINDS[kind],
        _("It holds what people wrote.") if words else _("It holds nobody's own words."),
        _("The file can be downloaded once, until {day}. Then it is deleted here.", day=until),
        _(
            "This address works only on the machine on which the service runs. For others, whoever "
            "runs the service sets {setting}.",
            setting=Code("MASHWARA_PUBLIC_URL"),
        )
        if near
        else None,
    )
