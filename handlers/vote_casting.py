"""A vote is recorded, at once or when its spoken reasons are in words."""

from __future__ import annotations

from collections.abc import Sequence

from civic.group_votes import Vote, check_votes
from civic.refusals import Refusal
from conversations import group_votes as words
from conversations.paper_refusals import why_not
from conversations.scripts.group_vote import CastVote
from handlers import group_access, spoken_votes
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from handlers.vote_offers import look
from storage import group_votes, groups, waiting_votes
from storage.group_votes import GroupVote
from storage.people import Person


def finish(visit: Visit, person: Person, wish: CastVote) -> None:
    """Record what a member voted, or say why it does not count."""
    found = group_votes.get(visit.work, wish.vote)
    if found is None:
        visit.say(words.NO_VOTE, *going_on(visit))
        return
    asked = group_access.asked(visit, person, groups.load(visit.work, found.group))
    try:
        if wish.spoken:
            spoken_votes.hold(visit, person, asked, found, wish)
        else:
            cast(visit, asked, found, wish.said)
    except Refusal as refusal:
        visit.say(why_not(refusal), look(visit, asked), *going_on(visit))


def cast(visit: Visit, asked: Asked, found: GroupVote, said: Sequence[Vote]) -> None:
    """Chain what a member says, and answer with it; raises Refusal.

    Pressed twice the same vote is one: it would fill the table and say nothing.
    """
    seat = asked.seat
    if seat is None or any(vote.seat != seat.number for vote in said):
        raise Refusal("vote.no-seat")
    before = [vote for vote in group_votes.votes(visit.work, found) if vote.seat == seat.number]
    if before[-len(found.parts) :] == list(said):
        check_votes(found.ballot, said, visit.work.seconds if found.open else found.closes)
    else:
        group_votes.cast(visit.work, found, seat, said)
    waiting_votes.drop(visit.work, found, seat)
    visit.say(words.recorded(said, found.closes), look(visit, asked), *going_on(visit))
