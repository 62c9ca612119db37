"""Turns what is told of flows into a worded picture: from which parts of an area to where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from civic.return_figures import Subject
from conversations.figures import Reader
from conversations.pictures import MOST_ENDS, Flows
from conversations.return_figures import LEAST_HOUSEHOLDS, label_of, week_began
from conversations.wording import PlaceName, Text, Words, _

ELSEWHERE: Final = ""
"""The start of those of whom only the whole area is told, and the end of all small streams."""


def title(place: str) -> Words:
    """Say what the picture shows."""
    return _("Where those are now who come from {place}", place=PlaceName(place, within=True))


def note(week: str) -> Words:
    """Say how the picture is to be read."""
    return _(
        "Households with a fresh answer, in steps of {count}. Week that began on {date}.",
        count=str(LEAST_HOUSEHOLDS),
        date=week_began(week),
    )


def flows(reader: Reader, place: str, week: str, told: Mapping[str, Mapping[str, int]]) -> Flows:
    """Return the picture of what is told of each part of a place; ELSEWHERE is the rest of it.

    Raises ValueError where nothing is told.
    """
    starts, ends = Counter[str](), Counter[str]()
    for start, counts in told.items():
        starts[start] += sum(counts.values())
        ends.update(counts)
    shown_starts, shown_ends = _largest(starts), _largest(ends)
    streams = Counter[tuple[int, int]]()
    for start, counts in told.items():
        for end, count in counts.items():
            streams[_at(shown_starts, start), _at(shown_ends, end)] += count
    return Flows(
        language=reader.language,
        title=reader.say(title(place)),
        heads=(reader.say(_("From")), reader.say(_("To"))),
        starts=tuple(reader.say(_start(place, start, starts)) for start in shown_starts),
        ends=tuple(reader.say(_end(end)) for end in shown_ends),
        streams=tuple((*stream, count) for stream, count in sorted(streams.items())),
        note=reader.say(note(week)),
    )


def _largest(counts: Counter[str]) -> list[str]:
    """Return the largest first, with one place for all that have no room."""
    equal_by_code = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    ranked = [code for code, count in equal_by_code if code != ELSEWHERE and count]
    if len(ranked) == len(+counts) and len(ranked) <= MOST_ENDS:
        return ranked
    return [*ranked[: MOST_ENDS - 1], ELSEWHERE]


def _at(shown: list[str], code: str) -> int:
    return shown.index(code if code in shown else ELSEWHERE)


def _start(place: str, start: str, starts: Counter[str]) -> Text:
    if start != ELSEWHERE:
        return PlaceName(start)
    return _("Other parts") if len(+starts) > 1 else PlaceName(place)


def _end(end: str) -> Text:
    return label_of(Subject.FLOWS, end) if end != ELSEWHERE else _("Other governorates")
