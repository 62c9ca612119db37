"""An office's order of a ballot: everything is checked, and the roll is frozen."""

from __future__ import annotations

from civic.ballots import BallotWish, window
from civic.hours import today
from civic.refusals import Refusal
from conversations import ballot_orders as words
from conversations.ballots import CARD_BUTTON
from conversations.engine.journal import Journal
from handlers import ballot_closing, ballot_news
from handlers.keeping import keep_until_unlocked
from handlers.visit import Visit, menu_after
from storage import audit, ballot_freezing, ballot_rolls, ballots, mandates
from storage.people import Person


def finish(visit: Visit, person: Person, journal: Journal, wish: BallotWish) -> None:
    """Freeze the roll and plan what follows; kept if the office was locked meanwhile."""
    work = visit.work
    by = mandates.unlocked(work, person.mark, visit.service.places)
    if by is None or by.office.id != wish.office:
        keep_until_unlocked(visit, person, journal)
        return
    if wish.place not in by.area:
        visit.say(words.NOT_YOURS, *menu_after(visit))
        return
    if ballots.in_use(work, wish.office, wish.place):
        visit.say(words.ONE_AT_A_TIME, *menu_after(visit))
        return
    try:
        when = window(today(work.now), wish.begins, wish.days)
        found = ballot_freezing.freeze(work, wish, when, ballot_rolls.residents(work, wish.place))
    except Refusal as refusal:
        visit.say(words.why_not(refusal), *menu_after(visit))
        return
    # In the chain of the audit, so that the roll cannot be exchanged afterwards unseen.
    audit.note(work, by.id, f"ballot.frozen {found.roll.hex()}", found.id)
    ballot_news.plan(work, visit.service, found)
    ballot_closing.plan(work, found)
    visit.say(
        words.ordered(
            *(found.number, found.place, found.voters, found.roll),
            *(found.window.opens, found.window.closes),
        ),
        visit.command(CARD_BUTTON, f"/ballot {found.number}"),
        *menu_after(visit),
    )
