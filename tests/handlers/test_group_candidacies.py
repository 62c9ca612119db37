"""The convener reads everybody who applied, a page at a time."""

from __future__ import annotations

from civic.group_acts import Apply, Years
from civic.groups import Stage
from handlers.group_candidacies import PAGE
from storage import group_candidates, groups, people
from storage.work import Work
from tests.offices import Representative
from tests.seated import QUOTA, TOPIC
from tests.world import Resident, World

NEXT = "التالي"


def _applied(world: World, convener: Representative, count: int) -> None:
    """Let so many people apply to a group that the convener has opened."""
    mandate = convener.mandate
    assert mandate is not None
    members = [Resident(world, account=f"m{number}", restarts=False) for number in range(count)]
    for each in members:
        each.agrees()

    def turn(work: Work) -> None:
        group = groups.create(work, mandate, mandate.area.place, TOPIC, 3, QUOTA)
        group = groups.move(work, group, Stage.FORMING, mandate.id)
        for number, each in enumerate(members, 1):
            person = people.find(work, each.channel, each.account, each.account)
            assert person is not None
            wish = Apply(
                group=group.id,
                name=f"الاسم {number}",
                topics=(),
                years=Years.SOME,
                words="خبرة",
                languages=(),
                place=mandate.area.place,
                gender="f",
            )
            group_candidates.apply(work, person.id, wish)

    world.turn(turn)


def test_who_applied_is_read_page_by_page_to_the_last(lite: World) -> None:
    convener = Representative(lite, restarts=False)
    count = 2 * PAGE + 1
    _applied(lite, convener, count)
    shown = convener.says("/group 1 candidates")
    pages = [shown]
    while NEXT in convener.labels:
        pages.append(convener.taps(NEXT))
    assert len(pages) == 3
    told = "\n".join(pages).replace("\u2068", "").replace("\u2069", "")
    for number in range(1, count + 1):
        assert told.count(f"الاسم {number} (") == 1


def test_a_page_that_is_none_shows_the_nearest(lite: World) -> None:
    convener = Representative(lite, restarts=False)
    _applied(lite, convener, PAGE + 1)
    last = convener.says("/group 1 candidates 2")
    assert convener.says("/group 1 candidates 99") == last
    first = convener.says("/group 1 candidates")
    for page in ("0", "-1", "x", "²"):
        assert convener.says(f"/group 1 candidates {page}") == first
