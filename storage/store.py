"""The one writer: turns are gathered, run together in one transaction, committed, answered."""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import Callable, Container
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from civic.refusals import Refusal
from storage import caution
from storage.blame import is_the_databases
from storage.caution import Mark
from storage.clock import Clock
from storage.keys import Keys
from storage.lanes import obtained
from storage.trials import Trials
from storage.work import Conflict, Dice, Work

R = TypeVar("R")
Turn = Callable[[Work], R]

log = structlog.get_logger()

_PAUSE_WHEN_ALL_ARE_BUSY = 0.01

MOST_CONFLICTS = 20
"""How often a turn is run again because another worker was faster."""


class NotStored(Exception):
    """A turn left nothing behind."""


class TurnFailed(NotStored):
    """A turn raised; it was rolled back and left nothing. `where` is type, file and line."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(where)


class StoreUnavailable(NotStored):
    """Nothing can be stored now (disk full, database away); the sender must keep it."""


@dataclass(slots=True)
class _Waiting(Generic[R]):
    turn: Turn[R]
    lane: bytes
    mark: Mark | None
    future: asyncio.Future[R]
    loop: asyncio.AbstractEventLoop
    conflicts: int = 0


@dataclass(slots=True)
class _Outcome:
    waiting: _Waiting[Any]
    work: Work | None = None
    result: Any = None
    failure: Exception | None = None


class Store:
    """Runs turns in one writer thread, many to a commit, at most one of a lane in a batch.

    `guard` is entered around each batch and ends the process when it takes too long; `trials`
    names the marks of a batch while it runs, and what must run alone since it may have ended
    a process; `died` is called if the writer ends by an error that nobody foresaw.
    """

    def __init__(
        self,
        engine: Engine,
        keys: Keys,
        clock: Clock,
        dice: Dice,
        *,
        batch: int = 64,
        trials: Trials | None = None,
        guard: Callable[[], AbstractContextManager[object]] = nullcontext,
        died: Callable[[], None] = lambda: None,
    ) -> None:
        self._engine, self._keys, self._clock, self._dice = engine, keys, clock, dice
        self._batch, self._trials, self._guard, self._died = batch, trials, guard, died
        self._suspects = trials.suspects if trials else {}
        self._waiting: deque[_Waiting[Any]] = deque()
        self._condition = Condition()
        self._closing = False
        self._thread = Thread(target=self._write_or_die, name="store", daemon=True)
        self._thread.start()

    @property
    def alone(self) -> bool:
        """Whether no other worker can share the database, as with SQLite."""
        return self._engine.dialect.name == "sqlite"

    async def run(self, turn: Turn[R], *, lane: bytes = b"", mark: Mark | None = None) -> R:
        """Run a turn in the next batch and return its result when it is on the disk.

        Turns of one `lane` run in order, one to a batch. `mark` names an incoming thing,
        so that one which crashes the process twice is put aside (caution.TwiceCrashed).
        Raises TurnFailed or StoreUnavailable.
        """
        loop = asyncio.get_running_loop()
        waiting = _Waiting(turn, lane, mark, loop.create_future(), loop)
        with self._condition:
            if self._closing:
                raise StoreUnavailable("the store is closed")
            self._waiting.append(waiting)
            self._condition.notify()
        result: R = await waiting.future
        return result

    def close(self) -> None:
        """Finish the turns that wait and stop the writer."""
        with self._condition:
            self._closing = True
            self._condition.notify()
        self._thread.join()
        if self._trials is not None:
            self._trials.close()

    def _write_or_die(self) -> None:
        """Write until closed; turns would wait for ever for a writer that is no more."""
        try:
            self._write()
        finally:
            if error := sys.exception():
                log.critical("store.writer-died", where=caution.where(error))
                self._died()

    def _write(self) -> None:
        connection: Connection | None = None
        while batch := self._gather():
            if connection is None or connection.closed:
                connection = self._connected()
            with self._guard(), self._named(batch):
                outcomes = self._carried_out(connection, batch)
            if any(isinstance(outcome.failure, StoreUnavailable) for outcome in outcomes):
                _drop(connection)
                connection = None
            _answer(outcomes)
        if connection is not None:
            connection.close()

    def _connected(self) -> Connection | None:
        try:
            return self._engine.connect()
        except DBAPIError as error:
            log.error("store.unavailable", kind=type(error.orig).__name__)
            return None

    def _gather(self) -> list[_Waiting[Any]]:
        """Take the turns that wait, in order, at most one of each lane; empty when closing."""
        with self._condition:
            while not self._waiting and not self._closing:
                self._condition.wait()
            return _taken(self._waiting, self._batch, self._suspects)

    def _named(self, batch: list[_Waiting[Any]]) -> AbstractContextManager[object]:
        marks = [each.mark for each in batch if each.mark is not None]
        return self._trials.of(marks) if self._trials and marks else nullcontext()

    def _put_back(self, batch: list[_Waiting[Any]]) -> None:
        with self._condition:
            self._waiting.extendleft(reversed(batch))
            if batch and len(batch) == len(self._waiting):
                self._condition.wait(_PAUSE_WHEN_ALL_ARE_BUSY)

    def _carried_out(
        self, connection: Connection | None, batch: list[_Waiting[Any]]
    ) -> list[_Outcome]:
        if connection is None:
            return [_Outcome(each, failure=StoreUnavailable("no connection")) for each in batch]
        mark = batch[0].mark
        if mark and self._suspects.get(mark, 0) >= caution.CRASHES_TO_PARK:
            return [_Outcome(batch[0], failure=caution.TwiceCrashed(mark))]
        try:
            return self._together(connection, batch)
        except (DBAPIError, Refusal) as error:
            connection.rollback()
            self._keys.discard()
            where = caution.where(error)
            log.error("store.unavailable", where=where)
            return [_Outcome(each, failure=StoreUnavailable(where)) for each in batch]

    def _together(self, connection: Connection, batch: list[_Waiting[Any]]) -> list[_Outcome]:
        """Run a batch without savepoints; when one turn fails, rerun them one by one."""
        ready = self._begun(connection, batch)
        outcomes = [_Outcome(each, self._work(connection)) for each in ready]
        if not _all_well(outcomes):
            connection.rollback()
            self._keys.discard()
            # The rollback let go of the lanes too, so they are to be obtained anew.
            again = self._begun(connection, [outcome.waiting for outcome in outcomes])
            outcomes = [self._singly(connection, waiting) for waiting in again]
        self._keys.flush()
        connection.commit()
        return self._without_conflicts(outcomes)

    def _without_conflicts(self, outcomes: list[_Outcome]) -> list[_Outcome]:
        """Let what met another worker's change run again, in a batch that sees the change."""
        met = [each for each in outcomes if isinstance(each.failure, Conflict)]
        self._put_back([each.waiting for each in met])
        return [each for each in outcomes if not isinstance(each.failure, Conflict)]

    def _begun(self, connection: Connection, batch: list[_Waiting[Any]]) -> list[_Waiting[Any]]:
        """Begin a transaction; returns the turns whose lanes it holds, the others wait on."""
        connection.begin()
        ready, busy = obtained(connection, batch, lambda waiting: waiting.lane)
        self._put_back(busy)
        return ready

    def _singly(self, connection: Connection, waiting: _Waiting[Any]) -> _Outcome:
        outcome = _Outcome(waiting, self._work(connection))
        savepoint = connection.begin_nested()
        _try(outcome)
        if outcome.failure:
            savepoint.rollback()
        else:
            savepoint.commit()
        return outcome

    def _work(self, connection: Connection) -> Work:
        return Work(connection, self._clock(), self._dice, self._keys)


def _taken(
    waiting: deque[_Waiting[Any]], most: int, suspects: Container[Mark | None]
) -> list[_Waiting[Any]]:
    """Take from the front at most one of each lane, or a suspect alone."""
    taken: list[_Waiting[Any]] = []
    left: list[_Waiting[Any]] = []
    lanes: set[bytes] = set()
    while waiting and len(taken) < most:
        each = waiting.popleft()
        if each.mark in suspects:
            if not taken:
                return [each]
            left.append(each)
            break
        (left if each.lane in lanes else taken).append(each)
        if each.lane:
            lanes.add(each.lane)
    waiting.extendleft(reversed(left))
    return taken


def _all_well(outcomes: list[_Outcome]) -> bool:
    """Run the turns until one fails, after which nothing in this transaction can be kept."""
    for outcome in outcomes:
        _try(outcome)
        if outcome.failure:
            return False
    return True


def _try(outcome: _Outcome) -> None:
    """Run one turn; the first of the two places that may catch everything."""
    assert outcome.work is not None  # noqa: S101 - the caller has just made it
    try:
        outcome.result = outcome.waiting.turn(outcome.work)
    except Exception as error:
        if is_the_databases(error):
            raise
        outcome.failure = _failure(outcome.waiting, error)


def _failure(waiting: _Waiting[Any], error: Exception) -> Exception:
    """Return a conflict as it is, as long as running the turn again may help."""
    waiting.conflicts += isinstance(error, Conflict)
    again = isinstance(error, Conflict) and waiting.conflicts <= MOST_CONFLICTS
    return error if again else TurnFailed(caution.where(error))


def _answer(outcomes: list[_Outcome]) -> None:
    """Hand the results over, waking each event loop once for a whole batch."""
    for loop in {outcome.waiting.loop for outcome in outcomes}:
        mine = [outcome for outcome in outcomes if outcome.waiting.loop is loop]
        loop.call_soon_threadsafe(_settle_all, mine)


def _settle_all(outcomes: list[_Outcome]) -> None:
    for outcome in outcomes:
        if outcome.failure is None and outcome.work is not None:
            for afterwards in outcome.work.afterwards:
                afterwards()
        _settle(outcome)


def _settle(outcome: _Outcome) -> None:
    future = outcome.waiting.future
    if future.done():
        return
    if outcome.failure is not None:
        future.set_exception(outcome.failure)
    else:
        future.set_result(outcome.result)


def _drop(connection: Connection | None) -> None:
    if connection is not None:
        connection.invalidate()
        connection.close()
