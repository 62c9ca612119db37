"""How long people wait at half of what we can do: updates come by the clock, not by our pace."""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Iterator
from itertools import islice

import msgspec

from benchmarks.contenders import OURS, Stage, on_stage
from benchmarks.measures.throughput import admit
from benchmarks.residents import Act, Resident, Timing
from benchmarks.talk import TURNS, talks

_PEOPLE = 400
_LEAD_IN_SECONDS = 2.0


class Latency(msgspec.Struct):
    """Milliseconds from when an update was due to its 200 and to its reply at the Bot API."""

    updates_per_second: float
    updates: int
    stored_p50: float
    stored_p99: float
    replied_p50: float
    replied_p99: float
    replied_worst: float


async def measure(updates_per_second: float, seconds: float) -> Latency:
    """Send updates at chance moments, so many a second, each by somebody who is not waiting."""
    async with on_stage(OURS) as stage:
        await admit(stage, _PEOPLE)
        acts = [_acts(number) for number in range(_PEOPLE)]
        await asyncio.gather(*(_stagger(stage, number, acts[number]) for number in range(_PEOPLE)))
        everybody = [stage.village.resident(number) for number in range(_PEOPLE)]
        timings = await open_loop(stage, everybody, acts, updates_per_second, seconds)
    stored = sorted(1000 * timing.stored for timing in timings)
    replied = sorted(1000 * timing.replied for timing in timings)
    return Latency(
        updates_per_second=round(updates_per_second),
        updates=len(timings),
        stored_p50=_quantile(stored, 0.50),
        stored_p99=_quantile(stored, 0.99),
        replied_p50=_quantile(replied, 0.50),
        replied_p99=_quantile(replied, 0.99),
        replied_worst=round(replied[-1], 1),
    )


async def _stagger(stage: Stage, number: int, acts: Iterator[Act]) -> None:
    """Let everybody be somewhere else in the talk, as people are."""
    await stage.village.talk(stage.village.resident(number), list(islice(acts, number % TURNS)))


async def open_loop(
    stage: Stage,
    everybody: list[Resident],
    acts: list[Iterator[Act]],
    rate: float,
    seconds: float,
) -> list[Timing]:
    """Let everybody act, so many updates a second; returns what was due after the lead-in."""
    dice = random.Random(7)
    idle = deque(range(len(everybody)))
    timings: list[Timing] = []
    begun = due = time.perf_counter()
    under_way: set[asyncio.Task[None]] = set()

    async def one(number: int, act: Act, due: float) -> None:
        timing = await stage.village.turn(everybody[number], act, due)
        idle.append(number)
        if due - begun > _LEAD_IN_SECONDS:
            timings.append(timing)

    async with asyncio.TaskGroup() as group:
        while due < begun + _LEAD_IN_SECONDS + seconds:
            await asyncio.sleep(due - time.perf_counter())
            while not idle:
                await asyncio.sleep(0.001)
            number = idle.popleft()
            task = group.create_task(one(number, next(acts[number]), due))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
            due += dice.expovariate(rate)
    return timings


def _acts(number: int) -> Iterator[Act]:
    """Return what one resident does, talk after talk, each about something else."""
    everything = talks()
    for talk in range(number, len(everything), _PEOPLE):
        yield from everything[talk]
    for talk in range(len(everything)):
        yield from everything[(number + talk) % len(everything)][:2]


def _quantile(rising: list[float], share: float) -> float:
    return round(rising[min(len(rising) - 1, int(share * len(rising)))], 1)
