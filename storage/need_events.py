"""What happened to needs, one after another, with what was said sealed under its speaker's key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Row, insert, select, update

from civic.hours import next_safe
from civic.need_events import ARRIVALS, TOLD_TO_ALL, TOLD_TO_REPORTER, Event
from storage import standing, timers
from storage.need_rows import NeedRow
from storage.need_tables import need_event as table
from storage.people import owner_of
from storage.work import Work

TELL, INFORM = "tell", "inform"
"""Timers: people hear of an event; the holders of an office do."""

ADMINISTRATION = "administration"
"""Stands for all administrators where else an office hears of something."""

SECONDS_BETWEEN_DIGESTS = 600
"""An office hears of all that came in between at once."""

_ID_DIGITS = 15  # as text, ids keep their order


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the sealed body holds: words, and the id of a photo or voice note."""

    words: str = ""
    file: str = ""


NOTHING = Said()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event; `office` has the need from then on, or acted; `detail` is a code or a day."""

    id: int
    need: str
    kind: Event
    month: str
    at: int | None
    office: str | None
    mandate: str | None
    detail: str
    owner: str | None
    body: bytes | None


def office_key(office_id: str) -> str:
    """Return the name of an office's key, under which is what it says."""
    return f"office:{office_id}"


def happen(
    work: Work,
    row: NeedRow,
    kind: Event,
    *,
    office: str | None = None,
    mandate: str | None = None,
    detail: str = "",
    owner: str | None = None,
    said: Said = NOTHING,
) -> int:
    """Note what happened, in the turn in which it does; whoever is to hear of it will.

    `owner` names the key under which what was said is sealed: a person's or an office's.
    Returns the event's id.
    """
    values = {"need": row.id, "kind": kind.value, "month": work.month, "at": work.seconds}
    acted = {"office": office, "mandate": mandate, "detail": detail or None, "owner": owner}
    done = work.connection.execute(insert(table).values(**values, **acted))
    assert done.inserted_primary_key is not None  # noqa: S101 - for the type checker
    new = int(done.inserted_primary_key[0])
    if owner and said != NOTHING:
        _seal(work, new, owner, said)
    if kind in TOLD_TO_ALL | TOLD_TO_REPORTER:
        tell(work, new, urgent=row.endangers_life)
    if kind in ARRIVALS and office:
        inform(work, office, new, urgent=row.endangers_life)
    return new


def tell(work: Work, event_id: int, *, urgent: bool) -> None:
    """Let the people whom a need concerns hear of an event, at an hour at which that is safe."""
    due = work.seconds if urgent else next_safe(work.seconds)
    timers.set_timer(work, TELL, subject(event_id), due)


def inform(work: Work, office_id: str, event_id: int, *, urgent: bool = False) -> None:
    """Let the holders of an office hear of an event, with what else has come in by then."""
    due = work.seconds
    if not urgent:
        last = int(standing.get(work, f"informed:{office_id}") or 0)
        due = next_safe(max(due, last + SECONDS_BETWEEN_DIGESTS))
    timers.set_timer(work, INFORM, f"{office_id} {subject(event_id)}", due)


def note_informed(work: Work, office_id: str) -> None:
    """Note that an office has heard of everything so far."""
    standing.put(work, f"informed:{office_id}", str(work.seconds))


def subject(event_id: int) -> str:
    """Return an event's id as the subject of a timer."""
    return f"{event_id:0{_ID_DIGITS}}"


def get(work: Work, event_id: int) -> Happened | None:
    """Return an event by its id."""
    row = work.connection.execute(select(table).where(table.c.id == event_id)).first()
    return _read(row) if row else None


def many(work: Work, event_ids: Iterable[int]) -> list[Happened]:
    """Return events by their ids, the first first."""
    query = select(table).where(table.c.id.in_(list(event_ids))).order_by(table.c.id)
    return [_read(row) for row in work.connection.execute(query)]


def of_need(work: Work, need_id: str, kinds: Iterable[Event] = Event) -> list[Happened]:
    """Return what happened to a need, the first first."""
    wanted = [kind.value for kind in kinds]
    rows = work.connection.execute(
        select(table).where(table.c.need == need_id, table.c.kind.in_(wanted)).order_by(table.c.id)
    )
    return [_read(row) for row in rows]


def latest(work: Work, need_id: str, kinds: Iterable[Event]) -> Happened | None:
    """Return what of these kinds happened last."""
    found = of_need(work, need_id, kinds)
    return found[-1] if found else None


def said_in(work: Work, happened: Happened) -> Said:
    """Open what was said; nothing where it is gone, or whoever said it."""
    if not happened.body or not happened.owner or not work.keys.has(happened.owner):
        return NOTHING
    plain = work.keys.cipher(happened.owner).open(happened.body, _at(happened.id))
    return msgspec.json.decode(plain, type=Said)


def fade(work: Work, need_id: str) -> None:
    """Forget what was said about a need, and who said whether it is solved."""
    work.connection.execute(
        update(table).where(table.c.need == need_id).values(owner=None, body=None)
    )


def let_go(work: Work, person_id: str) -> None:
    """Forget what a person said, when the person is forgotten."""
    work.connection.execute(
        update(table).where(table.c.owner == owner_of(person_id)).values(owner=None, body=None)
    )


def _seal(work: Work, event_id: int, owner: str, said: Said) -> None:
    cipher = work.keys.create(owner, work.now.date())
    sealed = cipher.seal(msgspec.json.encode(said), _at(event_id))
    work.connection.execute(update(table).where(table.c.id == event_id).values(body=sealed))


def _at(event_id: int) -> str:
    return f"need_event|body|{event_id}"


def _read(row: Row[Any]) -> Happened:
    return Happened(
        id=row.id,
        need=row.need,
        kind=Event(row.kind),
        month=row.month,
        at=row.at,
        office=row.office,
        mandate=row.mandate,
        detail=row.detail or "",
        owner=row.owner,
        body=row.body,
    )
