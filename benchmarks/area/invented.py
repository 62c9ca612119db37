"""Inventing needs: how many of what, where and when; the same ones in every run."""

from __future__ import annotations

import math
import random
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, Final

from civic.escalation import ACKNOWLEDGE_WITHIN
from civic.follow_up import RANDOM_DIGITS, whole
from civic.needs import OPEN, SECTORS, Scope, Severity, Since, Status
from civic.places import Level, Places
from civic.priority import people_touched, priority

DAY: Final = 86_400
DAYS: Final = 730
"""Two years of reports."""

HOME: Final = "SY09"
SHARE_OF_AREA: Final = 0.1
"""Of all needs, those of the sub-district whose office asks and searches."""
SHARE_OF_DISTRICT: Final = 0.2
"""Those of its district, near enough; half of them are solved, which its office exports."""

_SEVERITIES: Final = {"unknown": 10, "1": 10, "2": 25, "3": 30, "4": 18, "5": 7}
_OPEN: Final = {
    Status.RECEIVED: 24,
    Status.ACKNOWLEDGED: 22,
    Status.TAKEN_ON: 20,
    Status.PLANNED: 12,
    Status.PASSED_UP: 14,
    Status.REOPENED: 8,
}
_CLOSED: Final = {
    Status.RESOLVED: 72,
    Status.DECLINED: 18,
    Status.WITHDRAWN: 4,
    Status.MERGED: 6,
}
_UNSEEN: Final = frozenset({Status.RECEIVED, Status.PASSED_UP, Status.REOPENED})
_HALF_LIFE: Final = 150  # days until a need is as often closed as open, or nearly
_FADED: Final = 90 * DAY
_PRIME: Final = 48_271_063  # shares no factor with 10**8, so that no number comes twice


@dataclass(frozen=True, slots=True)
class Village:
    """A place that needs come from, with what it lies in and its share of them."""

    code: str
    subdistrict: str
    district: str
    share: float


class Weighted:
    """Draws values as often as their weights say, with one look-up each."""

    def __init__(self, weights: Mapping[Any, float]) -> None:
        self.values, self.bounds = list(weights), list(accumulate(weights.values()))

    def draw(self, dice: random.Random) -> Any:
        """Return one of the values."""
        return dice.choices(self.values, cum_weights=self.bounds)[0]


def villages(places: Places) -> list[Village]:
    """Return where needs come from: few large places, many small ones."""
    found = sorted(
        place.code
        for place in places
        if place.level in (Level.COMMUNITY, Level.NEIGHBOURHOOD)
        and places.within(place.code, HOME)
        and _above(places, place.code, Level.SUBDISTRICT)
    )
    random.Random(9).shuffle(found)
    return _with_area(
        [
            Village(
                code,
                _above(places, code, Level.SUBDISTRICT),
                _above(places, code, Level.DISTRICT),
                1 / rank**0.7,
            )
            for rank, code in enumerate(found, 1)
        ]
    )


@dataclass(frozen=True, slots=True)
class Area:
    """The sub-district whose office asks, and its district, in which needs hold people's words."""

    subdistrict: str
    district: str


def area_of(found: list[Village]) -> Area:
    """Return the district and in it the sub-district whose shares are nearest to ours."""
    district = _nearest(SHARE_OF_DISTRICT, {each: each.district for each in found})
    inside = [each for each in found if each.district == district]
    share = SHARE_OF_AREA / SHARE_OF_DISTRICT
    return Area(_nearest(share, {each: each.subdistrict for each in inside}), district)


def _nearest(share: float, parts: dict[Village, str]) -> str:
    shares: dict[str, float] = {}
    for village, part in parts.items():
        shares[part] = shares.get(part, 0) + village.share
    total = sum(shares.values())
    return min(shares, key=lambda part: abs(shares[part] / total - share))


def _with_area(found: list[Village]) -> list[Village]:
    """Let the sub-district that is nearest to its share have exactly that."""
    area = area_of(found).subdistrict
    own = sum(village.share for village in found if village.subdistrict == area)
    others = sum(village.share for village in found) - own
    factor = SHARE_OF_AREA / (1 - SHARE_OF_AREA) * others / own
    return [
        replace(village, share=village.share * factor) if village.subdistrict == area else village
        for village in found
    ]


def _above(places: Places, code: str, level: Level) -> str:
    for each in places.ancestors(code):
        place = places.get(each)
        if place is not None and place.level is level:
            return each
    return ""


class Needs:
    """Invents rows of the table, all of them but for whom they come from and what was said."""

    def __init__(self, found: list[Village], now: int) -> None:
        self._now = now
        self._dice = random.Random(1)
        self._villages = Weighted({village: village.share for village in found})
        self._sectors = Weighted(_falling(SECTORS, 0.8))
        self._problems = {sector: Weighted(_falling(SECTORS[sector], 1)) for sector in SECTORS}
        self._severities = Weighted(_SEVERITIES)
        self._open, self._closed = Weighted(_OPEN), Weighted(_CLOSED)

    def rows(self, count: int) -> Iterator[tuple[Village, dict[str, Any]]]:
        """Yield so many needs with the village of each."""
        for number in range(count):
            village = self._villages.draw(self._dice)
            yield village, self._row(number, village)

    def _row(self, number: int, village: Village) -> dict[str, Any]:
        dice = self._dice
        severity = Severity(self._severities.draw(dice))
        scope = dice.choice((None, *Scope))
        people = None if dice.random() < 0.6 else int(10 ** dice.uniform(0.3, 3.5))
        supporters = 0 if dice.random() < 0.85 else int(dice.expovariate(0.7)) + 1
        received = self._now - int(DAYS * DAY * dice.random() ** 1.5)
        status = self._status(received)
        sector = self._sectors.draw(dice)
        touched = people_touched(people, scope)
        return {
            "id": urlsafe_b64encode(dice.randbytes(16)).decode().rstrip("="),
            "number": whole(f"{number * _PRIME % 10**RANDOM_DIGITS:0{RANDOM_DIGITS}}"),
            "place": village.code,
            "sector": sector,
            "problem": self._problems[sector].draw(dice),
            "severity": 0 if severity is Severity.UNKNOWN else int(severity),
            "since": dice.choice((*Since, "")),
            "scope": scope or "",
            "people": people,
            "affected": dice.choice(("", "", "children", "children older", "disability")),
            "status": status.value,
            "open": status in OPEN,
            "month": _month(received),
            "received": self._kept(status, received),
            "due": self._due(status, severity),
            "planned": "2026-12-01" if status is Status.PLANNED else None,
            "supporters": supporters,
            "priority": priority(severity, touched, 0, received // DAY),
            "merged_into": None,
            "entered_by": None,
            "told_solved": "people" if status is Status.RESOLVED and dice.random() < 0.4 else None,
            "flagged": dice.random() < 0.002,
            "likeness": None,
            "version": 1,
        }

    def _status(self, received: int) -> Status:
        """Return where it stands; the older, the more often it is closed."""
        age = (self._now - received) / DAY
        is_open = self._dice.random() < 0.9 * math.exp(-age / _HALF_LIFE)
        status: Status = (self._open if is_open else self._closed).draw(self._dice)
        return status

    def _kept(self, status: Status, received: int) -> int | None:
        """Return the hour at which it came in, which is gone long after closing."""
        if status not in OPEN and received < self._now - _FADED:
            return None
        return received // 3600 * 3600

    def _due(self, status: Status, severity: Severity) -> int | None:
        """Return by when its office must have seen it; one of eight is late."""
        if status not in _UNSEEN:
            return None
        patience = ACKNOWLEDGE_WITHIN[severity].total_seconds()
        return self._now + int(patience * self._dice.uniform(-0.125, 0.875))


def _falling(names: Any, power: float) -> dict[Any, float]:
    """Give the first of a list the most weight, as it is the most frequent."""
    return {name: 1 / rank**power for rank, name in enumerate(names, 1)}


def _month(seconds: int) -> str:
    year, day = divmod(seconds // DAY - 20_454, 365)  # days since 2026 began; near enough
    return f"{2026 + year}-{min(12, day // 31 + 1):02}"
