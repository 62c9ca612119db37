"""How often an office gives account of its area, and the timers that remind of it."""

from __future__ import annotations

from typing import Final

from civic.hours import morning, next_safe, today
from civic.mandates import Body
from civic.periods import Every, period_of
from storage import offices, standing, timers
from storage.work import Work

REMIND: Final = "situation.remind"
ARRIVED: Final = "situation.arrived"
"""Timers: a period is over; the office above is to hear of an account."""


def every(work: Work, office_id: str) -> Every:
    """Return how often an office gives account; once a month unless it was told otherwise."""
    return Every(standing.get(work, _setting(office_id)) or Every.MONTH)


def set_every(work: Work, office_id: str, wished: Every) -> None:
    """Let an office give account so often, and remind it accordingly."""
    standing.put(work, _setting(office_id), wished.value)
    timers.drop(work, REMIND, office_id)
    expect(work, office_id)


def expect(work: Work, office_id: str) -> None:
    """Remind an office on the morning after its period ends, unless a reminder is set already."""
    if timers.get(work, REMIND, office_id) is None:
        now = period_of(today(work.now), every(work, office_id))
        timers.set_timer(work, REMIND, office_id, morning(now.after.first))


def expect_all(work: Work) -> None:
    """Remind every office in which somebody sits, also those that are older than reminders."""
    for each in offices.all_seats(work):
        if each.body is Body.REPRESENTATIVE and each.taken:
            expect(work, each.office.id)


def pass_up(work: Work, account_id: str) -> None:
    """Let the office above hear of an account in the next safe hour."""
    timers.set_timer(work, ARRIVED, account_id, next_safe(work.seconds))


def _setting(office_id: str) -> str:
    return f"situation-every:{office_id}"
