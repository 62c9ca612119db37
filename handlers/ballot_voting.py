"""Voting in a ballot: a paper is pressed or answered by a number, and nothing of it is echoed.

No journal is kept, the answer does not repeat the choice, and what is typed while a paper is
shown goes neither into a conversation nor among what the person said (docs/decisions/0023).
"""

from __future__ import annotations

from functools import partial

from civic.refusals import Refusal
from conversations import ballots as words
from conversations.ballot_typing import chosen, is_number, means_else, means_vote
from conversations.messages import Kind
from handlers.ballot_papers import say_instead, show_paper, to_card, to_paper
from handlers.visit import Visit
from storage import ballot_papers, ballot_seats
from storage.ballot_papers import PREFIX, Paper
from storage.ballots import Ballot
from storage.people import Person


def take(visit: Visit, person: Person) -> bool:
    """Take what belongs to a ballot paper; false for anything else, which is then handled."""
    incoming = visit.incoming
    if incoming.tap:
        if not incoming.tap.startswith(PREFIX):
            return False
        _press(visit, person, incoming.tap)
        return True
    if incoming.edited or incoming.text.startswith("/"):
        return False
    paper = ballot_papers.last(visit.work, visit.address.lane)
    return paper is not None and _answered(visit, person, paper)


def vote_in(visit: Visit) -> Ballot | None:
    """Return in which ballot something may be a vote, of which nothing may be put aside."""
    incoming = visit.incoming
    if incoming.tap:
        ours = incoming.tap.startswith(PREFIX)
        pressed = ballot_papers.pressed(visit.work, visit.address, incoming.tap) if ours else None
        return pressed.ballot if pressed else None
    paper = ballot_papers.last(visit.work, visit.address.lane)
    return paper.ballot if paper else None


def _press(visit: Visit, person: Person, data: str) -> None:
    pressed = ballot_papers.pressed(visit.work, person.address, data)
    if pressed is None:
        say_instead(visit, words.NO_SUCH_BALLOT)
    elif pressed.choice is None:
        show_paper(visit, person, pressed.ballot, words.OLD_PAPER)
    else:
        _vote(visit, person, pressed.ballot, pressed.choice)


def _answered(visit: Visit, person: Person, paper: Paper) -> bool:
    """Take a number or the words of an option; other words only while the paper is fresh."""
    incoming, found = visit.incoming, paper.ballot
    if not paper.waits:
        return _named_again(visit, person, paper)
    choice = chosen(found.options, incoming.text) if incoming.kind is Kind.TEXT else None
    if choice is not None and _is_meant(visit, paper):
        _take_back(visit)
        _vote(visit, person, found, choice)
    elif not paper.fresh or means_else(incoming.text):
        return False
    else:
        show_paper(visit, person, found, words.NOT_KEPT if choice is None else None)
    return True


def _is_meant(visit: Visit, paper: Paper) -> bool:
    """Tell whether typed words are about the paper: a number counts what was shown last of all."""
    return paper.newest or not is_number(visit.incoming.text)


def _named_again(visit: Visit, person: Person, paper: Paper) -> bool:
    """Show the paper once more to whoever names an option, or its number, just after voting."""
    named = means_vote(paper.ballot.options, visit.incoming.text)
    if not (paper.fresh and named and _is_meant(visit, paper)):
        return False
    _take_back(visit)
    show_paper(visit, person, paper.ballot, words.TO_VOTE_AGAIN)
    return True


def _take_back(visit: Visit) -> None:
    """Have the channel delete what was typed, where it can."""
    incoming = visit.incoming
    if incoming.message:
        withdrawing = (incoming.channel, incoming.chat, [incoming.message])
        visit.work.afterwards.append(partial(visit.service.withdraw, *withdrawing))


def _vote(visit: Visit, person: Person, found: Ballot, choice: int) -> None:
    work = visit.work
    seat = ballot_seats.seat_of(work, found, person.id)
    if seat is None or not found.is_open(work.seconds):
        show_paper(visit, person, found)
        return
    try:
        ballot_seats.vote(work, found, seat, choice)
    except Refusal:
        say_instead(visit, words.OVER, to_card(visit, found))
        return
    text = words.recorded(found.window.closes, seat.inclusion)
    say_instead(visit, text, to_paper(visit, found), to_card(visit, found))
