"""What is told of a need's supporters: once a week, in whole steps, as of all figures of people.

Cards, exports, the order by priority and the counts of confirmed needs go by it alone, so that
nobody who supports a need or leaves it changes anything that an office sees
(docs/decisions/0010-disclosure.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, Final

from sqlalchemy import Row, Select, and_, exists, func, or_, select, update

from civic.disclosure import LEAST, Audience, Dice, Rule, Shown
from civic.need_actions import UNMERGE_WITHIN
from civic.need_events import Event
from civic.priority import support_points
from storage import standing, tallies
from storage.keys import Keys
from storage.need_tables import need, need_event, need_supporter
from storage.reading import Reader
from storage.snapshots import dice_of
from storage.store import Store
from storage.tallies import Counted
from storage.work import Work

AT_ONCE: Final = 5_000
"""Needs of which one statement counts the supporters."""

WRITTEN_AT_ONCE: Final = 100
"""Needs that one turn changes, so that it is soon over."""

_MADE: Final = "told-support"
_LEAST: Final = LEAST[Audience.REPRESENTATIVES]
_COUNTED: Final = (
    *("id", "place", "sector", "status", "severity", "office", "told_solved"),
    *("told_support", "version"),
)


@dataclass(frozen=True, slots=True)
class _Change:
    """A need as it was read, and what is told of its supporters from now on."""

    row: Row[Any]
    told: int


async def recompute(store: Store, reader: Reader, keys: Keys) -> bool:
    """Tell anew of every need's supporters, unless this week's are told; true when it did.

    What an office merged counts only when it cannot be parted any more: else it could try
    one need after another to learn how many support them.
    """
    owed = await store.run(_owed)
    if owed is None:
        return False
    week, now = owed
    last = ""
    while page := await reader.rows(_page(last, now)):
        changes = _changes(page, week, dice_of(keys))
        while some := list(islice(changes, WRITTEN_AT_ONCE)):
            await store.run(partial(_write, changes=some, week=week))
        last = page[-1].id
    await store.run(partial(standing.put, name=_MADE, value=week))
    return True


def _owed(work: Work) -> tuple[str, int] | None:
    week = f"{work.now:%G-W%V}"
    return None if (standing.get(work, _MADE) or "") >= week else (week, work.seconds)


def _page(last: str, now: int) -> Select[Any]:
    """Return what reads the next needs that have supporters, or of which some are told."""
    recent = now - int(UNMERGE_WITHIN.total_seconds())
    may_part = exists().where(
        need_event.c.need == need_supporter.c.merged_from,
        need_event.c.kind == Event.MERGED.value,
        need_event.c.at > recent,
    )
    theirs = and_(need_supporter.c.need == need.c.id, ~may_part)
    people = select(func.count()).where(theirs).scalar_subquery()
    return (
        select(*(need.c[name] for name in (*_COUNTED, "told_support_week")), people.label("people"))
        .where(need.c.id > last, or_(need.c.supporters > 0, need.c.told_support.is_not(None)))
        .order_by(need.c.id)
        .limit(AT_ONCE)
    )


def _changes(page: Sequence[Row[Any]], week: str, dice: Dice) -> Iterator[_Change]:
    for row in page:
        shown = Shown(row.told_support or 0, row.told_support_week or "")
        if shown.since != week:
            rule = Rule(_LEAST, week, f"need|{row.id}", dice)
            after = rule.follow(row.place, shown, row.people)
            if after.count != shown.count:
                yield _Change(row, after.count)


def _write(work: Work, changes: Sequence[_Change], week: str) -> None:
    """Change needs that are still as they were read; the others follow in another week."""
    for each in changes:
        row, before = each.row, each.row.told_support or 0
        rise = support_points(each.told) - support_points(before)
        done = work.connection.execute(
            update(need)
            .where(need.c.id == row.id, need.c.version == row.version)
            .values(
                told_support=each.told or None,
                told_support_week=week,
                priority=need.c.priority + rise,
                version=row.version + 1,
            )
        )
        if done.rowcount == 1 and bool(before) != bool(each.told):
            counted = _counted(row)
            tallies.move(work, counted, replace(counted, confirmed=bool(each.told)))


def _counted(row: Row[Any]) -> Counted:
    return Counted(
        place=row.place,
        sector=row.sector,
        status=row.status,
        severity=row.severity,
        confirmed=bool(row.told_support),
        unassigned=row.office is None,
        told_solved=row.told_solved,
    )
