"""Bringing a database up to date before anything else is done with it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from civic.refusals import Refusal

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "0007"
"""The step that this release needs; a test holds it to the newest file."""


def upgrade(connection: Connection) -> None:
    """Apply the steps that are missing; refuses a database of a later release."""
    revision = current(connection)
    if revision == NEWEST:
        return
    if revision is not None and revision > NEWEST:
        raise Refusal("database.too-new", have=revision, need=NEWEST)
    # Imported only when there is something to do: it costs a third of a cold start.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, NEWEST)


def current(connection: Connection) -> str | None:
    """Return the step that a database has reached; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row.version_num) if row else None
