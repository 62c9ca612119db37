"""What a joint paper says, put together for a chat: both opinions and the summary."""

from __future__ import annotations

from conversations import group_votes as vote_words
from conversations import joint_papers as words
from conversations.wording import Text
from storage import group_seats, group_votes, joint_papers
from storage.joint_papers import Paper
from storage.work import Work


def whole(work: Work, paper: Paper, *, inside: bool = False) -> list[Text]:
    """Return the paper; only members read whose the opposing opinions are."""
    opinions = joint_papers.opinions(work, paper)
    names = _names(work, paper, inside=inside)
    approving = [each for each in joint_papers.approvals(work, paper).values() if each.approves]
    seats = len(group_seats.of_group(work, paper.group))
    found = [
        words.majority(paper.body.paragraphs),
        words.left_out(paper.body.left_out),
        words.opposing([(names[each.seat], each) for each in opinions]),
        words.summary(paper.body.summary, len(approving), seats),
    ]
    return [each for each in found if each is not None]


def _names(work: Work, paper: Paper, *, inside: bool) -> dict[int, Text]:
    seats = group_votes.load(work, paper.vote).seats
    if inside:
        return {seat.number: seat.name or vote_words.MEMBER_GONE for seat in seats}
    return {seat.number: words.member(seat.number) for seat in seats}
