"""Reported needs, what happened to them, and who else has the same problem."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import Row, bindparam, func, insert, or_, select, update

from civic.escalation import ACKNOWLEDGE_WITHIN, Office
from civic.follow_up import RANDOM_DIGITS, whole
from civic.needs import OPEN, NeedReport, Severity, Status, SupportNeed
from civic.priority import people_touched, priority
from storage import bursts, need_changes, need_events, tallies
from storage.need_rows import NeedRow
from storage.need_tables import need, need_event, need_supporter
from storage.people import Person, owner_of
from storage.tables import attachment
from storage.tallies import Counted
from storage.work import Conflict, Work

EVENT_DAYS = 30
"""How long the exact instant of an event is kept."""

HOUR, DAY = 3_600, 86_400


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the sealed body holds: the reporter's own words and the exact point."""

    words: str = ""
    location: tuple[float, float] | None = None


_STORE = insert(need)
_NOTE = insert(need_event)
_ONE = select(need).where(need.c.id == bindparam("row"))
_TAKEN = select(need.c.id).where(need.c.number == bindparam("drawn"))
_ALIKE = (
    select(need.c.id)
    .where(
        need.c.place == bindparam("at"),
        need.c.sector == bindparam("of"),
        need.c.problem == bindparam("about"),
        need.c.status.in_([status.value for status in OPEN]),
    )
    .order_by(need.c.month.desc(), need.c.number)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A stored need as far as codes go; the words are opened apart."""

    id: str
    number: str
    place: str
    sector: str
    problem: str
    severity: Severity
    since: str
    scope: str
    people: int | None
    status: Status
    office: str | None
    month: str
    due: int | None
    planned: str | None
    merged_into: str | None
    mine: bool = True


def store(
    work: Work,
    person: Person,
    report: NeedReport,
    office: Office | None,
    entered_by: str | None = None,
) -> Need:
    """Store a report with its first event; the clock runs only where somebody is appointed.

    `entered_by` is the office that wrote it down for the person.
    """
    row = work.dice.token()
    due = None if office is None else work.seconds + _patience(report)
    values = {
        "id": row,
        "number": _free_number(work),
        "place": report.place,
        "sector": report.sector,
        "problem": report.problem,
        "severity": _stored_severity(report.severity),
        "since": report.since or "",
        "scope": report.scope or "",
        "people": report.people,
        "affected": " ".join(report.affected),
        "status": Status.RECEIVED.value,
        "open": True,
        "office": office.id if office else None,
        "month": work.month,
        "received": work.seconds // HOUR * HOUR,
        "due": work.paused(due),
        "supporters": 0,
        "priority": _priority(work, report),
        "entered_by": entered_by,
        "flagged": False,
        "version": 0,
    }
    _count(work, report, office)
    body = msgspec.json.encode(Body(report.words, report.location))
    sealed = work.keys.cipher(person.owner).seal(body, f"need|body|{row}")
    work.connection.execute(_STORE, {**values, "person": person.id, "body": sealed})
    note(work, row, Status.RECEIVED, office)
    attach(work, person.id, row, report.files)
    if entered_by is None:
        bursts.watch(work, row, report.place, person, report.words)
    return _need(work, work.connection.execute(_ONE, {"row": row}).one(), person)


def _count(work: Work, report: NeedReport, office: Office | None) -> None:
    """Count what has just come in."""
    new = Counted(
        place=report.place,
        sector=report.sector,
        status=Status.RECEIVED.value,
        severity=_stored_severity(report.severity),
        unassigned=office is None,
    )
    tallies.add(work, new)
    tallies.add_to_week(work, report.place, report.sector)
    tallies.add_to_day(work, report.place, work.seconds)


def any_stored(work: Work) -> bool:
    """Tell whether there is any need at all."""
    return work.connection.execute(select(need.c.id).limit(1)).first() is not None


def _priority(work: Work, report: NeedReport) -> float:
    people = people_touched(report.people, report.scope)
    return priority(report.severity, people, 0, work.seconds // DAY)


def note(work: Work, need_id: str, kind: str, office: Office | None) -> None:
    """Add an event to a need's history."""
    work.connection.execute(
        _NOTE,
        {
            "need": need_id,
            "kind": kind,
            "month": work.month,
            "at": work.seconds,
            "office": office.id if office else None,
        },
    )


def blur_events(work: Work) -> None:
    """Forget the instant of older events; the month stays."""
    work.connection.execute(
        update(need_event)
        .where(need_event.c.at < work.seconds - EVENT_DAYS * 86_400)
        .values(at=None)
    )


def alike(work: Work, place: str, sector: str, problem: str, most: int = 4) -> list[str]:
    """Return ids of open needs of the same place and problem, the latest first."""
    looked_for = {"at": place, "of": sector, "about": problem, "most": most}
    rows = work.connection.execute(_ALIKE, looked_for)
    return [row.id for row in rows]


def _free_number(work: Work) -> str:
    """Draw follow-up numbers until one is free; at most a few of a hundred million are taken."""
    while True:
        number = whole(work.dice.digits(RANDOM_DIGITS))
        if work.connection.execute(_TAKEN, {"drawn": number}).first() is None:
            return number


def support(work: Work, person: Person, given: SupportNeed) -> Need | None:
    """Add a person's support to a need, once, in their own words; None when the need is gone.

    Of a need that was merged into another one, that other is supported.
    """
    found = get(work, given.need, person)
    while found is not None and found.merged_into:
        found = get(work, found.merged_into, person)
    if found is None or found.mine:
        return found
    row = need_supporter.c.need == found.id, need_supporter.c.person == person.id
    body = msgspec.json.encode(Body(given.words))
    at = f"need_supporter|body|{found.id}|{person.id}"
    sealed = work.keys.cipher(person.owner).seal(body, at)
    if work.connection.execute(select(need_supporter.c.person).where(*row)).first():
        own = update(need_supporter).where(*row).values(body=sealed, merged_from=None)
        work.connection.execute(own)
    else:
        work.connection.execute(
            insert(need_supporter).values(
                need=found.id, person=person.id, month=work.month, body=sealed
            )
        )
        count_support(work, found.id)
    need_changes.note(work, [found.id])
    attach(work, person.id, found.id, given.files)
    return found


def count_support(work: Work, need_id: str) -> None:
    """Count a need's supporters anew; what is told of them follows by the week (told_support).

    Raises Conflict when another worker changed the need meanwhile.
    """
    row = work.connection.execute(_ONE, {"row": need_id}).mappings().one()
    supporters = count_supporters(work, need_id)
    if supporters == row["supporters"]:
        return
    done = work.connection.execute(
        update(need)
        .where(need.c.id == need_id, need.c.version == row["version"])
        .values(supporters=supporters, version=need.c.version + 1)
    )
    if done.rowcount != 1:
        raise Conflict


def get(work: Work, need_id: str, person: Person) -> Need | None:
    """Return a need by its id, as this person may see it."""
    row = work.connection.execute(_ONE, {"row": need_id}).first()
    return _need(work, row, person) if row else None


def of_person(work: Work, person: Person) -> list[Need]:
    """Return what a person reported or supports, the latest first."""
    supported = select(need_supporter.c.need).where(need_supporter.c.person == person.id)
    rows = work.connection.execute(
        select(need)
        .where(or_(need.c.person == person.id, need.c.id.in_(supported)))
        .order_by(need.c.month.desc(), need.c.number)
    )
    return [_need(work, row, person) for row in rows]


def numbered(work: Work, person: Person, number: str) -> Need | None:
    """Return the need of that number if it is this person's; else as if there were none."""
    found = [each for each in of_person(work, person) if each.number == number]
    return found[0] if found else None


def reported_words(work: Work, row: NeedRow) -> str | None:
    """Open what the reporter of a need wrote; None once they are forgotten."""
    sealed = work.connection.execute(select(need.c.body).where(need.c.id == row.id)).scalar_one()
    if row.person is None or not sealed:
        return None
    plain = work.keys.cipher(owner_of(row.person)).open(sealed, f"need|body|{row.id}")
    return msgspec.json.decode(plain, type=Body).words


def body_of(work: Work, need_id: str, person: Person) -> Body:
    """Open a person's own words about a need that they reported or support."""
    mine = need.c.id == need_id, need.c.person == person.id
    row = work.connection.execute(select(need.c.body).where(*mine)).first()
    at = f"need|body|{need_id}"
    if row is None:
        mine = need_supporter.c.need == need_id, need_supporter.c.person == person.id
        found = select(need_supporter.c.body, need_supporter.c.merged_from).where(*mine)
        row = work.connection.execute(found).one()
        at = f"need_supporter|body|{need_id}|{person.id}"
        if row.merged_from is not None:
            return body_of(work, row.merged_from, person)
    return msgspec.json.decode(work.keys.cipher(person.owner).open(row.body, at), type=Body)


def attach(work: Work, person_id: str, need_id: str, files: tuple[str, ...]) -> None:
    """Give a person's files to a need."""
    if files:
        work.connection.execute(
            update(attachment)
            .where(attachment.c.id.in_(files), attachment.c.person == person_id)
            .values(need=need_id)
        )


def count_supporters(work: Work, need_id: str) -> int:
    """Return how many people said that they have the same problem."""
    query = select(func.count()).where(need_supporter.c.need == need_id)
    return int(work.connection.execute(query).scalar_one())


def let_go(work: Work, person_id: str) -> None:
    """Unlink a forgotten person: the needs stay as counts, their words cannot be read."""
    need_changes.note_person(work, person_id)
    work.connection.execute(
        update(need).where(need.c.person == person_id).values(person=None, body=b"", likeness=None)
    )
    supported = select(need_supporter.c.need).where(need_supporter.c.person == person_id)
    ids = [row.need for row in work.connection.execute(supported)]
    work.connection.execute(need_supporter.delete().where(need_supporter.c.person == person_id))
    for need_id in ids:
        count_support(work, need_id)
    need_events.let_go(work, person_id)


def _need(work: Work, row: Row[tuple[object, ...]], person: Person) -> Need:
    return Need(
        id=row.id,
        number=row.number,
        place=row.place,
        sector=row.sector,
        problem=row.problem,
        severity=Severity(str(row.severity)) if row.severity else Severity.UNKNOWN,
        since=row.since,
        scope=row.scope,
        people=row.people,
        status=Status(row.status),
        office=row.office,
        month=row.month,
        due=work.resumed(row.due),
        planned=row.planned,
        merged_into=row.merged_into,
        mine=row.person == person.id,
    )


def _stored_severity(severity: Severity) -> int:
    return 0 if severity is Severity.UNKNOWN else int(severity)


def _patience(report: NeedReport) -> int:
    return int(ACKNOWLEDGE_WITHIN[report.severity].total_seconds())
