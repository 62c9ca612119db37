"""The migrations make exactly the tables that the code knows, on both databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from civic.refusals import Refusal
from storage import upgrading
from storage.engine import open_engine
from storage.schema import metadata


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Open an empty database, of both kinds in turn."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/main.db"
    else:
        url = request.getfixturevalue("postgres_url")
    engine = open_engine(url)
    yield engine
    engine.dispose()


def _upgrade(engine: Engine) -> None:
    with engine.begin() as connection:
        upgrading.upgrade(connection)


def test_the_step_that_the_release_needs_is_the_newest_file() -> None:
    """A migration that nobody named would never be applied."""
    config = Config()
    config.set_main_option("script_location", str(upgrading.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [upgrading.NEWEST]


def test_migrations_make_the_tables_of_the_code(engine: Engine) -> None:
    """No column, index or constraint differs from storage/tables.py."""
    _upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    """Every start brings the database up to date, so most starts find nothing to do."""
    _upgrade(engine)
    _upgrade(engine)
    with engine.connect() as connection:
        assert upgrading.current(connection) == upgrading.NEWEST


def test_a_database_of_a_later_release_is_refused(engine: Engine) -> None:
    """An older program must not write into tables that it does not understand."""
    _upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refusal) as refused, engine.begin() as connection:
        upgrading.upgrade(connection)
    assert refused.value.code == "database.too-new"


def test_what_the_first_release_stored_is_counted_and_kept(engine: Engine) -> None:
    """Needs from before there were offices have their place in the order and in the counts."""
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(upgrading.MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for code, parent in (("SY09", None), ("village", "SY09")):
            place = {"code": code, "parent": parent}
            connection.execute(
                text(
                    "INSERT INTO place (code, parent, level, name_ar, name_en) "
                    "VALUES (:code, :parent, 'community', :code, :code)"
                ),
                place,
            )
        connection.execute(
            text(
                "INSERT INTO need (id, number, place, sector, problem, severity, since, scope, "
                "affected, status, month, verified, body) VALUES ('n', '1', 'village', 'water', "
                "'no_water', 3, '', '', '', 'received', '2026-10', :no, :body)"
            ),
            {"no": False, "body": b"sealed"},
        )
    _upgrade(engine)
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT open, supporters, body FROM need")).one()
        assert (bool(kept.open), kept.supporters, bytes(kept.body)) == (True, 0, b"sealed")
        counted = connection.execute(text("SELECT place, count, confirmed FROM need_tally"))
        assert sorted(map(tuple, counted)) == [("SY09", 1, 0), ("village", 1, 0)]
