"""Words for a joint paper are stored: opinions, summaries, answers; and what is offered then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from civic.group_reviews import ReviewState, after_answers
from civic.groups import Stage
from civic.joint_papers import Opinion, change
from civic.refusals import Refusal
from conversations import group_reviews as review_words
from conversations import joint_papers as words
from conversations.paper_refusals import why_not
from conversations.scripts.group_say import PaperWords, Purpose
from handlers import group_access, paper_news
from handlers.group_access import Asked
from handlers.paper_offers import approving, asks, look
from handlers.visit import Visit, going_on
from storage import group_reviews as reviews
from storage import group_seats, groups, joint_papers
from storage.group_seats import Seat
from storage.groups import Group
from storage.joint_papers import Paper
from storage.people import Person


def said(visit: Visit, person: Person, what: PaperWords) -> None:
    """Store the words that a conversation about a paper came to."""
    asked, _rest = group_access.read(visit, person, str(what.group))
    if asked is None:
        return
    found = joint_papers.newest(visit.work, asked.group.id)
    if found is None or asked.seat is None:
        visit.say(words.ONLY_MEMBERS, *going_on(visit))
        return
    try:
        _SAID[what.purpose](visit, asked, asked.seat, found, what)
    except Refusal as refusal:
        visit.say(why_not(refusal), look(visit, asked), *going_on(visit))


def opinion_of(visit: Visit, found: Paper, seat: Seat) -> Opinion:
    """Return the opposing opinion of a seat; raises Refusal "opinion.none"."""
    opinion = joint_papers.opinion_of(visit.work, found, seat)
    if opinion is None:
        raise Refusal("opinion.none")
    return opinion


def check_open(group: Group) -> None:
    """Refuse to change an opinion in a paper that has left the group; raises Refusal."""
    if group.stage is not Stage.PAPER:
        raise Refusal("group.no-such-step", stage=group.stage, to=Stage.PAPER)


def members(visit: Visit, asked: Asked) -> list[Seat]:
    """Return who sits in the group now."""
    return group_seats.of_group(visit.work, asked.group.id)


def _change(visit: Visit, asked: Asked, seat: Seat, found: Paper, what: PaperWords) -> None:
    check_open(asked.group)
    opinion = change(opinion_of(visit, found, seat), what.text, visit.work.seconds)
    joint_papers.keep_opinion(visit.work, found, seat.id, opinion)
    visit.say(words.asked_again(opinion), *asks(visit, asked), *going_on(visit))


def _summarise(visit: Visit, asked: Asked, seat: Seat, found: Paper, what: PaperWords) -> None:
    """Propose a summary to all members; whoever wrote it is asked like the others."""
    if asked.group.stage is not Stage.PAPER:
        raise Refusal("summary.settled")
    after = joint_papers.set_summary(visit.work, found, what.text)
    group = asked.group
    subject = f"{found.id} {after.version} {seat.id}"
    paper_news.later(visit.work, visit.service, paper_news.SUMMARY, subject)
    text = words.summary_proposed(group.number, group.topic.title, what.text)
    visit.say(text, *approving(visit, asked, after), *going_on(visit))


def _answer(visit: Visit, asked: Asked, seat: Seat, found: Paper, what: PaperWords) -> None:
    """Answer a note; with the last answer the paper goes back, and can be published."""
    work = visit.work
    review = reviews.newest(work, found.id)
    if review is None or review.state is not ReviewState.NOTES:
        raise Refusal("review.settled")
    after = reviews.answer(work, review, what.note, seat.id, what.text)
    state = after_answers(after.state, after.unanswered)
    if state is ReviewState.ANSWERED:
        groups.move(work, asked.group, Stage.REVIEW, seat.id)
        reviews.settle(work, after, state, None)
    visit.say(review_words.ANSWERED, look(visit, asked), *going_on(visit))


_Say = Callable[[Visit, Asked, Seat, Paper, PaperWords], None]
_SAID: Final[Mapping[Purpose, _Say]] = MappingProxyType(
    {Purpose.OPINION: _change, Purpose.SUMMARY: _summarise, Purpose.ANSWER: _answer}
)
