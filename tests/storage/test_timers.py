"""Timers: each is found when its time has come, taken once, and moved rather than doubled."""

from __future__ import annotations

from functools import partial

from storage import timers
from storage.engine import open_engine
from storage.timers import Timer
from storage.work import Work
from tests.world import World


def set_in(world: World, kind: str, subject: str, seconds: int) -> None:
    """Set a timer so many seconds from now."""

    def run(work: Work) -> None:
        timers.set_timer(work, kind, subject, work.seconds + seconds)

    world.turn(run)


def due(world: World) -> list[tuple[str, str]]:
    """What is due now."""
    return [(each.kind, each.subject) for each in world.turn(timers.due)]


def test_a_timer_is_due_at_its_instant_and_not_before(world: World) -> None:
    """To the second."""
    set_in(world, "acknowledge", "a", 60)
    world.clock.forward(seconds=59)
    assert due(world) == []
    world.clock.forward(seconds=1)
    assert due(world) == [("acknowledge", "a")]


def test_setting_again_moves_it(world: World) -> None:
    """There is one of a kind and subject."""
    set_in(world, "acknowledge", "a", 60)
    set_in(world, "acknowledge", "a", 600)
    world.clock.forward(seconds=60)
    assert (due(world), world.count("timer")) == ([], 1)


def test_the_longest_overdue_come_first_and_no_more_than_asked_for(world: World) -> None:
    """So that a small batch always goes on where it is most needed."""
    for subject, seconds in (("c", 30), ("a", 10), ("b", 20)):
        set_in(world, "k", subject, seconds)
    world.clock.forward(minutes=1)
    found = world.turn(partial(timers.due, most=2))
    assert [each.subject for each in found] == ["a", "b"]


def test_a_timer_is_claimed_once(world: World) -> None:
    """Who comes second finds it gone."""
    set_in(world, "k", "a", 0)
    (found,) = world.turn(timers.due)
    assert world.turn(partial(timers.claim, found=found))
    assert not world.turn(partial(timers.claim, found=found))


def test_a_timer_that_was_moved_meanwhile_is_not_claimed(world: World) -> None:
    """The sweep looked, then somebody acted: the new time stands."""
    set_in(world, "k", "a", 0)
    (found,) = world.turn(timers.due)
    set_in(world, "k", "a", 600)
    assert not world.turn(partial(timers.claim, found=found))
    assert world.count("timer") == 1


def test_of_two_workers_one_claims(world: World) -> None:
    """While one worker's turn is open, the other does not wait and does not act."""
    set_in(world, "k", "a", 0)
    (found,) = world.turn(timers.due)
    if world.engine.dialect.name == "sqlite":
        return  # its one writer is held by the database itself
    other = open_engine(world.url)
    with world.engine.begin() as first, other.begin() as second:
        assert timers.claim(Work(first, world.clock(), world.dice, world.keys), found)
        assert not timers.claim(Work(second, world.clock(), world.dice, world.keys), found)
    other.dispose()
    assert world.count("timer") == 0


def test_all_of_a_prefix_are_taken_together(world: World) -> None:
    """Also those that are not due yet; a wildcard in a name is only a letter."""
    for subject in ("o_1 a", "o_1 b", "o11 c"):
        set_in(world, "arrived", subject, 600)
    found = world.turn(partial(timers.claim_all, kind="arrived", prefix="o_1 "))
    assert [each.subject for each in found] == ["o_1 a", "o_1 b"]
    assert world.count("timer") == 1


def test_dropping_one_kind_or_several_of_a_subject(world: World) -> None:
    """What does not exist is dropped without complaint."""
    for kind, subject in (("k", "a"), ("l", "a"), ("m", "a"), ("k", "b")):
        set_in(world, kind, subject, 0)
    world.turn(partial(timers.drop, kind="k", subject="a"))
    world.turn(partial(timers.drop, kind="k", subject="a"))
    assert ("k", "a") not in due(world)
    world.turn(partial(timers.drop_of, subject="a", kinds=["k", "l"]))
    assert due(world) == [("k", "b"), ("m", "a")]


def test_putting_off_moves_only_the_kinds_that_are_named(world: World) -> None:
    """A notice is not held up because a clock was."""
    set_in(world, "acknowledge", "a", 0)
    set_in(world, "tell", "b", 0)
    world.turn(partial(timers.put_off, kinds=["acknowledge"], seconds=3600))
    assert due(world) == [("tell", "b")]
    moved = world.turn(partial(timers.get, kind="acknowledge", subject="a"))
    assert moved == Timer("acknowledge", "a", int(world.clock().timestamp()) + 3600)
