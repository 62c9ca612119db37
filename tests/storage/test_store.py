"""Group commit: what is answered is on the disk, and one bad turn takes nobody along."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event

import psycopg
import pytest
from sqlalchemy import event, insert, select, text

from conversations.messages import Incoming, Kind
from handlers import receiving
from handlers.receiving import Reception
from handlers.said import said
from handlers.service import Service
from storage import outbox
from storage.caution import Mark, TwiceCrashed
from storage.store import Store, StoreUnavailable, TurnFailed
from storage.tables import standing
from storage.trials import Trials
from storage.work import Conflict, Work
from tests.world import World, sqlite_world


@contextmanager
def opened(world: World, **options: object) -> Iterator[Store]:
    """A store over a world's database, closed at the end."""
    store = Store(world.engine, world.keys, world.clock, world.dice, **options)  # type: ignore[arg-type]
    try:
        yield store
    finally:
        store.close()


@contextmanager
def held_up(store: Store) -> Iterator[None]:
    """Keep the writer busy, so that what is asked for meanwhile makes one batch."""
    begun, go_on = Event(), Event()

    def wait(_work: Work) -> None:
        begun.set()
        go_on.wait(20)

    first = asyncio.ensure_future(store.run(wait))
    asyncio.get_running_loop().call_soon(first.done)
    try:
        yield
    finally:
        go_on.set()


async def together(store: Store, asked: list[Callable[[], object]]) -> list[object]:
    """Run so many things that they wait together for one batch."""
    with held_up(store):
        await asyncio.sleep(0)
        tasks = [asyncio.ensure_future(each()) for each in asked]  # type: ignore[call-overload]
        for _ in range(3):
            await asyncio.sleep(0)
    return await asyncio.gather(*tasks, return_exceptions=True)


def note(work: Work, name: str, value: str = "") -> str:
    """Leave a row."""
    work.connection.execute(insert(standing).values(name=name, value=value))
    return name


def fail_after(work: Work, name: str) -> None:
    """Leave a row and fail."""
    note(work, name)
    raise ValueError("a bad turn")


def names(world: World) -> set[str]:
    """Return which rows are on the disk."""
    with world.engine.connect() as connection:
        return set(connection.scalars(select(standing.c.name)))


@dataclass
class Batches:
    """Counts batches as the guard that the store enters around each."""

    number: int = 0
    seen: list[tuple[int, str, int]] = field(default_factory=list)

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self.number += 1
        yield


def test_released_savepoints_go_with_the_batch_that_is_rolled_back(world: World) -> None:
    """The driver must not take a savepoint for the transaction, whose release would commit."""
    with world.engine.connect() as connection:
        connection.begin()
        for number in range(10):
            savepoint = connection.begin_nested()
            connection.execute(insert(standing).values(name=f"row {number}", value=""))
            savepoint.commit()
        connection.rollback()
    assert names(world) == set()


async def test_a_turn_is_on_the_disk_when_it_is_answered(world: World) -> None:
    """What `run` returns has been committed: another connection sees it."""
    with opened(world) as store:
        assert await store.run(partial(note, name="kept")) == "kept"
        assert names(world) == {"kept"}


async def test_a_bad_turn_leaves_nothing_and_the_rest_of_its_batch_stays(world: World) -> None:
    """Of 64 turns in one batch the bad one alone is rolled back."""
    with opened(world) as store:
        turns = [partial(store.run, partial(note, name=f"row {n}")) for n in range(63)]
        turns.insert(31, partial(store.run, partial(fail_after, name="bad")))
        done = await together(store, turns)  # type: ignore[arg-type]
    assert isinstance(done[31], TurnFailed)
    assert done[31].where.startswith("ValueError test_store.py:")
    assert names(world) == {f"row {n}" for n in range(63)}


async def test_what_the_database_refuses_is_the_turns_own_fault(world: World) -> None:
    """A broken rule of a table or a wrong statement fails one turn and does not stop the store."""
    with opened(world) as store:
        await store.run(partial(note, name="row"))
        turns = [
            partial(store.run, partial(note, name="row")),
            partial(store.run, lambda work: work.connection.execute(text("SELECT absent"))),
            partial(store.run, partial(note, name="other")),
        ]
        done = await together(store, turns)  # type: ignore[arg-type]
    assert [type(each) for each in done] == [TurnFailed, TurnFailed, str]
    assert names(world) == {"row", "other"}


async def test_one_bad_person_among_sixty_four(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """63 are stored and answered; the message of one is parked, and that person is told."""

    def poisoned(work: Work, service: Service, incoming: Incoming) -> None:
        said(work, service, incoming)
        if incoming.text == "poison":
            raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(receiving, "said", poisoned)
    with opened(world) as store:
        reception = Reception(store, world.service)
        everybody = [
            incoming(str(n), f"{n}.1", "poison" if n == 40 else "/start") for n in range(64)
        ]
        done = await together(store, [partial(reception.receive, each) for each in everybody])
        assert done == [None] * 64
        owed = await store.run(partial(outbox.owed, most=1000))
    assert {row.chat for row in owed} == {str(n) for n in range(64)}
    assert len(owed) == 64
    apology = next(row.message.text for row in owed if row.chat == "40")
    assert "رقم العطل" in apology or "رقم" in apology
    assert (world.count("parked"), world.count("inbox")) == (1, 64)


async def test_a_parked_message_is_not_handled_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The channel may bring a parked message again: one row, one apology."""

    def poisoned(work: Work, service: Service, incoming: Incoming) -> None:
        raise ZeroDivisionError("a fault of ours")

    with opened(world) as store:
        reception = Reception(store, world.service)
        monkeypatch.setattr(receiving, "said", poisoned)
        await reception.receive(incoming("1", "1.1", "/start"))
        monkeypatch.undo()
        await reception.receive(incoming("1", "1.1", "/start"))
    assert (world.count("parked"), world.count("outbox")) == (1, 1)


def incoming(account: str, delivery: str, words: str) -> Incoming:
    """Return what an account typed."""
    return Incoming(
        channel="telegram",
        sender=account,
        chat=account,
        id=delivery,
        kind=Kind.TEXT,
        text=words,
        language="ar",
    )


async def test_one_turn_of_a_lane_in_a_batch_and_all_in_order(world: World) -> None:
    """Eight people write eight times each: nobody's turns meet in a batch or change places."""
    batches = Batches()

    def seen(_work: Work, lane: str, number: int) -> None:
        batches.seen.append((batches.number, lane, number))

    with opened(world, guard=batches) as store:
        turns = [
            partial(store.run, partial(seen, lane=lane, number=number), lane=lane.encode().ljust(8))
            for number, lane in itertools.product(range(8), "abcdefgh")
        ]
        await together(store, turns)  # type: ignore[arg-type]
    assert len({(batch, lane) for batch, lane, _ in batches.seen}) == 64
    for lane in "abcdefgh":
        order = [number for _, whose, number in batches.seen if whose == lane]
        assert order == list(range(8))


async def test_a_suspect_runs_alone_and_nobody_changes_places(world: World, tmp_path: Path) -> None:
    """What was being tried at a crash shares no batch; the others go on together around it."""
    batches = Batches()

    def seen(_work: Work, number: int) -> None:
        batches.seen.append((batches.number, "", number))

    trials = Trials(tmp_path, {Mark("telegram", "3"): 0, Mark("telegram", "4"): 1})
    with opened(world, guard=batches, trials=trials) as store:
        turns = [
            partial(store.run, partial(seen, number=number), mark=Mark("telegram", str(number)))
            for number in range(8)
        ]
        await together(store, turns)  # type: ignore[arg-type]
    assert [number for _, _, number in batches.seen] == list(range(8))
    sizes = Counter(batch for batch, _, _ in batches.seen)
    assert [sizes[batch] for batch in sorted(sizes)] == [3, 1, 1, 3]


async def test_a_conflict_runs_the_turn_again_and_answers_it_once(world: World) -> None:
    """Another worker was faster twice; the turns beside it are stored at once."""
    tries: list[int] = []

    def turn(work: Work) -> str:
        tries.append(len(tries))
        note(work, f"try {len(tries)}")
        if len(tries) < 5:
            raise Conflict
        return "stored"

    with opened(world) as store:
        turns = [partial(store.run, turn), partial(store.run, partial(note, name="beside"))]
        assert await together(store, turns) == ["stored", "beside"]  # type: ignore[arg-type]
    assert names(world) == {"try 5", "beside"}


async def test_a_conflict_without_end_is_a_failure(world: World) -> None:
    """A turn that cannot ever succeed does not spin for ever."""

    def turn(_work: Work) -> None:
        raise Conflict

    with opened(world) as store:
        with pytest.raises(TurnFailed, match="Conflict"):
            await asyncio.wait_for(store.run(turn), 20)
        assert await store.run(partial(note, name="after")) == "after"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
async def test_a_dead_writer_ends_the_process(lite: World, tmp_path: Path) -> None:
    """Rather than let everybody wait for ever; what it was trying stays named."""
    died = asyncio.Event()
    loop = asyncio.get_running_loop()

    def turn(_work: Work) -> None:
        raise SystemExit

    store = Store(
        *(lite.engine, lite.keys, lite.clock, lite.dice),
        trials=Trials(tmp_path, {}),
        died=lambda: loop.call_soon_threadsafe(died.set),
    )
    waiting = asyncio.ensure_future(store.run(turn, mark=Mark("telegram", "7")))
    await asyncio.wait_for(died.wait(), 20)
    waiting.cancel()
    (file,) = tmp_path.glob("trying-*")
    assert file.read_bytes().startswith(b'[["telegram","7"]]')
    store.close()


async def test_what_follows_a_commit_waits_for_it(world: World) -> None:
    """`afterwards` sees the row committed; that of a failed turn is never called."""
    called: list[tuple[str, bool]] = []

    def turn(work: Work, name: str, *, bad: bool = False) -> None:
        note(work, name)
        work.afterwards.append(lambda: called.append((name, name in names(world))))
        if bad:
            raise ValueError("a bad turn")

    with opened(world) as store:
        turns = [
            partial(store.run, partial(turn, name="first")),
            partial(store.run, partial(turn, name="bad", bad=True)),
            partial(store.run, partial(turn, name="last")),
        ]
        await together(store, turns)  # type: ignore[arg-type]
    assert called == [("first", True), ("last", True)]


async def test_a_full_disk_is_said_and_forgotten_when_there_is_room(tmp_path: Path) -> None:
    """Nothing is answered as stored while the disk is full; afterwards all goes on by itself."""
    world = sqlite_world(tmp_path)
    full = [False]

    def bounded(connection: sqlite3.Connection, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages if full[0] else 1_000_000}")

    event.listen(world.engine, "connect", bounded)
    with opened(world) as store:
        full[0] = True
        big = [partial(store.run, partial(note, name=f"n{n}", value="x" * 9000)) for n in range(9)]
        world.engine.dispose()
        with pytest.raises(StoreUnavailable):
            while True:
                await store.run(lambda work: work.connection.exec_driver_sql(_FILL))
        assert {type(each) for each in await together(store, big)} == {StoreUnavailable}  # type: ignore[arg-type]
        full[0] = False
        assert await together(store, big) == [f"n{n}" for n in range(9)]  # type: ignore[arg-type]
    assert {f"n{n}" for n in range(9)} <= names(world)
    world.close()


_FILL = "INSERT INTO standing SELECT 'fill' || hex(randomblob(9)), hex(zeroblob(200000))"


async def test_a_message_during_a_full_disk_takes_effect_once_when_it_comes_again(
    tmp_path: Path,
) -> None:
    """The channel keeps what could not be stored; brought again, it is handled once."""
    world = sqlite_world(tmp_path)
    with opened(world) as store:
        reception = Reception(store, world.service)
        await reception.receive(incoming("1", "1.1", "/start"))
        with unsure_commit(world, before=True), pytest.raises(StoreUnavailable):
            await reception.receive(incoming("1", "1.2", "نعم، أوافق"))
        assert (world.count("person"), world.count("inbox")) == (0, 1)
        await reception.receive(incoming("1", "1.2", "نعم، أوافق"))
    assert (world.count("person"), world.count("inbox"), world.count("outbox")) == (1, 2, 2)
    world.close()


@contextmanager
def unsure_commit(world: World, *, before: bool = False) -> Iterator[None]:
    """Break the line at one commit: after it took place, or (`before`) instead of it."""
    dialect = world.engine.dialect
    error = sqlite3.OperationalError if dialect.name == "sqlite" else psycopg.OperationalError
    commit = dialect.do_commit

    def broken(connection: object) -> None:
        dialect.do_commit = commit  # type: ignore[method-assign]
        if not before:
            commit(connection)  # type: ignore[arg-type]
        raise error("the line broke")

    dialect.do_commit = broken  # type: ignore[method-assign]
    try:
        yield
    finally:
        dialect.do_commit = commit  # type: ignore[method-assign]


async def test_a_commit_whose_answer_was_lost_takes_effect_once(world: World) -> None:
    """It was stored, nobody was told, the channel brings it again: one effect, one answer owed."""
    with opened(world) as store:
        reception = Reception(store, world.service)
        await reception.receive(incoming("1", "1.1", "/start"))
        with unsure_commit(world), pytest.raises(StoreUnavailable):
            await reception.receive(incoming("1", "1.2", "نعم، أوافق"))
        assert world.count("person") == 1
        await reception.receive(incoming("1", "1.2", "نعم، أوافق"))
        owed = await store.run(partial(outbox.owed, most=10))
    assert (world.count("person"), world.count("inbox"), len(owed)) == (1, 2, 2)


@pytest.mark.postgres
async def test_a_database_that_drops_its_connections_is_met_again(
    postgres_url: str, tmp_path: Path
) -> None:
    """PostgreSQL ends the store's connection in the middle of a turn; the next one works."""
    world = World(postgres_url, f"sqlite:///{tmp_path}/keys.db")

    def cut(work: Work) -> None:
        note(work, "lost")
        work.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with opened(world) as store:
        turns = [partial(store.run, cut), partial(store.run, partial(note, name="also"))]
        done = await together(store, turns)  # type: ignore[arg-type]
        assert {type(each) for each in done} == {StoreUnavailable}
        assert await store.run(partial(note, name="later")) == "later"
    assert names(world) == {"later"}
    world.close()


async def test_a_key_made_elsewhere_at_the_same_time_costs_a_retry_only(world: World) -> None:
    """Another worker wrote the same key first: the turn is refused and can be brought again."""
    other = type(world.keys).open(world.keys_url, world_master(), world.dice.bytes)

    def turn(work: Work) -> str:
        work.keys.create("person:x", work.now.date())
        if "taken" not in tried:
            tried.append("taken")
            other.create("person:x", work.now.date())
            other.flush()
        return "done"

    tried: list[str] = []
    with opened(world) as store:
        with pytest.raises(StoreUnavailable):
            await asyncio.wait_for(store.run(turn), 20)
        assert await asyncio.wait_for(store.run(partial(note, name="after")), 20) == "after"
    other.close()


def world_master() -> object:
    """Return the master key of all worlds."""
    from tests.world import MASTER

    return MASTER


async def test_the_store_finishes_what_waits_before_it_closes(world: World) -> None:
    """Closing loses nothing that was asked for, and refuses what comes after."""
    store = Store(world.engine, world.keys, world.clock, world.dice)
    tasks = [asyncio.create_task(store.run(partial(note, name=f"{n}"))) for n in range(100)]
    await asyncio.sleep(0)
    await asyncio.to_thread(store.close)
    assert await asyncio.gather(*tasks) == [f"{n}" for n in range(100)]
    with pytest.raises(StoreUnavailable):
        await store.run(partial(note, name="late"))
    assert len(names(world)) == 100


def test_an_error_that_is_told_holds_no_values() -> None:
    """What a failed turn leaves in the log is a type, a file and a line."""
    assert str(TurnFailed("ValueError said.py:3")) == "ValueError said.py:3"
    assert TwiceCrashed is not TurnFailed
