"""Whole talks as fast as they go: conversations and updates a second, and CPU for each."""

from __future__ import annotations

import asyncio
import time
from collections import deque

import msgspec

from benchmarks import processes
from benchmarks.contenders import Contender, Stage, on_stage
from benchmarks.residents import Act
from benchmarks.talk import CONSENT, TURNS, talks

_WARMING = 30


class Throughput(msgspec.Struct):
    """One round of one contender; `others_busy` is how many cores other programs used."""

    conversations_per_second: float
    updates_per_second: float
    updates_per_cpu_second: float
    cpu_ms_per_update: float
    generator_cores: float
    others_busy: float
    sent_twice: int


async def measure(contender: Contender, count: int, at_once: int) -> Throughput:
    """Play `count` talks, `at_once` of them at any time, each resident waiting for replies."""
    async with on_stage(contender) as stage:
        waiting = deque(talks()[:count])
        warm = talks()[count : count + _WARMING] or talks()[:_WARMING]
        await admit(stage, max(at_once, len(warm)))
        await asyncio.gather(
            *(stage.village.talk(stage.village.resident(n), acts) for n, acts in enumerate(warm))
        )
        before = _Reading(stage)
        await asyncio.gather(*(_play(stage, number, waiting) for number in range(at_once)))
        return before.until_now(count)


async def admit(stage: Stage, count: int, first: int = 0) -> None:
    """Let residents agree before anything is measured, where the contender asks for it."""
    everyone = [stage.village.resident(number) for number in range(first, first + count)]
    if stage.contender.asks_consent:
        await asyncio.gather(*(stage.village.talk(resident, CONSENT) for resident in everyone))


async def _play(stage: Stage, number: int, waiting: deque[tuple[Act, ...]]) -> None:
    resident = stage.village.resident(number)
    while waiting:
        await stage.village.talk(resident, waiting.popleft())


class _Reading:
    """The clocks at the beginning of a phase."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._cpu = stage.running.cpu()
        self._own = time.process_time()
        self._busy = processes.busy_seconds()
        self._begun = time.perf_counter()

    def until_now(self, count: int) -> Throughput:
        seconds = time.perf_counter() - self._begun
        cpu = self._stage.running.cpu() - self._cpu
        own = time.process_time() - self._own
        busy = processes.busy_seconds() - self._busy
        updates = count * TURNS
        return Throughput(
            conversations_per_second=round(count / seconds, 1),
            updates_per_second=round(updates / seconds),
            updates_per_cpu_second=round(updates / cpu),
            cpu_ms_per_update=round(1000 * cpu / updates, 3),
            generator_cores=round(own / seconds, 2),
            others_busy=round(max(0.0, busy - cpu - own) / seconds, 2),
            sent_twice=self._stage.village.unasked,
        )


def middle(rounds: list[Throughput]) -> Throughput:
    """Return the round with the median of conversations a second."""
    wanted = sorted(rounds, key=lambda each: each.conversations_per_second)
    return wanted[len(wanted) // 2]
