"""The joint paper: the majority's text, and the opposing opinion that its holders confirm."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from civic.group_votes import LONGEST_REASON, WHOLE, Ballot, Vote, adopted, dissent
from civic.need_actions import is_reason
from civic.refusals import Refusal

CONFIRM_WITHIN: Final = 72 * 3600
"""Seconds in which somebody who disagreed can change and confirm the text of their opinion."""

LONGEST_OPINION: Final = 4 * LONGEST_REASON
"""Characters of an opinion, which may say more than the reasons it began with."""

MOST_WORDS: Final = 120
"""Words of the summary."""


class OpinionState(StrEnum):
    """How far an opposing opinion has come."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"  # the time ended, which the paper says


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """The opposing opinion of one seat; `due` is when its time ends, in seconds."""

    seat: int
    text: str
    state: OpinionState
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPaper:
    """A paper as it was composed: which parts were adopted, and who has another opinion."""

    adopted: tuple[int, ...]
    left_out: tuple[int, ...]
    opinions: tuple[Opinion, ...]


def compose(ballot: Ballot, votes: Sequence[Vote], now: int) -> JointPaper:
    """Compose the paper of a vote that is over.

    Raises Refusal "paper.vote-open", or "paper.not-adopted" where no part has a majority.
    """
    if now < ballot.closes:
        raise Refusal("paper.vote-open", closes=ballot.closes)
    parts = adopted(ballot, votes)
    if not parts:
        raise Refusal("paper.not-adopted")
    return JointPaper(
        adopted=parts,
        left_out=tuple(part for part in ballot.parts if part not in parts),
        opinions=tuple(
            Opinion(
                seat=seat,
                text=first_text(said),
                state=OpinionState.ASKED,
                due=now + CONFIRM_WITHIN,
            )
            for seat, said in dissent(votes).items()
        ),
    )


def first_text(said: Iterable[Vote]) -> str:
    """Return an opinion as it is first proposed: the reasons, each with its paragraph's number."""
    return "\n".join(
        vote.reason if vote.part == WHOLE else f"({vote.part}) {vote.reason}" for vote in said
    )


def kept(paragraphs: Mapping[int, str], paper: JointPaper) -> dict[int, str]:
    """Return the majority's text: the whole, or the paragraphs that were adopted."""
    if WHOLE in paper.adopted:
        return dict(paragraphs)
    return {number: paragraphs[number] for number in paper.adopted}


def change(opinion: Opinion, text: str, now: int) -> Opinion:
    """Return an opinion in other words, which are then to be confirmed.

    Raises Refusal "opinion.over", "opinion.empty" or "opinion.long".
    """
    _check_time(opinion, now)
    if not is_reason(text):
        raise Refusal("opinion.empty")
    if len(text) > LONGEST_OPINION:
        raise Refusal("opinion.long", have=len(text), most=LONGEST_OPINION)
    return replace(opinion, text=text, state=OpinionState.ASKED)


def confirm(opinion: Opinion, now: int) -> Opinion:
    """Return an opinion that says what was meant; raises Refusal "opinion.over"."""
    _check_time(opinion, now)
    return replace(opinion, state=OpinionState.CONFIRMED)


def end_time(opinion: Opinion, now: int) -> Opinion:
    """Return an opinion as it stands when its time may have ended."""
    if opinion.state is OpinionState.ASKED and now >= opinion.due:
        return replace(opinion, state=OpinionState.UNCONFIRMED)
    return opinion


def check_dissent(votes: Iterable[Vote], opinions: Iterable[Opinion]) -> None:
    """Refuse a paper in which somebody who disagreed is not heard.

    Raises Refusal "paper.dissent-missing" or "paper.dissent-waits", with the seats.
    """
    by_seat = {opinion.seat: opinion for opinion in opinions if opinion.text.strip()}
    dissenters = dissent(votes)
    if absent := sorted(dissenters.keys() - by_seat.keys()):
        raise Refusal("paper.dissent-missing", seats=tuple(absent))
    if waiting := sorted(seat for seat in dissenters if by_seat[seat].state is OpinionState.ASKED):
        raise Refusal("paper.dissent-waits", seats=tuple(waiting))


def words_in(text: str) -> int:
    """Return how many words a text has: what stands between spaces, marks alone not counted."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def check_summary(text: str) -> None:
    """Refuse a summary that says nothing or too much.

    Raises Refusal "summary.empty" or "summary.long".
    """
    if not is_reason(text):
        raise Refusal("summary.empty")
    if (words := words_in(text)) > MOST_WORDS:
        raise Refusal("summary.long", words=words, most=MOST_WORDS)


def is_approved(approving: Collection[object], seats: int) -> bool:
    """Tell whether more than half of the seats approve of the summary."""
    return 2 * len(approving) > seats


def _check_time(opinion: Opinion, now: int) -> None:
    if opinion.state is OpinionState.UNCONFIRMED or now >= opinion.due:
        raise Refusal("opinion.over", due=opinion.due)
