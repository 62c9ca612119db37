"""Ten thousand random ways from a vote to a paper: none breaks what members are promised."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from civic.group_votes import (
    WITH_REASON,
    Ballot,
    Choice,
    Vote,
    check_votes,
    dissent,
    latest,
    tally,
    voted,
)
from civic.joint_papers import (
    JointPaper,
    Opinion,
    OpinionState,
    change,
    check_dissent,
    compose,
    confirm,
    end_time,
)
from civic.refusals import Refusal
from civic.vote_chain import Cast, ChainSeat, Opening, code, follow

SEQUENCES = 10_000
STEPS = 36
CLOSES = 3 * 86_400
WHY = "الكلفة لا تتناسب مع الفائدة"
REASONS = (WHY, WHY, WHY, "", ".", "كلمة " * 120)


@dataclass
class Life:
    """A vote and its paper, moved on by dice; what was accepted is noted beside it."""

    dice: random.Random
    ballot: Ballot
    now: int = 0
    votes: list[Vote] = field(default_factory=list)
    accepted: list[tuple[int, Vote]] = field(default_factory=list)
    opinions: dict[int, Opinion] = field(default_factory=dict)
    paper: JointPaper | None = None
    published: bool = False

    def step(self) -> None:
        """Do one thing at random, until the paper is published; a refusal changes nothing."""
        if self.published:
            return
        self.now += self.dice.choice((0, 60, 3_600, 86_400))
        try:
            self.dice.choice((self.vote, self.vote, self.vote, self.compose, self.word, self.out))()
        except Refusal:
            return

    def vote(self) -> None:
        """Somebody, with or without a seat, votes on all parts or too few."""
        seat = self.dice.randint(1, len(self.ballot.seats) + 1)
        parts = self.ballot.parts[: self.dice.randint(1, 4)]
        said = [
            Vote(seat, part, self.dice.choice(list(Choice)), self.dice.choice(REASONS))
            for part in parts
        ]
        check_votes(self.ballot, said, self.now)
        self.votes += said
        self.accepted += [(self.now, each) for each in said]

    def compose(self) -> None:
        """Compose the paper, if there is none yet."""
        if self.paper is None:
            self.paper = compose(self.ballot, self.votes, self.now)
            self.opinions = {each.seat: each for each in self.paper.opinions}

    def word(self) -> None:
        """Somebody who disagreed confirms or changes their words, or their time ends."""
        if self.opinions:
            seat = self.dice.choice(sorted(self.opinions))
            opinion = end_time(self.opinions[seat], self.now)
            self.opinions[seat] = opinion
            if self.dice.random() < 0.5:
                self.opinions[seat] = confirm(opinion, self.now)
            else:
                self.opinions[seat] = change(opinion, self.dice.choice(REASONS), self.now)

    def out(self) -> None:
        """Publish; sometimes a section was lost on the way."""
        if self.paper is not None:
            shown = list(self.opinions.values())
            if shown and self.dice.random() < 0.3:
                shown.pop()
            check_dissent(self.votes, shown)
            self.published = True


def life(seed: int) -> Life:
    """Play one life to its end."""
    dice = random.Random(seed)
    seats = frozenset(range(1, dice.randint(3, 5) + 1))
    found = Life(dice, Ballot(seats, dice.choice(((0,), (1, 2))), CLOSES))
    for _ in range(STEPS):
        found.step()
    return found


def test_no_random_way_breaks_a_promise() -> None:
    """No vote lost, counted twice or after the close; no paper without whoever disagreed."""
    published = dissenting = 0
    for seed in range(SEQUENCES):
        found = life(seed)
        assert [vote for _, vote in found.accepted] == found.votes
        assert all(at < CLOSES for at, _ in found.accepted)
        assert {vote.seat for vote in found.votes} <= found.ballot.seats
        assert all(len(vote.reason) >= 8 for vote in found.votes if vote.choice in WITH_REASON)
        for part in found.ballot.parts:
            assert sum(tally(found.votes, part).values()) == len(voted(found.votes))
        assert latest(found.votes) == {(v.seat, v.part): v for v in found.votes}
        if found.published:
            against = dissent(found.votes)
            published, dissenting = published + 1, dissenting + bool(against)
            assert against.keys() == found.opinions.keys()
            settled = {each.state for each in found.opinions.values()}
            assert OpinionState.ASKED not in settled
            assert all(each.text.strip() for each in found.opinions.values())
    assert published > 500
    assert dissenting > 100


def test_no_two_random_tables_have_one_code() -> None:
    """Unless they are the same."""
    known: dict[str, tuple[Vote, ...]] = {}
    for seed in range(2_000):
        votes = tuple(life(seed).votes)
        opening = Opening(
            vote="v",
            text="t",
            parts=(0,),
            quorum=2,
            seats=[ChainSeat(number, "", f"secret {number}") for number in range(1, 6)],
        )
        casts = [Cast(v.seat, v.part, v.choice, v.reason) for v in votes]
        told = code(follow(opening, casts), len(casts))
        assert known.setdefault(told, votes) == votes
