"""Telling the holders of an office what has come to it, bundled, by number, place and category."""

from __future__ import annotations

from civic.hours import is_safe, next_safe
from civic.need_actions import UNSEEN
from civic.need_events import ARRIVALS, Event
from conversations.office_actions import READ_BUTTON
from conversations.office_news import MOST_LINES, Item, digest
from conversations.wording import Code, Text, _
from handlers import officials
from handlers.need_news import news_of
from handlers.service import Service
from storage import mandates, need_events, need_rows, timers
from storage.need_events import ADMINISTRATION, INFORM, Happened
from storage.need_rows import NeedRow
from storage.work import Work

WORDS = frozenset({Event.ANSWERED, Event.SAID})
"""After which the holders are shown the way to what was said."""


def inform(work: Work, service: Service, subject: str) -> None:
    """Tell an office of an event and of everything else that waits for its next digest.

    `subject` is the office's id and the event's.
    """
    office_id, _, first = subject.partition(" ")
    waiting = timers.claim_all(work, INFORM, f"{office_id} ")
    ids = sorted({first, *(each.subject.partition(" ")[2] for each in waiting)})
    found = [pair for event_id in ids if (pair := _found(work, int(event_id)))]
    if not is_safe(work.now) and not any(row.endangers_life for row, _ in found):
        for event_id in ids:
            timers.set_timer(work, INFORM, f"{office_id} {event_id}", next_safe(work.seconds))
        return
    news = [(row, happened) for row, happened in found if _matters(row, happened, office_id)]
    if news:
        _tell(work, service, office_id, news, cause=f"inform:{office_id}:{ids[-1]}")
        need_events.note_informed(work, office_id)


def _found(work: Work, event_id: int) -> tuple[NeedRow, Happened] | None:
    happened = need_events.get(work, event_id)
    row = need_rows.get(work, happened.need) if happened else None
    return (row, happened) if row and happened else None


def _matters(row: NeedRow, happened: Happened, office_id: str) -> bool:
    """Tell whether it is still news: what came and was seen or has gone again is none."""
    if happened.kind not in ARRIVALS or happened.office != office_id:
        return True
    return row.office == office_id and row.status in UNSEEN


def _tell(
    work: Work,
    service: Service,
    office_id: str,
    news: list[tuple[NeedRow, Happened]],
    cause: str,
) -> None:
    admins = office_id == ADMINISTRATION
    people = mandates.administrators(work) if admins else mandates.holders(work, office_id)
    buttons = () if admins else tuple(_buttons(news))
    for language, told in officials.by_language(work, people):
        items = [_item(work, row, happened, office_id, language) for row, happened in news]
        officials.tell(
            work, service, told, digest(items), cause=f"{cause}:{language}", buttons=buttons
        )


def _item(work: Work, row: NeedRow, happened: Happened, office_id: str, language: str) -> Item:
    news = news_of(work, row, happened, language)
    return Item(
        kind=happened.kind,
        number=row.number,
        place=row.place,
        sector=row.sector,
        problem=row.problem,
        office=news.office,
        until=news.until,
        day=news.day,
        came=happened.office == office_id,
    )


def _buttons(news: list[tuple[NeedRow, Happened]]) -> list[tuple[Text, str]]:
    if len(news) == 1:
        row, happened = news[0]
        if happened.kind in WORDS:
            return [(READ_BUTTON, f"/answers {row.number}")]
        return [(_("Look at it"), f"/need {row.number}")]
    if len(news) > MOST_LINES:
        return [(_("Show the requests"), "/needs")]
    numbers = dict.fromkeys(row.number for row, _ in news)
    return [(_("{number}", number=Code(number)), f"/need {number}") for number in numbers]
