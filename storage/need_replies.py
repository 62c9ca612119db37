"""What the people whom a need concerns say to what an office did: solved or not, and in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import delete, update

from civic.areas import Area
from civic.mandates import Mandate
from civic.need_events import CLOSINGS, Answer, Event
from civic.need_filters import NeedFilter
from civic.needs import Status
from civic.places import Places
from storage import (
    area_needs,
    audit,
    need_changes,
    need_events,
    need_rows,
    needs,
    offices,
    return_changes,
    tallies,
)
from storage.need_events import Happened, Said
from storage.need_offices import next_up
from storage.need_rows import NeedRow
from storage.need_tables import need, need_supporter
from storage.people import Person
from storage.tallies import BY_OFFICE, BY_PEOPLE
from storage.work import Conflict, Work


@dataclass(frozen=True, slots=True)
class Solved:
    """How many needs of an area were closed as solved, and of how many somebody confirmed it.

    `passed_on` are those of which only an office said it for somebody without a phone.
    """

    closed: int
    confirmed: int
    passed_on: int = 0


def asked(work: Work, row: NeedRow) -> Happened | None:
    """Return with what people were asked whether it is solved, while that still counts."""
    if row.status is not Status.RESOLVED:
        return None
    return need_events.latest(work, row.id, CLOSINGS)


def answered(work: Work, row: NeedRow, person: Person) -> Answer | None:
    """Return what a person told since it was last asked whether it is solved."""
    question = asked(work, row)
    told = need_events.of_need(work, row.id, [Event.CONFIRMED])
    mine = [
        each for each in told if question and each.id > question.id and each.owner == person.owner
    ]
    return Answer(mine[-1].detail) if mine else None


def confirm(work: Work, places: Places, row: NeedRow, person: Person, answer: Answer) -> NeedRow:
    """Note whether somebody finds it solved; who says no opens it again."""
    need_events.happen(work, row, Event.CONFIRMED, detail=answer.value, owner=person.owner)
    if answer is Answer.YES:
        row = _note_solved(work, row, BY_PEOPLE)
        return_changes.note(work, row, return_changes.Kind.SOLVED)
    return reopen(work, places, row, person) if answer is Answer.NO else row


def pass_on(work: Work, places: Places, row: NeedRow, by: Mandate, answer: Answer) -> NeedRow:
    """Note what an office-holder says that somebody without a phone finds; counted apart."""
    need_events.happen(
        work, row, Event.CONFIRMED, office=by.office.id, mandate=by.id, detail=answer.value
    )
    audit.note(work, by.id, f"need.said-for {answer.value}", row.number)
    if answer is Answer.YES:
        row = _note_solved(work, row, BY_OFFICE)
    return reopen(work, places, row, None) if answer is Answer.NO else row


def reopen(work: Work, places: Places, row: NeedRow, person: Person | None) -> NeedRow:
    """Give it back to the office that had it, or to whoever stands for the place now."""
    to = _still_filled(work, row)
    return _back(work, places, row, to, Event.UNSOLVED, person, need_events.NOTHING)


def may_object(work: Work, row: NeedRow) -> bool:
    """Tell whether it was declined and nobody has objected yet: once it goes one office up."""
    return row.status is Status.DECLINED and not need_events.of_need(work, row.id, [Event.OBJECTED])


def object_to(work: Work, places: Places, row: NeedRow, person: Person, said: Said) -> NeedRow:
    """Reopen what was declined, one office up; at the top it comes back to the same one."""
    above = next_up(work, places, row.office)
    to = above.id if above else _still_filled(work, row)
    return _back(work, places, row, to, Event.OBJECTED, person, said)


def say(work: Work, row: NeedRow, person: Person, kind: Event, said: Said) -> None:
    """Pass words on to the office that has it; they stay under the key of whoever said them."""
    new = need_events.happen(work, row, kind, office=row.office, owner=person.owner, said=said)
    if row.office:
        need_events.inform(work, row.office, new, urgent=row.endangers_life)


def open_question(work: Work, row: NeedRow) -> Happened | None:
    """Return what the office asked the reporter last, unless it was answered since."""
    last = need_events.latest(work, row.id, [Event.ASKED, Event.ANSWERED])
    return last if last is not None and last.kind is Event.ASKED else None


def leave(work: Work, row: NeedRow, person: Person) -> NeedRow:
    """Let somebody no longer hear of it; what nobody else supports is withdrawn."""
    if row.person != person.id:
        mine = need_supporter.c.need == row.id, need_supporter.c.person == person.id
        work.connection.execute(delete(need_supporter).where(*mine))
        need_changes.note(work, [row.id])
        needs.count_support(work, row.id)
        return row
    if row.supporters:
        need_events.happen(work, row, Event.LEFT, owner=person.owner)
        return row
    after = need_rows.move(work, row, Status.WITHDRAWN, office_id=row.office)
    new = need_events.happen(work, after, Event.WITHDRAWN, office=row.office)
    if row.office:
        need_events.inform(work, row.office, new)
    return after


def solved(work: Work, area: Area) -> Solved:
    """Count, within an area, needs closed as solved and those that somebody confirmed."""
    found = area_needs.tallies(work, area, NeedFilter(status=Status.RESOLVED))
    return Solved(
        closed=sum(cell.count for cell in found),
        confirmed=sum(cell.solved for cell in found),
        passed_on=sum(cell.passed_on for cell in found),
    )


def _note_solved(work: Work, row: NeedRow, by: str) -> NeedRow:
    """Note who finds it solved; what people say themselves counts more than an office for them.

    Raises Conflict when another worker changed the need meanwhile.
    """
    who = (row.told_solved or by) if by == BY_OFFICE else by
    if who == row.told_solved:
        return row
    same = need.c.id == row.id, need.c.version == row.version
    done = work.connection.execute(
        update(need).where(*same).values(told_solved=who, version=row.version + 1)
    )
    if done.rowcount != 1:
        raise Conflict
    before = need_rows.as_counted(row)
    tallies.move(work, before, replace(before, told_solved=who))
    return replace(row, told_solved=who, version=row.version + 1)


def _still_filled(work: Work, row: NeedRow) -> str | None:
    seats = offices.seats_of(work, row.office) if row.office else None
    return row.office if seats is not None and seats.taken else None


def _back(
    work: Work,
    places: Places,
    row: NeedRow,
    to: str | None,
    kind: Event,
    person: Person | None,
    said: Said,
) -> NeedRow:
    if to is None:
        found = offices.who_has(work, (row.place, *places.ancestors(row.place)))
        to = found.id if found else None
    due = work.seconds + row.patience if to else None
    after = need_rows.move(work, row, Status.REOPENED, office_id=to, due=due)
    owner = person.owner if person else None
    need_events.happen(work, after, kind, office=to, owner=owner, said=said)
    return after
