"""`mashwara verify`: the audit trail and every vote checked beside the service, or written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from bot.app import open_database, open_keys
from bot.dice import SystemDice, system_clock
from bot.settings import Settings
from storage import audit, chain_file, group_votes, vote_checks
from storage.engine import open_checking_engine
from storage.work import Work

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Found:
    """What a check says, line by line, and whether everything fits."""

    lines: tuple[str, ...]
    whole: bool


def verify(settings: Settings, head: str, codes: Iterable[str]) -> Found:
    """Check the trail, also against a head announced earlier, and all votes, against codes."""
    announced = audit.Head.read(head) if head else None

    def check(work: Work) -> Found:
        trail = _trail(audit.verify(work.connection, announced))
        votes = _votes(work, [_plain(code) for code in codes])
        return Found(trail.lines + votes.lines, trail.whole and votes.whole)

    return _reading(settings, check)


def export(settings: Settings, out: Path, group: int, *, table: bool) -> int:
    """Write the chains into a new file, of one group if it is named; returns how many lines."""

    def write(work: Work) -> int:
        lines = chain_file.of_group(work, group, table=table) if group else None
        with out.open("xb") as file:
            return _written(file.write, lines or chain_file.everything(work))

    return _reading(settings, write)


def _reading(settings: Settings, read: Callable[[Work], R]) -> R:
    """Read beside the service, from one moment's state, without holding up its writer."""
    open_database(settings).dispose()
    engine = open_checking_engine(settings.store_url)
    try:
        with closing(open_keys(settings)) as keys, engine.connect() as connection:
            return read(Work(connection, system_clock(), SystemDice(), keys))
    finally:
        engine.dispose()


def _trail(verdict: audit.Verdict) -> Found:
    if verdict.broken is not None:
        return Found((f"The chain is broken at entry {verdict.broken}.",), whole=False)
    if verdict.missing is not None:
        return Found((f"The chain was cut: {verdict.missing} is no longer in it.",), whole=False)
    said = f"{verdict.sealed} entries are whole, {verdict.unsealed} wait. {verdict.head}"
    return Found((said,), whole=True)


def _votes(work: Work, saved: list[str]) -> Found:
    lines, whole, known = list[str](), True, dict[str, str]()
    for vote in group_votes.of_all(work):
        found = vote_checks.check(work, vote)
        name = f"Vote {vote.id}"
        codes = vote_checks.codes(vote, vote_checks.chained(work, vote))
        known |= {_plain(code): f"{name} after {count}" for count, code in enumerate(codes)}
        lines += [f"{name}: {each.what} does not fit{_where(each)}." for each in found.problems]
        whole = whole and not found.problems
        if not found.problems:
            lines.append(f"{name}: {found.casts} votes are whole. {found.code}")
    for code in saved:
        whole = whole and code in known
        lines.append(f"{code}: {known.get(code, 'no vote has this code')}.")
    return Found(tuple(lines), whole)


def _where(problem: vote_checks.Problem) -> str:
    return f" at vote {problem.at}" if problem.at else ""


def _plain(code: str) -> str:
    return "".join(code.split()).upper()


def _written(write: Callable[[bytes], object], lines: Iterator[chain_file.Line]) -> int:
    count = 0
    for line in lines:
        write(msgspec.json.encode(line) + b"\n")
        count += 1
    return count
