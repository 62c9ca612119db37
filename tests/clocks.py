"""Time that passes in a test world: whatever becomes due is done at its instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import func, select

from handlers import ballot_closing
from handlers.clocks import strike
from storage import ballots, standing, timers
from storage.ballot_keys import votes_key
from storage.tables import timer
from tests.world import World


def pass_time(world: World, **amount: float) -> None:
    """Let so many days, hours or minutes go by while the service runs."""
    until = world.clock.time + timedelta(**amount)
    strike_all(world)
    while (due := _next(world)) is not None and due <= until:
        world.clock.time = max(due, world.clock.time)
        strike_all(world)
    world.clock.time = until
    strike_all(world)


def strike_all(world: World) -> int:
    """Do everything that is due now, as the sweep does; returns how much there was."""
    world.turn(standing.note_alive)
    struck = 0
    while found := world.turn(timers.due):
        for each in found:
            struck += world.turn(partial(strike, service=world.service, timer=each))
        _part_votes_from_people(world)
    return struck


def _part_votes_from_people(world: World) -> None:
    """Destroy the keys of ballots that are counted, as the sweep does between two turns."""
    for ballot_id in world.turn(ballots.counted):
        world.keys.forget(votes_key(ballot_id))
        world.turn(partial(ballot_closing.finish, ballot_id=ballot_id))


def _next(world: World) -> datetime | None:
    with world.engine.connect() as connection:
        due = connection.execute(select(func.min(timer.c.due))).scalar_one()
    return None if due is None else datetime.fromtimestamp(due, UTC)
