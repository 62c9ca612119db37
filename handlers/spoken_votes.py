"""A vote whose reason is spoken waits until it is written down and agreed to; then it is cast."""

from __future__ import annotations

from civic.group_votes import check_votes
from civic.recordings import State, Subject
from civic.refusals import Refusal
from conversations import recordings as words
from conversations.messages import Button
from conversations.scripts.group_vote import CastVote
from conversations.wording import Text
from handlers import group_access, recording_news
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import recordings, waiting_votes
from storage.group_seats import Seat
from storage.group_votes import GroupVote
from storage.people import Person
from storage.work import Work


def hold(visit: Visit, person: Person, asked: Asked, vote: GroupVote, wish: CastVote) -> None:
    """Hold a vote with what is spoken of it, and let the others know; raises Refusal."""
    work, seat = visit.work, asked.seat
    if seat is None or any(said.seat != seat.number for said in wish.said):
        raise Refusal("vote.no-seat")
    check_votes(vote.ballot, wish.said, work.seconds if vote.open else vote.closes, wish.spoken)
    waiting_votes.hold(work, vote, seat, wish.said)
    for part, voice in wish.spoken.items():
        recordings.add(work, vote.group, Subject.VOTE, vote.id, part, person.id, voice)
    recording_news.spoken(work, visit.service, asked.group, seat)
    visit.say(words.held(vote.closes), group_access.to_vote(visit, asked.group), *going_on(visit))


def state(work: Work, vote: GroupVote, seat: Seat | None) -> Text | None:
    """Say to a member what their vote waits for; None when none waits."""
    if seat is None or not waiting_votes.get(work, vote, seat):
        return None
    return words.waits(
        [each.state for each in recordings.of_vote(work, vote.id, seat.person).values()]
    )


def is_ready(work: Work, vote: GroupVote, seat: Seat) -> bool:
    """Tell whether every spoken reason of a vote that waits has been agreed to."""
    spoken = recordings.of_vote(work, vote.id, seat.person).values()
    return all(each.state is State.AGREED for each in spoken)


def again(visit: Visit, asked: Asked) -> Button:
    """Return the way to vote anew."""
    return visit.command(words.VOTE_AGAIN, f"/vote {asked.group.number}")
