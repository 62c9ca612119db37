"""Needs as rows of a sheet: every code in words, every place with what it lies in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from bot.sheets.rows import Row
from civic.places import Level, Places
from conversations import labels
from conversations.wording import Wording
from storage.exports import ExportedNeed

_DAY: Final = 24 * 60 * 60
_AREAS: Final = frozenset(
    (Level.COUNTRY, Level.GOVERNORATE, Level.DISTRICT, Level.SUBDISTRICT, Level.COLLOQUIAL_AREA)
)
"""Too large to have a point that tells where a need is."""


class NeedRows:
    """Tells needs in one language, as of a moment in seconds since 1970."""

    def __init__(self, wording: Wording, places: Places, language: str, now: int) -> None:
        self._places, self._language, self._now = places, language, now
        self._labels = {
            field: {str(code): wording.label(words, language) for code, words in told.items()}
            for field, told in (
                ("sector", labels.SECTOR),
                ("problem", labels.PROBLEM),
                ("severity", labels.SEVERITY),
                ("since", labels.SINCE),
                ("status", labels.STATUS),
            )
        }
        self._months: dict[str, date] = {}
        self._surroundings: dict[str, tuple[str, str, str, str, tuple[float, float] | None]] = {}

    def row(self, need: ExportedNeed) -> Row:
        """Return a need as a row."""
        code, place, subdistrict, district, point = self._around(need.place)
        return Row(
            number=need.number,
            code=code,
            place=place,
            subdistrict=subdistrict,
            district=district,
            sector=self._label("sector", need.sector),
            problem=self._label("problem", need.problem),
            severity=self._label("severity", need.severity),
            since=self._label("since", need.since),
            people=need.people,
            status=self._label("status", need.status),
            office=self._office(need),
            month=self._month(need.month),
            supporters=need.supporters,
            age=None if need.received is None else max(0, self._now - need.received) // _DAY,
            due=None if need.due is None else datetime.fromtimestamp(need.due, UTC).date(),
            words=need.words,
            point=point,
        )

    def _label(self, field: str, code: str) -> str:
        return self._labels[field].get(code, code)

    def _office(self, need: ExportedNeed) -> str:
        first, second = need.office_ar, need.office_en
        return (second or first) if self._language == "en" else (first or second)

    def _month(self, month: str) -> date:
        if month not in self._months:
            self._months[month] = date.fromisoformat(f"{month}-01")
        return self._months[month]

    def _around(self, code: str) -> tuple[str, str, str, str, tuple[float, float] | None]:
        if code not in self._surroundings:
            place = self._places.get(code)
            self._surroundings[code] = (
                (place and place.pcode) or code,
                self._places.name(code, self._language),
                self._above(code, Level.SUBDISTRICT),
                self._above(code, Level.DISTRICT),
                self._point(code),
            )
        return self._surroundings[code]

    def _above(self, code: str, level: Level) -> str:
        for each in (code, *self._places.ancestors(code)):
            place = self._places.get(each)
            if place and place.level is level:
                return self._places.name(each, self._language)
        return ""

    def _point(self, code: str) -> tuple[float, float] | None:
        """Return the point of a place, or of the community that a smaller one lies in."""
        for each in (code, *self._places.ancestors(code)):
            place = self._places.get(each)
            if place is None or place.level in _AREAS:
                return None
            if place.latitude is not None and place.longitude is not None:
                return place.latitude, place.longitude
        return None
