"""After the close nobody who lacks the poll's own key links ballots to people better than chance.

`make prove` plays 1,000 polls, as deliberation goal 5 asks; the bounded form always runs.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from civic.ballots import LEAST
from handlers.ballot_closing import above
from storage import ballot_counting, people
from storage.ballot_keys import votes_key
from tests.balloted import frozen, residents, told
from tests.unlinking import ATTACKS, Case, Guesses, Learner, by_opening
from tests.world import Resident, World, sqlite_world

LONG: Final = os.environ.get("MASHWARA_PROOFS") == "long"
WORLDS, POLLS = (200, 5) if LONG else (3, 4)
"""So many databases, and polls one after another in each."""

VOTERS: Final = LEAST + 4
ALLOWED: Final = 0.01 if LONG else 3 * 0.5 / sqrt(WORLDS * POLLS * LEAST)
"""One point of a hundred, as goal 5 says; in the bounded form three standard errors."""

WORDS: Final = ("الجسر", "السوق", "المدرسة", "المستوصف")


class Poll:
    """A mixed poll: who votes, what, when, whether again, by button or by number."""

    def __init__(self, world: World, folder: Path, chance: random.Random) -> None:
        self.world, self.folder, self.chance = world, folder, chance
        self.options = WORDS[: chance.randint(2, 4)]
        self.truth: dict[str, int] = {}
        self.found = frozen(world, options=self.options, days=1)

    def play(self) -> None:
        """Let people vote in any order, and some of them again."""
        self.world.clock.forward(days=1)
        leaning = [self.chance.random() + 0.1 for _ in self.options]
        turnout = self.chance.sample(range(VOTERS), self.chance.randint(LEAST, VOTERS))
        again = self.chance.choices(turnout, k=self.chance.randint(0, 5))
        for number in [*turnout, *again]:
            choice = self.chance.choices(range(len(self.options)), leaning)[0]
            self._votes(number, choice)
        self.world.clock.forward(days=1)

    def closes(self) -> Case:
        """Count it, destroy the key of its votes, and hand everything over."""
        self._counts()
        self.world.keys.forget(votes_key(self.found.id))
        finishing = partial(ballot_counting.finish, ballot_id=self.found.id)
        assert self.world.turn(finishing)
        assert votes_key(self.found.id) not in self.case.owners()
        return self.case

    def closes_and_keeps_its_key(self) -> Case:
        """Count it and forget to destroy the key, to see whether the attack is any good."""
        self._counts()
        return self.case

    @property
    def case(self) -> Case:
        """What is seized."""
        tally = told(self.world, self.found).total
        return Case(self.folder, self.world.keys, self.found.id, tally)

    def _counts(self) -> None:
        lies_in = above(self.world.service.places, self.found.place)
        counting = partial(ballot_counting.count, found=self.found, above=lies_in)
        assert self.world.turn(counting)

    def _votes(self, number: int, choice: int) -> None:
        name = f"v{number} telegram"
        who = Resident(self.world, account=name, restarts=False)
        who.says(f"/ballot {self.found.number} vote")
        if self.chance.random() < 0.3:
            who.says(str(choice + 1))
        else:
            who.taps(self.options[choice])
        find = partial(people.find, channel="telegram", account=name, chat=name)
        person = self.world.turn(find)
        assert person is not None
        self.truth[person.id] = choice + 1


@contextmanager
def place_of_polls(seed: int) -> Iterator[tuple[World, Path, random.Random]]:
    """A database with residents, in a folder of its own."""
    with TemporaryDirectory() as name:
        world = sqlite_world(Path(name))
        residents(world, VOTERS)
        yield world, Path(name), random.Random(seed)
        world.close()


def excess(guesses: Guesses, case: Case, truth: Guesses) -> list[float]:
    """Return for each guess how much better it was than the published tally lets it be."""
    cast = sum(case.tally)
    return [
        (truth[person] == guess) - case.tally[guess - 1] / cast
        for person, guess in guesses.items()
        if guess and guess <= len(case.tally)
    ]


@pytest.mark.proof
def test_no_attack_is_better_than_chance() -> None:
    """Orders of answers, rows and pages, what can be opened, and what earlier polls taught."""
    better: dict[str, list[float]] = defaultdict(list)
    learner = Learner()
    for seed in range(WORLDS):
        with place_of_polls(seed) as (world, folder, chance):
            for _ in range(POLLS):
                poll = Poll(world, folder, chance)
                poll.play()
                case = poll.closes()
                for name, attack in ATTACKS.items():
                    better[name] += excess(attack(case), case, poll.truth)
                better["learning"] += excess(learner.guesses(case), case, poll.truth)
                learner.learns(case, poll.truth)
    assert better["opening"] == []
    assert {name: gain for name, gain in _gains(better).items() if abs(gain) > ALLOWED} == {}


def _gains(better: Mapping[str, list[float]]) -> dict[str, float]:
    """Return by how much each attack was right more often than the published sums allow."""
    found = {name: gains for name, gains in better.items() if name != "opening"}
    assert all(len(gains) >= WORLDS * POLLS * LEAST for gains in found.values())
    return {name: sum(gains) / len(gains) for name, gains in found.items()}


def test_with_the_polls_key_the_same_attack_links_everybody() -> None:
    """So that the proof proves something: what is missing is that key and nothing else."""
    with place_of_polls(1) as (world, folder, chance):
        poll = Poll(world, folder, chance)
        poll.play()
        case = poll.closes_and_keeps_its_key()
        assert by_opening(case) == poll.truth
        world.keys.forget(votes_key(poll.found.id))
        assert by_opening(case) == {}


def test_sealed_remains_are_found_where_they_lie() -> None:
    """The attacker sees seats being written in the log, each vote after the other."""
    with place_of_polls(2) as (world, folder, chance):
        poll = Poll(world, folder, chance)
        poll.play()
        case = poll.closes()
        assert len(case.remains.written) >= VOTERS + len(poll.truth)


def test_while_people_vote_whoever_has_everything_sees_everything() -> None:
    """Said honestly in docs/decisions/0023; only the close takes it out of everybody's hands."""
    with place_of_polls(3) as (world, folder, chance):
        poll = Poll(world, folder, chance)
        poll.play()
        assert by_opening(Case(folder, world.keys, poll.found.id, ())) == poll.truth
        assert by_opening(poll.closes()) == {}
