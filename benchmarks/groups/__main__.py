"""`python -m benchmarks.groups`: a draft to 10,000, 100,000 entries checked, 200 candidates."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks import processes
from benchmarks.area.waits import Waits
from benchmarks.groups import checking, composing, sending
from benchmarks.groups.checking import Checked
from benchmarks.groups.sending import Sent
from benchmarks.machine import Machine, describe

RESULTS: Final = Path(__file__).parents[1] / "results"


PARTS: Final = ("sending", "checking", "composing")


class Report(msgspec.Struct):
    """What was measured, and when each part was; waits are milliseconds."""

    machine: Machine
    measured_at: dict[str, str] = {}
    sending: Sent | None = None
    checking: Checked | None = None
    composing: Waits | None = None


def measure(part: str, report: Report, *, quick: bool) -> None:
    """Measure one part, in place of what was measured of it before."""
    with processes.scratch() as folder:
        if part == "sending":
            report.sending = asyncio.run(sending.measure(Path(folder), 300 if quick else 10_000))
        elif part == "checking":
            report.checking = checking.measure(Path(folder), 5_000 if quick else 100_000)
        else:
            report.composing = composing.measure(20 if quick else 200)
    report.measured_at[part] = datetime.now(UTC).isoformat(timespec="seconds")


def rows(report: Report) -> Iterator[tuple[str, str, str]]:
    """Yield what was measured beside what is aimed at."""
    if sent := report.sending:
        yield f"a draft to {sent.people:,}", f"{sent.seconds} s", ""
        yield "share of the limit of 30 a second", f"{sent.share_of_limit:.1%}", ">= 97 %"
        yield "answers with 429", f"{sent.refused}", "0"
        yield "people who got it twice, or not", f"{sent.twice}, {sent.missed}", "0, 0"
        yield f"{sent.replies.times} replies meanwhile, p50", f"{sent.replies.p50} ms", ""
        yield "replies meanwhile, p95", f"{sent.replies.p95} ms", "< 1 s"
        yield "replies meanwhile, worst", f"{sent.replies.worst} ms", ""
        yield "cores busy meanwhile, with all others", f"{sent.busy_cores}", ""
    if checked := report.checking:
        yield f"mashwara verify, {checked.entries:,} entries", f"{checked.command} s", "< 10 s"
        yield "writing them into a file", f"{checked.export} s", ""
        yield "tools/verify.py on that file", f"{checked.alone} s", "< 10 s"
    if composed := report.composing:
        yield "five seats of 200 candidates, worst", f"{composed.worst} ms", "< 2 s"


def show(report: Report, console: Console) -> None:
    """Print a table."""
    table = Table(title="Working groups")
    for heading in ("", "measured", "aim"):
        table.add_column(heading, justify="right" if heading else "left")
    for row in rows(report):
        table.add_row(*row)
    console.print(table)


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.groups", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three hundred people, a minute")
    parser.add_argument("--only", choices=PARTS, help="one part; the others stay as they were")
    given = parser.parse_args()
    path = RESULTS / ("groups-quick.json" if given.quick else "groups.json")
    with processes.scratch() as folder:
        report = Report(describe(Path(folder)))
    if given.only and path.exists():
        report = msgspec.json.decode(path.read_bytes(), type=Report)
    for part in (given.only,) if given.only else PARTS:
        measure(part, report, quick=given.quick)
    console = Console()
    show(report, console)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
    console.print(f"written to {path.relative_to(processes.ROOT)}")


if __name__ == "__main__":
    main()
