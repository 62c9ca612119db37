"""A picture that would show nothing, or nonsense, cannot be made or read."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from conversations.pictures import (
    LARGEST,
    Bubble,
    BubbleMap,
    Chart,
    Figure,
    Picture,
    SituationReport,
    Table,
    Trend,
)


def chart(**changed: object) -> Chart:
    """A chart of one row, with something changed."""
    made: dict[str, object] = {"language": "ar", "title": "x", "rows": (("ماء", 1),), **changed}
    return Chart(**made)  # type: ignore[arg-type]


def bubbles(*points: tuple[float, float, int]) -> BubbleMap:
    """A map of some points."""
    found = tuple(
        Bubble(label="x", latitude=north, longitude=east, count=count)
        for north, east, count in points
    )
    return BubbleMap(language="ar", title="x", bubbles=found, legend="x")


WRONG: dict[str, Callable[[], object]] = {
    "no rows": lambda: chart(rows=()),
    "too many rows": lambda: chart(rows=(("x", 1),) * 17),
    "below nothing": lambda: chart(rows=(("x", -1),)),
    "beyond all": lambda: chart(rows=(("x", LARGEST + 1),)),
    "a foreign language": lambda: chart(language="xx"),
    "no weeks": lambda: Trend(language="ar", title="x", weeks=()),
    "no places": bubbles,
    "off the earth": lambda: bubbles((91.0, 0.0, 1)),
    "nowhere": lambda: bubbles((float("nan"), 0.0, 1)),
    "endlessly far": lambda: bubbles((0.0, float("inf"), 1)),
    "a crooked table": lambda: Table(title="x", heads=("a", "b"), rows=(("1",),)),
    "an endless table": lambda: Table(title="x", heads=("a",), rows=(("1",),) * 61),
    "a report of nothing": lambda: SituationReport(language="ar", title="x", lines=(), figures=()),
}


@pytest.mark.parametrize("make", WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_shown_cannot_be_made(make: Callable[[], object]) -> None:
    """It is refused before anything is drawn."""
    with pytest.raises(ValueError, match=r"\w"):
        make()


def test_what_cannot_be_made_cannot_be_read() -> None:
    """The process that draws is held to the same rules by what it decodes."""
    empty = {"type": "chart", "language": "ar", "title": "x", "rows": []}
    with pytest.raises(ValueError, match="1 to 16"):
        msgspec.msgpack.decode(msgspec.msgpack.encode(empty), type=Picture)


def test_every_kind_is_known_again() -> None:
    """What is handed to the process that draws says what it is."""
    figures = (Figure(label="ماء", value="1"),)
    kinds: tuple[Picture, ...] = (
        chart(),
        Trend(language="en", title="x", weeks=(("1 Aug", 0),)),
        bubbles((35.0, 40.0, 3)),
        SituationReport(language="ar", title="x", lines=(), figures=figures),
    )
    for kind in kinds:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(kind), type=Picture) == kind
