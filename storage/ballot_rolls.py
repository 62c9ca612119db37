"""Who may vote in a ballot of a place: the residents whom the service knows there.

That is who reported a need there or supported one (docs/decisions/0023): one seat for a person,
however many of their accounts are linked.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Select, bindparam, exists, select

from civic.ballots import MOST_VOTERS
from civic.needs import Status
from civic.refusals import Refusal
from storage.need_tables import need, need_supporter
from storage.tables import identity, person, place_above
from storage.work import Work

MOST_READ: Final = 2 * MOST_VOTERS

_WITHIN: Final = select(place_above.c.place).where(place_above.c.above == bindparam("area"))
_REACHED: Final = (
    person.c.forgotten.is_(False),
    exists().where(identity.c.person == person.c.id),
)
_COUNTS: Final = (
    need.c.place.in_(_WITHIN),
    need.c.status != Status.WITHDRAWN.value,
    need.c.flagged.is_(False),
)
"""What was taken back makes nobody a resident, nor one of many texts that are nearly the same."""

_REPORTED: Final[Select[tuple[str, str, str, str]]] = (
    select(need.c.person, need.c.place, need.c.month, need.c.number)
    .join(person, person.c.id == need.c.person)
    .where(*_COUNTS, *_REACHED)
)
_SUPPORTED: Final[Select[tuple[str, str, str, str]]] = (
    select(need_supporter.c.person, need.c.place, need_supporter.c.month, need.c.number)
    .join(need, need.c.id == need_supporter.c.need)
    .join(person, person.c.id == need_supporter.c.person)
    .where(*_COUNTS, *_REACHED)
)


def residents(work: Work, area: str) -> dict[str, str]:
    """Return the residents of a place by their ids, each with where they said they are last.

    Raises Refusal "ballot.many" where more was said than one turn can read.
    """
    said: list[tuple[str, str, str, str]] = []
    for query in (_SUPPORTED, _REPORTED):
        rows = work.connection.execute(query.limit(MOST_READ), {"area": area})
        said += [(row.month, row.number, row.person, row.place) for row in rows]
    if len(said) >= MOST_READ:
        raise Refusal("ballot.many", most=MOST_VOTERS)
    return {resident: place for _month, _number, resident, place in sorted(said)}
