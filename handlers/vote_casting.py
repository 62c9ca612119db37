"""A vote is recorded; what a group's card and other messages offer about votes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from civic.group_votes import Vote
from civic.groups import Stage, missing
from civic.refusals import Refusal
from conversations import group_votes as words
from conversations.messages import Button
from conversations.paper_refusals import why_not
from conversations.scripts.group_vote import CastVote
from handlers import group_access
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import group_progress, group_votes, groups
from storage.group_votes import GroupVote
from storage.people import Person

OPENS: Final = "open"
EACH: Final = "each"


def finish(visit: Visit, person: Person, wish: CastVote) -> None:
    """Record what a member voted, or say why it does not count."""
    found = group_votes.get(visit.work, wish.vote)
    if found is None:
        visit.say(words.NO_VOTE, *going_on(visit))
        return
    asked = group_access.asked(visit, person, groups.load(visit.work, found.group))
    try:
        cast(visit, asked, found, wish.said)
    except Refusal as refusal:
        visit.say(why_not(refusal), look(visit, asked), *going_on(visit))


def cast(visit: Visit, asked: Asked, found: GroupVote, said: Sequence[Vote]) -> None:
    """Chain what a member says, and answer with it; raises Refusal."""
    seat = asked.seat
    if seat is None or any(vote.seat != seat.number for vote in said):
        raise Refusal("vote.no-seat")
    group_votes.cast(visit.work, found, seat, said)
    visit.say(words.recorded(said, found.closes), look(visit, asked), *going_on(visit))


def offered(visit: Visit, asked: Asked) -> list[Button]:
    """Return what can be done about a vote now, for a group's card."""
    group = asked.group
    if not asked.inside:
        return []
    if group.stage is Stage.DECIDING:
        return [look(visit, asked)]
    if group.stage is not Stage.ANSWERING:
        return []
    reached = group_progress.of(visit.work, group.id)
    return [] if missing(group.stage, Stage.DECIDING, reached) else _opening(visit, asked)


def offered_again(visit: Visit, asked: Asked) -> list[Button]:
    """Return how to open another vote on the same text, where the last had no quorum."""
    if asked.group.stage is not Stage.DECIDING:
        return []
    return _opening(visit, asked)


def look(visit: Visit, asked: Asked) -> Button:
    """Return the button that shows the vote."""
    return visit.command(words.LOOK_BUTTON, f"/vote {asked.group.number}")


def _opening(visit: Visit, asked: Asked) -> list[Button]:
    number = asked.group.number
    return [
        visit.command(words.OPEN_WHOLE, f"/vote {number} {OPENS}"),
        visit.command(words.OPEN_BY_PARAGRAPH, f"/vote {number} {OPENS} {EACH}"),
    ]
