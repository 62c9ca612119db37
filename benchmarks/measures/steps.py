"""Where our CPU goes: to the stored reply, to the delivered one, to the tap's answer.

Everybody acts at once while the Bot API answers nothing: what is used until the last 200 is
the price of storing, what is used after it answers again the price of delivering. The tap's
answer is the difference to the same talk with taps that cannot be answered.
"""

from __future__ import annotations

import asyncio
import time

import msgspec

from benchmarks.contenders import OURS, Stage, on_stage
from benchmarks.measures.throughput import admit
from benchmarks.residents import PATIENCE
from benchmarks.talk import TURNS, talks

_QUIET_SECONDS = 0.3
"""After the last reply, its settlement is still to be written."""


class Steps(msgspec.Struct):
    """CPU in ms for each update, and the updates stored in a second of a burst."""

    cpu_ms_to_stored: float
    cpu_ms_to_delivered: float
    cpu_ms_tap_answer: float
    stored_per_second: float
    stored_per_cpu_second: float


async def measure(count: int) -> Steps:
    """Let `count` residents act at once, turn by turn."""
    stored, delivered, seconds = await _cpu(count, answer_taps=False)
    _, answered, _ = await _cpu(count, answer_taps=True)
    updates = count * TURNS
    taps = count * (TURNS - 2)
    return Steps(
        cpu_ms_to_stored=round(1000 * stored / updates, 3),
        cpu_ms_to_delivered=round(1000 * delivered / updates, 3),
        cpu_ms_tap_answer=round(1000 * max(0.0, answered - delivered) / taps, 3),
        stored_per_second=round(updates / seconds),
        stored_per_cpu_second=round(updates / stored),
    )


async def _cpu(count: int, *, answer_taps: bool) -> tuple[float, float, float]:
    """Return the CPU seconds to all stored and to all delivered, and the seconds of storing."""
    stored = delivered = seconds = 0.0
    async with on_stage(OURS) as stage:
        await admit(stage, count)
        stage.village.answer_taps = answer_taps
        for number in range(TURNS):
            await asyncio.sleep(_QUIET_SECONDS)
            before, begun = stage.running.cpu(), time.perf_counter()
            if not answer_taps:
                stage.api.hold()
            await _post_all(stage, count, number)
            stored += stage.running.cpu() - before
            seconds += time.perf_counter() - begun
            if not answer_taps:
                stage.api.release()
            await _replies(stage, count)
            await asyncio.sleep(_QUIET_SECONDS)
            delivered += stage.running.cpu() - before
    return stored, delivered, seconds


async def _post_all(stage: Stage, count: int, number: int) -> None:
    everyone = [stage.village.resident(each) for each in range(count)]
    posted = [
        stage.village.post(resident, acts[number])
        for resident, acts in zip(everyone, talks()[:count], strict=True)
    ]
    statuses = await asyncio.gather(*posted)
    assert set(statuses) == {200}, statuses


async def _replies(stage: Stage, count: int) -> None:
    news = [stage.village.resident(each).news for each in range(count)]
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(each for each in news if each))
