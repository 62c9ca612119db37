"""Filling an empty database with invented reports, so that there is something to look at."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import msgspec

from bot.app import build
from bot.settings import Settings
from civic.needs import NeedReport, Severity
from conversations import first_contact
from storage import needs, people
from storage.work import Work

FILE = Path(__file__).parent / "data" / "demo_needs.jsonl"


class Invented(msgspec.Struct, frozen=True):
    """One line of the file: an invented message and what it means."""

    text: str
    place: str
    sector: str
    problem: str
    severity: int
    people: int | None = None


async def fill(settings: Settings) -> str:
    """Store each invented report under a person of its own; returns what was done."""
    async with build(settings) as app:
        if await app.store.run(needs.any_stored):
            return "There are reports already; nothing was added."
        rows = [msgspec.json.decode(line, type=Invented) for line in FILE.read_bytes().splitlines()]
        await asyncio.gather(
            *(app.store.run(partial(_report, row=row, number=n)) for n, row in enumerate(rows))
        )
    return f"{len(rows)} invented reports."


def _report(work: Work, row: Invented, number: int) -> None:
    account = f"invented {number}"
    person = people.admit(work, "demo", account, account, "ar")
    people.agree(work, person.id, "needs", first_contact.VERSION)
    report = NeedReport(
        place=row.place,
        sector=row.sector,
        problem=row.problem,
        severity=Severity(str(row.severity)),
        people=row.people,
        words=row.text,
    )
    needs.store(work, person, report, None)
