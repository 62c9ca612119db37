"""News of a vote, a summary and a review reach people in the day's safe hours."""

from __future__ import annotations

from functools import partial
from typing import Final

from civic.hours import next_safe
from conversations import group_reviews as review_words
from conversations import group_votes as vote_words
from conversations import joint_papers as paper_words
from conversations.wording import lines
from handlers import officials, seat_notices, vote_tables
from handlers.service import Service
from storage import (
    group_reviews,
    group_seats,
    group_votes,
    groups,
    joint_papers,
    mandates,
    offices,
    timers,
)
from storage.group_seats import Seat
from storage.groups import Group
from storage.work import Work

VOTE_OPENED: Final = "group.vote.opened"
SUMMARY: Final = "group.summary"
ARRIVED: Final = "group.review.arrived"
SETTLED: Final = "group.review.settled"
"""Timers: each is told of once; the subject is a row's id, with what else makes it one."""


def later(work: Work, service: Service, kind: str, subject: str) -> None:
    """Tell of something now, or in the morning if it is night."""
    timers.set_timer(work, kind, subject, next_safe(work.seconds))
    work.afterwards.append(partial(service.clock_waiting))


def vote_opened(work: Work, service: Service, subject: str) -> None:
    """Tell members that a vote is open, but not whoever opened it."""
    vote_id, _space, opener = subject.partition(" ")
    vote = group_votes.get(work, vote_id)
    if vote is None or not vote.open:
        return
    group = groups.load(work, vote.group)
    text = lines(
        vote_words.opened(group.number, group.topic.title, vote.closes),
        vote_words.NAMED,
        vote_words.opening_code(vote_tables.opening_code(vote)),
    )
    others = [seat for seat in vote.seats if seat.id != opener]
    look = ((vote_words.LOOK_BUTTON, f"/vote {group.number}"),)
    cause = f"{VOTE_OPENED}:{vote.id}"
    seat_notices.tell(work, service, others, text, cause=cause, buttons=look)


def summary_proposed(work: Work, service: Service, subject: str) -> None:
    """Ask members what they say to a summary that is still the newest, but not its author."""
    paper_id, version, author = subject.split(" ")
    paper = joint_papers.load(work, paper_id)
    if str(paper.version) != version:
        return
    group = groups.load(work, paper.group)
    text = paper_words.summary_proposed(group.number, group.topic.title, paper.body.summary)
    offers = tuple(
        (label, f"/paper {group.number} {wish} {version}")
        for wish, label in paper_words.APPROVALS.items()
    )
    others = [seat for seat in _seats(work, group) if seat.id != author]
    cause = f"{SUMMARY}:{paper.id}:{version}"
    seat_notices.tell(work, service, others, text, cause=cause, buttons=offers)


def review_arrived(work: Work, service: Service, review_id: str) -> None:
    """Tell those who sit in the reviewing office that a paper waits for them."""
    review = group_reviews.load(work, review_id)
    group = groups.load(work, review.group)
    text = review_words.arrived(group.number, group.topic.title, review.due)
    look = ((review_words.LOOK_BUTTON, f"/review {group.number}"),)
    people = mandates.holders(work, review.office)
    cause = f"{ARRIVED}:{review.id}"
    officials.tell(work, service, people, text, cause=cause, buttons=look)


def review_settled(work: Work, service: Service, review_id: str) -> None:
    """Tell the group what the office said, or that it said nothing."""
    review = group_reviews.load(work, review_id)
    group, office = groups.load(work, review.group), offices.named(work, review.office)
    members = [seat.person for seat in _seats(work, group) if seat.person]
    look = ((paper_words.LOOK_BUTTON, f"/paper {group.number}"),)
    for language, people in officials.by_language(work, members):
        name = office.name(language) if office else ""
        text = review_words.settled(group.number, group.topic.title, review.state, name)
        cause = f"{SETTLED}:{review.id}"
        seat_notices.tell_people(work, service, people, text, cause=cause, buttons=look)


def _seats(work: Work, group: Group) -> list[Seat]:
    return group_seats.of_group(work, group.id)
