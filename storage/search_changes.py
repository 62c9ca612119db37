"""Which needs have changed since an index looked last, whichever worker changed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Select, Table, bindparam, func, select

from storage.need_tables import need_change, need_event
from storage.reading import Reader

LATE: Final = 1000
"""Changes that are looked at again: on PostgreSQL one may become visible after later ones."""

_SOURCES: Final = (need_event, need_change)

_Change = tuple[str, int]
"""Its table's name, and its number there."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen at one look, and the needs that are new in it."""

    seen: frozenset[_Change]
    needs: frozenset[str]


@dataclass(slots=True)
class Changes:
    """Looks at everything that happens to needs; what was noted does not come again."""

    reader: Reader
    _last: dict[str, int] = field(default_factory=dict)
    _seen: frozenset[_Change] = frozenset()

    @property
    def begun(self) -> bool:
        """Whether there was a first look."""
        return bool(self._last)

    async def begin(self) -> None:
        """Note what has happened so far."""
        last = {table.name: await self._newest(table) for table in _SOURCES}
        self._last = last
        look = await self.look()
        self._seen = frozenset(each for each in look.seen if each[1] <= last[each[0]])

    async def look(self) -> Look:
        """Return what has happened since, and shortly before; for `note` when it was dealt with."""
        found: dict[_Change, str] = {}
        for table in _SOURCES:
            rows = await self.reader.rows(_after(table), after=self._last[table.name] - LATE)
            found |= {(table.name, row.id): row.need for row in rows}
        new = found.keys() - self._seen
        return Look(frozenset(found), frozenset(found[each] for each in new))

    def note(self, look: Look) -> None:
        """Remember what was dealt with."""
        for table, number in look.seen:
            self._last[table] = max(self._last[table], number)
        self._seen = look.seen

    def begin_anew(self) -> None:
        """Forget all looks."""
        self._last, self._seen = {}, frozenset()

    async def _newest(self, table: Table) -> int:
        return int((await self.reader.rows(select(func.max(table.c.id))))[0][0] or 0)


def _after(table: Table) -> Select[tuple[int, str]]:
    later = table.c.id > bindparam("after")
    return select(table.c.id, table.c.need).where(later).order_by(table.c.id)
