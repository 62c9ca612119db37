"""Working groups: proposed, found by who may see them, and moved from stage to stage with a fact.

A group is convened by an office; what it says is sealed under the group's own key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, func, insert, or_, select, update

from civic.groups import Stage, check_step
from civic.mandates import Mandate
from storage import group_progress, room_changes
from storage.group_seals import group_key, opened, sealed
from storage.group_seats import of_person
from storage.group_tables import group_seat, group_stage, working_group
from storage.work import Conflict, Work

CLOCK: Final = "clock"
"""Who moved a group where nobody did, because its time had come."""


class Topic(msgspec.Struct, frozen=True):
    """What the sealed body of a group holds."""

    title: str
    why: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A working group with its topic; `number` is what people type."""

    id: str
    number: int
    place: str
    office: str
    convener: str | None
    stage: Stage
    seats: int
    quota: int
    window_days: int | None
    window_closes: int | None
    version: int
    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a group: from where to where, when, by a mandate, a seat or the clock."""

    was: Stage | None
    stage: Stage
    at: int
    actor: str
    reason: str


def create(work: Work, by: Mandate, place: str, topic: Topic, seats: int, quota: int) -> Group:
    """Propose a group for a place; raises Conflict when another took its number meanwhile."""
    row = work.dice.token()
    cipher = work.keys.create(group_key(row), work.now.date())
    last = work.connection.execute(select(func.max(working_group.c.number))).scalar()
    work.connection.execute(
        insert(working_group).values(
            id=row,
            number=(last or 0) + 1,
            place=place,
            office=by.office.id,
            convener=by.person,
            stage=Stage.PROPOSED.value,
            seats=seats,
            quota=quota,
            version=1,
            body=cipher.seal(msgspec.json.encode(topic), _at(row)),
        )
    )
    _note(work, row, None, Stage.PROPOSED, by.id, "")
    return load(work, row)


def load(work: Work, group_id: str) -> Group:
    """Return a group by its id, for the program itself and whoever was let in already."""
    row = work.connection.execute(select(working_group).where(working_group.c.id == group_id)).one()
    return _read(work, row)


def get(work: Work, group_id: str) -> Group | None:
    """Return a group by its id, for the program itself; None when there is none."""
    query = select(working_group).where(working_group.c.id == group_id)
    row = work.connection.execute(query).first()
    return _read(work, row) if row else None


def numbered(work: Work, number: int, office: str = "") -> Group | None:
    """Return a group as whoever has this office open may see it; none for everybody else.

    A topic is for everybody who agreed to take part, from the day on which candidates are called
    for; before that, for the office that convenes. What may not be seen does not exist.
    """
    query = select(working_group).where(working_group.c.number == number, _seen_by(office))
    row = work.connection.execute(query).first()
    return _read(work, row) if row else None


def visible(work: Work, person_id: str, office: str = "", most: int = 20) -> list[Group]:
    """Return the groups that this person may see, one's own first, then the newest."""
    theirs = working_group.c.id.in_(_seats_of(person_id))
    query = select(working_group).where(_seen_by(office))
    query = query.order_by(theirs.desc(), working_group.c.number.desc()).limit(most)
    return [_read(work, row) for row in work.connection.execute(query)]


def is_member(work: Work, group: Group, person_id: str) -> bool:
    """Tell whether somebody has a seat in the group now."""
    return of_person(work, group.id, person_id) is not None


def move(work: Work, group: Group, to: Stage, actor: str, reason: str = "") -> Group:
    """Move a group on, noting who did it and when, if everything holds that the step needs.

    Raises Refusal as `civic.groups.check_step`, and Conflict when somebody moved it meanwhile.
    """
    check_step(group.stage, to, group_progress.of(work, group.id, reason=bool(reason)))
    change(work, group, stage=to.value)
    _note(work, group.id, group.stage, to, actor, reason)
    return load(work, group.id)


def change(work: Work, group: Group, **values: object) -> None:
    """Change a group's row; raises Conflict when it is no longer as it was read."""
    done = work.connection.execute(
        update(working_group)
        .where(working_group.c.id == group.id, working_group.c.version == group.version)
        .values(version=group.version + 1, **values)
    )
    if done.rowcount != 1:
        raise Conflict
    room_changes.touch(work, group.id)


def with_open_window(work: Work, since: int) -> list[Group]:
    """Return the groups whose time for comments runs, or ran at that instant."""
    query = select(working_group).where(
        working_group.c.stage == Stage.COMMENTING.value, working_group.c.window_closes > since
    )
    return [_read(work, row) for row in work.connection.execute(query)]


def history(work: Work, group_id: str) -> list[Step]:
    """Return every step of a group, the first first."""
    rows = work.connection.execute(
        select(group_stage).where(group_stage.c.group == group_id).order_by(group_stage.c.id)
    )
    return [_step(work, row) for row in rows]


def let_go(work: Work, person_id: str) -> None:
    """Take a forgotten person's name off the groups that they proposed."""
    theirs = update(working_group).where(working_group.c.convener == person_id)
    work.connection.execute(theirs.values(convener=None))


def _seen_by(office: str) -> ColumnElement[bool]:
    called = select(group_stage.c.id).where(
        group_stage.c.group == working_group.c.id, group_stage.c.stage == Stage.FORMING.value
    )
    # Closed before candidates were called for, it stays what it was: its office's proposal.
    own_only = working_group.c.stage.in_((Stage.PROPOSED.value, Stage.CLOSED.value))
    return or_(~own_only, called.exists(), working_group.c.office == office)


def _seats_of(person_id: str) -> Any:
    return select(group_seat.c.group).where(
        group_seat.c.person == person_id, group_seat.c.until.is_(None)
    )


def _note(
    work: Work, group_id: str, was: Stage | None, stage: Stage, actor: str, reason: str
) -> None:
    values = {
        "group": group_id,
        "was": was.value if was else None,
        "stage": stage.value,
        "at": work.seconds,
        "actor": actor,
        "body": sealed(work, group_id, reason.encode(), _reason_at(group_id, stage, work.seconds)),
    }
    work.connection.execute(insert(group_stage).values(**values))


def _step(work: Work, row: Row[Any]) -> Step:
    stage = Stage(row.stage)
    plain = opened(work, row.group, row.body, _reason_at(row.group, stage, row.at))
    was = Stage(row.was) if row.was else None
    return Step(was=was, stage=stage, at=row.at, actor=row.actor, reason=plain.decode())


def _read(work: Work, row: Row[Any]) -> Group:
    topic = msgspec.json.decode(opened(work, row.id, row.body, _at(row.id)), type=Topic)
    values = {name: value for name, value in row._mapping.items() if name != "body"}
    return Group(**{**values, "stage": Stage(row.stage), "topic": topic})


def _at(row: str) -> str:
    return f"working_group|body|{row}"


def _reason_at(group_id: str, stage: Stage, at: int) -> str:
    return f"group_stage|body|{group_id}|{stage}|{at}"
