"""A ballot counts every seat of its frozen roll at most once, whatever happens meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from civic.ballot_codes import counted_code, roll_code
from civic.ballot_records import digest, result_record, roll_record
from civic.ballots import LEAST, NO_CHOICE, State
from civic.needs import Status
from civic.refusals import Refusal
from conversations.messages import Message
from storage import (
    ballot_counting,
    ballot_rolls,
    ballot_seats,
    ballots,
    forgetting,
    people,
)
from storage.ballot_keys import votes_key
from storage.ballot_tables import ballot_seat
from storage.ballots import Ballot
from storage.need_tables import need
from storage.people import Person
from storage.work import Work
from tests.balloted import AREA, OPTIONS, OTHER_TOWN, TOWN, count, frozen, residents, told, vote
from tests.reported import report, somebody
from tests.world import World, sqlite_world

FEW = LEAST + 4


def opened(world: World) -> None:
    """Let the morning come at which ballots are open."""
    world.clock.forward(days=1)


def closed(world: World) -> None:
    """Let the last evening go by."""
    world.clock.forward(days=4)


def forget(world: World, person: Person) -> None:
    """Forget somebody, key and all."""
    farewell = partial(forgetting.begin, who=person, farewell=Message(text="-"), cause=person.id)
    world.turn(farewell)
    world.keys.forget(person.owner)


def test_the_roll_is_frozen_and_its_hash_is_that_of_its_record(world: World) -> None:
    """Residents of the place and of all that lies in it, each once; later ones stay outside."""
    known = [*residents(world, FEW), *residents(world, 3, OTHER_TOWN, first=FEW)]
    report(world, known[0], place=OTHER_TOWN)
    residents(world, 2, "x-sy090301-01", first=50)
    found = frozen(world)
    late = residents(world, 1, first=70)[0]
    assert found.voters == len(known)
    codes = world.turn(partial(ballot_seats.roll_codes, found=found))
    assert found.roll == digest(roll_record(found.subject, codes))
    on_roll = [world.turn(partial(_seat, found=found, person=each)) for each in known]
    assert sorted(seat.on_roll for seat in on_roll if seat) == codes
    assert world.turn(partial(_seat, found=found, person=late)) is None


def _seat(work: Work, found: Ballot, person: Person) -> ballot_seats.Seat | None:
    return ballot_seats.seat_of(work, found, person.id)


def test_whoever_was_forgotten_or_flagged_or_has_no_account_is_no_resident(world: World) -> None:
    """Nor is whoever took back the only thing that they said."""
    known = residents(world, FEW + 2)
    forget(world, known[0])
    for person, values in (
        (known[-1], {"flagged": True}),
        (known[-2], {"status": Status.WITHDRAWN.value}),
    ):
        changed = update(need).where(need.c.person == person.id).values(values)
        world.turn(lambda work, changed=changed: work.connection.execute(changed).rowcount)
    without = world.turn(partial(people.admit_without_account, language="ar"))
    report(world, without, place=TOWN)
    found = world.turn(partial(ballot_rolls.residents, area=AREA))
    assert set(found) == {each.id for each in known[1:-2]}


def test_a_ballot_of_too_few_is_refused(world: World) -> None:
    """Its result would tell of each of them."""
    residents(world, LEAST - 1)
    with pytest.raises(Refusal, match=r"ballot\.few"):
        frozen(world)


def test_more_than_one_turn_can_read_is_refused(
    lite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the turn takes too long."""
    residents(lite, FEW)
    monkeypatch.setattr(ballot_rolls, "MOST_READ", FEW)
    with pytest.raises(Refusal, match=r"ballot\.many"):
        frozen(lite)


def test_votes_count_from_the_first_second_to_the_last(world: World) -> None:
    """Before the opening and at the closing second a vote is refused."""
    first, *_others = residents(world, FEW)
    found = frozen(world)
    for instant, counts in (
        (found.window.opens - 1, False),
        (found.window.opens, True),
        (found.window.closes - 1, True),
        (found.window.closes, False),
    ):
        world.clock.time += timedelta(seconds=instant - int(world.clock.time.timestamp()))
        if counts:
            vote(world, found, first, 1)
        else:
            with pytest.raises(Refusal, match=r"ballot\.closed"):
                vote(world, found, first, 1)


def test_the_last_vote_counts_and_its_inclusion_code_stays(world: World) -> None:
    """Whoever is made to show a code cannot be asked for another one later."""
    known = residents(world, FEW)
    found = frozen(world)
    opened(world)
    before = world.turn(partial(_seat, found=found, person=known[0]))
    for person in known:
        vote(world, found, person, 1)
    vote(world, found, known[0], 2)
    assert world.turn(partial(_seat, found=found, person=known[0])) == before
    closed(world)
    assert count(world, found).total == (FEW - 1, 1, 0)
    codes = world.turn(partial(ballot_counting.counted_codes, found=found))
    assert before is not None
    assert before.inclusion in codes
    after = world.turn(partial(ballots.load, ballot_id=found.id))
    result = told(world, found)
    assert after.result == digest(result_record(found.number, found.roll, result, codes))
    assert (after.state, after.cast) == (State.CLOSED, FEW)


def test_a_ballot_is_counted_once(world: World) -> None:
    """Not before its time, not again, and not while an outage has given it more."""
    residents(world, FEW)
    found = frozen(world)
    counting = partial(ballot_counting.count, found=found, above={})
    assert not world.turn(counting)
    closed(world)
    later = found.window.closes + 10 * 86_400
    longer = world.turn(partial(ballots.lengthen, found=found, closes=later))
    assert not world.turn(counting)
    world.clock.forward(days=10)
    assert count(world, longer).cells is None
    assert not world.turn(counting)


def test_while_its_key_is_there_a_ballot_is_not_closed(world: World) -> None:
    """Its result is told only when nobody can open a vote any more."""
    residents(world, FEW)
    found = frozen(world)
    closed(world)
    assert world.turn(partial(ballot_counting.count, found=found, above={}))
    world.restart()
    assert world.turn(ballots.counted) == [found.id]
    assert not world.turn(partial(ballot_counting.finish, ballot_id=found.id))
    world.keys.forget(votes_key(found.id))
    assert world.turn(partial(ballot_counting.finish, ballot_id=found.id))
    assert world.turn(ballots.counted) == []


def test_seats_look_alike_whether_they_voted(world: World) -> None:
    """The same length, nothing else beside, from the freezing on; after the close nothing."""
    known = residents(world, FEW)
    found = frozen(world)
    opened(world)
    for person in known[:3]:
        vote(world, found, person, 3)

    def bodies(work: Work) -> list[int]:
        rows = work.connection.execute(select(ballot_seat.c.body))
        return [len(row.body or b"") for row in rows]

    assert len(set(world.turn(bodies))) == 1
    closed(world)
    count(world, found)
    assert set(world.turn(bodies)) == {0}


@dataclass(slots=True)
class _Poll:
    """A ballot in a world of its own, and what it should come to."""

    world: World
    known: list[Person]
    found: Ballot
    said: dict[str, int] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def votes(self, who: int, choice: int) -> None:
        """Somebody votes for the first time or again."""
        person = self.known[who % len(self.known)]
        if person.id not in self.gone:
            vote(self.world, self.found, person, choice)
            self.said[person.id] = choice

    def links(self, who: int, _choice: int) -> None:
        """Somebody adds an account, and votes from there with the same seat."""
        person = self.known[who % len(self.known)]
        if person.id in self.gone:
            return
        new = {"channel": "web", "account": f"w{who}", "chat": f"w{who}"}
        if self.world.turn(partial(people.find, **new)) is None:
            adding = partial(people.add_identity, person_id=person.id, language="ar", **new)
            self.world.turn(adding)
        there = self.world.turn(partial(people.find, **new))
        assert there is not None
        seat = self.world.turn(partial(_seat, found=self.found, person=there))
        assert seat == self.world.turn(partial(_seat, found=self.found, person=person))

    def leaves(self, who: int, _choice: int) -> None:
        """Somebody is forgotten; what they voted goes with them, their seat stays empty."""
        person = self.known[who % len(self.known)]
        if person.id not in self.gone:
            forget(self.world, person)
            self.gone.add(person.id)
            self.said.pop(person.id, None)

    def returns(self, who: int, _choice: int) -> None:
        """Somebody who was forgotten comes back as somebody new, who is on no frozen roll."""
        person = self.known[who % len(self.known)]
        if person.id in self.gone:
            again = somebody(self.world, f"v{who % len(self.known)} telegram")
            report(self.world, again, place=TOWN)
            assert self.world.turn(partial(_seat, found=self.found, person=again)) is None

    def restarts(self, _who: int, _choice: int) -> None:
        """Everything in memory is lost."""
        self.world.restart()

    def waits(self, _who: int, _choice: int) -> None:
        """Some time goes by."""
        self.world.clock.forward(minutes=20)


acts = st.tuples(
    st.sampled_from(["votes"] * 6 + ["links", "leaves", "returns", "restarts", "waits"]),
    st.integers(0, FEW - 1),
    st.integers(NO_CHOICE, len(OPTIONS)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(acts, max_size=60))
def test_random_lives_of_a_ballot(life: list[tuple[str, int, int]]) -> None:
    """Each seat counts at most once, by its last vote; the sums are the ballots that were cast."""
    with TemporaryDirectory() as folder:
        world = sqlite_world(Path(folder))
        known = residents(world, FEW)
        poll = _Poll(world, known, frozen(world))
        opened(world)
        for name, who, choice in life:
            getattr(poll, name)(who, choice)
        closed(world)
        result = count(world, poll.found)
        cast = [choice for choice in poll.said.values() if choice != NO_CHOICE]
        codes = world.turn(partial(ballot_counting.counted_codes, found=poll.found))
        if len(cast) < LEAST:
            assert (result.cells, codes) == (None, [])
        else:
            wanted = tuple(cast.count(option) for option in range(1, len(OPTIONS) + 1))
            assert result.total == wanted
            assert len(codes) == len(set(codes)) == result.cast == len(cast)
        assert len(world.turn(partial(ballot_seats.roll_codes, found=poll.found))) == FEW
        world.close()


def test_codes_are_drawn_from_a_secret_that_is_gone(lite: World) -> None:
    """After the close the rows hold no secret, and no person leads to a code any more."""
    first, *_others = residents(lite, FEW)
    found = frozen(lite)
    seat = lite.turn(partial(_seat, found=found, person=first))
    assert seat is not None
    assert seat.on_roll != roll_code(b"", first.id)
    assert seat.inclusion != counted_code(b"", seat.on_roll)
    closed(lite)
    count(lite, found)
    after = lite.turn(partial(ballots.load, ballot_id=found.id))
    assert lite.turn(partial(_seat, found=after, person=first)) is None
    assert not lite.keys.has(votes_key(found.id))
