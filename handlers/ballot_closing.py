"""The close of a ballot: it is counted, the key of its votes destroyed, and then it is told.

A durable procedure in two turns with the deletion of the key between them, as forgetting is;
the sweep goes on with whatever a crash left.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

from civic.ballots import later_close
from civic.places import Places
from handlers import ballot_news
from handlers.service import Service
from storage import ballot_counting, ballots, timers
from storage.ballot_keys import votes_key
from storage.ballots import Ballot
from storage.keys import Keys
from storage.store import Store
from storage.work import Work

CLOSE: Final = "ballot.close"
"""Timer: the time of a ballot is over."""


def plan(work: Work, found: Ballot) -> None:
    """Let a ballot be counted when its time is over."""
    timers.set_timer(work, CLOSE, found.id, found.window.closes)


def close(work: Work, service: Service, ballot_id: str) -> None:
    """Count a ballot; one that has been given more time is counted later."""
    found = ballots.load(work, ballot_id)
    if work.seconds < found.window.closes:
        plan(work, found)
    elif ballot_counting.count(work, found, above(service.places, found.place)):
        work.afterwards.append(service.forget_votes)


def above(places: Places, whole: str) -> dict[str, str]:
    """Return what each place within a place lies in."""
    inside = (places.get(code) for code in places.area(whole).places if code != whole)
    return {place.code: place.parent for place in inside if place is not None}


def put_off(work: Work, away: int) -> None:
    """Lengthen the ballots that were open in an outage that is over, and let it be said."""
    for found in ballots.frozen(work):
        missed = found.window.opens < work.seconds and found.window.closes > work.seconds - away
        if missed:
            longer = ballots.lengthen(work, found, later_close(found.window.closes, away))
            plan(work, longer)
            ballot_news.put_off(work, longer)


async def unlink(store: Store, keys: Keys) -> None:
    """Destroy the votes' keys of all ballots that are counted, and let the results be told."""
    for ballot_id in await store.run(ballots.counted):
        await asyncio.to_thread(keys.forget, votes_key(ballot_id))
        await asyncio.to_thread(keys.scrub)
        await store.run(partial(finish, ballot_id=ballot_id))


def finish(work: Work, ballot_id: str) -> None:
    """Let the result be told of a ballot whose votes can be opened by nobody any more."""
    if ballot_counting.finish(work, ballot_id):
        ballot_news.tell_result(work, ballot_id)
