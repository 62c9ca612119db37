"""A working group's sessions: when, about what, who comes, and what each came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Row, delete, func, insert, select, update

from civic.group_sessions import Coming, SessionState
from storage import group_seats, room_changes
from storage.group_seals import opened, sealed
from storage.group_tables import group_attendance, group_session
from storage.work import Conflict, Work


class Minutes(msgspec.Struct, frozen=True):
    """What was written down of a session, by which seat and when."""

    seat: str
    at: int
    text: str


class Body(msgspec.Struct, frozen=True):
    """What the sealed body of a session holds: `by` is a mandate or a seat, newest minutes last."""

    agenda: str
    by: str
    minutes: tuple[Minutes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session with what was said about coming, by the ids of seats; `seal` is its sealed body."""

    id: str
    group: str
    number: int
    at: int
    state: SessionState
    agenda: str
    by: str
    minutes: tuple[Minutes, ...]
    coming: Mapping[str, Coming]
    seal: bytes

    @property
    def text(self) -> str:
        """What the minutes say now; empty while there are none."""
        return self.minutes[-1].text if self.minutes else ""

    @property
    def came(self) -> int:
        """How many were there, as the minutes say."""
        return sum(said is Coming.CAME for said in self.coming.values())


def plan(work: Work, group_id: str, at: int, agenda: str, by: str) -> Session:
    """Keep a session under the group's next number."""
    row = work.dice.token()
    last = select(func.max(group_session.c.number)).where(group_session.c.group == group_id)
    number = (work.connection.execute(last).scalar() or 0) + 1
    work.connection.execute(
        insert(group_session).values(
            id=row,
            group=group_id,
            number=number,
            at=at,
            state=SessionState.PLANNED.value,
            body=_sealed(work, group_id, row, Body(agenda, by)),
        )
    )
    room_changes.touch(work, group_id)
    return load(work, row)


def load(work: Work, session_id: str) -> Session:
    """Return a session by its id, for the program itself."""
    query = select(group_session).where(group_session.c.id == session_id)
    return _read(work, work.connection.execute(query).one())


def numbered(work: Work, group_id: str, number: int) -> Session | None:
    """Return a session of a group by the number that people type."""
    found = group_session.c.group == group_id, group_session.c.number == number
    row = work.connection.execute(select(group_session).where(*found)).first()
    return _read(work, row) if row else None


def of_group(work: Work, group_id: str) -> list[Session]:
    """Return every session of a group, in the order in which they are held."""
    query = select(group_session).where(group_session.c.group == group_id)
    rows = work.connection.execute(query.order_by(group_session.c.at, group_session.c.number))
    return [_read(work, row) for row in rows.all()]


def ahead(work: Work, group_id: str) -> list[int]:
    """Return the beginnings of the sessions that are planned, in seconds since 1970."""
    found = of_group(work, group_id)
    return [each.at for each in found if each.state is SessionState.PLANNED]


def present(work: Work, session: Session) -> list[tuple[int, str]]:
    """Return the numbers and names of who was there; whoever left the service has no name."""
    there = {seat for seat, said in session.coming.items() if said is Coming.CAME}
    seats = group_seats.ever(work, session.group)
    return [(seat.number, seat.name) for seat in seats if seat.id in there]


def coming(work: Work, session_id: str, seat_id: str, said: Coming) -> None:
    """Note that a member comes or stays away; the last word counts."""
    _note(work, session_id, {seat_id: said})


def hold(
    work: Work, session: Session, minutes: Minutes, came: Sequence[str], seats: Sequence[str]
) -> None:
    """Keep minutes, and who of these seats was there; earlier minutes stay with them.

    Raises Conflict when somebody else wrote meanwhile.
    """
    body = Body(session.agenda, session.by, (*session.minutes, minutes))
    state, sealed_body = SessionState.HELD, _sealed(work, session.group, session.id, body)
    _change(work, session, state=state.value, body=sealed_body)
    said = {seat: Coming.CAME if seat in came else Coming.ABSENT for seat in seats}
    _note(work, session.id, said)


def cancel(work: Work, session: Session) -> None:
    """Call a session off; raises Conflict when it has changed meanwhile."""
    _change(work, session, state=SessionState.CANCELLED.value)


def _change(work: Work, session: Session, **values: object) -> None:
    done = work.connection.execute(
        update(group_session)
        .where(
            group_session.c.id == session.id,
            group_session.c.state == session.state.value,
            group_session.c.body == session.seal,
        )
        .values(**values)
    )
    if done.rowcount != 1:
        raise Conflict
    room_changes.touch(work, session.group)


def _note(work: Work, session_id: str, said: Mapping[str, Coming]) -> None:
    if not said:
        return
    mine = group_attendance.c.session == session_id, group_attendance.c.seat.in_(list(said))
    work.connection.execute(delete(group_attendance).where(*mine))
    work.connection.execute(
        insert(group_attendance),
        [{"session": session_id, "seat": seat, "comes": each.value} for seat, each in said.items()],
    )


def _read(work: Work, row: Row[Any]) -> Session:
    body = msgspec.json.decode(opened(work, row.group, row.body, _at(row.id)), type=Body)
    query = select(group_attendance).where(group_attendance.c.session == row.id)
    said = {each.seat: Coming(each.comes) for each in work.connection.execute(query)}
    return Session(
        id=row.id,
        group=row.group,
        number=row.number,
        at=row.at,
        state=SessionState(row.state),
        agenda=body.agenda,
        by=body.by,
        minutes=body.minutes,
        coming=said,
        seal=row.body,
    )


def _sealed(work: Work, group_id: str, row: str, body: Body) -> bytes:
    return sealed(work, group_id, msgspec.json.encode(body), _at(row))


def _at(row: str) -> str:
    return f"group_session|body|{row}"
