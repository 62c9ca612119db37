"""The figures of one run, and the table that people read."""

from __future__ import annotations

import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks.machine import Machine
from benchmarks.measures.latency import Latency
from benchmarks.measures.memory import Memory
from benchmarks.measures.page import Page
from benchmarks.measures.start import Start
from benchmarks.measures.steps import Steps
from benchmarks.measures.throughput import Throughput


class Report(msgspec.Struct):
    """Everything that was measured in one run."""

    measured_at: str
    quick: bool
    machine: Machine
    throughput: dict[str, Throughput]
    rounds: dict[str, list[Throughput]]
    ratios: dict[str, float]
    steps: Steps
    latency: Latency
    start: Start
    memory: Memory
    page: Page


def show(report: Report, console: Console) -> None:
    """Print what was measured beside what is aimed at."""
    console.print(_contenders(report))
    console.print(_ours(report))


def _contenders(report: Report) -> Table:
    table = Table(title="The same talk of eight answers, all in one run")
    for heading in ("", "conversations/s", "updates/s", "updates/CPU-s", "CPU ms/update", "ratio"):
        table.add_column(heading, justify="left" if not heading else "right")
    for name, each in report.throughput.items():
        ratio = report.ratios.get(name)
        table.add_row(
            name,
            f"{each.conversations_per_second:.1f}",
            f"{each.updates_per_second:.0f}",
            f"{each.updates_per_cpu_second:.0f}",
            f"{each.cpu_ms_per_update:.2f}",
            f"{ratio:.2f} x" if ratio else "",
        )
    return table


def _ours(report: Report) -> Table:
    table = Table(title="Ours")
    for heading in ("", "measured", "aim"):
        table.add_column(heading, justify="left" if not heading else "right")
    for row in _rows(report):
        table.add_row(*row)
    return table


def _rows(report: Report) -> list[tuple[str, str, str]]:
    steps, latency = report.steps, report.latency
    start, memory, page = report.start, report.memory, report.page
    ptb, aiogram = (report.ratios[name] for name in ("python-telegram-bot", "aiogram"))
    turn = f"{page.socket_turn_up} + {page.socket_turn_down} B"
    return [
        (
            "conversations/s, python-telegram-bot's as 1",
            f"{ptb:.2f} x",
            ">= 4 x",
        ),
        ("conversations/s, aiogram's as 1", f"{aiogram:.2f} x", ">= 2.5 x"),
        ("CPU to the stored reply", f"{steps.cpu_ms_to_stored:.2f} ms", "<= 0.6 ms"),
        ("CPU to the delivered reply", f"{steps.cpu_ms_to_delivered:.2f} ms", "<= 1.0 ms"),
        ("CPU of a tap's answer", f"{steps.cpu_ms_tap_answer:.2f} ms", ""),
        ("updates stored a second, in a burst", f"{steps.stored_per_second:.0f}", ""),
        ("updates stored a CPU-second", f"{steps.stored_per_cpu_second:.0f}", ""),
        (f"to the 200 at {latency.updates_per_second:.0f}/s, p50", f"{latency.stored_p50} ms", ""),
        ("to the 200, p99", f"{latency.stored_p99} ms", ""),
        ("to the reply, p50", f"{latency.replied_p50} ms", ""),
        ("to the reply, p99", f"{latency.replied_p99} ms", "< 50 ms"),
        ("first start, with a new database", f"{start.first} s", ""),
        ("start without Telegram", f"{start.page_only} s", "< 2 s"),
        ("start with Telegram", f"{start.with_telegram} s", ""),
        ("memory, warm", f"{memory.warm / 1024:.0f} MiB", ""),
        (f"memory with {memory.conversations} open", f"{memory.all_open / 1024:.0f} MiB", ""),
        ("an open conversation", f"{memory.kib_per_open_conversation} KiB", "< 4 KiB"),
        ("with its person", f"{memory.kib_per_person_with_conversation} KiB", ""),
        ("page, first load", f"{page.first_load / 1000:.1f} kB", "<= 30 kB"),
        ("page, first load with headers", f"{page.first_load_on_the_wire / 1000:.1f} kB", ""),
        ("a turn on the page, up and down", turn, "<= 1 kB"),
        ("the largest turn of the talk", f"{page.socket_turn_most} B", ""),
        ("a turn by form: body", f"{page.form_post} B", ""),
        ("a turn by form: everything", f"{page.form_turn_on_the_wire / 1000:.1f} kB", ""),
    ]
