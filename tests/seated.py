"""Working groups whose seats are taken already, for tests of what comes after."""

from __future__ import annotations

from collections.abc import Sequence

from civic.groups import Stage
from storage import group_seats, groups, people
from storage.groups import Group, Topic
from storage.work import Work
from tests.offices import Representative
from tests.world import Resident, World

TOPIC = Topic("مياه الشرب في الكسرة", "المضخة تتعطل كل شهر", ("water_power",))
QUOTA = 40


def seated(world: World, convener: Representative, members: Sequence[Resident]) -> Group:
    """Return a group for the convener's place that has begun to collect sources.

    Members are named after their accounts; the first two are women.
    """
    mandate = convener.mandate
    assert mandate is not None

    def turn(work: Work) -> Group:
        place = mandate.area.place
        group = groups.create(work, mandate, place, TOPIC, len(members), QUOTA)
        group = groups.move(work, group, Stage.FORMING, mandate.id)
        for count, each in enumerate(members):
            person = people.find(work, each.channel, each.account, each.account)
            assert person is not None
            name = each.account.partition(" ")[0]
            group_seats.take(work, group.id, person.id, "f" if count < 2 else "m", place, name)
        return groups.move(work, group, Stage.RESEARCHING, mandate.id)

    return world.turn(turn)
