"""`python -m benchmarks.area`: a million needs on two databases, measured in the chat."""

from __future__ import annotations

import argparse
import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console

from benchmarks import processes
from benchmarks.area import exports, meanwhile, questions, search
from benchmarks.area.databases import HOME, NAMES, Filled, filled
from benchmarks.area.plan import QUICK, WHOLE, Plan
from benchmarks.area.report import Measured, Report, show
from benchmarks.area.stage import AreaStage, on_area
from benchmarks.machine import describe

RESULTS = Path(__file__).parents[1] / "results"
_LISTS = (("xlsx", False), ("csv", False), ("xlsx", True))
"""The lists that are made: their form, and whether people's words go in."""


async def measure(found: Filled, plan: Plan) -> Measured:
    """Measure one database, one thing after the other, within the ten minutes of an unlock."""
    with processes.scratch() as name:
        async with on_area(found, Path(name)) as stage:
            return await _measured(stage, plan)


async def _measured(stage: AreaStage, plan: Plan) -> Measured:
    begun, before, mine = time.perf_counter(), processes.busy_seconds(), _own_seconds(stage)
    asked = await questions.ask_all(stage, plan.questions)
    await stage.unlock()
    drawn = await questions.draw_all(stage, plan.pictures)
    await stage.unlock()
    made = [await exports.measure(stage, kind, words=words) for kind, words in _LISTS]
    await stage.unlock()
    searched = await search.measure(stage, plan.searches)
    await stage.unlock()
    beside = await meanwhile.measure(stage, plan.updates_per_second, plan.seconds)
    others = processes.busy_seconds() - before - (_own_seconds(stage) - mine)
    return Measured(
        questions=asked,
        pictures=drawn,
        search=searched,
        exports=made,
        meanwhile=beside,
        ratios=beside.ratios,
        others_busy=round(others / (time.perf_counter() - begun), 2),
    )


def _own_seconds(stage: AreaStage) -> float:
    """Return the CPU seconds of the service and of us who ask; not of what it starts."""
    return stage.stage.running.cpu() + time.process_time()


def measured(plan: Plan, names: tuple[str, ...], home: Path) -> Report:
    """Measure the databases of these names, which are made first where they are missing."""
    with processes.scratch() as name:
        machine = describe(Path(name))
    databases = {}
    for name in names:
        with filled(name, plan.needs, home) as found:
            databases[name] = asyncio.run(measure(found, plan))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Report(measured_at=now, needs=plan.needs, machine=machine, databases=databases)


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.area", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="five thousand needs, each thing once")
    parser.add_argument("--only", choices=NAMES, help="one of the databases")
    given = parser.parse_args()
    console = Console()
    report = measured(QUICK if given.quick else WHOLE, (given.only,) if given.only else NAMES, HOME)
    show(report, console)
    path = RESULTS / ("area-quick.json" if given.quick else "area.json")
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
    console.print(f"written to {path.relative_to(processes.ROOT)}")


if __name__ == "__main__":
    main()
