"""News for people without a phone go to whoever wrote their request down, to be passed on."""

from __future__ import annotations

from collections.abc import Iterable

from civic.need_events import CLOSINGS, Event
from civic.needs import group_of
from conversations import behalf as words
from conversations.need_news import DELICATE, neutral, told
from conversations.wording import Text, _, lines
from handlers import officials
from handlers.need_news import news_of
from handlers.service import Service
from storage import behalf
from storage.behalf import Entered
from storage.need_events import Happened
from storage.need_rows import NeedRow
from storage.work import Work


def tell(
    work: Work, service: Service, row: NeedRow, happened: Happened, people: Iterable[str]
) -> None:
    """Tell the stand-ins of those among these people whom nobody can reach here."""
    for entered in behalf.waiting_among(work, people).values():
        for language, holders in officials.by_language(work, behalf.stand_ins(work, entered)):
            _tell(work, service, row, happened, entered, language, holders)


def _tell(
    work: Work,
    service: Service,
    row: NeedRow,
    happened: Happened,
    entered: Entered,
    language: str,
    holders: list[str],
) -> None:
    delicate = group_of(row.sector) in DELICATE
    news = neutral(row.number) if delicate else told(news_of(work, row, happened, language))
    officials.tell(
        work,
        service,
        holders,
        lines(words.pass_on(entered.number), news),
        cause=f"need-event:{happened.id}:for:{entered.need}",
        buttons=tuple(_buttons(entered, happened)),
    )


def _buttons(entered: Entered, happened: Happened) -> list[tuple[Text, str]]:
    order, show = f"/onbehalf {entered.number}", (_("Show the request"), f"/need {entered.number}")
    if happened.kind in CLOSINGS:
        said = words.SAID_FOR.items()
        return [(label, f"{order} {answer} {happened.id}") for answer, label in said]
    if happened.kind is Event.ASKED:
        return [(words.ANSWER_BUTTON, f"{order} answer"), show]
    return [(words.SAY_BUTTON, f"{order} say"), show]
