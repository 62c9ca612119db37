"""A joint paper before its reviewing office: sent, noted on, settled; the group hears of it."""

from __future__ import annotations

from typing import Final

from civic.group_reviews import ReviewState
from civic.groups import Stage
from civic.mandates import Body, Mandate
from civic.refusals import Refusal
from conversations import group_reviews as words
from conversations.messages import Button, Role
from conversations.paper_refusals import why_not
from conversations.scripts.group_say import PaperWords
from handlers import paper_news
from handlers.service import Service
from handlers.visit import Visit, going_on
from storage import (
    group_reviews,
    groups,
    need_offices,
    offices,
    timers,
)
from storage.group_reviews import GroupReview
from storage.groups import CLOCK, Group
from storage.joint_papers import Paper
from storage.work import Work

END: Final = "group.review.end"
"""Timer: the time of the reviewing office is over."""

OPEN: Final = ReviewState.OPEN
NOTE: Final = "note"
DONE: Final = "done"


def reviewer(work: Work, service: Service, group: Group) -> str | None:
    """Return the office that reviews: the nearest above who convened, else the administration."""
    above = need_offices.next_up(work, service.places, group.office)
    if above is not None:
        return above.id
    runs = offices.at(work, service.home, Body.ADMINISTRATION)
    return runs[0].id if runs else None


def hand_in(
    work: Work, service: Service, group: Group, paper: Paper, office_id: str
) -> GroupReview:
    """Put a paper before its office and tell those who sit there."""
    review = group_reviews.open_review(work, paper.id, office_id)
    timers.set_timer(work, END, review.id, review.due)
    paper_news.later(work, service, paper_news.ARRIVED, review.id)
    return review


def noted(visit: Visit, by: Mandate, said: PaperWords) -> None:
    """Add the note that an office wrote."""
    group = groups.numbered(visit.work, said.group)
    waiting = group_reviews.of_office(visit.work, by.office.id)
    found = next((each for each in waiting if group is not None and each.group == group.id), None)
    if found is None:
        visit.say(words.NOTHING_WAITS, *going_on(visit))
        return
    try:
        after = group_reviews.add_note(visit.work, found, said.text)
    except Refusal as refusal:
        visit.say(why_not(refusal), *going_on(visit))
        return
    visit.say(words.NOTE_ADDED, *offered(visit, said.group, after), *going_on(visit))


def settle(
    work: Work, service: Service, found: GroupReview, state: ReviewState, by: Mandate | None
) -> GroupReview:
    """Note what came of a review, move the group if there are notes, and tell its members."""
    after = group_reviews.settle(work, found, state, by.id if by else None)
    timers.drop(work, END, found.id)
    group = groups.load(work, found.group)
    if state is ReviewState.NOTES:
        groups.move(work, group, Stage.RETURNED, by.id if by else CLOCK)
    paper_news.later(work, service, paper_news.SETTLED, found.id)
    return after


def offered(visit: Visit, number: int, found: GroupReview) -> list[Button]:
    """Return what the office can do with a review that is open."""
    label = words.DONE_BUTTON if found.notes else words.NONE_BUTTON
    return [
        visit.command(words.NOTE_BUTTON, f"/review {number} {NOTE}"),
        visit.command(label, f"/review {number} {DONE}", Role.MAIN),
    ]
