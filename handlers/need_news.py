"""Turning a stored event into what is said of it: names in a language, days, and opened words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from civic.hours import today
from civic.need_events import ARRIVALS, CLOSINGS, PASSED, Event
from conversations import need_history
from conversations.need_news import News
from conversations.wording import Month, Text
from storage import need_events, offices
from storage.need_events import Happened
from storage.need_rows import NeedRow
from storage.work import Work

_FROM = PASSED | {Event.HANDED_OVER, Event.TAKEN_ON}
"""Whose detail is the office that had it before."""

_OPENED = frozenset(
    {Event.ASKED, Event.RESOLVED, Event.DECLINED, Event.HANDED_OVER, Event.PASSED_UP}
)
"""What an office says to the people whom it concerns; what they said is opened elsewhere."""


def news_of(work: Work, row: NeedRow, happened: Happened, language: str) -> News:
    """Gather what is told of an event in a language."""
    kind, detail = happened.kind, happened.detail
    said = need_events.said_in(work, happened) if kind in _OPENED else need_events.NOTHING
    return News(
        kind=kind,
        number=row.number,
        office=name_of(work, happened.office, language),
        before=name_of(work, detail, language) if kind in _FROM else "",
        until=day_of(row.due) if _is_there_now(row, happened) else None,
        day=date.fromisoformat(detail) if kind in (Event.PLANNED, Event.REMINDED) else None,
        words=said.words,
        photo=bool(said.file),
        last=kind is Event.DECLINED and bool(need_events.of_need(work, row.id, [Event.OBJECTED])),
        other=detail.split()[0] if kind is Event.MERGED else "",
        passed_on=bool(happened.mandate),
    )


def history(work: Work, row: NeedRow, language: str, most: int = 15) -> list[Text]:
    """Return what happened to a need last, a line each, as its offices read it."""
    happened = _once_confirmed(need_events.of_need(work, row.id))[-most:]
    return [need_history.line(news_of(work, row, each, language), when(each)) for each in happened]


def _once_confirmed(happened: list[Happened]) -> list[Happened]:
    """Leave out who else told whether it is solved: so many lines would count people."""
    found: list[Happened] = []
    told = False
    for each in happened:
        if each.kind is not Event.CONFIRMED or not told:
            found.append(each)
        told = each.kind is Event.CONFIRMED or (told and each.kind not in CLOSINGS)
    return found


def name_of(work: Work, office_id: str | None, language: str) -> str:
    """Return an office's name, empty for none."""
    office = offices.named(work, office_id) if office_id else None
    return office.name(language) if office else ""


def day_of(seconds: int | None) -> date | None:
    """Return the day, as people have it, of an instant."""
    return today(datetime.fromtimestamp(seconds, UTC)) if seconds else None


def when(happened: Happened) -> date | Month:
    """Return the day of an event, or its month when the day is no longer kept."""
    return day_of(happened.at) or Month(happened.month)


def _is_there_now(row: NeedRow, happened: Happened) -> bool:
    return happened.kind in ARRIVALS and happened.office == row.office
