"""Whatever is tried in whatever order, no text of a group goes on over an unanswered comment."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Final

import pytest

from civic.group_acts import AnswerComments, GiveComment, SourceKind, Stance, Verdict
from civic.group_progress import DAY
from civic.groups import ENDED, Stage, following
from civic.refusals import Refusal
from handlers import group_news
from storage import (
    group_comments,
    group_drafts,
    group_progress,
    group_seats,
    group_sources,
    groups,
    timers,
)
from storage.groups import Group
from storage.work import Work
from tests.offices import Representative
from tests.seated import seated
from tests.world import Resident, World

SEQUENCES: Final = 10_000 if os.environ.get("MASHWARA_PROOFS") == "long" else 40
STEPS: Final = 60


@dataclass(slots=True)
class Walk:
    """One random life of a group; `stage` is where it must stand by what succeeded so far."""

    work: Work
    world: World
    group: str
    author: str
    dice: random.Random
    stage: Stage
    passed: list[Stage] = field(default_factory=list)

    def load(self) -> Group:
        """Return the group as it stands."""
        return groups.load(self.work, self.group)

    def seat(self) -> str:
        """Return one of the seats."""
        return self.dice.choice(group_seats.of_group(self.work, self.group)).id

    def step(self) -> None:
        """Try one thing, and hold what came of it against the promises."""
        waiting = group_comments.unanswered(self.work, self.group)
        self.dice.choice(TRIES)(self)
        now = self.load().stage
        if now is not self.stage:
            assert now in following(self.stage)
            if now in (Stage.COMMENTING, Stage.DECIDING, Stage.DRAFTING):
                assert not waiting
            self.stage = now
            self.passed.append(now)


def _move(walk: Walk) -> None:
    group = walk.load()
    likely = walk.dice.random() < 0.8
    to = walk.dice.choice(following(group.stage) if likely else list(Stage))
    days = walk.dice.randint(5, 12)
    if to is Stage.COMMENTING:
        groups.change(walk.work, group, window_days=days)
        group = walk.load()
    try:
        groups.move(
            walk.work, group, to, "x", "nobody needs it" if walk.dice.random() < 0.05 else ""
        )
    except Refusal as refusal:
        assert refusal.code.startswith("group.")
        return
    if to is Stage.COMMENTING:
        assert 7 <= days <= 10
        closes = walk.work.seconds + days * DAY
        groups.change(walk.work, walk.load(), window_closes=closes)
        draft = group_drafts.newest(walk.work, walk.group, group_drafts.OPEN)
        assert draft is not None
        group_drafts.freeze(walk.work, draft)


def _source(walk: Walk) -> None:
    group_sources.add(walk.work, walk.group, walk.seat(), SourceKind.NOTE, "what", "why")


def _draft(walk: Walk) -> None:
    group_drafts.add(walk.work, walk.group, walk.seat(), ("one", "two"))


def _comment(walk: Walk) -> None:
    draft = group_drafts.newest(walk.work, walk.group, group_drafts.FROZEN)
    if walk.stage is not Stage.COMMENTING or draft is None:
        return
    said = GiveComment(
        group=walk.group,
        draft=draft.id,
        paragraph=1,
        stance=walk.dice.choice(list(Stance)),
        words="a reason",
        voice="",
        name="",
    )
    group_comments.add(walk.work, walk.author, said)


def _answer(walk: Walk) -> None:
    waiting = group_comments.unanswered(walk.work, walk.group)
    found = walk.dice.sample(waiting, walk.dice.randint(0, len(waiting)))
    if not found:
        return
    act = AnswerComments(
        group=walk.group,
        numbers=tuple(each.number for each in found),
        bundle="",
        verdict=walk.dice.choice(list(Verdict)),
        reason="for a reason",
    )
    given = group_comments.answer(walk.work, walk.seat(), act, found)
    group_news.later(walk.work, walk.world.service, group_news.ANSWERED, given.id)


def _wait(walk: Walk) -> None:
    walk.work.now += timedelta(days=walk.dice.randint(1, 8))


TRIES: Final[tuple[Callable[[Walk], None], ...]] = (
    *(_move,) * 6,
    *(_source, _draft, _comment, _comment, _answer, _wait),
)


@pytest.mark.proof
def test_no_order_of_attempts_breaks_a_promise(lite: World) -> None:
    """Random lives of groups, through the real tables; each answer waits to be told."""
    members = [Resident(lite, account=each) for each in ("samira", "huda", "karim")]
    for member in members:
        member.agrees()
    convener = Representative(lite, account="hala")
    reached: set[Stage] = set()
    for number in range(SEQUENCES):
        convener.unlocks()
        group = seated(lite, convener, members)
        author = convener.person.id
        live = partial(_live, world=lite, group=group, author=author, number=number)
        reached |= set(lite.turn(live))
    assert {Stage.COMMENTING, Stage.ANSWERING, Stage.DECIDING} <= reached


def _live(work: Work, world: World, group: Group, author: str, number: int) -> list[Stage]:
    walk = Walk(work, world, group.id, author, random.Random(number), group.stage)
    for _ in range(STEPS):
        if walk.stage in ENDED:
            break
        walk.step()
    reached = group_progress.of(work, group.id)
    assert replace(reached, now=0).unanswered == tuple(
        each.number for each in group_comments.unanswered(work, group.id)
    )
    for said in group_comments.of_group(work, group.id):
        if said.answer:
            told = timers.get(work, group_news.TELL, f"{group_news.ANSWERED} {said.answer} ")
            assert told is not None
    assert [each.stage for each in groups.history(work, group.id)][3:] == walk.passed
    return walk.passed
