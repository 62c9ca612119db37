"""Ballots of residents for the tests: residents, a frozen roll, votes, the close."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from civic.ballot_counts import Tally
from civic.ballots import BallotWish, window
from civic.hours import today
from civic.mandates import Body
from handlers.ballot_closing import above
from storage import (
    ballot_counting,
    ballot_freezing,
    ballot_rolls,
    ballot_seats,
    ballots,
    people,
)
from storage.ballot_keys import votes_key
from storage.ballots import Ballot
from storage.people import Person
from storage.work import Work
from tests.offices import office_at
from tests.reported import report, somebody
from tests.world import World

TOWN = "x-sy090102-01"
OTHER_TOWN = "x-sy090102-11"
AREA = "SY090102"
OPTIONS = ("الجسر", "السوق", "المدرسة")


def residents(
    world: World, count: int, place: str = TOWN, *, first: int = 0, channel: str = "telegram"
) -> list[Person]:
    """Admit so many people who report something at a place; in transcripts they are v0, v1, …."""
    names = (f"v{number} {channel}" for number in range(first, first + count))
    found = [somebody(world, name, channel) for name in names]
    for person in found:
        report(world, person, place=place)
    return found


def frozen(
    world: World,
    *,
    place: str = AREA,
    options: Sequence[str] = OPTIONS,
    days: int = 3,
) -> Ballot:
    """Freeze the roll of everybody known at a place; the ballot opens tomorrow morning."""
    office = office_at(world, place, Body.REPRESENTATIVE)

    def turn(work: Work) -> Ballot:
        wish = BallotWish(
            office=office,
            place=place,
            question="أي طريق يُصلح أولاً؟",
            options=tuple(options),
            begins=1,
            days=days,
        )
        when = window(today(work.now), wish.begins, wish.days)
        return ballot_freezing.freeze(work, wish, when, ballot_rolls.residents(work, place))

    return world.turn(turn)


def vote(world: World, found: Ballot, person: Person, choice: int) -> None:
    """Let somebody vote; raises Refusal."""

    def turn(work: Work) -> None:
        seat = ballot_seats.seat_of(work, found, person.id)
        assert seat is not None
        ballot_seats.vote(work, found, seat, choice)

    world.turn(turn)


def everybody_votes(world: World, first: int, last: int, choice: int) -> None:
    """Let the residents of these numbers vote in the newest ballot, without their chats."""
    found = world.turn(ballots.newest)[0]
    for number in range(first, last + 1):
        name = f"v{number} telegram"
        person = world.turn(partial(people.find, channel="telegram", account=name, chat=name))
        assert person is not None
        vote(world, found, person, choice)


def count(world: World, found: Ballot) -> Tally:
    """Count a ballot whose time is over, and destroy the key of its votes."""
    lies_in = above(world.service.places, found.place)
    counting = partial(ballot_counting.count, found=found, above=lies_in)
    assert world.turn(counting)
    world.keys.forget(votes_key(found.id))
    assert world.turn(partial(ballot_counting.finish, ballot_id=found.id))
    return told(world, found)


def told(world: World, found: Ballot) -> Tally:
    """Return the result as it is stored."""
    return world.turn(partial(ballot_counting.told, found=found))
