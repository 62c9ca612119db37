"""What anybody commands about proposals: propose, list, read one, say something to it."""

from __future__ import annotations

from typing import Final

from civic.choosing import State
from civic.hours import today
from civic.mandates import Mandate
from conversations import nominations as words
from conversations.wording import Text, lines
from handlers import appointing, choosing, conversing
from handlers.nomination_news import QUIET
from handlers.visit import Visit, going_on
from storage import audit, needs, nominations, unwanted
from storage.nominations import Nomination
from storage.people import Person
from storage.unwanted import Notice

MOST: Final = 12
LOUD: Final = "loud"
REASONS: Final = 10


def nominate(visit: Visit, person: Person, argument: str) -> bool:
    """Begin a proposal: of oneself, or by an administrator with an open office of another."""
    places, by = visit.service.places, appointing.administering(visit, person)
    known = (argument,) if places.get(argument) else places.exact(argument, visit.service.home)
    opening = {"place": known[0]} if len(known) == 1 else {}
    conversing.begin(visit, person, "nominate", {**opening, **({"by": by.id} if by else {})})
    return True


def proposals(visit: Visit, person: Person, argument: str) -> bool:
    """List open proposals, or do something with one of them."""
    name, _, wish = argument.partition(" ")
    if name in (QUIET, LOUD):
        _hear_of_them(visit, person, wanted=name == LOUD)
        return True
    found = nominations.get(visit.work, name)
    if found is not None and found.state is State.OPEN:
        _one(visit, person, found, wish)
    elif found is not None:
        visit.say(words.UNKNOWN, *going_on(visit))
    else:
        _list(visit, argument)
    return True


def _hear_of_them(visit: Visit, person: Person, *, wanted: bool) -> None:
    """Send no more notices that a proposal is open, or send them again."""
    if wanted:
        unwanted.wish(visit.work, person.id, Notice.NOMINATIONS)
        visit.say(words.LOUD, *going_on(visit))
        return
    unwanted.refuse(visit.work, person.id, Notice.NOMINATIONS)
    again = visit.command(words.LOUD_BUTTON, f"/nominations {LOUD}")
    visit.say(words.QUIET, again, *going_on(visit))


def _list(visit: Visit, argument: str) -> None:
    places = visit.service.places
    named = places.exact(argument, visit.service.home) if argument else ()
    area = frozenset(code for each in named for code in places.area(each).places)
    found = [
        each
        for each in nominations.open_ones(visit.work, MOST)
        if not area or each.office.place in area
    ]
    if not found:
        visit.say(words.NONE, *going_on(visit))
        return
    rows = [words.line(each.office.place, today(choosing.closing_day(each))) for each in found]
    buttons = [
        visit.command(row, f"/nominations {each.id}") for row, each in zip(rows, found, strict=True)
    ]
    visit.say(lines(words.OPEN_ONES, *rows), *buttons, *going_on(visit))


def _one(visit: Visit, person: Person, found: Nomination, wish: str) -> None:
    by = appointing.administering(visit, person)
    if wish == "voice":
        _voice(visit, person, found)
    elif wish == "withdraw" and found.person == person.id:
        choosing.withdraw(visit, found)
    elif by is not None and wish in _DECISIONS:
        _decide(visit, person, found, _DECISIONS[wish])
    elif by is not None:
        _show_to_administrator(visit, by, found)
    else:
        _show(visit, person, found)


def _show(visit: Visit, person: Person, found: Nomination) -> None:
    """Show a proposal without counts: from one view to the next they would tell who spoke."""
    mine = found.person == person.id
    label, wish = (words.WITHDRAW_BUTTON, "withdraw") if mine else (words.SUPPORT_BUTTON, "voice")
    button = visit.command(label, f"/nominations {found.id} {wish}")
    visit.say(_card(visit, found), button, *going_on(visit))


def _show_to_administrator(visit: Visit, by: Mandate, found: Nomination) -> None:
    """Show the exact counts and the reasons, which is noted."""
    audit.note(visit.work, by.id, "nomination.read", found.id)
    counts = nominations.counts(visit.work, found.id)
    given = nominations.voices(visit.work, found.id, REASONS)
    text = lines(
        _card(visit, found),
        words.numbers(counts.support, counts.objection, exact=True),
        *(words.reason(each.stance, each.reason) for each in given),
    )
    buttons = (
        visit.command(words.APPOINT_BUTTON, f"/nominations {found.id} appoint"),
        visit.command(words.REFUSE_BUTTON, f"/nominations {found.id} refuse"),
    )
    ready = choosing.closed(found, visit.work.seconds)
    visit.say(text, *(buttons if ready else ()), *going_on(visit))


def _card(visit: Visit, found: Nomination) -> Text:
    body = nominations.body_of(visit.work, found)
    day = today(choosing.closing_day(found))
    return words.card(found.office.place, body.statement, body.competence, day)


def _voice(visit: Visit, person: Person, found: Nomination) -> None:
    if found.person == person.id:
        visit.say(words.OWN, *going_on(visit))
        return
    if choosing.closed(found, visit.work.seconds):
        visit.say(words.UNKNOWN, *going_on(visit))
        return
    area = visit.service.places.area(found.office.place)
    resident = any(each.place in area for each in needs.of_person(visit.work, person))
    opening = {
        "nomination": found.id,
        "place": found.office.place,
        "resident": resident,
    }
    conversing.begin(visit, person, "voice", opening)


def _decide(visit: Visit, person: Person, found: Nomination, state: State) -> None:
    if not choosing.closed(found, visit.work.seconds):
        visit.say(words.NOT_YET, *going_on(visit))
        return
    opening = {
        "nomination": found.id,
        "place": found.office.place,
        "state": state.value,
    }
    conversing.begin(visit, person, "decide", opening)


_DECISIONS: Final = {"appoint": State.APPOINTED, "refuse": State.REFUSED}
