"""Needs that were reported, and what can be read of them, for the tests of what follows."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from sqlalchemy import select

from civic.mandates import Mandate
from civic.need_actions import Action, Deed
from civic.needs import NeedReport, Severity
from storage import need_actions, need_escalation, need_rows, needs, offices, people
from storage.need_rows import NeedRow
from storage.need_tables import need, need_day, need_event, need_tally
from storage.people import Person
from storage.tables import place_above
from storage.work import Work
from tests.world import World

VILLAGE = "x-sy090101-01"


def somebody(world: World, account: str, channel: str = "telegram") -> Person:
    """Admit somebody who agreed."""
    admit = partial(people.admit, channel=channel, account=account, chat=account, language="ar")
    return world.turn(admit)


def report(
    world: World,
    person: Person,
    *,
    place: str = VILLAGE,
    sector: str = "water",
    problem: str = "water_station",
    severity: Severity = Severity.SEVERE,
    words: str = "المضخة واقفة",
) -> str:
    """Report a need as a conversation does; returns its number."""
    told = NeedReport(place=place, sector=sector, problem=problem, severity=severity, words=words)

    def turn(work: Work) -> str:
        chain = (place, *world.service.places.ancestors(place))
        stored = needs.store(work, person, told, offices.who_has(work, chain))
        need_escalation.received(work, stored.id)
        return stored.number

    return world.turn(turn)


def act(world: World, by: Mandate, action: Action, number: str, **about: Any) -> NeedRow | None:
    """Let an office act; raises what it raises."""
    deed = Deed(action=action, number=number, **about)
    places = world.service.places
    carry_out = partial(need_actions.carry_out, area=by.area, places=places, by=by, deed=deed)
    return world.turn(carry_out)


def row(world: World, number: str) -> NeedRow:
    """Return a need as it stands."""

    def turn(work: Work) -> NeedRow | None:
        query = select(need.c.id).where(need.c.number == number)
        return need_rows.get(work, work.connection.execute(query).scalar_one())

    found = world.turn(turn)
    assert found is not None
    return found


def events(world: World, number: str) -> list[str]:
    """Return what happened to a need, the first first."""
    query = (
        select(need_event.c.kind)
        .join(need, need.c.id == need_event.c.need)
        .where(need.c.number == number)
        .order_by(need_event.c.id)
    )
    with world.engine.connect() as connection:
        return list(connection.scalars(query))


def miscounted(world: World) -> dict[Any, tuple[int, int]]:
    """Return where the tallies are not what counting all needs gives: the cell, both figures."""
    codes = need.c.sector, need.c.status, need.c.severity
    facts = need.c.told_support, need.c.told_solved, need.c.office, need.c.open, need.c.received
    told: Counter[Any] = Counter()
    kept: Counter[Any] = Counter()
    query = select(place_above.c.above, *codes, *facts).join(
        need, need.c.place == place_above.c.place
    )
    with world.engine.connect() as connection:
        for row in connection.execute(query):
            cell = row.above, row.sector, row.status, row.severity
            told[cell] += 1
            told[*cell, "confirmed"] += bool(row.told_support)
            told[*cell, "unassigned"] += row.office is None
            told[*cell, "solved"] += row.told_solved == "people"
            told[*cell, "passed_on"] += row.told_solved == "office"
            if row.open:
                told[row.above, row.received // 86_400] += 1
        for row in connection.execute(select(need_tally)):
            cell = row.place, row.sector, row.status, row.severity
            kept[cell] += row.count
            for name in ("confirmed", "unassigned", "solved", "passed_on"):
                kept[*cell, name] += getattr(row, name)
        kept.update(
            {(row.place, row.day): row.count for row in connection.execute(select(need_day))}
        )
    return {code: (told[code], kept[code]) for code in told | kept if told[code] != kept[code]}
