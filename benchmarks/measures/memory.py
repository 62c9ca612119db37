"""What an open conversation costs in memory, and the person who has it."""

from __future__ import annotations

import asyncio

import msgspec

from benchmarks.contenders import OURS, Stage, on_stage
from benchmarks.measures.throughput import admit
from benchmarks.talk import talks

_AT_ONCE = 200
_WARMING = 200
_OPENING = 3
"""The command, the place and the subject: the conversation stands at its fourth question."""


class Memory(msgspec.Struct):
    """Resident memory in KiB when started, warm, with everybody known, with all open."""

    conversations: int
    at_start: int
    warm: int
    everybody_known: int
    all_open: int
    kib_per_open_conversation: float
    kib_per_person_with_conversation: float


async def measure(conversations: int) -> Memory:
    """Open conversations through the webhook, each by a person of its own."""
    async with on_stage(OURS) as stage:
        at_start = stage.running.resident_kib()
        await _warm(stage)
        warm = stage.running.resident_kib()
        for first in range(_WARMING, _WARMING + conversations, _AT_ONCE):
            await admit(stage, min(_AT_ONCE, _WARMING + conversations - first), first)
        known = stage.running.resident_kib()
        await _open(stage, conversations)
        await asyncio.sleep(1.5)
        all_open = stage.running.resident_kib()
    return Memory(
        conversations=conversations,
        at_start=at_start,
        warm=warm,
        everybody_known=known,
        all_open=all_open,
        kib_per_open_conversation=round((all_open - known) / conversations, 2),
        kib_per_person_with_conversation=round((all_open - warm) / conversations, 2),
    )


async def _warm(stage: Stage) -> None:
    await admit(stage, _WARMING)
    people = [stage.village.resident(number) for number in range(_WARMING)]
    await asyncio.gather(
        *(stage.village.talk(one, acts) for one, acts in zip(people, talks(), strict=False))
    )


async def _open(stage: Stage, conversations: int) -> None:
    everything = talks()
    room = asyncio.Semaphore(_AT_ONCE)

    async def one(number: int) -> None:
        async with room:
            resident = stage.village.resident(_WARMING + number)
            await stage.village.talk(resident, everything[number % len(everything)][:_OPENING])

    await asyncio.gather(*(one(number) for number in range(conversations)))
