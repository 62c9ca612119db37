"""Being forgotten: three steps that no crash leaves half done, and nothing left to read."""

from __future__ import annotations

import base64
import shutil
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from civic.refusals import Refusal
from handlers import due
from storage import forgetting, outbox
from storage.key_rows import key as key_table
from storage.key_rows import metadata as _keys_metadata
from storage.keys import Keys
from storage.store import Store
from storage.tables import metadata
from storage.tables import outbox as outbox_table
from tests.world import Resident, World, sqlite_world

WORDS = "كلمات سرية للنسيان ومضخة مكسورة"
ACCOUNT = "99887766554"


def spoken(world: World) -> Resident:
    """Somebody who agreed, reported, supports, left something unfinished and linked nothing."""
    resident = Resident(world, account=ACCOUNT)
    resident.agrees()
    resident.says(f"محطة مية الشحيل واقفة من أسبوعين {WORDS}")
    resident.says("3")
    resident.says("/need")
    return resident


def ask_to_be_forgotten(resident: Resident) -> str:
    """Go through the question and say yes; steps 2 and 3 are left to others."""
    resident.says("/forget")
    return resident.says("1")


def owners(world: World) -> list[str]:
    """Return whose keys there are."""
    return sorted(world.keys.owners())


def traces(text: str) -> list[bytes]:
    """Return how a text could stand in a file."""
    plain = text.encode()
    return [
        plain,
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        base64.b64encode(plain)[4:-4],
        text.encode("unicode_escape"),
    ]


def finish(world: World) -> None:
    """Do what the running service does after the tombstone, or at its start."""
    for person in world.turn(forgetting.unfinished):
        world.keys.forget(f"person:{person}")
        world.turn(partial(forgetting.finish, person_id=person))


def test_before_consent_there_is_no_person_and_no_key(world: World) -> None:
    """Greetings, whole sentences and kind words leave nobody behind."""
    stranger = Resident(world)
    for words in ("/start", "الكسرة بلا مي من اربع ايام", "لا مانع", "/my", "/mydata", "/forget"):
        stranger.says(words)
    assert owners(world) == []
    for table in ("person", "identity", "consent", "need", "journal", "attachment"):
        assert world.count(table) == 0
    with world.engine.connect() as connection:
        kinds = connection.scalars(select(outbox_table.c.person).distinct()).all()
    assert kinds == [None]


def test_forgetting_takes_everything_but_the_counts(world: World) -> None:
    """The need stays as a number without person or words; all else of the person goes."""
    resident = spoken(world)
    assert len(owners(world)) == 1
    ask_to_be_forgotten(resident)
    finish(world)
    assert owners(world) == []
    for table in ("identity", "consent", "journal", "attachment", "return_code", "link_try"):
        assert world.count(table) == 0
    assert world.count("need") == 1
    farewell = [row.message.text for row in world.turn(outbox.owed) if row.chat == ACCOUNT]
    assert len(farewell) >= 1
    assert resident.says("/my") != ""
    assert owners(world) == [], "who was forgotten is a stranger again"


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_crash_after_each_step_is_finished_at_the_next_start(world: World, step: int) -> None:
    """The farewell never goes out before the key is gone, and always goes out in the end."""
    resident = spoken(world)
    ask_to_be_forgotten(resident)
    (person,) = world.turn(forgetting.unfinished)
    if step >= 2:
        world.keys.forget(f"person:{person}")
    if step >= 3:
        world.turn(partial(forgetting.finish, person_id=person))
    held = step < 3
    world.restart()
    assert (world.turn(_held) == 1) is held
    finish(world)
    finish(world)
    assert owners(world) == []
    assert world.turn(_held) == 0
    assert world.turn(forgetting.unfinished) == []


def _held(work: object) -> int:
    query = select(func.count()).where(outbox_table.c.state == outbox.FAREWELL)
    return int(work.connection.execute(query).scalar_one())  # type: ignore[attr-defined]


def test_an_operator_who_releases_the_outbox_releases_no_farewell(world: World) -> None:
    """The key is still there, so nobody is told yet that it is gone."""
    ask_to_be_forgotten(spoken(world))
    world.turn(outbox.release)
    assert world.turn(_held) == 1
    finish(world)
    assert world.turn(_held) == 0


async def test_the_sweep_at_the_start_finishes_what_a_crash_left(lite: World) -> None:
    """`due.sweep` is what the process does first."""
    ask_to_be_forgotten(spoken(lite))
    lite.restart()
    store = Store(lite.engine, lite.keys, lite.clock, lite.dice)
    await due.sweep(store, lite.keys)
    store.close()
    assert owners(lite) == []
    assert lite.turn(forgetting.unfinished) == []


def test_the_files_hold_neither_key_nor_words_afterwards(tmp_path: Path) -> None:
    """Raw bytes of both databases and their logs, in every encoding, before any vacuum."""
    world = sqlite_world(tmp_path)
    resident = spoken(world)
    (owner,) = owners(world)
    wrapped = _wrapped(world, owner)
    assert any(wrapped in path.read_bytes() for path in tmp_path.glob("keys.db*"))
    ask_to_be_forgotten(resident)
    finish(world)
    world.close()
    raw = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    found = [
        (name, trace)
        for name, content in raw.items()
        for trace in (wrapped, *traces(WORDS), *traces(ACCOUNT))
        if trace in content
    ]
    assert found == []


def _wrapped(world: World, owner: str) -> bytes:
    assert _keys_metadata is not metadata
    row = world.keys._rows.get(owner)
    assert row is not None
    assert key_table.name == "key"
    return row.wrapped


def test_an_old_copy_of_the_data_opens_nothing_with_the_present_keys(tmp_path: Path) -> None:
    """A backup from before the forgetting, brought back beside today's keys."""
    world = sqlite_world(tmp_path)
    resident = spoken(world)
    other = Resident(world, account="5")
    other.agrees()
    world.close()
    shutil.copy(tmp_path / "main.db", tmp_path / "old.db")
    world.restart()
    ask_to_be_forgotten(resident)
    finish(world)
    world.close()
    shutil.copy(tmp_path / "old.db", tmp_path / "main.db")
    world.restart()
    keys = world.keys
    assert isinstance(keys, Keys)
    opened = 0
    with world.engine.connect() as connection:
        for row in connection.execute(select(metadata.tables["identity"])):
            try:
                keys.cipher(f"person:{row.person}").open(
                    row.body, f"identity|body|{row.mark.hex()}"
                )
                opened += 1
            except Refusal as refusal:
                assert refusal.code == "keys.forgotten"
    assert opened == 1, "only the one who was not forgotten"
    resident.agrees()
    assert world.count("identity") == 2, "who writes again is somebody new"
    world.close()
