"""Whatever members say, write down or agree to in whatever order: each vote counts once or not."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from typing import Final

import pytest

from civic.group_votes import Choice, latest
from civic.recordings import State
from storage import recordings
from tests.clocks import pass_time
from tests.fetched import fetch_files
from tests.handlers.test_spoken_votes import VOICE, cast, the_vote, voting
from tests.world import Resident, World

WALKS: Final = 300 if os.environ.get("MASHWARA_PROOFS") == "long" else 4
STEPS: Final = 30


@dataclass(slots=True)
class Walk:
    """One random vote of three members; `counts` is what each seat's last cast vote is."""

    world: World
    members: list[Resident]
    dice: random.Random
    counts: dict[int, tuple[Choice, str]] = field(default_factory=dict)
    spoken: dict[int, Choice] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    said: int = 0

    def step(self) -> None:
        """Try one thing."""
        seat = self.dice.randrange(3)
        self.dice.choice((self.votes, self.speaks, self.writes, self.writes, self.answers))(seat)

    def votes(self, seat: int) -> None:
        """A vote in writing takes the place of one that waits."""
        choice = self.dice.choice((Choice.AGREE, Choice.ABSTAIN))
        self.members[seat].says(f"/vote 1 {choice}")
        self.counts[seat] = (choice, "")
        self.spoken.pop(seat, None)

    def speaks(self, seat: int) -> None:
        """A vote by voice waits, in place of another that does."""
        choice = self.dice.choice((Choice.DISAGREE, Choice.RESERVATION))
        self.members[seat].says(f"/vote 1 {choice}")
        self.members[seat].sends(**VOICE)
        fetch_files(self.world)
        self.spoken[seat] = choice
        self.words.pop(seat, None)

    def writes(self, seat: int) -> None:
        """Somebody tries to write any recording down, their own among them."""
        number, speaker, state = self.any_recording()
        self.said += 1
        words = f"السبب رقم {self.said} كما قيل في التسجيل"
        if self.members[seat].says(f"/group 1 write {number}").startswith("يرجى الاستماع"):
            self.members[seat].says(words)
            assert speaker != seat
            assert state is State.SPOKEN
            self.words[speaker] = words

    def answers(self, seat: int) -> None:
        """Somebody tries to agree to, or to reject, any recording."""
        number, speaker, state = self.any_recording()
        yes = self.dice.random() < 0.6
        self.members[seat].says(f"/group 1 said {number}")
        if speaker != seat or state is not State.WRITTEN:
            return
        self.members[seat].taps("نعم" if yes else "لا")
        if yes:
            self.counts[seat] = (self.spoken.pop(seat), self.words.pop(seat))
        else:
            self.words.pop(seat)

    def any_recording(self) -> tuple[int, int, State | None]:
        """Return a number with who spoke and how far it is; seldom one that there is not."""
        vote = self.world.turn(the_vote)
        found = self.world.turn(lambda work: recordings.waiting(work, vote.group))
        if not found or self.dice.random() < 0.1:
            return self.dice.randint(1, 40), -1, None
        one = self.dice.choice(found)
        speaker = next(seat.number - 1 for seat in vote.seats if seat.person == one.person)
        return one.number, speaker, one.state

    def counted(self) -> dict[int, tuple[Choice, str]]:
        """Return what the table counts."""
        return {
            seat - 1: (vote.choice, vote.reason)
            for (seat, _part), vote in latest(cast(self.world)).items()
        }


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(WALKS))
def test_no_vote_counts_before_it_is_agreed_to_and_none_is_lost(lite: World, seed: int) -> None:
    """After each step the table holds what was cast and agreed to, and nothing else."""
    walk = Walk(lite, voting(lite), random.Random(seed))
    for _ in range(STEPS):
        walk.step()
        assert walk.counted() == walk.counts
    waiting = set(walk.spoken)
    pass_time(lite, days=4)
    assert walk.counted() == walk.counts
    assert lite.count("attachment") == 0
    table = walk.members[0].says("/vote 1 table")
    assert ("لم يُؤكَّد في الموعد" in table) == bool(waiting)
