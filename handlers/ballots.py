"""What anybody commands about ballots of residents: list them, look at one, go to its paper."""

from __future__ import annotations

from typing import Final

from civic.ballots import State
from civic.text import digits
from conversations import ballot_news
from conversations import ballots as words
from conversations.keypad import UNLOCK_BUTTON, UNLOCK_FIRST
from conversations.messages import Button, Role
from conversations.wording import Text, lines
from handlers import ballot_checks, ballot_papers, conversing, group_access
from handlers.visit import Visit, going_on
from storage import ballot_counting, ballot_seats, ballots
from storage.ballots import Ballot
from storage.people import Person

NEW: Final = "new"
VOTE, LATER, PROMISES = "vote", "later", "about"


def show_list(visit: Visit, person: Person, argument: str) -> bool:
    """List ballots, or begin to order one."""
    if argument == NEW:
        _order(visit, person)
        return True
    found = ballots.newest(visit.work)
    rows = [words.line(each.number, each.question) for each in found]
    buttons = [
        visit.command(row, f"/ballot {each.number}") for row, each in zip(rows, found, strict=True)
    ]
    if group_access.may_open(visit, person):
        buttons.append(visit.command(words.NEW_BUTTON, f"/ballots {NEW}", Role.CONTROL))
    heading = words.LIST if found else words.NO_BALLOTS
    visit.say(lines(heading, *rows), *buttons, *going_on(visit))
    return True


def show(visit: Visit, person: Person, argument: str) -> bool:
    """Show a ballot, or do with it what the second word says."""
    number, _space, wish = argument.strip().partition(" ")
    plain = digits(number)
    if not (plain.isascii() and plain.isdigit()):
        visit.say(words.WHICH, _all(visit), *going_on(visit))
        return True
    found = ballots.numbered(visit.work, int(plain[:9]))
    if found is None:
        visit.say(words.NO_SUCH_BALLOT, _all(visit), *going_on(visit))
    elif wish == VOTE:
        ballot_papers.show_paper(visit, person, found)
    elif wish == LATER:
        ballot_papers.say_instead(visit, words.NOT_NOW, ballot_papers.to_card(visit, found))
    elif wish == PROMISES:
        visit.say(words.promises(), ballot_papers.to_card(visit, found), *going_on(visit))
    elif not ballot_checks.check(visit, found, wish):
        show_card(visit, person, found)
    return True


def show_card(visit: Visit, person: Person, found: Ballot) -> None:
    """Say what a ballot is about and how it stands."""
    if found.state is State.CLOSED:
        visit.say(_result(visit, found), _promises(visit, found), _all(visit), *going_on(visit))
        return
    seat = ballot_seats.seat_of(visit.work, found, person.id)
    now = visit.work.seconds
    text = lines(
        words.heading(found.number, found.place),
        words.asked(found.question, found.options),
        "",
        *_standing(found, now),
        words.voters(found.voters, found.roll),
        words.on_roll(seat.on_roll) if seat else words.NOT_ON_ROLL,
    )
    voting = [_vote(visit, found)] if seat and found.is_open(now) else []
    visit.say(text, *voting, _promises(visit, found), _all(visit), *going_on(visit))


def _standing(found: Ballot, now: int) -> list[Text]:
    if found.state is State.COUNTED or now >= found.window.closes:
        return [words.BEING_COUNTED]
    told: list[Text] = [words.closes(found.window.closes), words.NO_PARTIAL]
    return told if now >= found.window.opens else [words.opens(found.window.opens), *told]


def _result(visit: Visit, found: Ballot) -> Text:
    return lines(
        ballot_news.result(
            found.number,
            found.place,
            found.question,
            found.options,
            ballot_counting.told(visit.work, found),
            found.voters,
            found.result or b"",
        ),
        ballot_news.check(found.number, visit.service.ballot_link(str(found.number))),
    )


def _order(visit: Visit, person: Person) -> None:
    opened = group_access.opened_by(visit, person)
    if opened is not None:
        opening = {"office": opened.office.id, "place": opened.area.place}
        conversing.begin(visit, person, "ballot_open", opening)
    elif group_access.may_open(visit, person):
        visit.say(UNLOCK_FIRST, visit.command(UNLOCK_BUTTON, "/unlock"), *going_on(visit))
    else:
        offices = visit.command(words.OFFICES_BUTTON, "/office")
        visit.say(words.ONLY_OFFICES, offices, _all(visit), *going_on(visit))


def _vote(visit: Visit, found: Ballot) -> Button:
    return visit.command(words.VOTE_BUTTON, f"/ballot {found.number} {VOTE}", Role.MAIN)


def _promises(visit: Visit, found: Ballot) -> Button:
    return visit.command(words.PROMISES_BUTTON, f"/ballot {found.number} {PROMISES}")


def _all(visit: Visit) -> Button:
    return visit.command(words.ALL_BUTTON, "/ballots")
