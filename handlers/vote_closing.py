"""What time brings to a group's vote and its paper: reminders, the close, the end of a time."""

from __future__ import annotations

from typing import Final

from civic.group_reviews import at_the_end
from civic.group_votes import adopted, voted
from civic.groups import Stage
from civic.joint_papers import OpinionState, end_time
from conversations import group_votes as words
from conversations import joint_papers as paper_words
from conversations.wording import Text, lines
from handlers import reviewing, seat_notices, spoken_votes, vote_tables
from handlers.group_votes import CLOSE, REMIND
from handlers.service import Service
from storage import group_reviews as reviews
from storage import group_seats, group_votes, groups, joint_papers, timers, waiting_votes
from storage.group_votes import GroupVote
from storage.groups import CLOCK, Group
from storage.joint_papers import Paper
from storage.work import Work

OPINION: Final = "group.opinion.end"
"""Timer: the time in which those who disagreed can change their words is over."""


PAUSING: Final = (CLOSE, REMIND, OPINION, reviewing.END)
"""What waits for as long as the service was away."""


def put_off(work: Work, seconds: int) -> None:
    """Give votes, opinions and reviews the time back during which the service was away."""
    group_votes.put_off(work, seconds)
    joint_papers.put_off(work, seconds)
    reviews.put_off(work, seconds)


def remind(work: Work, service: Service, vote_id: str) -> None:
    """Remind those who have not voted, and nobody else."""
    vote = group_votes.get(work, vote_id)
    if vote is None or not vote.open:
        return
    group = groups.load(work, vote.group)
    look = ((words.LOOK_BUTTON, f"/vote {group.number}"),)
    cause = f"group.vote.remind:{vote.id}"
    for seat in group_votes.undecided(work, vote):
        why = spoken_votes.state(work, vote, seat)
        text = words.remind(group.number, group.topic.title, vote.closes, why)
        seat_notices.tell(work, service, [seat], text, cause=cause, buttons=look)


def close(work: Work, service: Service, vote_id: str) -> None:
    """Close a vote, give every member the whole table, and go on as it came out."""
    vote = group_votes.get(work, vote_id)
    if vote is None or not vote.open:
        return
    if work.seconds < vote.closes:  # an outage gave it more time
        timers.set_timer(work, CLOSE, vote.id, vote.closes)
        return
    vote = group_votes.close(work, vote)
    waiting_votes.end(work, vote)
    group = groups.load(work, vote.group)
    said = group_votes.votes(work, vote)
    if len(voted(said)) < vote.quorum:
        _tell(work, service, group, vote, None)
    elif not adopted(vote.ballot, said):
        groups.move(work, group, Stage.DRAFTING, CLOCK)
        _tell(work, service, group, vote, words.NOT_ADOPTED)
    else:
        _compose(work, service, group, vote)


def end_opinions(work: Work, service: Service, paper_id: str) -> None:
    """Note which opposing opinions were not confirmed in time, which the paper says."""
    paper = joint_papers.load(work, paper_id)
    if groups.load(work, paper.group).stage is Stage.CLOSED:
        return
    waiting = [each for each in joint_papers.opinions(work, paper) if _is_asked(each.state)]
    if not waiting:
        return
    due = max(each.due for each in waiting)
    if work.seconds < due:
        timers.set_timer(work, OPINION, paper.id, due)
        return
    vote = group_votes.load(work, paper.vote)
    ids = {seat.number: seat.id for seat in vote.seats}
    for each in waiting:
        joint_papers.keep_opinion(work, paper, ids[each.seat], end_time(each, work.seconds))
    _tell_ended(work, service, groups.load(work, paper.group), paper)


def end_review(work: Work, service: Service, review_id: str) -> None:
    """Take what the office wrote for its word, or record that it said nothing."""
    review = reviews.get(work, review_id)
    if review is None or groups.load(work, review.group).stage is Stage.CLOSED:
        return
    after = at_the_end(review.review, work.seconds)
    if after is review.state:
        if after is reviewing.OPEN:
            timers.set_timer(work, reviewing.END, review.id, review.due)
        return
    reviewing.settle(work, service, review, after, None)


def _compose(work: Work, service: Service, group: Group, vote: GroupVote) -> None:
    paper = joint_papers.compose(work, vote, group_votes.paragraphs(work, vote))
    groups.move(work, group, Stage.PAPER, CLOCK)
    _tell(work, service, group, vote, words.ADOPTED)
    by_number = {seat.number: seat for seat in vote.seats}
    opinions = joint_papers.opinions(work, paper)
    for opinion in opinions:
        offers = (
            (paper_words.CONFIRM_BUTTON, f"/paper {group.number} confirm"),
            (paper_words.CHANGE_BUTTON, f"/paper {group.number} change"),
        )
        text = paper_words.ask(group.number, group.topic.title, opinion)
        cause, seat = f"group.opinion:{paper.id}", by_number[opinion.seat]
        seat_notices.tell(work, service, [seat], text, cause=cause, buttons=offers)
    if opinions:
        timers.set_timer(work, OPINION, paper.id, opinions[0].due)


def _tell(work: Work, service: Service, group: Group, vote: GroupVote, came: Text | None) -> None:
    text = lines(
        words.heading(group.number, group.topic.title),
        words.CLOSED,
        vote_tables.table(work, vote),
        came,
    )
    look = ((words.LOOK_BUTTON, f"/vote {group.number}"),)
    if came is words.ADOPTED:
        look = ((paper_words.LOOK_BUTTON, f"/paper {group.number}"),)
    cause = f"group.vote.closed:{vote.id}"
    seat_notices.tell(work, service, vote.seats, text, cause=cause, buttons=look)


def _tell_ended(work: Work, service: Service, group: Group, paper: Paper) -> None:
    text = lines(words.heading(group.number, group.topic.title), paper_words.TIME_OVER)
    look = ((paper_words.LOOK_BUTTON, f"/paper {group.number}"),)
    seats = group_seats.of_group(work, group.id)
    cause = f"group.opinion.ended:{paper.id}"
    seat_notices.tell(work, service, seats, text, cause=cause, buttons=look)


def _is_asked(state: OpinionState) -> bool:
    return state is OpinionState.ASKED
