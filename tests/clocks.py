"""Time that passes in a test world: whatever becomes due is done at its instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import func, select

from handlers.clocks import strike
from storage import standing, timers
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
    return struck


def _next(world: World) -> datetime | None:
    with world.engine.connect() as connection:
        due = connection.execute(select(func.min(timer.c.due))).scalar_one()
    return None if due is None else datetime.fromtimestamp(due, UTC)
