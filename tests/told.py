"""Accounts of areas as offices send them, for the tests of what follows."""

from __future__ import annotations

from functools import partial

from civic.mandates import Mandate
from civic.situation import Answer, Told
from storage import need_offices, situation_counts, situations
from storage.situations import Account
from storage.work import Work
from tests.offices import Representative
from tests.world import World


def send(
    world: World,
    by: Representative,
    *,
    period: str = "2026-11",
    answers: dict[str, Answer] | None = None,
    words: dict[str, str] | None = None,
) -> Account:
    """Send an account as the conversation does, whether the office is open or not."""
    by.unlocks()
    mandate = by.mandate
    assert mandate is not None
    told = Told(
        office=mandate.office.id,
        period=period,
        answers={"people": 5200, "water": "3"} if answers is None else answers,
        words=words or {},
    )
    return world.turn(partial(_send, world=world, by=mandate, told=told))


def _send(work: Work, world: World, by: Mandate, told: Told) -> Account:
    above = need_offices.next_up(work, world.service.places, by.office.id)
    counts = situation_counts.of_today(work, by.area)
    return situations.store(work, by, told, told.words, counts, above.id if above else None)
