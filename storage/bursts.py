"""Flagging bursts of near-equal texts: signatures under a key of place and week, for some hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import func, or_, select, true, update

from civic.areas import Area
from civic.bursts import WITHIN, YOUNG, Trace, burst, signature
from storage.need_tables import need
from storage.people import Person
from storage.tables import consent, place_above
from storage.work import Work

HOUR: Final = 3_600
_WITHIN: Final = int(WITHIN.total_seconds())
_YOUNG: Final = int(YOUNG.total_seconds())
MOST: Final = 500
"""So many texts of a place are compared with a new one; more within hours are beyond a chat."""


def watch(work: Work, need_id: str, place: str, person: Person, words: str) -> None:
    """Compare a new need's words with the last ones from there; what makes a burst is flagged.

    Nothing is refused or hidden: whoever looks at it is told to check first.
    """
    since = work.now - WITHIN
    signed = _signed(work, place, work.now, words)
    if signed is None:
        return
    work.connection.execute(update(need).where(need.c.id == need_id).values(likeness=signed))
    if not _is_young(work, person.id):
        return
    new = Trace(need_id, person.id, young=True, signature=signed)
    found = burst(new, _before(work, need_id, place))
    if not found and since.isocalendar()[:2] != work.now.isocalendar()[:2]:
        # Early on Monday: the signatures of the evening before are under the last week's key.
        last = _signed(work, place, since, words) or b""
        found = burst(Trace(need_id, person.id, True, last), _before(work, need_id, place))
    if found:
        work.connection.execute(update(need).where(need.c.id.in_(found)).values(flagged=True))


def count(work: Work, area: Area) -> int:
    """Count the open needs of an area that are flagged."""
    within = select(place_above.c.place).where(place_above.c.above == area.place)
    flagged = need.c.flagged == true(), need.c.open, need.c.place.in_(within)
    query = select(func.count()).select_from(need).where(*flagged)
    return int(work.connection.execute(query).scalar_one())


def drop_old(work: Work) -> None:
    """Forget the signatures of what came before the last hours."""
    old = or_(need.c.received.is_(None), need.c.received < _since(work))
    signed = need.c.likeness.is_not(None)
    work.connection.execute(update(need).where(signed, old).values(likeness=None))


def let_go(work: Work, person_id: str) -> None:
    """Forget the signatures of what a person wrote, when the person is forgotten."""
    mine = need.c.person == person_id, need.c.likeness.is_not(None)
    work.connection.execute(update(need).where(*mine).values(likeness=None))


def _before(work: Work, need_id: str, place: str) -> list[Trace]:
    rows = work.connection.execute(
        select(need.c.id, need.c.person, need.c.likeness)
        .where(
            need.c.likeness.is_not(None),
            need.c.place == place,
            need.c.received >= _since(work),
            need.c.person.is_not(None),
            need.c.id != need_id,
        )
        .order_by(need.c.received.desc(), need.c.id)
        .limit(MOST)
    ).all()
    young = _young(work, {row.person for row in rows})
    return [Trace(row.id, row.person, row.person in young, row.likeness) for row in rows]


def _is_young(work: Work, person_id: str) -> bool:
    return person_id in _young(work, [person_id])


def _young(work: Work, people: Iterable[str]) -> set[str]:
    """Return those of these people who agreed a short while ago, and to nothing before that."""
    first = func.min(consent.c.given)
    rows = work.connection.execute(
        select(consent.c.person)
        .where(consent.c.person.in_(sorted(people)))
        .group_by(consent.c.person)
        .having(first > work.seconds - _YOUNG)
    )
    return {row.person for row in rows}


def _since(work: Work) -> int:
    """Return the earliest hour that counts; a need keeps its hour only."""
    return (work.seconds - _WITHIN) // HOUR * HOUR


def _signed(work: Work, place: str, when: datetime, words: str) -> bytes | None:
    year, week, _ = when.isocalendar()
    secret = work.keys.digest("likeness", f"{place}|{year}-W{week}".encode())
    return signature(words, secret)
