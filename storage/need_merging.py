"""Merging a need into a like one, and parting them: no reporter or supporter is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import delete, insert, literal, select

from civic.areas import Area
from civic.mandates import Mandate
from civic.merging import check_alike, neighbours
from civic.need_actions import UNMERGE_WITHIN
from civic.need_events import Event
from civic.needs import Status
from civic.places import Places
from civic.refusals import Refusal
from storage import need_events, need_rows, needs
from storage.need_events import Happened
from storage.need_rows import NeedRow
from storage.need_tables import need
from storage.need_tables import need_supporter as table
from storage.work import Work


@dataclass(frozen=True, slots=True)
class _Before:
    """How a need stood before it was merged, kept in the event's detail."""

    into: str
    status: Status
    due: int | None
    planned: date | None

    def __str__(self) -> str:
        return f"{self.into} {self.status.value} {self.due or '-'} {self.planned or '-'}"

    @classmethod
    def read(cls, detail: str) -> _Before:
        into, status, due, planned = detail.split()
        return cls(
            into,
            Status(status),
            None if due == "-" else int(due),
            None if planned == "-" else date.fromisoformat(planned),
        )


def merge(work: Work, places: Places, row: NeedRow, other: NeedRow, by: Mandate) -> NeedRow:
    """Let `other` stand for both; who reported or supports `row` supports it from now on.

    Raises Refusal "merge.same", "merge.sector" or "merge.place".
    """
    if row.id == other.id:
        raise Refusal("merge.same")
    check_alike(
        places,
        sector=row.sector,
        place=row.place,
        other_sector=other.sector,
        other_place=other.place,
    )
    _bring(work, row, other)
    before = _Before(other.number, row.status, row.due, row.day)
    after = need_rows.move(work, row, Status.MERGED, office_id=row.office, merged_into=other.id)
    happen = partial(need_events.happen, work, office=by.office.id, mandate=by.id)
    happen(after, Event.MERGED, detail=str(before))
    happen(other, Event.JOINED, detail=row.id)
    needs.count_support(work, other.id)
    return after


def unmerge(work: Work, row: NeedRow, by: Mandate) -> NeedRow:
    """Put a merged need back as it was; its clock goes on where it stood.

    Raises Refusal "merge.too-long-ago", or "merge.undo-first" while the other is merged itself.
    """
    merged = need_events.latest(work, row.id, [Event.MERGED])
    other = need_rows.get(work, row.merged_into or "")
    if merged is None or other is None or not _is_recent(work, merged):
        raise Refusal("merge.too-long-ago", days=UNMERGE_WITHIN.days)
    if other.status is Status.MERGED:
        raise Refusal("merge.undo-first", number=other.number)
    came = table.c.need == other.id, table.c.merged_from == row.id
    work.connection.execute(delete(table).where(*came))
    needs.count_support(work, other.id)
    before = _Before.read(merged.detail)
    due = before.due + work.seconds - (merged.at or work.seconds) if before.due else None
    after = need_rows.move(
        work, row, before.status, office_id=row.office, due=due, planned=before.planned
    )
    happen = partial(need_events.happen, work, office=by.office.id, mandate=by.id)
    happen(after, Event.UNMERGED, detail=other.number)
    happen(other, Event.PARTED, detail=row.id)
    return after


def candidates(
    work: Work, area: Area, places: Places, office_id: str, number: str, most: int = 6
) -> list[NeedRow]:
    """Return open needs of an area that an office has and that may be the same as one of them."""
    row = need_rows.numbered(work, area, number)
    if row is None:
        return []
    same = need.c.problem == row.problem
    found = work.connection.execute(
        select(need.c.id)
        .where(
            need.c.place.in_([code for code in neighbours(places, row.place) if code in area]),
            need.c.sector == row.sector,
            need.c.open,
            need.c.office == office_id,
            need.c.id != row.id,
        )
        .order_by(same.desc(), need.c.priority.desc(), need.c.number)
        .limit(most)
    )
    rows = [need_rows.get(work, each.id) for each in found]
    return [each for each in rows if each is not None]


def _is_recent(work: Work, merged: Happened) -> bool:
    return merged.at is not None and work.seconds - merged.at <= UNMERGE_WITHIN.total_seconds()


def _bring(work: Work, row: NeedRow, other: NeedRow) -> None:
    """Make supporters of those who are none yet; their words stay where they told them."""
    known = select(table.c.person).where(table.c.need == other.id)
    columns = ["need", "person", "month", "merged_from", "body"]
    come = select(
        literal(other.id), table.c.person, table.c.month, literal(row.id), literal(b"")
    ).where(
        table.c.need == row.id,
        table.c.person.not_in(known),
        table.c.person != (other.person or ""),
    )
    work.connection.execute(insert(table).from_select(columns, come))
    here = table.c.need == other.id, table.c.person == row.person
    if row.person is None or row.person == other.person:
        return
    if work.connection.execute(select(table.c.person).where(*here)).first() is None:
        work.connection.execute(
            insert(table).values(
                need=other.id, person=row.person, month=work.month, merged_from=row.id, body=b""
            )
        )
