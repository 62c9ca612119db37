"""The formula that is shown is the one that sorts."""

from __future__ import annotations

import re

from civic.needs import Severity
from civic.priority import SEVERITY_POINTS, priority, score
from tests.offices import Representative
from tests.world import World


def test_an_office_reads_how_its_requests_are_ordered(lite: World) -> None:
    """By words, by the command, and by a button where the area is shown."""
    office = Representative(lite, restarts=False)
    told = office.says("ترتيب الطلبات")
    office.says("/area")
    assert office.taps("كيف تُرتَّب الطلبات") == told == office.says("/formula")
    for points in SEVERITY_POINTS.values():
        assert f": \u2068{points}\u2069" in told


def test_what_is_shown_gives_the_points_that_sort(lite: World) -> None:
    """Put into the shown formula, what a need has comes to what is stored of it."""
    told = Representative(lite, restarts=False).says("/formula")
    found = re.search(r"effect \+ (\d+) log10\(people\) \+ (\d+) log2\(1 \+ neighbours\)", told)
    days = re.search(r"\+ ([\d.]+) days", told)
    assert found and days
    tenfold, doubled, a_day = int(found[1]), int(found[2]), float(days[1])
    stored = priority(Severity.EXTREME, 1000, 15, received_day=100)
    shown = SEVERITY_POINTS[Severity.EXTREME] + 3 * tenfold + 4 * doubled + 7 * a_day
    assert score(stored, today=107) == shown
