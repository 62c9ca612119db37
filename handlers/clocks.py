"""What becomes due is done: every few seconds a sweep, some timers a turn, one where one fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import structlog

from civic.need_clocks import PAUSE_AFTER, Clock
from handlers import (
    auditing,
    ballot_closing,
    ballot_news,
    broadcasting,
    choosing,
    export_news,
    group_news,
    group_votes,
    informing,
    need_detail,
    nomination_news,
    paper_news,
    publishing,
    recording_news,
    return_news,
    return_polling,
    return_polls,
    reviewing,
    room_news,
    session_news,
    situation_reminders,
    telling,
    vote_closing,
)
from handlers.service import Service
from storage import (
    behalf,
    broadcasts,
    forgetting,
    group_rooms,
    need_escalation,
    nominations,
    outages,
    returns,
    room_changes,
    situation_clock,
    standing,
    timers,
)
from storage.need_escalation import ASSIGN, VACATED
from storage.need_events import INFORM, TELL
from storage.store import NotStored, Store, TurnFailed
from storage.timers import Timer
from storage.work import Work

log = structlog.get_logger()

SWEEP_SECONDS: Final = 15.0
"""Overdue is acted on within a minute, also when a sweep could not be stored at once."""

LANE: Final = b"clocks"
"""One timer at a time, across all workers."""

BATCH: Final = 50
MOST_MESSAGES: Final = 200
"""About so many messages are written in a turn, which is soon over."""

TRY_AGAIN_SECONDS: Final = 300
"""When a timer is tried again whose turn failed; the others go on meanwhile."""

_PAUSING: Final = (
    *(choosing.CLOSE, *vote_closing.PAUSING),
    *(group_news.CLOSE, group_news.REMIND),
)
"""What an outage puts off besides the clocks of needs, which it does without touching them."""

Strike = Callable[[Work, Service, str], None]
"""Does what a timer brings to its subject, in the turn that takes the timer."""


class Clocks:
    """Does what is due for as long as the service runs."""

    def __init__(self, store: Store, service: Service) -> None:
        self._store, self._service = store, service
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look at once, because a turn left something to be done now."""
        self._wake.set()

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            try:
                await self.sweep()
            except NotStored:
                log.warning("clocks.wait-for-store")
            try:
                await asyncio.wait_for(self._wake.wait(), SWEEP_SECONDS)
            except TimeoutError:
                continue
            finally:
                self._wake.clear()

    async def sweep(self) -> int:
        """Do everything that is due now; returns how much there was."""
        await self._store.run(go_on, lane=LANE)
        struck = 0
        while found := await self._store.run(partial(timers.due, most=BATCH)):
            struck += await self._strike_some(found)
        return struck

    async def _strike_some(self, found: list[Timer]) -> int:
        """Strike together what is due; when one fails, one by one, so that the others go on."""
        turn = partial(strike_some, service=self._service, found=found)
        try:
            return await self._store.run(turn, lane=LANE)
        except TurnFailed:
            return sum([await self._strike(timer) for timer in found])

    async def _strike(self, timer: Timer) -> int:
        turn = partial(strike, service=self._service, timer=timer)
        try:
            return await self._store.run(turn, lane=LANE)
        except TurnFailed as failure:
            log.error("clocks.failed", kind=timer.kind, where=failure.where)
            await self._store.run(partial(_try_later, timer=timer), lane=LANE)
            return 0


def strike_some(work: Work, service: Service, found: list[Timer]) -> int:
    """Strike timers in their order, until many messages are written; returns how many."""
    struck = 0
    for timer in found:
        struck += strike(work, service, timer)
        if len(work.afterwards) >= MOST_MESSAGES:
            break
    return struck


def strike(work: Work, service: Service, timer: Timer) -> int:
    """Do what a timer brings, once however often it is tried; returns 1, or 0 when it is gone."""
    if not timers.claim(work, timer):
        return 0
    STRIKES[timer.kind](work, service, timer.subject)
    return 1


def go_on(work: Work) -> int:
    """Note that the service runs, and put the clocks off by an outage that is over now.

    Returns how many seconds the service was away.
    """
    away = standing.seconds_away(work)
    standing.note_alive(work)
    if away > PAUSE_AFTER.total_seconds():
        outages.note(work, away)
        timers.put_off(work, _PAUSING, away)
        nominations.put_off(work, away)
        vote_closing.put_off(work, away)
        group_news.put_off(work, away)
        ballot_closing.put_off(work, away)
        log.warning("clocks.put-off", seconds=away)
    return away


def _try_later(work: Work, timer: Timer) -> None:
    if timers.claim(work, timer):
        timers.set_timer(work, timer.kind, timer.subject, work.seconds + TRY_AGAIN_SECONDS)


def _overdue(work: Work, service: Service, need_id: str) -> None:
    need_escalation.overdue(work, service.places, need_id)


def _unfulfilled(work: Work, service: Service, need_id: str) -> None:
    need_escalation.unfulfilled(work, service.places, need_id)


def _neglected(work: Work, service: Service, need_id: str) -> None:
    need_escalation.neglected(work, service.places, need_id)


def _fade(work: Work, service: Service, need_id: str) -> None:
    need_escalation.fade(work, need_id)
    if gone := behalf.nobodys(work, need_id):
        forgetting.dissolve(work, gone)
        work.afterwards.append(partial(service.forget_waiting, gone))


def _assign(work: Work, service: Service, place: str) -> None:
    if need_escalation.assign_some(work, service.places, place):
        timers.set_timer(work, ASSIGN, place, work.seconds)


def _vacated(work: Work, service: Service, office_id: str) -> None:
    if need_escalation.pass_on_some(work, service.places, office_id):
        timers.set_timer(work, VACATED, office_id, work.seconds)


def _alone(strike: Callable[[Work, str], None]) -> Strike:
    return lambda work, _service, subject: strike(work, subject)


STRIKES: Final[Mapping[str, Strike]] = MappingProxyType(
    {
        Clock.ACKNOWLEDGE: _overdue,
        Clock.PLANNED: _alone(need_escalation.remind),
        Clock.PLAN_LATE: _unfulfilled,
        Clock.QUIET: _alone(need_escalation.nudge),
        Clock.QUIET_LATE: _neglected,
        Clock.ASK_AGAIN: _alone(need_escalation.ask_again),
        Clock.FADE: _fade,
        TELL: telling.tell,
        INFORM: informing.inform,
        nominations.OPENED: nomination_news.announce,
        choosing.CLOSE: choosing.close,
        choosing.TELL: choosing.tell,
        choosing.FADE: choosing.fade,
        auditing.HEAD: auditing.announce,
        ballot_closing.CLOSE: ballot_closing.close,
        ballot_news.TELL: ballot_news.tell,
        need_detail.TAKE_BACK: need_detail.take_back,
        export_news.EXPIRE: export_news.expire,
        group_news.TELL: group_news.tell,
        group_news.REMIND: group_news.remind,
        group_news.CLOSE: group_news.close,
        broadcasts.LOOK: broadcasting.look,
        situation_clock.REMIND: situation_reminders.remind,
        situation_clock.ARRIVED: situation_reminders.arrived,
        returns.ASK: return_news.ask,
        returns.EXPIRE: return_news.expire,
        returns.FADE: return_news.fade,
        returns.LOOK: return_news.look,
        returns.REST: _alone(returns.rested),
        return_polls.ASK: return_polling.ask_some,
        return_polls.CLOSE: return_polling.close,
        group_votes.CLOSE: vote_closing.close,
        group_votes.REMIND: vote_closing.remind,
        room_changes.STATUS: room_news.status,
        group_rooms.GONE: room_news.gone,
        group_rooms.UNPINNED: room_news.unpinned,
        session_news.PLANNED: session_news.planned,
        session_news.REMIND: session_news.remind,
        session_news.CANCELLED: session_news.cancelled,
        session_news.MINUTES: session_news.minutes,
        paper_news.VOTE_OPENED: paper_news.vote_opened,
        paper_news.SUMMARY: paper_news.summary_proposed,
        paper_news.ARRIVED: paper_news.review_arrived,
        paper_news.SETTLED: paper_news.review_settled,
        vote_closing.OPINION: vote_closing.end_opinions,
        reviewing.END: vote_closing.end_review,
        publishing.TELL: publishing.tell,
        recording_news.REMIND: recording_news.remind,
        ASSIGN: _assign,
        VACATED: _vacated,
    }
)
"""What each kind of timer brings."""
