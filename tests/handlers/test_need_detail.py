"""The words of a request: on demand, counted, audited, and gone from the chat after ten minutes."""

from __future__ import annotations

from functools import partial

from civic.mandates import Body
from civic.viewing import MOST_A_DAY
from handlers import clocks
from storage import audit, timers
from tests.offices import Representative
from tests.world import Resident, World


def number_reported(world: World) -> str:
    """Report a need in Al-Kasra and return its number."""
    resident = Resident(world, account="2002")
    resident.agrees()
    resident.says("الكسرة بلا مي من أربع أيام")
    return "".join(filter(str.isdigit, resident.says("5").split("\n")[0]))


def strike(world: World) -> None:
    """Do what is due."""
    for timer in world.turn(timers.due):
        world.turn(partial(clocks.strike, service=world.service, timer=timer))


def test_a_detail_is_taken_back_after_ten_minutes(world: World) -> None:
    office = Representative(world)
    number = number_reported(world)
    assert "بلا مي" in office.says(f"/detail {number}")
    world.clock.forward(minutes=9)
    strike(world)
    assert any("بلا مي" in message.text for _, message in office._shown())
    world.clock.forward(minutes=1)
    strike(world)
    assert not any("بلا مي" in message.text for _, message in office._shown())


def test_so_many_details_a_day_and_the_administrators_hear_of_it(world: World) -> None:
    office = Representative(world)
    head = Representative(world, account="3003", place="SY09", body=Body.ADMINISTRATION)
    number = number_reported(world)
    for _ in range(MOST_A_DAY):
        office.unlocks()
        assert "بلا مي" in office.says(f"/detail {number}")
    assert "بلا مي" not in office.says(f"/detail {number}")
    told = [message.text for _, message in head._shown()]
    assert any(str(MOST_A_DAY) in text for text in told)
    noted = [each.action for each in world.turn(partial(audit.latest, most=100))]
    assert noted.count("need.detail") == MOST_A_DAY
    world.clock.forward(days=1)
    office.unlocks()
    assert "بلا مي" in office.says(f"/detail {number}")


def test_a_detail_outside_the_area_is_like_one_that_does_not_exist(world: World) -> None:
    stranger = Representative(world, account="4004", place="الشحيل")
    number = number_reported(world)
    for command in ("detail", "need", "ack", "plan"):
        assert stranger.says(f"/{command} {number}") == stranger.says(f"/{command} 000000000")


def test_what_was_said_later_is_a_detail_too(world: World) -> None:
    """Answers are counted with the words, and leave the chat as they do."""
    office = Representative(world)
    number = number_reported(world)
    assert MOST_A_DAY > 1
    resident = Resident(world, account="2002")
    resident.says(f"/my {number} say")
    resident.says("والصهريج ما عاد يجي")
    for _ in range(MOST_A_DAY - 1):
        office.unlocks()
        office.says(f"/detail {number}")
    assert "الصهريج" in office.says(f"/answers {number}")
    assert "الصهريج" not in office.says(f"/answers {number}")
    assert "بلا مي" not in office.says(f"/detail {number}")
    world.clock.forward(minutes=10)
    strike(world)
    assert not any("الصهريج" in message.text for _, message in office._shown())
