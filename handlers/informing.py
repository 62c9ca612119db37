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

Pair = tuple[NeedRow, Happened]
"""A need as it stands, and what happened to it."""


def inform(work: Work, service: Service, subject: str) -> None:
    """Tell an office of an event and of everything else that waits for its next digest.

    `subject` is the office's id and the event's.
    """
    office_id, _, first = subject.partition(" ")
    waiting = timers.claim_all(work, INFORM, f"{office_id} ")
    ids = sorted({first, *(each.subject.partition(" ")[2] for each in waiting)})
    found = _found(work, [int(each) for each in ids])
    if not is_safe(work.now) and not any(row.endangers_life for row, _ in found):
        for event_id in ids:
            timers.set_timer(work, INFORM, f"{office_id} {event_id}", next_safe(work.seconds))
        return
    news = [pair for pair in found if _matters(*pair, office_id)]
    if news:
        news.sort(key=lambda pair: not _arrived(pair[1], office_id))
        _tell(work, service, office_id, news, cause=f"inform:{office_id}:{ids[-1]}")
        need_events.note_informed(work, office_id)


def _found(work: Work, ids: list[int]) -> list[Pair]:
    happened = need_events.many(work, ids)
    rows = need_rows.many(work, {each.need for each in happened})
    return [(rows[each.need], each) for each in happened if each.need in rows]


def _arrived(happened: Happened, office_id: str) -> bool:
    return happened.kind in ARRIVALS and happened.office == office_id


def _matters(row: NeedRow, happened: Happened, office_id: str) -> bool:
    """Tell whether it is still news: what came and was seen or has gone again is none."""
    if not _arrived(happened, office_id):
        return True
    return row.office == office_id and row.status in UNSEEN


def _tell(work: Work, service: Service, office_id: str, news: list[Pair], cause: str) -> None:
    admins = office_id == ADMINISTRATION
    people = mandates.administrators(work) if admins else mandates.holders(work, office_id)
    buttons = () if admins else tuple(_buttons(news))
    arrived = sum(_arrived(pair[1], office_id) for pair in news)
    shown, left = news[:MOST_LINES], len(news[MOST_LINES:])
    for language, told in officials.by_language(work, people):
        items = [_item(work, *pair, office_id, language) for pair in shown]
        text = digest(items, arrived, left)
        officials.tell(work, service, told, text, cause=f"{cause}:{language}", buttons=buttons)


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
        arrived=_arrived(happened, office_id),
    )


def _buttons(news: list[Pair]) -> list[tuple[Text, str]]:
    if len(news) == 1:
        row, happened = news[0]
        if happened.kind in WORDS:
            return [(READ_BUTTON, f"/answers {row.number}")]
        return [(_("Look at it"), f"/need {row.number}")]
    if len(news) > MOST_LINES:
        return [(_("Show the requests"), "/needs")]
    numbers = dict.fromkeys(row.number for row, _ in news)
    return [(_("{number}", number=Code(number)), f"/need {number}") for number in numbers]
