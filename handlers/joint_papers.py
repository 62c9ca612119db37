"""A group and its joint paper: opinions confirmed, the summary approved, sent, notes answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from civic.group_reviews import ReviewState, after_answers
from civic.groups import Stage
from civic.joint_papers import Opinion, OpinionState, change, check_dissent, confirm
from civic.refusals import Refusal
from civic.text import digits
from conversations import group_reviews as review_words
from conversations import joint_papers as words
from conversations.group_votes import heading
from conversations.messages import Button, Role
from conversations.paper_refusals import why_not
from conversations.scripts.group_say import PaperWords, Purpose
from conversations.wording import Text, lines
from handlers import conversing, group_access, group_reviews, paper_texts, seat_notices
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import group_reviews as reviews
from storage import group_seats, group_votes, groups, joint_papers, offices
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


def said(visit: Visit, person: Person, what: PaperWords) -> None:
    """Store the words that a conversation about a paper came to."""
    asked, _rest = group_access.read(visit, person, str(what.group))
    found = joint_papers.newest(visit.work, asked.group.id) if asked else None
    if asked is None or found is None or asked.seat is None:
        visit.say(words.ONLY_MEMBERS, *going_on(visit))
        return
    try:
        _SAID[what.purpose](visit, asked, asked.seat, found, what)
    except Refusal as refusal:
        visit.say(why_not(refusal), _look(visit, asked), *going_on(visit))


def offered(visit: Visit, asked: Asked) -> list[Button]:
    """Return the way to the paper, for a group's card."""
    there = (Stage.PAPER, Stage.REVIEW, Stage.RETURNED)
    return [_look(visit, asked)] if asked.inside and asked.group.stage in there else []


def _carry_out(visit: Visit, person: Person, asked: Asked, found: Paper, rest: str) -> None:
    wish, _space, more = rest.partition(" ")
    try:
        if wish in _TALKS and asked.seat is not None:
            _talk(visit, person, asked, found, _TALKS[wish], more)
        elif wish in _APPROVALS and asked.seat is not None:
            _approve(visit, asked, asked.seat, found, _APPROVALS[wish])
        elif wish == "confirm" and asked.seat is not None:
            _confirm(visit, asked, asked.seat, found)
        elif wish == SEND:
            _send(visit, asked, found)
        else:
            _show(visit, asked, found)
    except Refusal as refusal:
        visit.say(why_not(refusal), _look(visit, asked), *going_on(visit))


def _talk(
    visit: Visit, person: Person, asked: Asked, found: Paper, purpose: Purpose, more: str
) -> None:
    """Begin to ask for words; refused at the beginning, so that nobody writes in vain."""
    number = int(digits(more)) if digits(more).isascii() and digits(more).isdigit() else 0
    review = reviews.newest(visit.work, found.id)
    if purpose is Purpose.OPINION and asked.seat is not None:
        confirm(_opinion(visit, found, asked.seat), visit.work.seconds)
    elif purpose is Purpose.SUMMARY and asked.group.stage is not Stage.PAPER:
        raise Refusal("summary.settled")
    elif purpose is Purpose.ANSWER and (review is None or not 0 < number <= len(review.notes)):
        visit.say(review_words.NO_SUCH_NOTE, _look(visit, asked))
        return
    opening = {"purpose": purpose.value, "group": asked.group.number, "note": number}
    conversing.begin(visit, person, "group_say", opening)


def _opinion(visit: Visit, found: Paper, seat: Seat) -> Opinion:
    opinion = joint_papers.opinion_of(visit.work, found, seat)
    if opinion is None:
        raise Refusal("opinion.none")
    return opinion


def _confirm(visit: Visit, asked: Asked, seat: Seat, found: Paper) -> None:
    settled = confirm(_opinion(visit, found, seat), visit.work.seconds)
    joint_papers.keep_opinion(visit.work, found, seat.id, settled)
    visit.say(words.CONFIRMED, _look(visit, asked), *going_on(visit))


def _change(visit: Visit, asked: Asked, seat: Seat, found: Paper, what: PaperWords) -> None:
    opinion = change(_opinion(visit, found, seat), what.text, visit.work.seconds)
    joint_papers.keep_opinion(visit.work, found, seat.id, opinion)
    visit.say(words.asked_again(opinion), *_asks(visit, asked), *going_on(visit))


def _summarise(visit: Visit, asked: Asked, seat: Seat, found: Paper, what: PaperWords) -> None:
    """Propose a summary to all members; whoever wrote it is asked like the others."""
    if asked.group.stage is not Stage.PAPER:
        raise Refusal("summary.settled")
    after = joint_papers.set_summary(visit.work, found, what.text)
    group = asked.group
    text = words.summary_proposed(group.number, group.topic.title, what.text)
    offers = tuple((label, f"/paper {group.number} {wish}") for wish, label in _LABELS.items())
    others = [each for each in _members(visit, asked) if each.id != seat.id]
    cause = f"group.summary:{found.id}:{after.version}"
    seat_notices.tell(visit.work, visit.service, others, text, cause=cause, buttons=offers)
    visit.say(text, *_approving(visit, asked), *going_on(visit))


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
    visit.say(review_words.ANSWERED, _look(visit, asked), *going_on(visit))


def _approve(visit: Visit, asked: Asked, seat: Seat, found: Paper, given: Approval) -> None:
    if not found.body.summary or asked.group.stage is not Stage.PAPER:
        raise Refusal("summary.settled" if found.body.summary else "summary.none")
    joint_papers.approve(visit.work, found, seat, given, len(_members(visit, asked)))
    visit.say(words.HEARD, _look(visit, asked), *going_on(visit))


def _send(visit: Visit, asked: Asked, found: Paper) -> None:
    """Send the paper to its reviewing office, if everybody who disagreed is heard in it."""
    work, vote = visit.work, group_votes.load(visit.work, found.vote)
    check_dissent(group_votes.votes(work, vote), joint_papers.opinions(work, found))
    office = group_reviews.reviewer(work, visit.service, asked.group)
    if office is None:
        visit.say(words.NO_OFFICE, _look(visit, asked), *going_on(visit))
        return
    groups.move(work, asked.group, Stage.REVIEW, asked.actor)
    review = group_reviews.send(work, visit.service, asked.group, found, office)
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
    visit.say(text, *_buttons(visit, asked, found, review), *going_on(visit))


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
    asks = _asks(visit, asked) if mine is not None and mine.state is OpinionState.ASKED else []
    approving = _approving(visit, asked) if found.body.summary and asked.seat else []
    summary = [visit.command(words.SUMMARY_BUTTON, f"/paper {number} summary")]
    send = [visit.command(words.SEND_BUTTON, f"/paper {number} {SEND}")] if found.approved else []
    return [*asks, *approving, *(summary if asked.seat else []), *send]


def _asks(visit: Visit, asked: Asked) -> list[Button]:
    number = asked.group.number
    return [
        visit.command(words.CONFIRM_BUTTON, f"/paper {number} confirm", Role.MAIN),
        visit.command(words.CHANGE_BUTTON, f"/paper {number} change"),
    ]


def _approving(visit: Visit, asked: Asked) -> list[Button]:
    number = asked.group.number
    return [visit.command(label, f"/paper {number} {wish}") for wish, label in _LABELS.items()]


def _members(visit: Visit, asked: Asked) -> list[Seat]:
    return group_seats.of_group(visit.work, asked.group.id)


def _office(visit: Visit, review: GroupReview) -> str:
    office = offices.named(visit.work, review.office)
    return office.name(visit.language) if office else ""


def _look(visit: Visit, asked: Asked) -> Button:
    return visit.command(words.LOOK_BUTTON, f"/paper {asked.group.number}")


_TALKS: Final[Mapping[str, Purpose]] = MappingProxyType(
    {"change": Purpose.OPINION, "summary": Purpose.SUMMARY, ANSWER: Purpose.ANSWER}
)
_LABELS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "named": words.APPROVE_NAMED_BUTTON,
        "approve": words.APPROVE_BUTTON,
        "refuse": words.REFUSE_BUTTON,
    }
)
_APPROVALS: Final[Mapping[str, Approval]] = MappingProxyType(
    {
        "named": Approval(approves=True, named=True),
        "approve": Approval(approves=True, named=False),
        "refuse": Approval(approves=False, named=False),
    }
)
_Say = Callable[[Visit, Asked, Seat, Paper, PaperWords], None]
_SAID: Final[Mapping[Purpose, _Say]] = MappingProxyType(
    {Purpose.OPINION: _change, Purpose.SUMMARY: _summarise, Purpose.ANSWER: _answer}
)
