"""`python -m benchmarks`: measure, print one table, write benchmarks/results/."""

from __future__ import annotations

import argparse
import asyncio
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console

from benchmarks import processes
from benchmarks.contenders import ALL, OURS
from benchmarks.machine import describe
from benchmarks.measures import latency, memory, page, start, steps, throughput
from benchmarks.measures.throughput import Throughput, middle
from benchmarks.plan import QUICK, WHOLE, Plan
from benchmarks.report import Report, show

RESULTS = Path(__file__).parent / "results"


async def measured(plan: Plan, console: Console) -> Report:
    """Measure everything, one thing after the other."""
    with processes.scratch() as name:
        machine = describe(Path(name))
    rounds = await _rounds(plan, console)
    middles = {name: middle(each) for name, each in rounds.items()}
    ours = middles[OURS.name]
    console.print("latency at half load …")
    waits = await latency.measure(ours.updates_per_second / 2, plan.seconds_at_half_load)
    console.print("steps …")
    stepped = await steps.measure(plan.burst)
    console.print("starts, memory, page …")
    return Report(
        measured_at=datetime.now(UTC).isoformat(timespec="seconds"),
        quick=plan is QUICK,
        machine=machine,
        throughput=middles,
        rounds=rounds,
        ratios={
            name: round(ours.conversations_per_second / each.conversations_per_second, 2)
            for name, each in middles.items()
            if name != OURS.name
        },
        steps=stepped,
        latency=waits,
        start=await start.measure(plan.starts),
        memory=await memory.measure(plan.open_conversations),
        page=await page.measure(),
    )


async def _rounds(plan: Plan, console: Console) -> dict[str, list[Throughput]]:
    """Let the contenders take turns, so that a busy moment of the machine hits all of them."""
    rounds: dict[str, list[Throughput]] = {contender.name: [] for contender in ALL}
    for number in range(plan.rounds):
        for contender in ALL:
            console.print(f"round {number + 1}: {contender.name} …")
            talks = plan.talks if contender is OURS else plan.talks_of_others
            rounds[contender.name].append(await throughput.measure(contender, talks, plan.at_once))
    return rounds


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a bounded run of a minute")
    quick = parser.parse_args().quick
    console = Console()
    report = asyncio.run(measured(QUICK if quick else WHOLE, console))
    show(report, console)
    path = RESULTS / ("quick.json" if quick else "latest.json")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
    console.print(f"written to {path.relative_to(processes.ROOT)}")


if __name__ == "__main__":
    main()
