"""The life of a working group: its stages, which follow each other, and what each step needs.

The way is that of the recommendations of 2021 (no. 13): study, draft, ask everybody, answer,
decide, and publish the majority's opinion together with the opposing one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from civic.group_progress import CONDITIONS, Need, Progress
from civic.refusals import Refusal


class Stage(StrEnum):
    """Where a group stands."""

    PROPOSED = "proposed"
    FORMING = "forming"
    RESEARCHING = "researching"
    DRAFTING = "drafting"
    COMMENTING = "commenting"
    ANSWERING = "answering"
    DECIDING = "deciding"
    PAPER = "paper"
    REVIEW = "review"
    RETURNED = "returned"
    PUBLISHED = "published"
    CLOSED = "closed"


ENDED: Final = frozenset({Stage.PUBLISHED, Stage.CLOSED})
"""Where nothing follows."""

SEATED: Final = frozenset(Stage) - {Stage.PROPOSED, Stage.FORMING} - ENDED
"""Where the seats are taken and the work goes on."""

BEFORE_THE_VOTE: Final = frozenset(
    {Stage.RESEARCHING, Stage.DRAFTING, Stage.COMMENTING, Stage.ANSWERING}
)
"""While sources are collected."""

WRITING: Final = frozenset({Stage.DRAFTING, Stage.ANSWERING})
"""While a new version of the draft can be sent."""

BY_CONVENER: Final = frozenset(
    {
        *(Stage.FORMING, Stage.RESEARCHING, Stage.DRAFTING, Stage.COMMENTING, Stage.ANSWERING),
        Stage.CLOSED,
    }
)
"""Where the convener leads a group; everywhere else a vote, a paper or its review does."""

_PAPER_NEEDS: Final = (Need.DISSENT_IN_PAPER, Need.DISSENT_CONFIRMED)

STEPS: Final[Mapping[tuple[Stage, Stage], tuple[Need, ...]]] = MappingProxyType(
    {
        (Stage.PROPOSED, Stage.FORMING): (),
        (Stage.FORMING, Stage.RESEARCHING): (Need.SEATS, Need.QUOTA),
        (Stage.RESEARCHING, Stage.DRAFTING): (Need.SOURCE,),
        (Stage.DRAFTING, Stage.COMMENTING): (Need.DRAFT, Need.ANSWERS, Need.WINDOW),
        (Stage.COMMENTING, Stage.ANSWERING): (Need.WINDOW_OVER,),
        (Stage.ANSWERING, Stage.DRAFTING): (Need.ANSWERS,),
        (Stage.ANSWERING, Stage.DECIDING): (Need.SEATS, Need.ANSWERS, Need.TEXT),
        (Stage.DECIDING, Stage.PAPER): (Need.VOTE_OVER, Need.QUORUM),
        (Stage.DECIDING, Stage.DRAFTING): (Need.VOTE_OVER,),
        (Stage.PAPER, Stage.REVIEW): (*_PAPER_NEEDS, Need.SUMMARY),
        (Stage.REVIEW, Stage.RETURNED): (Need.NOTES,),
        (Stage.REVIEW, Stage.PUBLISHED): (*_PAPER_NEEDS, Need.REVIEWED, Need.NOTES_ANSWERED),
        (Stage.RETURNED, Stage.REVIEW): (*_PAPER_NEEDS, Need.NOTES_ANSWERED),
        **{(stage, Stage.CLOSED): (Need.REASON,) for stage in Stage if stage not in ENDED},
    }
)
"""Each step from one stage to another, with what must hold for it."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What a step lacks: the code of a refusal (`group.…`) and its facts."""

    need: Need
    facts: Mapping[str, object]

    @property
    def code(self) -> str:
        """Return the code by which the words are found."""
        return f"group.{self.need}"


def following(stage: Stage) -> tuple[Stage, ...]:
    """Return the stages to which a step leads from here."""
    return tuple(to for at, to in STEPS if at is stage)


def missing(stage: Stage, to: Stage, progress: Progress) -> tuple[Missing, ...]:
    """Return everything that a step lacks; raises Refusal "group.no-such-step"."""
    needs = STEPS.get((stage, to))
    if needs is None:
        raise Refusal("group.no-such-step", stage=stage, to=to)
    found = ((need, CONDITIONS[need](progress)) for need in needs)
    return tuple(Missing(need, facts) for need, facts in found if facts is not None)


def check_step(stage: Stage, to: Stage, progress: Progress) -> None:
    """Refuse a step that is none, or lacks something.

    Raises Refusal "group.no-such-step", or of the first thing missing (`Missing.code`).
    """
    for lack in missing(stage, to, progress):
        raise Refusal(lack.code, stage=stage, to=to, **lack.facts)
