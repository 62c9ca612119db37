"""Reading what offices told of their areas: a list, one as a message, one as a paper."""

from __future__ import annotations

from civic.follow_up import read_number
from civic.mandates import Mandate
from conversations import situation_news as news
from conversations.figures import Reader
from conversations.situation import Totals
from conversations.situation_counts import since_last, summed
from conversations.situation_message import Shown, message
from conversations.wording import Text, lines
from handlers import drawing
from handlers.situation_paper import paper
from handlers.visit import Visit, going_on
from storage import situations
from storage.people import Person
from storage.situations import Account, Counts

MOST = 10
PAPER = "pdf"


def show(visit: Visit, _person: Person, mandate: Mandate, argument: str) -> None:
    """List the accounts of the area, or show the one of a number."""
    if not argument.strip():
        _list(visit, mandate)
        return
    number, rest = read_number(argument)
    account = situations.numbered(visit.work, mandate.area, number) if number else None
    if account is None:
        visit.say(news.UNKNOWN, visit.command(news.SHOW_ALL, "/reports"), *going_on(visit))
    elif rest == PAPER:
        draw(visit, account)
        visit.say(news.BEING_MADE, *going_on(visit))
    else:
        tell(visit, account, None if account.live else news.REPLACED)


def tell(visit: Visit, account: Account, notice: Text | None) -> None:
    """Show an account as one message, with the way to the paper."""
    before = situations.latest(visit.work, account.office.id, account.period)
    shown = Shown(
        place=account.office.place,
        office=account.office.name(visit.language),
        period=account.period.code,
        day=account.day,
        answers=account.answers,
        words=situations.words_of(visit.work, account),
        totals=totals(account.counts, before),
        before=before.answers if before else None,
        words_before=situations.words_of(visit.work, before) if before else {},
    )
    text = message(Reader(visit.service.wording, visit.language), shown)
    visit.say(
        lines(notice, "", text) if notice else text,
        visit.command(news.PAPER, f"/reports {account.number} {PAPER}"),
        visit.command(news.SHOW_ALL, "/reports"),
        *going_on(visit),
    )


def draw(visit: Visit, account: Account) -> None:
    """Have an account set on paper for this chat."""
    before = situations.latest(visit.work, account.office.id, account.period)
    reader = Reader(visit.service.wording, visit.language)
    area = visit.service.places.area(account.office.place)
    made = paper(visit.work, reader, area, account, before)
    caption = news.paper_caption(account.office.place, account.period.code)
    drawing.have_drawn(visit, made, caption, f"area-{account.period.code}")


def totals(counts: Counts, before: Account | None) -> Totals:
    """Return how many needs came and were closed since the account before, and stand open."""
    return summed(since_last(counts, before.counts if before else {}))


def _list(visit: Visit, mandate: Mandate) -> None:
    found = situations.newest(visit.work, mandate.area, MOST)
    if not found:
        visit.say(news.NONE_YET, *going_on(visit))
        return
    rows = [news.row(each.office.place, each.period.code) for each in found]
    buttons = [
        visit.command(row, f"/reports {each.number}") for row, each in zip(rows, found, strict=True)
    ]
    visit.say(lines(news.NEWEST, *rows), *buttons, *going_on(visit))
