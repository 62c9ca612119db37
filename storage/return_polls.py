"""Questions of offices to the displaced: who was asked, sealed answers, what is told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, bindparam, delete, func, insert, select, update

from civic.areas import Area
from civic.refusals import Refusal
from civic.return_polls import DAYS, PollWish, State
from civic.returns import Help
from civic.returns import State as RecordState
from storage.keys import Keys
from storage.need_events import office_key
from storage.people import owner_of
from storage.reading import Reader
from storage.return_figure_tables import return_poll, return_poll_answer
from storage.return_tables import return_intention
from storage.returns import ReturnRecord, opened
from storage.tables import place_above
from storage.work import Work

PAGE: Final = 200
"""Records that one turn looks at."""

DAY: Final = 86_400
AT_ONCE: Final = 2_000

NO_ANSWER: Final = -1


class Body(msgspec.Struct, frozen=True):
    """The question and its answers, sealed for the office; `told` is set when it has closed."""

    question: str
    choices: tuple[str, ...]
    help: Help | None = None
    told: dict[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """A question, opened."""

    id: str
    office: str
    place: str
    state: State
    opened: int
    closes: int
    body: Body


_HERE = select(place_above.c.place).where(place_above.c.above == bindparam("area"))
_NEXT = (
    select(return_intention)
    .where(
        return_intention.c.origin.in_(_HERE),
        return_intention.c.state == RecordState.LIVE.value,
        return_intention.c.id > bindparam("after"),
    )
    .order_by(return_intention.c.id)
    .limit(PAGE)
)
_ANSWERS = (
    select(return_poll_answer)
    .where(
        return_poll_answer.c.poll == bindparam("of_poll"),
        return_poll_answer.c.person > bindparam("after"),
    )
    .order_by(return_poll_answer.c.person)
    .limit(AT_ONCE)
)


def open_poll(work: Work, area: Area, wish: PollWish) -> Poll:
    """Open a question; raises Refusal "poll.open" while the office has another one."""
    office = wish.office
    if newest(work, office, State.OPEN) is not None:
        raise Refusal("poll.open")
    row = work.dice.token()
    work.keys.create(office_key(office), work.now.date())
    body = Body(wish.question, wish.choices, wish.help)
    closes = work.seconds + DAYS * DAY
    work.connection.execute(
        insert(return_poll).values(
            id=row,
            office=office,
            place=area.place,
            state=State.OPEN.value,
            opened=work.seconds,
            closes=closes,
            owner=office_key(office),
            body=_sealed(work, office, row, body),
        )
    )
    return Poll(row, office, area.place, State.OPEN, work.seconds, closes, body)


def get(work: Work, poll_id: str) -> Poll | None:
    """Return a question by its id."""
    return _first(work, return_poll.c.id == poll_id)


def newest(work: Work, office: str, state: State | None = None) -> Poll | None:
    """Return an office's latest question, or the latest that stands so."""
    wanted = return_poll.c.office == office
    return _first(work, wanted if state is None else wanted & (return_poll.c.state == state.value))


def next_records(work: Work, poll: Poll, after: str) -> list[ReturnRecord]:
    """Return fresh records of those who come from a question's place, a page after an id."""
    rows = work.connection.execute(_NEXT, {"area": poll.place, "after": after}).all()
    return opened(work.keys, rows)


def was_asked(work: Work, poll_id: str, person_id: str) -> bool:
    """Tell whether somebody was asked."""
    row = select(return_poll_answer.c.poll).where(*_theirs(poll_id, person_id))
    return work.connection.execute(row).first() is not None


def ask(work: Work, poll_id: str, person_id: str) -> None:
    """Note that somebody is asked; the place for the answer looks as if it were there."""
    body = _answer(work, poll_id, person_id, NO_ANSWER)
    work.connection.execute(
        insert(return_poll_answer).values(poll=poll_id, person=person_id, body=body)
    )


def answer(work: Work, poll_id: str, person_id: str, choice: int) -> None:
    """Keep an answer in place of an earlier one."""
    body = _answer(work, poll_id, person_id, choice)
    work.connection.execute(
        update(return_poll_answer).where(*_theirs(poll_id, person_id)).values(body=body)
    )


def asked(work: Work, poll_id: str) -> int:
    """Return how many were asked; for the service itself and never for an office."""
    query = select(func.count()).where(return_poll_answer.c.poll == poll_id)
    return int(work.connection.execute(query).scalar_one())


async def page_of_answers(reader: Reader, poll_id: str, after: str) -> Sequence[Row[Any]]:
    """Return a page of sealed answers beside the writer."""
    return await reader.rows(_ANSWERS, of_poll=poll_id, after=after)


def count(keys: Keys, rows: Sequence[Row[Any]]) -> Counter[int]:
    """Open answers in memory and count them; who was forgotten is in none."""
    keys.load(owner_of(row.person) for row in rows)
    counts = Counter[int]()
    for row in rows:
        if keys.has(owner_of(row.person)):
            plain = keys.cipher(owner_of(row.person)).open(row.body, _at(row.poll, row.person))
            counts[msgspec.json.decode(plain, type=int)] += 1
    del counts[NO_ANSWER]
    return counts


def close(work: Work, poll: Poll, told: Mapping[int, int]) -> None:
    """Keep what is told of a question; the answers themselves are gone."""
    body = msgspec.structs.replace(poll.body, told=dict(told))
    work.connection.execute(
        update(return_poll)
        .where(return_poll.c.id == poll.id)
        .values(state=State.CLOSED.value, body=_sealed(work, poll.office, poll.id, body))
    )
    work.connection.execute(delete(return_poll_answer).where(return_poll_answer.c.poll == poll.id))


def let_go(work: Work, person_id: str) -> None:
    """Take somebody out of every question who is being forgotten, or takes back what they said."""
    gone = return_poll_answer.c.person == person_id
    work.connection.execute(delete(return_poll_answer).where(gone))


def _first(work: Work, which: ColumnElement[bool]) -> Poll | None:
    query = select(return_poll).where(which).order_by(return_poll.c.opened.desc()).limit(1)
    row = work.connection.execute(query).first()
    if row is None or not work.keys.has(row.owner):
        return None
    plain = work.keys.cipher(row.owner).open(row.body, f"return_poll|body|{row.id}")
    body = msgspec.json.decode(plain, type=Body)
    return Poll(row.id, row.office, row.place, State(row.state), row.opened, row.closes, body)


def _theirs(poll_id: str, person_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return return_poll_answer.c.poll == poll_id, return_poll_answer.c.person == person_id


def _sealed(work: Work, office: str, row: str, body: Body) -> bytes:
    cipher = work.keys.cipher(office_key(office))
    return cipher.seal(msgspec.json.encode(body), f"return_poll|body|{row}")


def _answer(work: Work, poll_id: str, person_id: str, choice: int) -> bytes:
    # One length whatever the answer, and whether there is one.
    cipher = work.keys.cipher(owner_of(person_id))
    return cipher.seal(f"{choice:>2}".encode(), _at(poll_id, person_id))


def _at(poll_id: str, person_id: str) -> str:
    return f"return_poll_answer|body|{poll_id}|{person_id}"
