"""A random piece of country with offices and needs, and probes that leave no trace in it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, func, select

from civic.follow_up import whole
from civic.mandates import Body
from civic.needs import NeedReport, Severity, Status, SupportNeed
from civic.places import Level, Place, Places
from conversations.messages import Incoming, Kind, Message
from handlers.said import said
from handlers.unlocking import handle
from storage import journals, mandates, need_rows, needs, offices, outbox, people, pictures
from storage.need_tables import need
from storage.places import replace_all
from storage.schema import metadata
from storage.tables import outbox as outbox_table
from storage.tables import picture, place, place_above, place_alias
from storage.work import Work
from tests.offices import Representative
from tests.searching import read_words
from tests.world import Resident, SeededDice, World

HOME = "SY09"
GAZETTEER = {place, place_above, place_alias}
ABSENT_PLACE = "zq99"
ABSENT_NUMBER = whole("00000000")
LETTERS = "بتجدزكلمنه"
SUBJECTS = (("water", "water_station"), ("health", "dialysis"), ("water", "water_none"))
BELOW = (Level.DISTRICT, Level.SUBDISTRICT, Level.COMMUNITY)


_LAST = select(func.max(outbox_table.c.id))


class Role(StrEnum):
    """Who asks."""

    REPRESENTATIVE = "representative"
    LOCKED = "locked"
    REVOKED = "revoked"
    ADMINISTRATOR = "administrator"
    RESIDENT = "resident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A need to be invented; places are numbers in the order of the tree."""

    place: int
    subject: int = 0
    severity: Severity = Severity.SEVERE
    status: Status = Status.RECEIVED
    supporters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a region is made of: parts of parts, whose office asks, which sit, what is told."""

    districts: tuple[tuple[int, ...], ...]
    asks: int
    role: Role
    filled: frozenset[int] = frozenset()
    told: tuple[Reported, ...] = ()
    handed_over: bool = False


def tree(districts: Sequence[Sequence[int]]) -> list[Place]:
    """Return a governorate; each number stands for a sub-district with so many communities."""
    numbers = itertools.count()

    def called(level: Level, parent: str, code: str = "") -> Place:
        number = next(numbers)
        name = f"ظغث{LETTERS[number // 10]}{LETTERS[number % 10]}"
        code = code or f"zq{number:02}"
        at = 35 + number / 50, 40 + number / 70
        return Place(code, "", parent, level, name, f"Wk{chr(97 + number)}", *at)

    rows = [called(Level.COUNTRY, "", "SY"), called(Level.GOVERNORATE, "SY", HOME)]
    for subdistricts in districts:
        district = called(BELOW[0], HOME)
        rows.append(district)
        for communities in subdistricts:
            subdistrict = called(BELOW[1], district.code)
            rows += [subdistrict]
            rows += [called(BELOW[2], subdistrict.code) for _ in range(communities)]
    return rows


def seeding(rows: Sequence[Place]) -> partial[int]:
    """Return what fills a database with a gazetteer."""
    return partial(_seed, rows=rows)


def _seed(connection: Connection, rows: Sequence[Place]) -> int:
    return replace_all(connection, rows)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a probe asks about: the number of a need, the code of a place."""

    id: str = ABSENT_NUMBER
    code: str = ABSENT_PLACE


ABSENT = Reference()


@dataclass(slots=True)
class Answer:
    """What came of a probe: all that is sent, and all that would be readable on the disk."""

    said: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)
    """By table, what is there since, and what is there no more, as far as it is not sealed."""
    conversation: str = ""
    """The one that is open then."""

    def without(self, reference: Reference) -> Answer:
        """Return it with what was asked about left out, to be compared with another's."""

        def plain(texts: list[str]) -> list[str]:
            return [t.replace(reference.id, "#").replace(reference.code, "@") for t in texts]

        rows = {table: sorted(plain(found)) for table, found in self.rows.items()}
        return Answer(plain(self.said), plain(self.others), rows, self.conversation)


@dataclass(slots=True)
class Region:
    """A world with the places, offices and needs of a plan, and somebody who asks."""

    world: World
    plan: Plan
    places: list[str] = field(init=False)
    inside: list[str] = field(init=False, default_factory=list)
    outside: list[str] = field(init=False, default_factory=list)
    asker: Resident = field(init=False)
    known: set[str] = field(init=False, default_factory=set)
    """Places beyond the area from which something was handed over, and whose offices had it."""
    _before: int = field(init=False, default=0)
    _stood: dict[str, Counter[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.places = [each.code for each in self.world.service.places if each.level in BELOW]
        self.places.insert(0, HOME)
        for account in ("reporter", "holder", *(f"neighbour{n}" for n in range(3))):
            self._admit(account)
        self.world.turn(self._fill_offices)
        self.asker = self._asker()
        self.report(self.plan.told)
        if self.plan.handed_over and self.outside and self.plan.role is Role.REPRESENTATIVE:
            self.inside.append(self.outside.pop())
            self.world.turn(self._hand_over)
        with self.world.engine.connect() as connection:
            self._before = connection.execute(_LAST).scalar() or 0
            self._stood = dict(_readable(connection))

    @property
    def here(self) -> str:
        """The code of the place whose office asks."""
        return self.places[self.plan.asks % len(self.places)]

    @property
    def area(self) -> frozenset[str]:
        """What the one who asks may see."""
        open_now = self.plan.role is Role.REPRESENTATIVE
        return self._index.area(self.here).places if open_now else frozenset()

    @property
    def foreign_places(self) -> list[str]:
        """Codes of places that neither lie in the area nor around it."""
        around = {self.here, *self._index.ancestors(self.here)}
        return [code for code in self.places if code not in self.area | around]

    @property
    def _index(self) -> Places:
        return self.world.service.places

    def name(self, code: str) -> str:
        """Return a place's Arabic name."""
        return self._index.name(code, "ar")

    def report(self, told: Sequence[Reported]) -> None:
        """Store needs; their numbers are kept by whether the one who asks may see them."""
        for each in told:
            code = self.places[each.place % len(self.places)]
            number = self.world.turn(partial(self._report, told=each, code=code))
            (self.inside if code in self.area else self.outside).append(number)
        read_words(self.world)

    def support(self, count: int) -> None:
        """Let so many neighbours say that they have what is told in the area too, and no more."""
        query = select(need.c.id).where(need.c.number.in_(self.inside))
        with self.world.engine.connect() as connection:
            found = list(connection.scalars(query))
        for account in (f"supporter{number}" for number in range(count)):
            self._admit(account)
            who = partial(people.find, channel="telegram", account=account, chat=account)
            neighbour = self.world.turn(who)
            assert neighbour is not None
            for each in found:
                given = SupportNeed(each)
                self.world.turn(partial(needs.support, person=neighbour, given=given))
        with self.world.engine.connect() as connection:
            self._before = connection.execute(_LAST).scalar() or 0

    def beyond(self, most: int = 2) -> list[Reference]:
        """Return some of what exists and is not to be seen."""
        numbers, codes = self.outside[:most], self.foreign_places[:most]
        pairs = itertools.zip_longest(numbers, codes)
        return [Reference(number or ABSENT_NUMBER, code or ABSENT_PLACE) for number, code in pairs]

    def theirs(self) -> Reference:
        """Return a need beyond the area with its place."""
        query = select(need.c.place).where(need.c.number == self.outside[0])
        with self.world.engine.connect() as connection:
            return Reference(self.outside[0], connection.execute(query).scalar_one())

    def moved_beyond(self, told: Sequence[Reported]) -> list[Reported]:
        """Return the needs as told of places beyond the area, if there are any."""
        foreign = [self.places.index(code) for code in self.foreign_places]
        return [replace(each, place=foreign[each.place % len(foreign)]) for each in told if foreign]

    def probe(self, *lines: str, rows: bool = False) -> Answer:
        """Say lines one after another, and undo everything; the dice fall alike each time.

        What begins with a bracket is pressed, whoever's button it was. With `rows` all that is
        readable in the database then comes along.
        """
        connection = self.world.engine.connect()
        try:
            with connection.begin() as transaction:
                work = Work(connection, self.world.clock(), SeededDice(11), self.world.keys)
                for number, line in enumerate(lines):
                    incoming = self._incoming(number, line)
                    handle(work, self.world.service, incoming, said)
                answer = self._read(work)
                answer.rows = self._changes(connection) if rows else {}
                transaction.rollback()
        finally:
            connection.close()
            self.world.keys.discard()
        return answer

    def _changes(self, connection: Connection) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for table, now in _readable(connection):
            stood = self._stood[table]
            found[table] = [*(now - stood).elements(), "no more:", *(stood - now).elements()]
        return found

    def _incoming(self, number: int, line: str) -> Incoming:
        account = self.asker.account
        to = {"channel": self.asker.channel, "sender": account, "chat": account}
        is_tap = line.startswith("[")
        kind, tap, text = (Kind.TAP, line[1:], "") if is_tap else (Kind.TEXT, "", line)
        return Incoming(id=f"probe {number}", language="ar", kind=kind, tap=tap, text=text, **to)

    def _read(self, work: Work) -> Answer:
        asker = people.find(work, self.asker.channel, self.asker.account, self.asker.account)
        talk = journals.open_one(work, asker) if asker else None
        answer = Answer(conversation=talk.journal.script if talk else "")
        for picture_id in work.connection.scalars(select(picture.c.id).order_by(picture.c.id)):
            drawing = pictures.get(work, picture_id)
            if drawing is not None:
                answer.said.append(plainly(drawing.body))
        newer = select(outbox_table.c.id).where(outbox_table.c.id > self._before)
        if work.connection.execute(newer).first() is None:
            return answer
        for row in outbox.owed(work, most=10_000, known=range(self._before + 1)):
            ours = row.chat == self.asker.account
            (answer.said if ours else answer.others).append(spelt(row.message))
        return answer

    def _admit(self, account: str) -> None:
        admit = partial(people.admit, channel="telegram", account=account, chat=account)
        self.world.turn(partial(admit, language="ar"))

    def _fill_offices(self, work: Work) -> None:
        holder = people.find(work, "telegram", "holder", "holder")
        assert holder is not None
        for number, code in enumerate(self.places):
            if number in self.plan.filled and code != self.here:
                office = offices.add(
                    work, code, Body.REPRESENTATIVE, f"تمثيل {code}", f"Office of {code}"
                )
                mandates.appoint(work, office, holder.id, "", mandates.OPERATOR)

    def _asker(self) -> Resident:
        role, world = self.plan.role, self.world
        if role is Role.RESIDENT:
            resident = Resident(world, account="asker", restarts=False)
            resident.agrees()
            return resident
        body = Body.ADMINISTRATION if role is Role.ADMINISTRATOR else Body.REPRESENTATIVE
        at = HOME if role is Role.ADMINISTRATOR else self.here
        asker = Representative(world, account="asker", place=at, body=body, restarts=False)
        if role is Role.LOCKED:
            asker.locks()
        if role is Role.REVOKED:
            world.turn(partial(mandates.end, mandate_id=asker.mandate_id))
        return asker

    def _report(self, work: Work, told: Reported, code: str) -> str:
        reporter = people.find(work, "telegram", "reporter", "reporter")
        assert reporter is not None
        sector, problem = SUBJECTS[told.subject % len(SUBJECTS)]
        report = NeedReport(code, sector, problem, told.severity, words="المضخة واقفة من زمان")
        office = offices.who_has(work, (code, *self._index.ancestors(code)))
        stored = needs.store(work, reporter, report, office)
        for number in range(told.supporters):
            account = f"neighbour{number}"
            neighbour = people.find(work, "telegram", account, account)
            assert neighbour is not None
            needs.support(work, neighbour, SupportNeed(stored.id))
        row = need_rows.get(work, stored.id)
        if row is not None and told.status is not Status.RECEIVED:
            need_rows.move(work, row, told.status, office_id=row.office)
        return stored.number

    def _hand_over(self, work: Work) -> None:
        ours = offices.at(work, self.here, Body.REPRESENTATIVE)[0]
        query = select(need.c.id).where(need.c.number == self.inside[-1])
        row = need_rows.get(work, work.connection.execute(query).scalar_one())
        assert row is not None
        need_rows.move(work, row, row.status, office_id=ours.id)
        self.known |= {row.place, *self._index.ancestors(row.place)}


def plainly(said: object) -> str:
    """Return all that something says or is drawn from, without the marks of direction."""
    return repr(said).translate(_DIRECTIONS)


def spelt(message: Message) -> str:
    """Return everything that a message says or carries, without the marks of direction.

    Keys of a keypad are sealed anew each time: that they are keys is all that is kept. By what a
    page of a search is known says no more than the words that were typed, and is left out.
    """
    said = _KEYPAD_KEY.sub("data='.'", plainly(message))
    return _MARK_OF_WORDS.sub(r"\1'", said)


_KEYPAD_KEY = re.compile(r"data='\.[\w-]+'")
_MARK_OF_WORDS = re.compile(r"(data='/search =\d+);[\w-]{8}'")
_DIRECTIONS = dict.fromkeys(range(0x2066, 0x206A))


def _is_told(column: Column[Any]) -> bool:
    """Tell whether a column says something; PostgreSQL counts on when a turn was undone."""
    return not isinstance(column.type, LargeBinary) and column.autoincrement is not True


_PLAIN = {
    table.name: ", ".join(f'"{column.name}"' for column in table.columns if _is_told(column))
    for table in metadata.sorted_tables
    if table not in GAZETTEER
}


def _readable(connection: Connection) -> Iterator[tuple[str, Counter[str]]]:
    """Yield what could be read of every table without a key, past SQLAlchemy, for speed."""
    cursor = connection.connection.cursor()
    for table, columns in _PLAIN.items():
        cursor.execute(f'SELECT {columns} FROM "{table}"')  # noqa: S608 - our own names
        yield table, Counter(repr(tuple(row)) for row in cursor.fetchall())
    cursor.close()
