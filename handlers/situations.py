"""An office asks for the account of its area: what would go in, how often, and the conversation."""

from __future__ import annotations

from typing import Any, Final

from civic.hours import today
from civic.mandates import Mandate
from civic.periods import Every, Period, meant
from civic.situation import CARRIED_WORDS, written
from conversations import situation_news as news
from conversations.messages import Role
from conversations.situation_message import requests
from conversations.wording import lines
from handlers import conversing, situation_reading
from handlers.visit import Visit, going_on
from storage import need_offices, situation_clock, situation_counts, situations
from storage.people import Person
from storage.situations import Account

SAME, BEGIN = "same", "begin"
_SETTINGS: Final = frozenset(each.value for each in Every)


def show(visit: Visit, person: Person, mandate: Mandate, argument: str) -> None:
    """Show what would go in, or begin; `week` and `month` set how often it is due."""
    if argument in (SAME, BEGIN):
        _begin(visit, person, mandate, same=argument == SAME)
        return
    if argument in _SETTINGS:
        situation_clock.set_every(visit.work, mandate.office.id, Every(argument))
    _preview(visit, mandate)


def _preview(visit: Visit, mandate: Mandate) -> None:
    work, office = visit.work, mandate.office
    situation_clock.expect(work, office.id)
    period, base = _now(visit, mandate)
    every = situation_clock.every(work, office.id)
    above = need_offices.next_up(work, visit.service.places, office.id)
    totals = situation_reading.totals(
        situation_counts.of_today(work, mandate.area), situations.latest(work, office.id, period)
    )
    again = base is not None and base.period == period
    buttons = (
        [(news.ALL_AS_IT_WAS, SAME), (news.SOMETHING_CHANGED, BEGIN)]
        if base
        else [(news.BEGIN, BEGIN)]
    )
    other = Every.MONTH if every is Every.WEEK else Every.WEEK
    visit.say(
        lines(
            news.heading(office.place, period.code),
            news.last(base.period.code if base else None, same=again),
            news.COUNTED,
            requests(totals),
            news.ASKED,
            news.goes_to(above.name(visit.language) if above else ""),
        ),
        *(visit.command(label, f"/report {what}") for label, what in buttons),
        visit.command(news.SHOW_ALL, "/reports"),
        visit.command(news.EVERY[other], f"/report {other}", Role.CONTROL),
        *going_on(visit),
    )


def _begin(visit: Visit, person: Person, mandate: Mandate, *, same: bool) -> None:
    period, base = _now(visit, mandate)
    opening: dict[str, Any] = {
        "office": mandate.office.id,
        "place": mandate.office.place,
        "period": period.code,
        "day": today(visit.work.now).isoformat(),
    }
    if base is not None:
        words = situations.words_of(visit.work, base)
        opening |= {
            "base": base.id,
            "last": {name: written(answer) for name, answer in base.answers.items()},
            "last_words": sorted(CARRIED_WORDS & words.keys()),
            "same": same,
        }
    conversing.begin(visit, person, "situation", opening)


def _now(visit: Visit, mandate: Mandate) -> tuple[Period, Account | None]:
    """Return the period that is meant today, and what was told last."""
    work, office = visit.work, mandate.office.id
    day, every = today(visit.work.now), situation_clock.every(work, office)
    over = meant(day, every, told=False)
    period = meant(day, every, told=situations.live(work, office, over) is not None)
    return period, situations.live(work, office, period) or situations.latest(work, office)
