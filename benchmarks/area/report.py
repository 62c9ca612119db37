"""The figures of one run over both databases, and the tables that people read."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks.area.exports import Export
from benchmarks.area.meanwhile import Meanwhile
from benchmarks.area.search import Search
from benchmarks.area.waits import Waits
from benchmarks.machine import Machine

QUESTION_AIM = 50
PICTURE_AIM = 500
_ROW = tuple[str, str, str]


class Measured(msgspec.Struct):
    """What was measured on one database; `others_busy` is how many cores other programs used.

    Those that the service starts are among them, and the PostgreSQL server.
    """

    questions: dict[str, Waits]
    pictures: dict[str, Waits]
    search: Search
    exports: list[Export]
    meanwhile: Meanwhile
    ratios: dict[str, float]
    others_busy: float


class Report(msgspec.Struct):
    """Everything that was measured in one run, by the name of the database."""

    measured_at: str
    needs: int
    machine: Machine
    databases: dict[str, Measured]


def show(report: Report, console: Console) -> None:
    """Print what was measured beside what is aimed at."""
    for name, measured in report.databases.items():
        console.print(table_of(f"{report.needs:,} needs on {name}", measured))


def table_of(title: str, measured: Measured) -> Table:
    """Return one database's table."""
    table = Table(title=title)
    for heading in ("", "measured", "aim"):
        table.add_column(heading, justify="left" if not heading else "right")
    for row in rows(measured):
        table.add_row(*row)
    return table


def rows(measured: Measured) -> Iterator[_ROW]:
    """Yield what stands in the table; times are milliseconds unless they say otherwise."""
    for name, waits in measured.questions.items():
        yield _waits(name, waits, QUESTION_AIM)
    yield _waits("search in the sub-district", measured.search.finds, QUESTION_AIM)
    for name, waits in measured.pictures.items():
        yield _waits(name, waits, PICTURE_AIM)
    search = measured.search
    yield ("words of the sub-district read", f"{search.seconds_to_read} s", "")
    yield ("memory for them", f"{(search.after - search.before) / 1024:.0f} MiB", "")
    for export in measured.exports:
        yield from _export(export)
    yield from _residents(measured)


def _waits(name: str, waits: Waits, aim: int) -> _ROW:
    return (
        f"{name}: p50, p95, p99",
        f"{waits.p50:.0f}, {waits.p95:.0f}, {waits.p99:.0f}",
        f"p95 < {aim}",
    )


def _export(export: Export) -> Iterator[_ROW]:
    words = ", with words" if export.words else ""
    name = f"{export.kind} of {export.rows:,}{words}"
    aims = ("< 10 s", "< 200 MB") if export.rows >= 10_000 else ("", "")
    yield (
        f"{name}: link, file",
        f"{export.seconds_to_link}, {export.seconds_to_download} s",
        aims[0],
    )
    more = (export.peak - export.before) * 1024 / 1e6
    peak = export.peak * 1024 / 1e6
    yield (f"{name}: peak memory, of which its own", f"{peak:.0f}, {more:.0f} MB", aims[1])


def _residents(measured: Measured) -> Iterator[_ROW]:
    meanwhile = measured.meanwhile
    for name in ("alone", "asking", "exporting"):
        waits: Waits = getattr(meanwhile, name)
        yield (f"replies to residents, {name}: p50, p99", f"{waits.p50}, {waits.p99}", "")
    for name, ratio in measured.ratios.items():
        yield (f"residents wait, {name}", f"{ratio:.2f} x", "")
    yield ("cores that others used meanwhile", f"{measured.others_busy}", "")
