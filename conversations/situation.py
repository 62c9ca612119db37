"""Words the periodic report on an area: counts, the needs that weigh most, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from civic.needs import Severity, Status
from civic.situation import SURE, Answers, parts_told
from civic.text import clean
from conversations import labels
from conversations.figures import GRAVEST_FIRST, MOST_ROWS, Reader
from conversations.pictures import Figure, Section, SituationReport, Table, Trend
from conversations.receipts import what
from conversations.situation_words import PART, chosen, summary
from conversations.wording import Code, PlaceName, Text, Words, _, lines

MOST_NEEDS: Final = 10
"""Needs in the list of those that weigh most; more would not fit two pages."""

_MOST_CHANGES: Final = 4


@dataclass(frozen=True, slots=True)
class Totals:
    """How many needs came in and were answered in a period, and stand open or overdue after it."""

    new: int = 0
    open: int = 0
    answered: int = 0
    overdue: int = 0

    @property
    def row(self) -> tuple[int, ...]:
        """The four counts in their order."""
        return self.new, self.open, self.answered, self.overdue

    def __add__(self, other: Totals) -> Totals:
        return Totals(*(a + b for a, b in zip(self.row, other.row, strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TopNeed:
    """One need of the list: codes and its age in whole days, nothing that anybody wrote."""

    number: str
    place: str
    sector: str
    problem: str
    severity: Severity
    days: int
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a report is made of; `last` and `last_open` are of the report before, if any.

    `until` is the last day of the period. `sectors` and `last_open` are by sector. `answers` are
    what the office told, `words` the representative's own, shown as they are.
    """

    area: str
    office: str
    since: date
    until: date
    made: date
    totals: Totals
    last: Totals | None = None
    sectors: Mapping[str, Totals] = field(default_factory=dict)
    last_open: Mapping[str, int] = field(default_factory=dict)
    severities: Mapping[Severity, int] = field(default_factory=dict)
    needs: tuple[TopNeed, ...] = ()
    trend: Trend | None = None
    answers: Answers = field(default_factory=dict)
    words: str = ""


def situation_report(reader: Reader, situation: Situation) -> SituationReport:
    """Return the report, worded; parts for which there is nothing are left out."""
    place = PlaceName(situation.area)
    return SituationReport(
        language=reader.language,
        title=reader.say(_("State of the area: {place}", place=place)),
        lines=tuple(reader.say(line) for line in _heading(situation)),
        figures=_figures(reader, situation),
        sectors=_sectors(reader, situation.sectors),
        severities=_severities(reader, situation.severities),
        answers=_answers(reader, situation.answers),
        needs=_needs(reader, situation.needs),
        trend=situation.trend,
        changes=_changes(reader, situation),
        words=_own_words(reader, situation.words),
        note=reader.say(_NOTE),
    )


_NOTE: Final = _(
    "Requests are counted as they were stored. This paper holds no names of residents "
    "and nothing of what they wrote."
)


def _heading(situation: Situation) -> Iterable[Text]:
    yield _("Office: {office}", office=situation.office)
    yield _("From {since} to {until}", since=situation.since, until=situation.until)
    yield _("Made on {date}", date=situation.made)


def _figures(reader: Reader, situation: Situation) -> tuple[Figure, ...]:
    names = (
        *(_("New requests"), _("Open requests")),
        *(_("Answered requests"), _("Overdue requests")),
    )
    last = situation.last.row if situation.last else (None,) * len(names)
    return tuple(
        Figure(
            label=reader.say(name),
            value=f"{value:,}",
            change="" if before is None else reader.say(_change(value, before)),
        )
        for name, value, before in zip(names, situation.totals.row, last, strict=True)
    )


def _change(value: int, before: int) -> Words:
    if value == before:
        return _("As at the last report")
    return _("{change} since the last report", change=Code(f"{value - before:+,}"))


def _table(
    reader: Reader, title: Text, heads: Iterable[Text], rows: Iterable[tuple[Text, ...]]
) -> Table | None:
    worded = tuple(tuple(reader.say(cell) for cell in row) for row in rows)
    if not worded:
        return None
    return Table(
        title=reader.say(title), heads=tuple(reader.say(head) for head in heads), rows=worded
    )


def _sectors(reader: Reader, sectors: Mapping[str, Totals]) -> Table | None:
    heads = _("Sector"), _("Arrived"), _("Open now"), _("Answered"), _("Overdue")
    found = sorted(sectors.items(), key=lambda row: (-row[1].open, -row[1].new, row[0]))
    rows: list[tuple[Text, Totals]] = [(labels.SECTOR[code], of) for code, of in found[:MOST_ROWS]]
    if rest := found[MOST_ROWS:]:
        others = _("All others ({count})", count=len(rest))
        rows.append((others, sum((of for _code, of in rest), Totals())))
    return _table(reader, _("By sector"), heads, (_sector_row(label, of) for label, of in rows))


def _sector_row(label: Text, of: Totals) -> tuple[Text, ...]:
    return label, *(Code(f"{count:,}") for count in of.row)


def _severities(reader: Reader, counts: Mapping[Severity, int]) -> Table | None:
    rows = (
        (labels.SEVERITY[step], Code(f"{counts[step]:,}"))
        for step in GRAVEST_FIRST
        if counts.get(step)
    )
    return _table(reader, _("By how much they harm"), (_("How much it harms"), _("Open now")), rows)


def _answers(reader: Reader, answers: Answers) -> Table | None:
    """Return what the office told, a line for each part."""
    heads = _("About"), _("What the office was told"), _("How sure")
    return _table(reader, _("As the office was told (indicative)"), heads, _parts(answers))


def _parts(answers: Answers) -> Iterable[tuple[Text, ...]]:
    for part in parts_told(answers):
        sure = f"{part}.{SURE}"
        told = {name: each for name, each in answers.items() if name != sure}
        how = chosen(sure, answers[sure]) if sure in answers else ""
        yield PART[part], summary(part, told), how


def _needs(reader: Reader, needs: tuple[TopNeed, ...]) -> Table | None:
    heads = (
        *(_("Number"), _("Place"), _("What is wrong")),
        *(_("How much it harms"), _("Days waiting"), _("Where it stands")),
    )
    rows = (
        (
            *(Code(need.number), PlaceName(need.place), what(need.sector, need.problem)),
            *(labels.SEVERITY[need.severity], Code(need.days), labels.STATUS[need.status]),
        )
        for need in needs[:MOST_NEEDS]
    )
    return _table(reader, _("The requests that weigh most"), heads, rows)


def _changes(reader: Reader, situation: Situation) -> Section:
    title = reader.say(_("What changed since the last report"))
    if situation.last is None:
        return Section(
            title=title,
            paragraphs=(
                reader.say(
                    _("This is the first report."),
                ),
            ),
        )
    moved = sorted(_moves(situation), key=lambda move: (-abs(move[1] - move[2]), move[0]))
    told = [
        _(
            "{sector}: {now} open now, {before} at the last report.",
            sector=labels.SECTOR[sector],
            now=now,
            before=before,
        )
        for sector, now, before in moved[:_MOST_CHANGES]
    ]
    said = lines(*(told or [_("The number of open requests is the same in every sector.")]))
    return Section(title=title, paragraphs=tuple(reader.say(said).split("\n")))


def _moves(situation: Situation) -> Iterable[tuple[str, int, int]]:
    """Yield each sector in which another number is open now, with both numbers."""
    for sector in {*situation.sectors, *situation.last_open}:
        now = situation.sectors.get(sector, Totals()).open
        before = situation.last_open.get(sector, 0)
        if now != before:
            yield sector, now, before


def _own_words(reader: Reader, words: str) -> Section | None:
    paragraphs = tuple(reader.say(part) for part in clean(words).split("\n") if part.strip())
    if not paragraphs:
        return None
    return Section(title=reader.say(_("In the words of the representative")), paragraphs=paragraphs)
