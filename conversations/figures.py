"""Turns codes and counts into worded charts, in the language of the person who will look at them.

Every function here takes plain counts of one area and returns what is to be drawn. Where there
is nothing to count it raises Refusal "figures.none", for which `nothing_to_show` has the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from civic.needs import Severity
from civic.refusals import Refusal
from conversations import labels
from conversations.pictures import MOST_COLUMNS, Chart, Trend
from conversations.receipts import what
from conversations.wording import Month, PlaceName, Text, Wording, Words, _, short_day

MOST_ROWS: Final = 12
"""Bars that a phone shows without scrolling; what is beyond is one bar together."""

_WEEK: Final = timedelta(days=7)


GRAVEST_FIRST: Final = (*sorted(set(Severity) - {Severity.UNKNOWN}, reverse=True), Severity.UNKNOWN)
"""The order in which severities are shown."""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom figures are worded: the catalogues and a language."""

    wording: Wording
    language: str

    def say(self, text: Text) -> str:
        """Return the text in the reader's language."""
        return self.wording.say(text, self.language)


def nothing_to_show(area: str) -> Words:
    """Say that there is nothing to draw."""
    return _("There is nothing to draw for {place} yet.", place=PlaceName(area))


def by_sector(reader: Reader, area: str, counts: Mapping[str, int], day: date) -> Chart:
    """Return the open needs of an area by sector, the most frequent first."""
    title = _("Open requests by sector: {place}", place=PlaceName(area))
    rows = [(labels.SECTOR[sector], count) for sector, count in _falling(counts)]
    return _chart(reader, title, area, rows, day)


def by_problem(
    reader: Reader, area: str, sector: str, counts: Mapping[str, int], day: date
) -> Chart:
    """Return the open needs of one sector by problem, the most frequent first."""
    title = _("{sector}: {place}", sector=labels.SECTOR[sector], place=PlaceName(area))
    rows = [(what(sector, problem), count) for problem, count in _falling(counts)]
    return _chart(reader, title, area, rows, day)


def by_severity(reader: Reader, area: str, counts: Mapping[Severity, int], day: date) -> Chart:
    """Return the open needs of an area by how much they harm, the gravest first."""
    title = _("Open requests by how much they harm: {place}", place=PlaceName(area))
    rows = [(labels.SEVERITY[step], counts.get(step, 0)) for step in GRAVEST_FIRST]
    return _chart(reader, title, area, rows, day)


def by_status(reader: Reader, area: str, counts: Mapping[str, int], day: date) -> Chart:
    """Return all needs of an area by where they stand, in the order of a need's way."""
    title = _("Requests by where they stand: {place}", place=PlaceName(area))
    rows = [(words, counts[status]) for status, words in labels.STATUS.items() if status in counts]
    return _chart(reader, title, area, rows, day)


def by_place(reader: Reader, area: str, counts: Mapping[str, int], day: date) -> Chart:
    """Return the open needs of an area by place, the most frequent first."""
    title = _("Open requests by place: {place}", place=PlaceName(area))
    rows = [(PlaceName(place), count) for place, count in _falling(counts)]
    return _chart(reader, title, area, rows, day)


def weekly(reader: Reader, area: str, counts: Mapping[date, int], day: date) -> Trend:
    """Return the new needs of each week; keys are the days on which weeks begin."""
    begins = sorted(counts)
    if not begins:
        raise Refusal("figures.none", place=area)
    weeks = range((begins[-1] - begins[0]).days // 7 + 1)
    shown = [begins[0] + _WEEK * week for week in weeks][-MOST_COLUMNS:]
    rows = [(short_day(week, reader.language), counts.get(week, 0)) for week in shown]
    title = _("New requests in each week: {place}", place=PlaceName(area))
    return _trend(reader, title, area, rows, day)


def monthly(reader: Reader, area: str, counts: Mapping[str, int], day: date) -> Trend:
    """Return the new needs of each month; keys are months written "2026-11"."""
    months = _all_months(counts)[-MOST_COLUMNS:]
    rows = [
        (reader.wording.label(Month(month), reader.language), counts.get(month, 0))
        for month in months
    ]
    title = _("New requests in each month: {place}", place=PlaceName(area))
    return _trend(reader, title, area, rows, day)


def total(day: date, count: int) -> Words:
    """Say of which day the counts are, and how many there are altogether."""
    return _("On {date}. Altogether: {count}.", date=day, count=count)


def folded(rows: list[tuple[Text, int]]) -> list[tuple[Text, int]]:
    """Return at most `MOST_ROWS` rows, the last one all that is beyond."""
    if len(rows) <= MOST_ROWS:
        return rows
    kept, rest = rows[: MOST_ROWS - 1], rows[MOST_ROWS - 1 :]
    others = _("All others ({count})", count=len(rest))
    return [*kept, (others, sum(count for _, count in rest))]


def _falling(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return what was counted at all, the most frequent first."""
    found = ((code, count) for code, count in counts.items() if count)
    return sorted(found, key=lambda row: (-row[1], row[0]))


def _chart(
    reader: Reader, title: Text, area: str, rows: Iterable[tuple[Text, int]], day: date
) -> Chart:
    shown = folded(list(rows))
    altogether = sum(count for _, count in shown)
    if not altogether:
        raise Refusal("figures.none", place=area)
    return Chart(
        language=reader.language,
        title=reader.say(title),
        rows=tuple((reader.say(label), count) for label, count in shown),
        note=reader.say(total(day, altogether)),
    )


def _trend(reader: Reader, title: Text, area: str, rows: list[tuple[str, int]], day: date) -> Trend:
    altogether = sum(count for _, count in rows)
    if not altogether:
        raise Refusal("figures.none", place=area)
    return Trend(
        language=reader.language,
        title=reader.say(title),
        weeks=tuple(rows),
        note=reader.say(total(day, altogether)),
    )


def _all_months(counts: Mapping[str, int]) -> list[str]:
    """Return every month from the first counted one to the last, empty ones too."""
    if not counts:
        return []
    year, month = map(int, min(counts).split("-"))
    found = []
    while (written := f"{year:04}-{month:02}") <= max(counts):
        found.append(written)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found
