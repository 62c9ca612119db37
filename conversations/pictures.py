"""What a picture or a paper shows, worded and counted: what the drawing process is handed.

A picture that would show nothing cannot be made: its maker raises ValueError, and so does the
decoder, so that nothing downstream has a case for an empty page.
"""

from __future__ import annotations

from typing import Final

import msgspec

from conversations.wording import LANGUAGES

MOST_BARS: Final = 16
MOST_COLUMNS: Final = 60
MOST_BUBBLES: Final = 400
MOST_ENDS: Final = 10
MOST_LINES: Final = 60
LARGEST: Final = 10**15

Count = tuple[str, int]
"""A label and how many."""


class Chart(msgspec.Struct, frozen=True, kw_only=True, tag="chart"):
    """Horizontal bars, one under another, in the order in which they are given."""

    language: str
    title: str
    rows: tuple[Count, ...]
    note: str = ""

    def __post_init__(self) -> None:
        _check(self.language, [count for _, count in self.rows], MOST_BARS)


class Trend(msgspec.Struct, frozen=True, kw_only=True, tag="trend"):
    """Columns beside one another, the earliest first; each label is the day a week begins."""

    language: str
    title: str
    weeks: tuple[Count, ...]
    note: str = ""

    def __post_init__(self) -> None:
        _check(self.language, [count for _, count in self.weeks], MOST_COLUMNS)


class Bubble(msgspec.Struct, frozen=True, kw_only=True):
    """A place on a map, in degrees, with how many."""

    label: str
    latitude: float
    longitude: float
    count: int

    def __post_init__(self) -> None:
        _check_point(self.latitude, self.longitude)


class BubbleMap(msgspec.Struct, frozen=True, kw_only=True, tag="map"):
    """Circles at places, as large as their counts; `around` are places that only give shape.

    `scales` are distances in kilometres with their words, of which the drawing takes one that
    suits; `legend` says what a circle counts.
    """

    language: str
    title: str
    bubbles: tuple[Bubble, ...]
    legend: str
    around: tuple[tuple[float, float], ...] = ()
    scales: tuple[tuple[int, str], ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        _check(self.language, [bubble.count for bubble in self.bubbles], MOST_BUBBLES)
        for latitude, longitude in self.around:
            _check_point(latitude, longitude)


class Flows(msgspec.Struct, frozen=True, kw_only=True, tag="flows"):
    """How many go from where to where: a stream is a start, an end (both by place) and a count.

    `heads` are the words above the starts and above the ends.
    """

    language: str
    title: str
    heads: tuple[str, str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    streams: tuple[tuple[int, int, int], ...]
    note: str = ""

    def __post_init__(self) -> None:
        _check(self.language, [count for _, _, count in self.streams], MOST_ENDS**2)
        if max(len(self.starts), len(self.ends)) > MOST_ENDS:
            raise ValueError("more starts or ends than a picture has room for")
        for start, end, count in self.streams:
            inside = 0 <= start < len(self.starts) and 0 <= end < len(self.ends)
            if not inside or not count:
                raise ValueError("a stream leads from nowhere, to nowhere or is empty")


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number that stands out, with what it counts and how it changed."""

    label: str
    value: str
    change: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table with a title; every row has as many cells as there are heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError("a row of a table does not fit its heads")
        if len(self.rows) > MOST_LINES:
            raise ValueError("a table is too long")


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Paragraphs under a title."""

    title: str
    paragraphs: tuple[str, ...]


class SituationReport(msgspec.Struct, frozen=True, kw_only=True, tag="report"):
    """The periodic report on an area, ready to be set on paper; empty parts are left out."""

    language: str
    title: str
    lines: tuple[str, ...]
    figures: tuple[Figure, ...]
    sectors: Table | None = None
    severities: Table | None = None
    answers: Table | None = None
    needs: Table | None = None
    trend: Trend | None = None
    changes: Section | None = None
    words: Section | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError("a language that the service does not speak")
        if not self.title or not self.figures:
            raise ValueError("a report needs a title and figures")


class Document(msgspec.Struct, frozen=True, kw_only=True, tag="document"):
    """Sections of text under a title, ready to be set on paper."""

    language: str
    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    note: str = ""

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError("a language that the service does not speak")
        if not self.title or not self.sections:
            raise ValueError("a document needs a title and sections")


Picture = Chart | Trend | BubbleMap | Flows | SituationReport | Document


def _check(language: str, counts: list[int], most: int) -> None:
    if language not in LANGUAGES:
        raise ValueError("a language that the service does not speak")
    if not 0 < len(counts) <= most:
        raise ValueError(f"a picture shows 1 to {most} counts, not {len(counts)}")
    if min(counts) < 0 or max(counts) > LARGEST:
        raise ValueError("a count is negative or beyond all that can be counted here")


def _check_point(latitude: float, longitude: float) -> None:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("no point on earth")
