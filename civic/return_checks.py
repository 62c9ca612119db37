"""Which answers of a return intention do not go together; asked about once, never refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from civic.returns import (
    HOUSELESS,
    Condition,
    Document,
    Horizon,
    House,
    Intention,
    Obstacle,
    Papers,
    ReturnIntention,
)


class Contradiction(StrEnum):
    """Two answers that are seldom both right."""

    HOUSE_STANDS = "house_stands"  # intact, and a destroyed house is in the way
    NO_HOUSE = "no_house"  # none of theirs there, and its state is in the way
    DOCUMENTS_THERE = "documents_there"  # none is missing, and missing ones are in the way
    PAPER_THERE = "paper_there"  # the paper is with them, and its lack is in the way
    NOTHING_IN_THE_WAY = "nothing_in_the_way"  # but only on conditions
    BACK_BEFORE = "back_before"  # returned before the displacement


def _house_stands(said: ReturnIntention) -> bool:
    stands = said.details.house in (House.INTACT, House.MINOR)
    return stands and Obstacle.HOUSE_DESTROYED in said.details.obstacles


def _no_house(said: ReturnIntention) -> bool:
    named = {Obstacle.HOUSE_DESTROYED, Obstacle.HOUSE_OCCUPIED} & {*said.details.obstacles}
    wanted = Condition.HOUSE in said.details.conditions
    return said.details.house in HOUSELESS and (bool(named) or wanted)


def _documents_there(said: ReturnIntention) -> bool:
    return Document.NONE in said.details.documents and Obstacle.DOCUMENTS in said.details.obstacles


def _paper_there(said: ReturnIntention) -> bool:
    return said.details.papers is Papers.HAVE and Obstacle.OWNERSHIP in said.details.obstacles


def _nothing_in_the_way(said: ReturnIntention) -> bool:
    waiting = said.horizon is Horizon.CONDITIONAL or said.intention is Intention.UNDECIDED
    return waiting and Obstacle.NONE in said.details.obstacles


def _back_before(said: ReturnIntention) -> bool:
    left, back = said.details.displaced_year, said.details.returned
    return left is not None and bool(back) and int(back[:4]) < left


_CHECKS: Final[Mapping[Contradiction, Callable[[ReturnIntention], bool]]] = MappingProxyType(
    {
        Contradiction.HOUSE_STANDS: _house_stands,
        Contradiction.NO_HOUSE: _no_house,
        Contradiction.DOCUMENTS_THERE: _documents_there,
        Contradiction.PAPER_THERE: _paper_there,
        Contradiction.NOTHING_IN_THE_WAY: _nothing_in_the_way,
        Contradiction.BACK_BEFORE: _back_before,
    }
)


def contradictions(said: ReturnIntention) -> tuple[Contradiction, ...]:
    """Return what should be asked about before it is sent."""
    return tuple(each for each, holds in _CHECKS.items() if holds(said))
