"""What time brings to accounts of areas: one is due, or the office above hears of one."""

from __future__ import annotations

from civic.hours import is_safe, next_safe, today
from civic.periods import period_of
from conversations import situation_news as news
from handlers import officials
from handlers.service import Service
from storage import mandates, offices, situation_clock, situations, timers
from storage.situation_clock import ARRIVED, REMIND
from storage.work import Work


def remind(work: Work, service: Service, office_id: str) -> None:
    """Remind the holders of an office whose period is over, unless it has been told already.

    A vacant office is reminded no more; it begins anew with whoever opens it.
    """
    people, office = mandates.holders(work, office_id), offices.named(work, office_id)
    if office is None or not people:
        return
    if not is_safe(work.now):
        timers.set_timer(work, REMIND, office_id, next_safe(work.seconds))
        return
    over = period_of(today(work.now), situation_clock.every(work, office_id)).before
    situation_clock.expect(work, office_id)
    if situations.live(work, office_id, over) is None:
        text, cause = news.due(office.place, over.code), f"{REMIND}:{office_id}:{over.code}"
        button = ((news.STATE, "/report"),)
        officials.tell(work, service, people, text, cause=cause, buttons=button)


def arrived(work: Work, service: Service, account_id: str) -> None:
    """Tell the holders of the office above that an account has come, and nothing of it."""
    account = situations.get(work, account_id)
    if account is None or account.above is None or not account.live:
        return
    if not is_safe(work.now):
        timers.set_timer(work, ARRIVED, account_id, next_safe(work.seconds))
        return
    button = ((news.SHOW_ONE, f"/reports {account.number}"),)
    for language, told in officials.by_language(work, mandates.holders(work, account.above)):
        text = news.arrived(account.office.name(language))
        cause = f"{ARRIVED}:{account_id}"
        officials.tell(work, service, told, text, cause=cause, buttons=button)
