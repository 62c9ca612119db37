"""Writing invented needs through the tables in bulk, with all that a turn writes beside a need."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Engine, insert, text

from benchmarks.area.invented import HOME, Needs, Village, area_of, villages
from bot.app import open_database, open_keys
from bot.demo import FILE, Invented
from bot.dice import SystemDice, system_clock
from bot.settings import Settings
from civic.mandates import Body as Of
from civic.needs import Status
from civic.places import Level, Places
from storage import offices, places
from storage.keys import Keys
from storage.need_tables import (
    need,
    need_day,
    need_event,
    need_supporter,
    need_tally,
    need_week,
)
from storage.needs import Body
from storage.people import owner_of
from storage.tables import person
from storage.work import Work

_PAGE: Final = 10_000
_DAY: Final = 86_400
_NEEDS_OF_ONE: Final = 1.4
_CELL: Final = ("place", "sector", "status", "severity")
_COUNTS: Final = ("count", "confirmed", "unassigned", "solved", "passed_on")
_LEVELS_WITH_WEEKS: Final = (Level.GOVERNORATE, Level.DISTRICT, Level.SUBDISTRICT)


@dataclass(slots=True)
class Filling:
    """One database being filled; only needs of `district` come from people and hold words."""

    keys: Keys
    places: Places
    district: str
    now: datetime
    connection: Connection = field(init=False)
    offices: dict[str, str] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    tally: defaultdict[tuple[str, str, str, int], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    days: Counter[tuple[str, int]] = field(default_factory=Counter)
    weeks: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    dice: random.Random = field(default_factory=lambda: random.Random(2))
    said: list[str] = field(default_factory=list)

    def write(self, page: list[tuple[Village, dict[str, Any]]]) -> None:
        """Write so many needs with their words, supporters and history."""
        own = [row for village, row in page if village.district == self.district]
        self._admit(int(len(own) / _NEEDS_OF_ONE) + 1 if own else 0)
        supporters = [each for row in own for each in self._speak(row)]
        for village, row in page:
            row.setdefault("person", None)
            row.setdefault("body", self.dice.randbytes(300))
            row["office"] = self._office(village, row["status"])
            self._count(row)
        self._insert(need, [row for _, row in page])
        self._insert(need_supporter, supporters)
        self._insert(need_event, [event for _, row in page for event in self._events(row)])

    def count_up(self) -> None:
        """Write the counts that the turns would have kept."""
        # Of supporters nothing is told yet; the service itself does so, weekly.
        cells = [
            dict(zip(_CELL, cell, strict=True)) | {name: counts[name] for name in _COUNTS}
            for cell, counts in self.tally.items()
        ]
        self._insert(need_tally, cells)
        days = [{"place": at, "day": day, "count": count} for (at, day), count in self.days.items()]
        self._insert(need_day, days)
        weeks = [
            {"place": place, "week": week, "sector": sector, "count": count}
            for (place, week, sector), count in self.weeks.items()
        ]
        self._insert(need_week, weeks)

    def appoint(self) -> None:
        """Make an office for the governorate and for each of its sub-districts."""
        work = Work(self.connection, self.now, SystemDice(), self.keys)
        for place in self.places:
            level = place.level
            if level in _LEVELS_WITH_WEEKS and self.places.within(place.code, HOME):
                self.offices[place.code] = offices.add(
                    work, place.code, Of.REPRESENTATIVE, f"تمثيل {place.name_ar}", place.name_en
                )

    def _admit(self, count: int) -> None:
        """Let so many people agree, who then report."""
        dice = SystemDice()
        self.people = [dice.token() for _ in range(count)]
        for each in self.people:
            self.keys.create(owner_of(each), self.now.date())
        self.keys.flush()
        joined = {"language": "ar", "joined": "2026-01", "forgotten": False}
        self._insert(person, [{"id": each, **joined} for each in self.people])

    def _speak(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        """Give a need its reporter and their words; return its supporters with theirs."""
        speakers = min(1 + row["supporters"], len(self.people))
        reporter, *others = self.dice.sample(self.people, speakers)
        row["person"] = reporter
        row["body"] = self._sealed(reporter, f"need|body|{row['id']}")
        row["supporters"] = len(others)
        return [
            {
                "need": row["id"],
                "person": each,
                "month": row["month"],
                "merged_from": None,
                "body": self._sealed(each, f"need_supporter|body|{row['id']}|{each}"),
            }
            for each in others
        ]

    def _sealed(self, speaker: str, at: str) -> bytes:
        words = " ".join(self.dice.choices(self.said, k=3))
        return self.keys.cipher(owner_of(speaker)).seal(msgspec.json.encode(Body(words)), at)

    def _office(self, village: Village, status: str) -> str | None:
        if self.dice.random() < 0.1:
            return None
        above = HOME if status == Status.PASSED_UP.value else village.subdistrict
        return self.offices[above]

    def _count(self, row: dict[str, Any]) -> None:
        above = (row["place"], *self.places.ancestors(row["place"]))
        received = row["received"]
        week = f"{datetime.fromtimestamp(received, UTC):%G-W%V}" if received else ""
        for place in above:
            cell = place, row["sector"], row["status"], row["severity"]
            self.tally[cell].update(self._counts(row))
            if row["open"]:
                self.days[place, received // _DAY] += 1
            found = self.places.get(place)
            if week and found and found.level in _LEVELS_WITH_WEEKS:
                self.weeks[place, week, row["sector"]] += 1

    @staticmethod
    def _counts(row: dict[str, Any]) -> dict[str, int]:
        """Return what a need adds to its counts."""
        solved = row["told_solved"] is not None
        return {"count": 1, "unassigned": row["office"] is None, "solved": solved}

    def _events(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        kinds: list[tuple[str, str | None]] = [("received", None)]
        if row["status"] == Status.RESOLVED.value:
            kinds.append(("resolved", None))
        if row["told_solved"]:
            kinds.append(("confirmed", "yes"))
        common = {"need": row["id"], "month": row["month"], "office": row["office"]}
        return [{**common, "kind": kind, "detail": detail} for kind, detail in kinds]

    def _insert(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.connection.execute(insert(table), rows)


def fill(settings: Settings, count: int) -> None:
    """Fill an empty database with so many needs."""
    engine, keys = open_database(settings), open_keys(settings)
    try:
        _fill(engine, keys, count)
    finally:
        engine.dispose()
        keys.close()


def _fill(engine: Engine, keys: Keys, count: int) -> None:
    with engine.connect() as connection:
        index = places.load(connection)
    found = villages(index)
    now = system_clock()
    rows = Needs(found, int(now.timestamp())).rows(count)
    filling = Filling(keys, index, area_of(found).district, now, said=_said())
    with engine.begin() as filling.connection:
        filling.appoint()
    while page := list(islice(rows, _PAGE)):
        with engine.begin() as filling.connection:
            filling.write(page)
    with engine.begin() as filling.connection:
        filling.count_up()
    _settle(engine)


def _settle(engine: Engine) -> None:
    """Do what a database does by itself in the hours in which a million needs would come in."""
    if engine.dialect.name == "sqlite":
        return  # it checkpoints by itself, and keeps no statistics
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def _said() -> list[str]:
    lines = FILE.read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Invented).text for line in lines]
