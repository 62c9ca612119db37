"""Searching what residents said: indexes in memory, one for each sub-district, never on a disk.

They are built while an office is open, kept fresh by what happens to needs, and dropped when
nobody has asked for a while. Whose words are forgotten is not found from the commit on by the
worker that forgot them, by the others after the next freshening, and is out of memory then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from threading import Lock
from typing import Final

from civic.places import Level, Places
from civic.search import MOST_FOUND, Index, best
from civic.search_found import Answer
from civic.search_question import Question
from civic.search_reading import TextReader
from storage import need_changes, search_texts
from storage.keys import Keys
from storage.reading import Reader
from storage.search_changes import Changes
from storage.search_texts import PAGE, NeedText
from storage.work import Work

MOST_NEEDS: Final = 200_000
"""In all indexes together; a hundred thousand needs take some 20 MB."""

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
"""After which an index is built anew, whatever was asked of it."""

_OVER: Final = object()
_BUCKETS: Final = (Level.SUBDISTRICT, Level.DISTRICT, Level.GOVERNORATE, Level.COUNTRY)


@dataclass(slots=True)
class _Slot:
    """The index of one sub-district, when it was made and when it was last asked."""

    index: Index
    made: datetime
    used: datetime


class SearchIndexes:
    """The indexes that a process holds; built and freshened in one event loop, asked anywhere."""

    def __init__(
        self, reader: Reader, keys: Keys, places: Places, *, most_needs: int = MOST_NEEDS
    ) -> None:
        self._reader, self._keys, self._most = reader, keys, most_needs
        self._bucket = {place.code: _bucket_of(places, place.code) for place in places}
        self._slots: dict[str, _Slot] = {}
        self._stale: set[str] = set()
        self._refused: set[str] = set()  # for which there was no room
        self._changes = Changes(reader)
        self._memory = Lock()  # guards all of the above; held for moments only
        self._reading = asyncio.Lock()  # one reads at a time, so that nothing old comes in late

    def __len__(self) -> int:
        return sum(len(slot.index) for slot in self._slots.values())

    async def build(self, area: frozenset[str], now: datetime) -> None:
        """Make an area searchable, as far as there is room; for when its office is opened."""
        wanted = self._buckets(area)
        for bucket in sorted(wanted):
            async with self._reading:
                if bucket not in self._slots:
                    await self._build(bucket, wanted, now)

    async def freshen(self) -> None:
        """Read again what has changed since the last time; for every few seconds."""
        async with self._reading:
            if not self._slots:
                self._begin_anew()
            elif self._changes.begun:
                await self._refresh()

    def find(
        self, area: frozenset[str], query: str, now: datetime, most: int = MOST_FOUND
    ) -> Answer:
        """Return the best of what answers a query in the places of an area, and nothing else."""
        question = Question.read(query)
        wanted = self._buckets(area)
        with self._memory:
            slots = [self._slots[bucket] for bucket in sorted(wanted) if bucket in self._slots]
            for slot in slots:
                slot.used = now
            hits = [slot.index.find(question, area, most) for slot in slots]
            missing = wanted - self._slots.keys()
            crowded = bool(missing) and missing <= self._refused
        return Answer(best(hits, most), complete=not missing, crowded=crowded)

    def forget(self, work: Work, person_id: str) -> None:
        """Let go of a person's words as soon as they are forgotten.

        To be called in the turn that forgets them, before their needs are let go.
        """
        work.afterwards.append(partial(self.remove, need_changes.of_person(work, person_id)))

    def remove(self, needs: Iterable[str]) -> None:
        """Find these needs no longer, at once; what is left of them returns with `freshen`."""
        gone = frozenset(needs)
        self._mark(gone)
        with self._memory:
            for slot in self._slots.values():
                slot.index.remove(need for need in gone if need in slot.index)

    def drop_idle(self, now: datetime) -> None:
        """Drop what nobody has asked for a while, and what is old."""
        with self._memory:
            self._slots = {
                bucket: slot
                for bucket, slot in self._slots.items()
                if now - slot.used < IDLE and now - slot.made < LONGEST
            }

    def drop_all(self) -> None:
        """Let go of everything."""
        with self._memory:
            self._slots.clear()

    def _buckets(self, area: frozenset[str]) -> frozenset[str]:
        return frozenset(self._bucket[place] for place in area if place in self._bucket)

    def _mark(self, needs: frozenset[str]) -> None:
        with self._memory:
            self._stale |= needs

    async def _build(self, bucket: str, wanted: frozenset[str], now: datetime) -> None:
        if not self._changes.begun:
            await self._changes.begin()
        places = [place for place, its in self._bucket.items() if its == bucket]
        numbers = await search_texts.numbers_in(self._reader, places)
        if not self._make_room(bucket, len(numbers), wanted):
            return
        reader = TextReader()
        index = Index(reader)
        for start in range(0, len(numbers), PAGE):
            part = numbers[start : start + PAGE]
            page = await search_texts.texts_numbered(self._reader, self._keys, part)
            await asyncio.to_thread(_put, index, page)
        reader.forget()
        self._publish(bucket, _Slot(index, now, now))
        await self._refresh()

    def _begin_anew(self) -> None:
        with self._memory:
            self._changes.begin_anew()
            self._stale, self._refused = set(), set()

    def _publish(self, bucket: str, slot: _Slot) -> None:
        """Let an index be asked, without what was said by people forgotten meanwhile."""
        with self._memory:
            slot.index.remove(need for need in self._stale if need in slot.index)
            self._slots[bucket] = slot

    def _make_room(self, bucket: str, needs: int, wanted: frozenset[str]) -> bool:
        """Drop other areas, those first that were asked longest ago; tell whether it was enough."""
        with self._memory:
            others = [each for each in self._slots if each not in wanted]
            others.sort(key=lambda each: self._slots[each].used, reverse=True)
            while len(self) + needs > self._most and others:
                del self._slots[others.pop()]
            fits = len(self) + needs <= self._most
            (self._refused.discard if fits else self._refused.add)(bucket)
            return fits

    async def _refresh(self) -> None:
        look = await self._changes.look()
        with self._memory:
            stale, self._stale = self._stale, set()
        ids = sorted(stale | look.needs)
        for start in range(0, len(ids), PAGE):
            part = ids[start : start + PAGE]
            page = await search_texts.texts(self._reader, self._keys, part)
            await asyncio.to_thread(self._replace, part, page)
        await asyncio.to_thread(self._sweep)
        self._changes.note(look)

    def _sweep(self) -> None:
        for slot in list(self._slots.values()):
            sweeping = slot.index.sweeping()
            going_on = True
            while going_on:
                with self._memory:
                    going_on = next(sweeping, _OVER) is not _OVER

    def _replace(self, ids: list[str], page: list[NeedText]) -> None:
        """Put in what was read, but for what has been let go of since."""
        read = {each.id: each for each in page}
        for need in ids:
            with self._memory:  # not for longer, since turns wait for it
                each = None if need in self._stale else read.get(need)
                bucket = self._bucket.get(each.place) if each else None
                for other, slot in self._slots.items():
                    if other != bucket and need in slot.index:
                        slot.index.remove([need])
                if each and bucket in self._slots:
                    _put(self._slots[bucket].index, [each])


def _put(index: Index, page: Iterable[NeedText]) -> None:
    for each in page:
        index.put(each.id, each.place, each.text, each.sector, each.problem)


def _bucket_of(places: Places, code: str) -> str:
    """Return the sub-district of a place, or the smallest area above it that there is."""
    for each in (code, *places.ancestors(code)):
        place = places.get(each)
        if place is not None and place.level in _BUCKETS:
            return each
    return code
