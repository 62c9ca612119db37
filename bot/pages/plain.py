"""Every message outside the conversations' questions, with made-up numbers, names and dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import ModuleType
from typing import Final

from bot.pages.plain_needs import need_messages
from civic.needs import Status
from conversations import first_contact, guide, labels, office_actions, receipts, safety
from conversations.engine import pressing, replies
from conversations.scripts import need_merge, need_plan, need_reason, need_review, place
from conversations.wording import Lines, Text, Words, lines
from handlers import (
    cleaning,
    conversing,
    mine,
    my_replies,
    outcomes,
    replying,
    returning,
    said,
    telling,
    waking,
)

_MODULES: Final = (
    *(first_contact, guide, safety, replies, pressing, need_review, place),
    *(conversing, said, outcomes, cleaning, returning, waking),
    *(office_actions, need_plan, need_merge, need_reason, mine, my_replies, replying, telling),
)
_NUMBER: Final = "123456789"
_SECRET: Final = "1234567812345678"  # noqa: S105 - made up, to show the spacing
_OFFICE: Final = "Sample office"
_UNTIL: Final = date(2026, 11, 25)
_PLACE: Final = "x-sy090102-11"


def plain_messages(public_name: str) -> Iterator[tuple[str, Text]]:
    """Return messages by the name of what makes them in the code."""
    for module in _MODULES:
        yield from _constants(module)
    yield from _first_contact(public_name)
    yield "guide.help_text", guide.help_text()
    yield from _receipts()
    yield from need_messages()
    for status in Status:
        yield (
            f"receipts.line ({status})",
            receipts.line(_NUMBER, _PLACE, "water", "water_station", status),
        )


def short_labels() -> Iterator[tuple[str, Text]]:
    """Return the words for codes that stand in lists and on buttons."""
    for name, words in vars(labels).items():
        if name.isupper() and isinstance(words, Mapping):
            yield from ((f"labels.{name} ({code})", label) for code, label in words.items())


def _constants(module: ModuleType) -> Iterator[tuple[str, Text]]:
    short = module.__name__.rpartition(".")[2]
    for name, value in vars(module).items():
        if name.isupper() and isinstance(value, Words | Lines):
            yield f"{short}.{name}", value


def _first_contact(public_name: str) -> Iterator[tuple[str, Text]]:
    for channel, seen in first_contact.SEEN_BY.items():
        yield (
            f"first_contact.welcome ({channel})",
            lines(first_contact.welcome(public_name), seen, first_contact.CONSENT),
        )
        yield (
            f"first_contact.more ({channel})",
            lines(first_contact.more(), seen, first_contact.CONSENT),
        )
    yield "first_contact.link_code", first_contact.link_code("12345678", 10)


def _receipts() -> Iterator[tuple[str, Text]]:
    yield "receipts.stored (nobody appointed)", receipts.stored(_NUMBER, "", None)
    yield "receipts.stored", receipts.stored(_NUMBER, _OFFICE, _UNTIL)
    yield "receipts.supported", receipts.supported(_NUMBER)
    yield "receipts.way_back", receipts.way_back(_SECRET)
    yield "receipts.referred", receipts.referred(_NUMBER)
    yield "receipts.who_has_it (nobody appointed)", receipts.who_has_it("", None)
    yield "receipts.who_has_it (no date)", receipts.who_has_it(_OFFICE, None)
    yield "receipts.who_has_it", receipts.who_has_it(_OFFICE, _UNTIL)
