"""What offices told of their areas: one account counts of each office and period, all are kept.

Codes and numbers are plain; what was said in words is sealed under the office's key. Readers give
the area that they stand for; what lies outside does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, Select, func, insert, select, update

from civic.areas import Area
from civic.escalation import Office
from civic.follow_up import RANDOM_DIGITS, whole
from civic.hours import today
from civic.mandates import Mandate
from civic.periods import Period, read_period
from civic.situation import Answer, Answers, Told, read, written
from storage.need_events import office_key
from storage.office_tables import office
from storage.situation_tables import situation, situation_answer
from storage.tables import place_above
from storage.work import Conflict, Work

LIVE, REPLACED = "live", "replaced"

Counts = Mapping[str, tuple[int, int, int, int]]
"""By sector: all needs that ever came, those that are open, closed and overdue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What an office told of a period; `above` is the office that was told of it."""

    id: str
    number: str
    office: Office
    period: Period
    revision: int
    live: bool
    day: date
    above: str | None
    counts: Counts
    answers: Answers


_WITH_OFFICE: Final = select(situation, office.c.place, office.c.name_ar, office.c.name_en).join(
    office, situation.c.office == office.c.id
)
_LIVE: Final = situation.c.state == LIVE


def store(
    work: Work, by: Mandate, told: Told, words: Mapping[str, str], counts: Counts, above: str | None
) -> Account:
    """Store what an office tells; what it told of the same period before is kept as replaced."""
    _one_at_a_time(work, by.office.id)
    period, row = read_period(told.period), work.dice.token()
    before = live(work, by.office.id, period)
    _replace(work, by.office.id, period)
    values = {
        "id": row,
        "number": _free_number(work),
        "office": by.office.id,
        "period": period.code,
        "ends": period.last.isoformat(),
        "revision": before.revision + 1 if before else 1,
        "state": LIVE,
        "day": today(work.now).isoformat(),
        "mandate": by.id,
        "above": above,
        "counts": msgspec.json.encode(counts).decode(),
        "body": _sealed(work, by.office.id, row, words),
    }
    work.connection.execute(insert(situation).values(**values))
    if answers := [
        {"situation": row, "question": name, "answer": written(answer)}
        for name, answer in told.answers.items()
    ]:
        work.connection.execute(insert(situation_answer), answers)
    return _one(work, situation.c.id == row)


def live(work: Work, office_id: str, period: Period) -> Account | None:
    """Return what counts of an office and a period."""
    mine = situation.c.office == office_id, situation.c.period == period.code, _LIVE
    return _first(work, _WITH_OFFICE.where(*mine))


def latest(work: Work, office_id: str, before: Period | None = None) -> Account | None:
    """Return what an office told last, or last of an earlier period."""
    query = _WITH_OFFICE.where(situation.c.office == office_id, _LIVE)
    if before is not None:
        query = query.where(situation.c.ends < before.last.isoformat())
    return _first(work, query.order_by(situation.c.ends.desc(), situation.c.day.desc()))


def get(work: Work, account_id: str) -> Account | None:
    """Return an account by its id, for the program itself."""
    return _first(work, _WITH_OFFICE.where(situation.c.id == account_id))


def numbered(work: Work, area: Area, number: str) -> Account | None:
    """Return what an office of the area told, replaced or not; else as if there were none."""
    return _first(work, _WITH_OFFICE.where(situation.c.number == number, _within(area)))


def newest(work: Work, area: Area, most: int) -> list[Account]:
    """Return what counts of the offices of an area, the newest first."""
    rows = work.connection.execute(
        _WITH_OFFICE.where(_LIVE, _within(area))
        .order_by(situation.c.day.desc(), situation.c.ends.desc(), situation.c.number)
        .limit(most)
    ).all()
    return [_read(row, {}) for row in rows]


def words_of(work: Work, account: Account) -> dict[str, str]:
    """Open what was said in words; nothing once the office's key is gone."""
    owner = office_key(account.office.id)
    query = select(situation.c.body).where(situation.c.id == account.id)
    sealed = work.connection.execute(query).scalar_one()
    if not work.keys.has(owner):
        return {}
    plain = work.keys.cipher(owner).open(sealed, _at(account.id))
    return msgspec.json.decode(plain, type=dict[str, str])


def _one_at_a_time(work: Work, office_id: str) -> None:
    """Let the other seats of an office wait until this turn is over."""
    work.connection.execute(select(office.c.id).where(office.c.id == office_id).with_for_update())


def _replace(work: Work, office_id: str, period: Period) -> None:
    mine = situation.c.office == office_id, situation.c.period == period.code
    work.connection.execute(update(situation).where(*mine, _LIVE).values(state=REPLACED))


def _within(area: Area) -> ColumnElement[bool]:
    return office.c.place.in_(select(place_above.c.place).where(place_above.c.above == area.place))


def _free_number(work: Work) -> str:
    for _attempt in range(10):
        number = whole(work.dice.digits(RANDOM_DIGITS))
        taken = select(func.count()).where(situation.c.number == number)
        if not work.connection.execute(taken).scalar_one():
            return number
    raise Conflict


def _sealed(work: Work, office_id: str, row: str, words: Mapping[str, str]) -> bytes:
    cipher = work.keys.create(office_key(office_id), work.now.date())
    return cipher.seal(msgspec.json.encode(words), _at(row))


def _at(row: str) -> str:
    return f"situation|body|{row}"


def _one(work: Work, which: ColumnElement[bool]) -> Account:
    row = work.connection.execute(_WITH_OFFICE.where(which)).one()
    return _read(row, _answers(work, row.id))


def _first(work: Work, query: Select[Any]) -> Account | None:
    row = work.connection.execute(query.limit(1)).first()
    return _read(row, _answers(work, row.id)) if row else None


def _answers(work: Work, account_id: str) -> dict[str, Answer]:
    """Return the answers in an order of their own, since rows have none."""
    mine = select(situation_answer).where(situation_answer.c.situation == account_id)
    rows = work.connection.execute(mine.order_by(situation_answer.c.question))
    return {row.question: read(row.question, row.answer) for row in rows}


def _read(row: Row[Any], answers: Answers) -> Account:
    return Account(
        id=row.id,
        number=row.number,
        office=Office(row.office, row.place, row.name_ar, row.name_en),
        period=read_period(row.period),
        revision=row.revision,
        live=row.state == LIVE,
        day=date.fromisoformat(row.day),
        above=row.above,
        counts=msgspec.json.decode(row.counts, type=dict[str, tuple[int, int, int, int]]),
        answers=answers,
    )
