"""`python -m benchmarks.groups`: a draft to 10,000, 100,000 entries checked, 200 candidates."""

from __future__ import annotations

import argparse
import asyncio
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


class Report(msgspec.Struct):
    """Everything that was measured in one run; waits are milliseconds."""

    measured_at: str
    machine: Machine
    sending: Sent
    checking: Checked
    composing: Waits


def measured(people: int, entries: int, times: int) -> Report:
    """Measure one thing after the other."""
    with processes.scratch() as folder:
        machine = describe(Path(folder))
    with processes.scratch() as folder:
        sent = asyncio.run(sending.measure(Path(folder), people))
    with processes.scratch() as folder:
        checked = checking.measure(Path(folder), entries)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Report(now, machine, sent, checked, composing.measure(times))


def show(report: Report, console: Console) -> None:
    """Print what was measured beside what is aimed at."""
    sent, checked, composed = report.sending, report.checking, report.composing
    table = Table(title="Working groups")
    for heading in ("", "measured", "aim"):
        table.add_column(heading, justify="right" if heading else "left")
    for row in (
        (f"a draft to {sent.people:,}", f"{sent.seconds} s", ""),
        ("share of the limit of 30 a second", f"{sent.share_of_limit:.1%}", ">= 97 %"),
        ("answers with 429", f"{sent.refused}", "0"),
        ("people who got it twice, or not", f"{sent.twice}, {sent.missed}", "0, 0"),
        (f"{sent.replies.times} replies meanwhile, p50", f"{sent.replies.p50} ms", ""),
        ("replies meanwhile, p95", f"{sent.replies.p95} ms", "< 1 s"),
        ("replies meanwhile, worst", f"{sent.replies.worst} ms", ""),
        (f"mashwara verify, {checked.entries:,} entries", f"{checked.command} s", "< 10 s"),
        ("writing them into a file", f"{checked.export} s", ""),
        ("tools/verify.py on that file", f"{checked.alone} s", "< 10 s"),
        ("five seats of 200 candidates, worst", f"{composed.worst} ms", "< 2 s"),
    ):
        table.add_row(*row)
    console.print(table)


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.groups", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three hundred people, a minute")
    quick = parser.parse_args().quick
    report = measured(*((300, 5_000, 20) if quick else (10_000, 100_000, 200)))
    console = Console()
    show(report, console)
    path = RESULTS / ("groups-quick.json" if quick else "groups.json")
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
    console.print(f"written to {path.relative_to(processes.ROOT)}")


if __name__ == "__main__":
    main()
