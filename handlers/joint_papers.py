"""A group and its joint paper: opinions confirmed, the summary approved, sent, notes answered."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from civic.group_reviews import ReviewState
from civic.groups import Stage, check_step
from civic.joint_papers import OpinionState, check_dissent, confirm
from civic.refusals import Refusal
from civic.text import digits
from conversations import group_reviews as review_words
from conversations import joint_papers as words
from conversations.group_votes import heading
from conversations.messages import Button, Role
from conversations.paper_refusals import why_not
from conversations.scripts.group_say import Purpose
from conversations.wording import lines
from handlers import conversing, group_access, paper_texts, reviewing
from handlers.group_access import Asked
from handlers.paper_offers import approving, asks, look
from handlers.paper_words import check_open, members, opinion_of
from handlers.visit import Visit, going_on
from storage import group_progress, group_votes, groups, joint_papers, offices
from storage import group_reviews as reviews
from storage.group_reviews import GroupReview
from storage.group_seats import Seat
from storage.joint_papers import Approval, Paper
from storage.people import Person

SEND: Final = "send"
ANSWER: Final = "answer"


def paper(visit: Visit, person: Person, argument: str) -> bool:
    """Show the paper, or do with it what the line says."""
    asked, rest = group_access.read(visit, person, argument)
    if asked is None:
        return True
    found = joint_papers.newest(visit.work, asked.group.id)
    if not asked.inside:
        visit.say(words.ONLY_MEMBERS, group_access.to_group(visit, asked.group))
    elif found is None:
        visit.say(words.NO_PAPER, group_access.to_group(visit, asked.group))
    else:
        _carry_out(visit, person, asked, found, rest)
    return True


def _carry_out(visit: Visit, person: Person, asked: Asked, found: Paper, rest: str) -> None:
    wish, _space, more = rest.partition(" ")
    try:
        if wish in _TALKS and asked.seat is not None:
            _talk(visit, person, asked, found, _TALKS[wish], more)
        elif wish in _APPROVALS and asked.seat is not None:
            _approve(visit, asked, asked.seat, found, _APPROVALS[wish], more)
        elif wish == "confirm" and asked.seat is not None:
            _confirm(visit, asked, asked.seat, found)
        elif wish == SEND:
            _send(visit, asked, found)
        else:
            _show(visit, asked, found)
    except Refusal as refusal:
        visit.say(why_not(refusal), look(visit, asked), *going_on(visit))


def _talk(
    visit: Visit, person: Person, asked: Asked, found: Paper, purpose: Purpose, more: str
) -> None:
    """Begin to ask for words; refused at the beginning, so that nobody writes in vain."""
    number = int(digits(more)) if digits(more).isascii() and digits(more).isdigit() else 0
    review = reviews.newest(visit.work, found.id)
    if purpose is Purpose.OPINION and asked.seat is not None:
        check_open(asked.group)
        confirm(opinion_of(visit, found, asked.seat), visit.work.seconds)
    elif purpose is Purpose.SUMMARY and asked.group.stage is not Stage.PAPER:
        raise Refusal("summary.settled")
    elif purpose is Purpose.ANSWER and (review is None or not 0 < number <= len(review.notes)):
        visit.say(review_words.NO_SUCH_NOTE, look(visit, asked))
        return
    opening = {"purpose": purpose.value, "group": asked.group.number, "note": number}
    conversing.begin(visit, person, "group_say", opening)


def _confirm(visit: Visit, asked: Asked, seat: Seat, found: Paper) -> None:
    check_open(asked.group)
    settled = confirm(opinion_of(visit, found, seat), visit.work.seconds)
    joint_papers.keep_opinion(visit.work, found, seat.id, settled)
    visit.say(words.CONFIRMED, look(visit, asked), *going_on(visit))


def _approve(
    visit: Visit, asked: Asked, seat: Seat, found: Paper, given: Approval, version: str
) -> None:
    if not found.body.summary or asked.group.stage is not Stage.PAPER:
        raise Refusal("summary.settled" if found.body.summary else "summary.none")
    if digits(version).isdecimal() and digits(version) != str(
        found.version
    ):  # the button of another summary
        text = lines(words.CHANGED_SUMMARY, found.body.summary)
        visit.say(text, *approving(visit, asked, found), *going_on(visit))
        return
    joint_papers.approve(visit.work, found, seat, given, len(members(visit, asked)))
    visit.say(words.HEARD, look(visit, asked), *going_on(visit))


def _send(visit: Visit, asked: Asked, found: Paper) -> None:
    """Send the paper to its reviewing office, if everybody who disagreed is heard in it."""
    work, vote = visit.work, group_votes.load(visit.work, found.vote)
    check_dissent(group_votes.votes(work, vote), joint_papers.opinions(work, found))
    check_step(asked.group.stage, Stage.REVIEW, group_progress.of(work, asked.group.id))
    office = reviewing.reviewer(work, visit.service, asked.group)
    if office is None:
        visit.say(words.NO_OFFICE, look(visit, asked), *going_on(visit))
        return
    groups.move(work, asked.group, Stage.REVIEW, asked.actor)
    review = reviewing.hand_in(work, visit.service, asked.group, found, office)
    work.afterwards.append(visit.service.clock_waiting)
    visit.say(words.sent(_office(visit, review), review.due), *going_on(visit))


def _show(visit: Visit, asked: Asked, found: Paper) -> None:
    review = reviews.newest(visit.work, found.id)
    notes = [(note.number, note.text, note.answer) for note in review.notes] if review else []
    shown = review.notes if review and review.state is not ReviewState.OPEN else ()
    text = lines(
        heading(asked.group.number, asked.group.topic.title),
        *paper_texts.whole(visit.work, found, inside=True),
        review_words.said(review.state, _office(visit, review)) if review else None,
        review_words.notes(notes) if shown else None,
    )
    buttons = _buttons(visit, asked, found, review) or [group_access.to_group(visit, asked.group)]
    visit.say(text, *buttons, *going_on(visit))


def _buttons(visit: Visit, asked: Asked, found: Paper, review: GroupReview | None) -> list[Button]:
    number, stage = asked.group.number, asked.group.stage
    if stage is Stage.RETURNED and review is not None:
        return [
            visit.command(words.answer_button(note), f"/paper {number} {ANSWER} {note}")
            for note in review.unanswered
        ]
    if stage is Stage.REVIEW and review is not None and review.state is not ReviewState.OPEN:
        return [visit.command(review_words.PUBLISH_BUTTON, f"/publish {number}", Role.MAIN)]
    if stage is not Stage.PAPER:
        return []
    mine = joint_papers.opinion_of(visit.work, found, asked.seat) if asked.seat else None
    confirming = asks(visit, asked) if mine is not None and mine.state is OpinionState.ASKED else []
    deciding = approving(visit, asked, found) if found.body.summary and asked.seat else []
    summary = [visit.command(words.SUMMARY_BUTTON, f"/paper {number} summary")]
    send = [visit.command(words.SEND_BUTTON, f"/paper {number} {SEND}")] if found.approved else []
    return [*confirming, *deciding, *(summary if asked.seat else []), *send]


def _office(visit: Visit, review: GroupReview) -> str:
    office = offices.named(visit.work, review.office)
    return office.name(visit.language) if office else ""


_TALKS: Final[Mapping[str, Purpose]] = MappingProxyType(
    {"change": Purpose.OPINION, "summary": Purpose.SUMMARY, ANSWER: Purpose.ANSWER}
)
_APPROVALS: Final[Mapping[str, Approval]] = MappingProxyType(
    {
        "named": Approval(approves=True, named=True),
        "approve": Approval(approves=True, named=False),
        "refuse": Approval(approves=False, named=False),
    }
)
