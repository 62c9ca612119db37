"""Keeping what a household says of going back, and setting the clocks that keep it alive."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from civic.hours import next_safe
from civic.return_places import of_now, of_origin
from civic.returns import CONSENT_VERSION, PURPOSE, REASK_DAYS, ReturnIntention, Topic, checked
from conversations import return_words as words
from handlers.visit import Visit, menu_after
from storage import people, returns, timers
from storage.people import Person
from storage.returns import ASK, EXPIRE, FADE, LOOK, ReturnRecord
from storage.work import Work

DAY: Final = 86_400


def store(visit: Visit, person: Person, said: ReturnIntention) -> None:
    """Keep what a household says now; raises what civic.returns.checked raises."""
    places, home = visit.service.places, visit.service.home
    origin = of_origin(places, checked(said).origin)
    kept = replace(said, origin=origin, current=of_now(places, said.current, home))
    people.agree(visit.work, person.id, PURPOSE, CONSENT_VERSION)
    record = returns.register(visit.work, person.id, kept)
    set_clocks(visit.work, record)
    news = Topic.NEWS in said.details.contact
    visit.say(words.stored(news=news), *menu_after(visit))


def set_clocks(work: Work, record: ReturnRecord) -> None:
    """Let it be asked about in ninety days, and held against what changes there every week."""
    timers.drop_of(work, record.id, (EXPIRE, FADE))
    timers.set_timer(work, ASK, record.id, next_safe(work.seconds + REASK_DAYS * DAY))
    if timers.get(work, LOOK, record.id) is None:
        timers.set_timer(work, LOOK, record.id, next_safe(work.seconds + returns.WEEK * DAY))
