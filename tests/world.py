"""A frozen world for tests: a clock that moves when told, counted ids, one store and one chat."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from sqlalchemy import Connection, Engine, text

from civic.places import Places
from conversations.messages import Incoming, Kind, Message
from conversations.wording import Wording
from handlers.service import Service
from storage import outbox, places
from storage.engine import open_engine
from storage.keys import Keys
from storage.master_key import MasterKey
from storage.pins import Cost
from storage.schema import metadata
from storage.work import Work

R = TypeVar("R")

BEGINNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(slots=True)
class Clock:
    """A clock that stands still until a test moves it."""

    time: datetime = BEGINNING

    def __call__(self) -> datetime:
        """Return the time that a test has set."""
        return self.time

    def forward(self, **amount: float) -> None:
        """Move on by so many days, hours or minutes."""
        self.time += timedelta(**amount)


class SeededDice:
    """Dice that fall the same way in every run."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)

    def token(self) -> str:
        """Return 22 characters."""
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        return "".join(self._random.choices(alphabet, k=22))

    def digits(self, count: int) -> str:
        """Return so many digits."""
        return "".join(self._random.choices("0123456789", k=count))

    def bytes(self, count: int) -> bytes:
        """Return so many bytes."""
        return self._random.randbytes(count)


MASTER = MasterKey(b"k" * 32)


@dataclass(slots=True)
class World:
    """A store on the disk with everything around it; `restart` is a power failure."""

    url: str
    keys_url: str
    clock: Clock = field(default_factory=Clock)
    dice: SeededDice = field(default_factory=SeededDice)
    own_places: bool = False
    seed: Callable[[Connection], object] = places.seed
    deliveries: int = 0
    engine: Engine = field(init=False)
    keys: Keys = field(init=False)
    service: Service = field(init=False)

    def __post_init__(self) -> None:
        engine = open_engine(self.url)
        with engine.begin() as connection:
            metadata.create_all(connection)
            self.seed(connection)
        engine.dispose()
        self._open()

    def _open(self) -> None:
        self.engine = open_engine(self.url)
        self.keys = Keys.open(self.keys_url, MASTER, self.dice.bytes)
        index = _fresh(self.engine) if self.own_places else _gazetteer(self.engine)
        wording = Wording.load(places=index.called, levels=index.level)
        self.service = Service(
            wording=wording,
            places=index,
            public_name="مشورة",
            echoing=frozenset({"web"}),
            returning=frozenset({"web"}),
            taps_die=frozenset({"telegram"}),
            pin_cost=Cost(iterations=1, lanes=1, kibibytes=8),
        )

    def restart(self) -> None:
        """Drop everything that lives in memory and open it anew from the disk."""
        self.close()
        self.engine = open_engine(self.url)
        self.keys = Keys.open(self.keys_url, MASTER, self.dice.bytes)

    def close(self) -> None:
        """Let go of the files."""
        self.engine.dispose()
        self.keys.close()

    def turn(self, turn: Callable[[Work], R]) -> R:
        """Run one turn as the store does: keys first, then the commit, then what follows."""
        with self.engine.begin() as connection:
            work = Work(connection, self.clock(), self.dice, self.keys)
            result = turn(work)
            self.keys.flush()
        for afterwards in work.afterwards:
            afterwards()
        return result

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        with self.engine.connect() as connection:
            query = text(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name from the test
            return int(connection.execute(query).scalar_one())


_PLACES: dict[str, Places] = {}


def _gazetteer(engine: Engine) -> Places:
    """Load the index once for all tests: it never changes and takes a while."""
    if "bundled" not in _PLACES:
        _PLACES["bundled"] = _fresh(engine)
    return _PLACES["bundled"]


def _fresh(engine: Engine) -> Places:
    with engine.connect() as connection:
        return places.load(connection)


@dataclass(slots=True)
class Resident:
    """Somebody who writes to the service and reads what it answers, in private or in a room."""

    world: World
    account: str = "1001"
    channel: str = "telegram"
    language: str = "ar"
    sent: int = 0
    turns: int = 0
    last: Message | None = None
    restarts: bool = True
    room: str = ""

    @property
    def chat(self) -> str:
        """Where this person writes."""
        return self.room or self.account

    def says(self, words: str) -> str:
        """Send words and return what is answered."""
        return self.sends(kind=Kind.TEXT, text=words)

    def taps(self, label: str) -> str:
        """Press the button whose label begins so, under the last message."""
        return self.sends(kind=Kind.TAP, tap=self.data(label), message=str(self.sent))

    def data(self, label: str) -> str:
        """Return what the button carries."""
        if self.last is None:
            raise AssertionError("nothing was shown yet")
        buttons = (*self.last.buttons, *self.last.controls)
        for button in buttons:
            if button.label.startswith(label):
                return button.data
        labels = [button.label for button in buttons]
        raise AssertionError(f"no button {label!r} among {labels} under {self.last.text!r}")

    def sends(self, **fields: object) -> str:
        """Send anything and return the text of what is answered, the last message."""
        from handlers.said import said
        from handlers.unlocking import handle

        self.sent += 1
        self.world.deliveries += 1
        fields.setdefault("private", not self.room)
        incoming = Incoming(
            channel=self.channel,
            sender=self.account,
            chat=self.chat,
            id=str(self.world.deliveries),
            language=self.language,
            **fields,  # type: ignore[arg-type]
        )
        if self.restarts:
            self.world.restart()
        before = self._newest()
        turn = partial(handle, service=self.world.service, incoming=incoming, otherwise=said)
        if wanted := self.world.turn(turn):
            self.world.turn(partial(turn, done=wanted.run()))
        shown = [message for row, message in self._shown() if row > before]
        self.turns += 1
        if shown:
            self.last = shown[-1]
        return "\n".join(message.text for message in shown)

    def agrees(self) -> str:
        """Go through the first contact."""
        self.says("/start")
        answer = self.taps("نعم، أوافق" if self.language == "ar" else "Yes, I agree")
        self.turns = 0
        return answer

    def _shown(self) -> list[tuple[int, Message]]:
        rows = self.world.turn(lambda work: outbox.owed(work, most=10_000))
        return [(row.id, row.message) for row in rows if row.chat == self.chat]

    def _newest(self) -> int:
        return max((row for row, _ in self._shown()), default=0)

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons under the last message."""
        last = self.last
        return [b.label for b in (*last.buttons, *last.controls)] if last else []


_PREPARED: dict[str, bytes] = {}


def sqlite_world(folder: Path) -> World:
    """Return a world on SQLite files in a folder; its tables and places are made once for all."""
    if not _PREPARED:
        with TemporaryDirectory() as first:
            World(f"sqlite:///{first}/main.db", f"sqlite:///{first}/keys.db").close()
            _PREPARED["main"] = (Path(first) / "main.db").read_bytes()
    (folder / "main.db").write_bytes(_PREPARED["main"])
    return World(f"sqlite:///{folder}/main.db", f"sqlite:///{folder}/keys.db")
