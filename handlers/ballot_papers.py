"""Showing a ballot paper, and what takes its place: in the same message, as far as it goes."""

from __future__ import annotations

from functools import partial

from conversations import ballots as words
from conversations.messages import Button, Expecting, Message, Role
from conversations.wording import Lines, Text, lines
from handlers.visit import Visit, going_on
from storage import ballot_papers, ballot_seats, outbox
from storage.ballots import Ballot
from storage.people import Person


def show_paper(visit: Visit, person: Person, found: Ballot, notice: Text | None = None) -> None:
    """Show the ballot paper to somebody on the roll, while the ballot is open."""
    seat = ballot_seats.seat_of(visit.work, found, person.id)
    if not found.is_open(visit.work.seconds):
        early = visit.work.seconds < found.window.opens
        say_instead(visit, words.NOT_OPEN_YET if early else words.OVER, to_card(visit, found))
    elif seat is None:
        say_instead(visit, words.NOT_ON_ROLL, to_card(visit, found))
    else:
        _owe(visit, _paper(visit, found, notice), ballot_papers.CAUSE)


def say_instead(visit: Visit, text: Text | Lines, *buttons: Button) -> None:
    """Say a sentence in place of the paper, which then no longer waits for an answer."""
    message = Message(
        text=visit.service.wording.say(text, visit.language),
        buttons=(*buttons, *going_on(visit)),
        replaces=_place(visit),
        language=visit.language,
    )
    _owe(visit, message, ballot_papers.END)


def to_card(visit: Visit, found: Ballot) -> Button:
    """Return the button that shows what a ballot is about."""
    return visit.command(words.CARD_BUTTON, f"/ballot {found.number}")


def to_paper(visit: Visit, found: Ballot) -> Button:
    """Return the button that shows the paper once more."""
    return visit.command(words.AGAIN_BUTTON, f"/ballot {found.number} vote")


def _paper(visit: Visit, found: Ballot, notice: Text | None) -> Message:
    wording, language = visit.service.wording, visit.language
    text = words.paper(
        found.number, found.place, found.question, found.options, found.window.closes
    )
    options = tuple(
        Button(option, ballot_papers.button(visit.work, found, visit.address, number))
        for number, option in enumerate(found.options, start=1)
    )
    later = visit.command(words.LATER_BUTTON, f"/ballot {found.number} later", Role.CONTROL)
    return Message(
        text=wording.say(lines(notice, text), language),
        buttons=options,
        controls=(later,),
        expecting=Expecting.TAP,
        replaces=_place(visit),
        language=language,
    )


def _owe(visit: Visit, message: Message, ending: str) -> None:
    ballot_papers.put_away(visit.work, visit.address.lane)
    row = outbox.owe(visit.work, visit.address, message, cause=f"{visit.cause}{ending}")
    visit.work.afterwards.append(partial(visit.service.owed, row))


def _place(visit: Visit) -> str:
    """Return the message to edit: that of the pressed button, else the paper shown last."""
    if visit.tapped:
        return visit.tapped
    paper = ballot_papers.last(visit.work, visit.address.lane)
    return paper.reference if paper else ""
