"""What an office sees of needs: all of its area, and nothing else, however it asks."""

from __future__ import annotations

from functools import partial
from itertools import product

import pytest

from civic.need_filters import NeedFilter
from civic.needs import NeedReport, Severity, Status
from storage import area_needs, needs, people
from storage.area_needs import AreaNeed, Cursor
from storage.work import Work
from tests.world import Resident, World

SHUHAYL, KASRA = "الشحيل", "الكسرة"
FILTERS = [
    NeedFilter(),
    NeedFilter(sector="water"),
    NeedFilter(sector="health", problem="dialysis"),
    NeedFilter(severity=Severity.EXTREME),
    NeedFilter(status=Status.RECEIVED, sector="water"),
    NeedFilter(status=Status.RESOLVED),
    NeedFilter(unassigned=True),
    NeedFilter(overdue=True),
    NeedFilter(older_than=0),
    NeedFilter(older_than=1),
    NeedFilter(older_than=0, sector="water"),
    NeedFilter(unassigned=True, sector="water", severity=Severity.EXTREME),
]


def report(world: World) -> dict[str, list[str]]:
    """Report each of some needs in every place that is asked about; return numbers by place."""
    resident = Resident(world)
    resident.agrees()
    account = resident.account
    person = world.turn(partial(people.find, channel="telegram", account=account, chat=account))
    assert person is not None
    found: dict[str, list[str]] = {}
    for code, (sector, problem), severity in product(
        places(world), [("water", "no_water"), ("health", "dialysis")], ("2", "5")
    ):
        told = NeedReport(code, sector, problem, Severity(severity))
        stored = world.turn(partial(needs.store, person=person, report=told, office=None))
        found.setdefault(code, []).append(stored.number)
    return found


def places(world: World) -> list[str]:
    """Return codes that lie in, above and beside one another."""
    gazetteer, home = world.service.places, world.service.home
    below = [gazetteer.exact(name, home)[0] for name in (SHUHAYL, KASRA)]
    return [*below, *(gazetteer.ancestors(code)[0] for code in below), home]


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_lists_and_counts_hold_the_area_and_nothing_else(world: World, wanted: NeedFilter) -> None:
    reported = report(world)
    world.clock.forward(days=1)
    for place in places(world):
        area = world.service.places.area(place)
        inside = {number for code in reported if code in area for number in reported[code]}
        seen = world.turn(partial(area_needs.page, area=area, wanted=wanted, most=100))
        everything = world.turn(
            partial(
                area_needs.page, area=world.service.places.area("SY09"), wanted=wanted, most=100
            )
        )
        assert {each.number for each in seen} == {each.number for each in everything} & inside
        assert world.turn(partial(area_needs.count, area=area, wanted=wanted)) == len(seen)


def test_pages_follow_one_another_without_gap_or_repetition(world: World) -> None:
    report(world)
    area = world.service.places.area("SY09")

    def turn(work: Work) -> tuple[list[AreaNeed], list[AreaNeed]]:
        whole = area_needs.page(work, area, NeedFilter(), most=100)
        paged: list[AreaNeed] = []
        while True:
            last = Cursor(paged[-1].priority, paged[-1].number) if paged else None
            found = area_needs.page(work, area, NeedFilter(), most=3, after=last)
            if not found:
                return whole, paged
            paged += found

    whole, paged = world.turn(turn)
    assert len(whole) == 20
    assert paged == whole
    assert [each.severity for each in whole][:10] == [Severity.CATASTROPHIC] * 10


def test_a_number_from_elsewhere_is_as_one_that_does_not_exist(world: World) -> None:
    reported = report(world)
    for place, code in product(places(world), reported):
        area = world.service.places.area(place)
        for number in reported[code]:
            found = world.turn(partial(area_needs.numbered, area=area, number=number))
            assert (found is not None) == (code in area)


def test_a_filter_on_a_place_outside_finds_nothing(world: World) -> None:
    report(world)
    shuhayl, kasra = places(world)[:2]
    wanted = NeedFilter(place=kasra)
    area = world.service.places.area(shuhayl)
    assert world.turn(partial(area_needs.page, area=area, wanted=wanted, most=9)) == []
    assert world.turn(partial(area_needs.count, area=area, wanted=wanted)) == 0


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_reading_in_order_and_sorting_what_is_found_give_one_list(
    world: World, wanted: NeedFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(world)
    world.clock.forward(days=1)
    area = world.service.places.area("SY09")
    look = partial(area_needs.page, area=area, wanted=wanted, most=7)
    sorted_ones = world.turn(look)
    monkeypatch.setattr(area_needs, "MUCH", -1)
    assert world.turn(look) == sorted_ones


def test_sums_by_sector_are_those_of_the_cells(world: World) -> None:
    report(world)
    area = world.service.places.area("SY09")
    below = places(world)
    summed = world.turn(partial(area_needs.by_sector, area=area, wanted=NeedFilter(), places=below))
    cells = world.turn(partial(area_needs.tallies, area=area, wanted=NeedFilter(), places=below))
    found: dict[str, dict[str, int]] = {place: {} for place in below}
    for cell in cells:
        sums = found[cell.place]
        sums[cell.sector] = sums.get(cell.sector, 0) + cell.count
    assert summed == found
    outside = world.turn(
        partial(
            area_needs.by_sector,
            area=world.service.places.area(below[0]),
            wanted=NeedFilter(),
            places=below[1:],
        )
    )
    assert outside == {}
