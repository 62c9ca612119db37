"""Caution after a crash: what ends the process twice is put aside, and nothing else is."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import insert

from storage import caution, inbox
from storage.caution import Mark, TwiceCrashed
from storage.store import Store, StoreUnavailable, TurnFailed
from storage.tables import standing
from storage.trials import Trials
from storage.work import Work
from tests.world import World

ROOT = Path(__file__).parent.parent.parent
POISON, OTHER = Mark("telegram", "7"), Mark("telegram", "8")


DYING = """
import os, pathlib, sys
from storage.caution import Mark
from storage.trials import Trials

with Trials(pathlib.Path(sys.argv[1]), {}).of([Mark("telegram", each) for each in sys.argv[2:]]):
    os._exit(134)
"""


def die(folder: Path, *marks: Mark) -> None:
    """Let a process of its own end in the midst of trying these."""
    command = [sys.executable, "-c", DYING, str(folder), *(mark.external_id for mark in marks)]
    assert subprocess.call(command, cwd=ROOT) == 134


def suspects(world: World, folder: Path) -> dict[Mark, int]:
    """Return whom a worker suspects that starts now."""
    trials = Trials.open(world.engine, folder)
    trials.close()
    return dict(trials.suspects)


def test_after_a_clean_stop_nothing_is_suspected(world: World, tmp_path: Path) -> None:
    """Neither what was tried before, nor what a bad turn or a database that was away left."""
    trials = Trials.open(world.engine, tmp_path)
    with trials.of([POISON]):
        pass
    trials.close()
    assert suspects(world, tmp_path) == {}
    assert list(tmp_path.glob("*trying*")) == []


def test_what_was_tried_at_a_crash_is_suspected_and_counted_from_then_on(
    world: World, tmp_path: Path
) -> None:
    """The first time may be chance; and of several turns nobody knows which it was."""
    die(tmp_path, POISON, OTHER)
    assert suspects(world, tmp_path) == {POISON: 0, OTHER: 0}
    for crashes in (1, 2):
        die(tmp_path, POISON)
        assert suspects(world, tmp_path) == {POISON: crashes, OTHER: 0}
    assert suspects(world, tmp_path) == {POISON: 2, OTHER: 0}, "a crash is counted once"
    die(tmp_path, Mark("telegram", "9"))
    assert suspects(world, tmp_path)[Mark("telegram", "9")] == 0


def test_what_was_stored_before_the_crash_is_not_suspected(world: World, tmp_path: Path) -> None:
    """The process ended just after the commit."""
    die(tmp_path, POISON, OTHER)
    world.turn(partial(inbox.is_first, channel=OTHER.channel, external_id=OTHER.external_id))
    assert suspects(world, tmp_path) == {POISON: 0}


def test_the_living_are_not_taken_for_dead(world: World, tmp_path: Path) -> None:
    """Workers that share a folder know by its lock whose file is whose."""
    living = Trials.open(world.engine, tmp_path)
    with living.of([POISON]):
        assert suspects(world, tmp_path) == {}
    living.close()


def test_workers_share_what_they_suspect(world: World, tmp_path: Path) -> None:
    """Each crash was at another worker, with a folder of its own."""
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
        die(folder, POISON)
        found = suspects(world, folder)
    assert found == {POISON: 2}


async def test_a_suspect_that_crashed_twice_is_put_aside_and_the_next_goes_on(
    world: World, tmp_path: Path
) -> None:
    """After that it is not tried at all."""
    tried: list[str] = []

    def turn(_work: Work, name: str) -> None:
        tried.append(name)

    for _ in range(3):
        die(tmp_path, POISON)
        suspects(world, tmp_path)
    store = store_of(world, tmp_path)
    with pytest.raises(TwiceCrashed):
        await store.run(partial(turn, name="poison"), mark=POISON)
    await store.run(partial(turn, name="other"), mark=OTHER)
    store.close()
    assert tried == ["other"]


def store_of(world: World, folder: Path) -> Store:
    """A store of a worker that starts now."""
    trials = Trials.open(world.engine, folder)
    return Store(world.engine, world.keys, world.clock, world.dice, trials=trials)


async def test_a_database_that_was_away_is_no_crash_of_the_turn(
    world: World, tmp_path: Path
) -> None:
    """However often nothing can be stored, the turn is tried again and never put aside."""

    def turn(work: Work, *, away: bool) -> str:
        if away:
            raise_as_the_database(work)
        return "stored"

    store = store_of(world, tmp_path)
    for _ in range(5):
        with pytest.raises(StoreUnavailable):
            await store.run(partial(turn, away=True), mark=POISON)
        assert _named(tmp_path) == []
    assert await store.run(partial(turn, away=False), mark=POISON) == "stored"
    store.close()
    assert suspects(world, tmp_path) == {}


def raise_as_the_database(work: Work) -> None:
    """Raise what the driver raises when the disk is full or the line is cut."""
    from sqlalchemy.exc import InterfaceError

    work.connection.execute(insert(standing).values(name="z", value=""))
    raise InterfaceError("INSERT", {}, RuntimeError("away"))


async def test_a_turn_is_named_only_while_it_runs(world: World, tmp_path: Path) -> None:
    """So a kill of an idle service accuses nobody; a turn that fails is not named either."""
    seen: list[object] = []

    def turn(_work: Work, *, bad: bool = False) -> None:
        seen.append(_named(tmp_path))
        if bad:
            raise ValueError("a bad turn")

    store = store_of(world, tmp_path)
    await store.run(turn, mark=POISON)
    assert _named(tmp_path) == []
    with pytest.raises(TurnFailed):
        await store.run(partial(turn, bad=True), mark=OTHER)
    await store.run(turn)
    assert _named(tmp_path) == []
    store.close()
    assert seen == [[POISON], [OTHER], [OTHER], []], "a bad turn runs again by itself"


def _named(folder: Path) -> list[Mark]:
    (file,) = folder.glob("trying-*")
    return msgspec.json.decode(file.read_bytes().partition(b"\n")[0] or b"[]", type=list[Mark])


def test_where_holds_no_values() -> None:
    """An error's words may be a person's words."""
    try:
        raise ValueError("كلام سري")
    except ValueError as error:
        assert caution.where(error).startswith("ValueError test_caution.py:")
        assert "سري" not in caution.where(error)
