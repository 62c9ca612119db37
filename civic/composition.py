"""Who should sit in a working group: competence first, then geography, the women's quota held.

The recommendations of 2021 (no. 13) set the order. Of all selections that hold the quota the
proposal has the most competence in all; among those, the most different places; among those, the
earliest to apply. It gives a reason for each seat, and never breaks the quota.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from civic.group_progress import FEWEST_SEATS, MOST_SEATS, women_needed
from civic.refusals import Refusal

_BEYOND: Final = 2 * MOST_SEATS
"""So many places of those who tie can matter: at most five are chosen, five are taken already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who offers to work in a group.

    `competence` counts what speaks for them, `place` is where they speak from, `rank` is the
    order of applying.
    """

    id: str
    woman: bool
    competence: int
    place: str
    rank: int


class Reason(StrEnum):
    """Why somebody is proposed."""

    EVERYBODY = "everybody"
    COMPETENCE = "competence"
    PLACE = "place"
    QUOTA = "quota"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A composition with its reasons, in the order of competence."""

    seats: tuple[Candidate, ...]
    reasons: Mapping[str, Reason]


def propose(candidates: Sequence[Candidate], seats: int, quota: int) -> Proposal:
    """Return the best composition of so many seats; `quota` is women's percentage at least.

    Raises Refusal "composition.too-few" or "composition.quota", with what is there and needed.
    """
    needed = women_needed(seats, quota)
    _check(len(candidates), sum(each.woman for each in candidates), seats, needed)
    women = _ordered(each for each in candidates if each.woman)
    others = _ordered(each for each in candidates if not each.woman)
    splits = range(max(needed, seats - len(others)), min(seats, len(women)) + 1)
    chosen = min((_best(women, others, count, seats - count) for count in splits), key=_order)
    found = tuple(_ordered(chosen))
    return Proposal(found, _reasons(found, candidates))


def check_chosen(women: Sequence[bool], quota: int) -> None:
    """Refuse people whom no one may seat, whoever chose them; given is who is a woman.

    Raises Refusal "composition.too-few", "composition.too-many" or "composition.quota".
    """
    seats = len(women)
    _check(seats, sum(women), seats, women_needed(seats, quota))


def _check(people: int, women: int, seats: int, needed: int) -> None:
    if people < max(seats, FEWEST_SEATS):
        raise Refusal("composition.too-few", people=people, needed=max(seats, FEWEST_SEATS))
    if seats > MOST_SEATS:
        raise Refusal("composition.too-many", people=seats, most=MOST_SEATS)
    if women < needed:
        raise Refusal("composition.quota", women=women, needed=needed, seats=seats)


def _ordered(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda each: (-each.competence, each.rank))


def _order(chosen: Sequence[Candidate]) -> tuple[int, int, list[int]]:
    """Return by what selections are compared; the least is the best."""
    competence = sum(each.competence for each in chosen)
    places = len({each.place for each in chosen})
    return -competence, -places, sorted(each.rank for each in chosen)


def _best(
    women: Sequence[Candidate], others: Sequence[Candidate], count: int, rest: int
) -> Sequence[Candidate]:
    """Return the best selection of so many women and so many others."""
    sure_women, tied_women, open_women = _cut(women, count)
    sure_others, tied_others, open_others = _cut(others, rest)
    sure = (*sure_women, *sure_others)
    found = (
        (*sure, *first, *second)
        for first in combinations(tied_women, open_women)
        for second in combinations(tied_others, open_others)
    )
    return min(found, key=_order)


def _cut(
    ordered: Sequence[Candidate], count: int
) -> tuple[Sequence[Candidate], Sequence[Candidate], int]:
    """Return who is in by competence alone, who ties for the rest, and how many are still open."""
    if count == 0:
        return (), (), 0
    least = ordered[count - 1].competence
    sure = [each for each in ordered[:count] if each.competence > least]
    tied = [each for each in ordered if each.competence == least]
    return sure, list(_that_matter(tied)), count - len(sure)


def _that_matter(tied: Sequence[Candidate]) -> Iterator[Candidate]:
    """Leave out those of equals whom no best selection needs: too late, and of no new place."""
    places: set[str] = set()
    for position, each in enumerate(tied):
        new = each.place not in places and len(places) < _BEYOND
        if new:
            places.add(each.place)
        if new or position < MOST_SEATS:
            yield each


def _reasons(chosen: Sequence[Candidate], candidates: Sequence[Candidate]) -> dict[str, Reason]:
    """Say of each why: competence above who stays out, its place, the quota, or no rival."""
    outside = [each for each in candidates if each not in chosen]
    if not outside:
        return dict.fromkeys((each.id for each in chosen), Reason.EVERYBODY)
    return {each.id: _reason(each, chosen, outside) for each in chosen}


def _reason(one: Candidate, chosen: Sequence[Candidate], outside: Sequence[Candidate]) -> Reason:
    rival = max(each.competence for each in outside)
    if one.competence < rival:
        return Reason.QUOTA
    if one.competence > rival:
        return Reason.COMPETENCE
    elsewhere = {each.place for each in chosen if each is not one}
    return Reason.EARLIER if one.place in elsewhere else Reason.PLACE
