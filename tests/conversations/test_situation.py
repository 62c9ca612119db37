"""The situation report says what the counts say, and nothing that residents wrote."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from conversations.figures import MOST_ROWS
from conversations.situation import MOST_NEEDS, Situation, TopNeed, Totals, situation_report
from tests import pictured
from tests.conversations.test_figures import ARABIC, ENGLISH, bare

QUIET = Situation(
    area="SY090102",
    office="Council of Basira",
    since=date(2026, 8, 1),
    until=date(2026, 9, 30),
    made=date(2026, 10, 1),
    totals=Totals(),
)


def test_dates_are_in_levantine_months() -> None:
    """آب وأيلول, with digits 0–9."""
    made = situation_report(ARABIC, QUIET)
    said = bare(" ".join(made.lines))
    assert "1 آب 2026" in said
    assert "30 أيلول 2026" in said
    assert "1 تشرين الأول 2026" in said


def test_a_first_report_on_a_quiet_area_is_short() -> None:
    """Four figures without a comparison; parts without content are left out."""
    made = situation_report(ENGLISH, QUIET)
    assert [figure.value for figure in made.figures] == ["0", "0", "0", "0"]
    assert {figure.change for figure in made.figures} == {""}
    assert (made.sectors, made.severities, made.needs, made.trend, made.words) == (None,) * 5
    assert made.changes is not None
    assert made.changes.paragraphs == ("This is the first report.",)


def test_changes_are_told_from_the_last_report() -> None:
    """More, fewer, or the same; a sign is read from left to right in any line."""
    now, last = Totals(1012, 5, 7, 0), Totals(12, 8, 7, 0)
    made = situation_report(ENGLISH, replace(QUIET, totals=now, last=last))
    assert [bare(figure.change) for figure in made.figures] == [
        "+1,000 since the last report",
        "-3 since the last report",
        "As at the last report",
        "As at the last report",
    ]
    assert "\u2066-3\u2069" in made.figures[1].change
    assert made.changes is not None
    assert made.changes.paragraphs == ("The number of open requests is the same in every sector.",)


def test_the_largest_changes_by_sector_come_first() -> None:
    """Sectors that are new and sectors that are empty now are among them."""
    situation = replace(
        QUIET,
        last=Totals(),
        sectors={"water": Totals(open=9), "bread": Totals(open=4), "roads": Totals(open=1)},
        last_open={"water": 10, "bread": 4, "health": 6},
    )
    made = situation_report(ENGLISH, situation)
    assert made.changes is not None
    assert [bare(line) for line in made.changes.paragraphs] == [
        "Health: 0 open now, 6 at the last report.",
        "Roads and bridges: 1 open now, 0 at the last report.",
        "Drinking water: 9 open now, 10 at the last report.",
    ]


def test_sectors_are_folded_without_losing_any() -> None:
    """Twelve rows and one of all others; each column adds up."""
    made = pictured.report(ENGLISH)
    assert made.sectors is not None
    assert len(made.sectors.rows) == MOST_ROWS + 1
    columns = list(zip(*made.sectors.rows, strict=True))[1:]
    sums = [sum(int(bare(cell)) for cell in column) for column in columns]
    assert [f"{each}" for each in sums] == [figure.value for figure in made.figures]


def test_the_list_of_needs_holds_codes_alone() -> None:
    """Number, place, problem, effect, age and status; there is no field for anybody's words."""
    assert {field.name for field in fields(TopNeed)} == {
        *("number", "place", "sector", "problem", "severity", "days", "status"),
    }
    made = pictured.report(ENGLISH)
    assert made.needs is not None
    assert len(made.needs.rows) == MOST_NEEDS
    assert [bare(cell) for cell in made.needs.rows[0]] == [
        *("10482957", "Shiheil", "Water station stopped"),
        *("Danger to health", "15", "Passed to the next level"),
    ]


def test_a_long_list_of_needs_is_cut() -> None:
    """Two pages are what people read."""
    made = situation_report(ENGLISH, replace(QUIET, needs=pictured.needs() * 3))
    assert made.needs is not None
    assert len(made.needs.rows) == MOST_NEEDS


def test_the_representatives_words_are_shown_as_they_are() -> None:
    """In paragraphs, without tricks of direction, and not at all when there are none."""
    words = "سطر أول\u202e\n\n  \nLine two #x\x00"
    made = situation_report(ARABIC, replace(QUIET, words=words))
    assert made.words is not None
    assert made.words.paragraphs == ("\u2068سطر أول\u2069", "\u2068Line two #x\u2069")
    assert situation_report(ARABIC, replace(QUIET, words=" \n\u202e ")).words is None
