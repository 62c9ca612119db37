"""An office asks for every table, in its chat and through the running service's own reception."""

from __future__ import annotations

import time
from functools import partial
from itertools import cycle, islice
from typing import Final

from benchmarks.area.waits import Waits
from bot.app import App
from civic.mandates import Body
from civic.return_figures import View
from conversations.messages import Incoming, Kind
from handlers.return_figures import tables_of
from storage import mandates, offices, outbox, people
from storage.people import Person
from storage.work import Work

CHANNEL: Final = "web"
_WARM: Final = 20


async def ask(app: App, place: str, times: int) -> Waits:
    """Return how long the office of a place waits for its tables until the answer is stored."""
    who, mandate = await app.store.run(partial(_sit, place=place))
    await app.store.run(lambda work: mandates.open_in(work, who.mark, mandate))
    waits = []
    lines = cycle(_lines(app, place))
    for number, line in enumerate(islice(lines, _WARM + times)):
        began = time.perf_counter()
        await app.reception.receive(_incoming(who, line, f"{place} {number}"))
        if number >= _WARM:
            waits.append((time.perf_counter() - began) * 1000)
    last = await app.store.run(partial(outbox.last_message, lane=who.address.lane))
    if last is None or "نحو" not in last.text:
        raise RuntimeError("the office was told nothing")
    return Waits.of(waits)


def _lines(app: App, place: str) -> list[str]:
    tables = [f"/returns {table} {place}" for view in View for table in tables_of(view)]
    name = app.service.places.name(place, "ar")
    return [*tables, f"/returns change origin.intentions {place}", f"/returns {name}"]


def _sit(work: Work, place: str) -> tuple[Person, str]:
    """Let somebody sit in an office of the place, made now."""
    who = people.admit(work, CHANNEL, place, place, "ar")
    office = offices.add(work, place, Body.REPRESENTATIVE, "مكتب", "Office")
    return who, mandates.appoint(work, office, who.id, "f", mandates.OPERATOR)


def _incoming(who: Person, text: str, delivery: str) -> Incoming:
    chat = who.address.chat
    return Incoming(channel=CHANNEL, sender=chat, chat=chat, id=delivery, kind=Kind.TEXT, text=text)
