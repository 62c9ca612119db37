"""A published paper: everything that everybody may read of a group's work, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from civic.group_votes import Vote
from civic.joint_papers import Opinion, check_dissent
from civic.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOpinion:
    """An opposing opinion; `name` is empty for whoever is not named, then `member` stands."""

    member: int
    name: str
    text: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicComment:
    """A comment with its answer; codes as in the group, 0 for the whole text.

    `spoken` is one that came by voice.
    """

    number: int
    version: int
    paragraph: int
    stance: str
    words: str
    name: str
    verdict: str
    answer: str
    spoken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSource:
    """A source of the paper; `digest` is the SHA-256 of a file, which is not published itself."""

    number: int
    kind: str
    what: str
    why: str
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCount:
    """What came of the vote on a part: 0 is the whole text."""

    part: int
    agree: int
    reservation: int
    disagree: int
    abstain: int
    adopted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNote:
    """A note of the reviewing office with the group's answer."""

    text: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSession:
    """A session of the group: the day, what it was about, how many were there, what it came to."""

    number: int
    day: str
    agenda: str
    present: int
    minutes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStep:
    """A step of the group's life: the stage it came to, and the day, "2026-11-22"."""

    stage: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPaper:
    """A paper as it is published; places, stages and offices are codes and names to be shown."""

    number: int
    title: str
    why: str
    place: str
    day: str
    summary: str
    paragraphs: dict[int, str]
    left_out: dict[int, str]
    opposing: tuple[PublicOpinion, ...]
    sources: tuple[PublicSource, ...]
    comments: tuple[PublicComment, ...]
    members: tuple[str, ...]
    seats: int
    voted: int
    counts: tuple[PublicCount, ...]
    code: str
    review: str
    reviewer_ar: str
    reviewer_en: str
    notes: tuple[PublicNote, ...]
    history: tuple[PublicStep, ...]
    sessions: tuple[PublicSession, ...] = ()


def check(paper: PublicPaper, votes: Sequence[Vote], opinions: Sequence[Opinion]) -> None:
    """Refuse to publish a paper in which somebody who disagreed is not heard in their words.

    Raises Refusal as `civic.joint_papers.check_dissent`, or "paper.dissent-missing" where what
    is to be published lacks what the paper has.
    """
    check_dissent(votes, opinions)
    shown = {(each.member, each.text) for each in paper.opposing}
    absent = [each.seat for each in opinions if (each.seat, each.text) not in shown]
    if absent:
        raise Refusal("paper.dissent-missing", seats=tuple(sorted(absent)))
