"""A stored vote is one row for every seat from the start, and no change to it keeps its code."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import delete, select, update

from civic.group_votes import DAY, WHOLE, Choice, Vote
from civic.groups import Stage
from civic.refusals import Refusal
from handlers.vote_tables import table_code
from storage import group_drafts, group_seats, group_votes, groups, people
from storage.group_paper_tables import group_vote_cast
from storage.group_seals import choice_at, sealed
from storage.group_tables import group_paragraph, group_seat
from storage.group_votes import GroupVote
from storage.groups import Group
from storage.work import Conflict, Work
from tests.grouped import group_of
from tests.world import World

WHY = "الكلفة لا تتناسب مع الفائدة"


def opened(world: World, *, by_paragraph: bool = False) -> tuple[Group, GroupVote]:
    """A group of three with an open vote."""
    group = group_of(world)

    def turn(work: Work) -> GroupVote:
        draft = group_drafts.newest(work, group.id)
        assert draft is not None
        draft = group_drafts.freeze(work, draft)
        groups.move(work, groups.load(work, group.id), Stage.DECIDING, "clock")
        closes = work.seconds + 3 * DAY
        text = draft.digest or b""
        return group_votes.open_vote(
            work, group.id, draft.id, text, closes, by_paragraph=by_paragraph
        )

    return group, world.turn(turn)


def cast(world: World, vote: GroupVote, number: int, choice: Choice, reason: str = "") -> GroupVote:
    """The seat of this number votes on everything."""
    seat = next(each for each in vote.seats if each.number == number)
    said = [Vote(number, part, choice, reason) for part in vote.parts]
    return world.turn(
        lambda work: group_votes.cast(work, group_votes.load(work, vote.id), seat, said)
    )


def code_of(world: World, vote: GroupVote) -> str:
    """The code of the table as it is read now."""
    return world.turn(lambda work: table_code(work, group_votes.load(work, vote.id)))


def test_turnout_is_known_from_the_start(world: World) -> None:
    """Every seat has its row; whoever votes twice is one of them."""
    _group, vote = opened(world)
    waiting = partial(group_votes.undecided, vote=vote)
    assert [seat.number for seat in world.turn(waiting)] == [1, 2, 3]
    cast(world, vote, 2, Choice.AGREE)
    cast(world, vote, 2, Choice.DISAGREE, WHY)
    assert [seat.number for seat in world.turn(waiting)] == [1, 3]
    assert len(world.turn(partial(group_votes.votes, vote=vote))) == 2


def test_a_vote_by_paragraph_says_something_to_each(world: World) -> None:
    """Three paragraphs, three links."""
    _group, vote = opened(world, by_paragraph=True)
    assert vote.parts == (1, 2, 3)
    after = cast(world, vote, 1, Choice.AGREE)
    assert len(world.turn(partial(group_votes.votes, vote=after))) == 3


def test_the_chain_that_is_stored_is_the_one_of_the_table(world: World) -> None:
    """Worked out anew it ends in the same link."""
    _group, vote = opened(world)
    vote = cast(world, vote, 1, Choice.DISAGREE, WHY)
    vote = cast(world, vote, 3, Choice.AGREE)
    assert world.turn(partial(group_votes.relinked, vote=vote)) == vote.head != vote.opening


def test_a_vote_after_the_close_is_refused(world: World) -> None:
    """By the clock, or because it was closed."""
    _group, vote = opened(world)
    world.clock.forward(days=3)
    with pytest.raises(Refusal, match=r"vote\.closed"):
        cast(world, vote, 1, Choice.AGREE)
    world.clock.forward(days=-1)
    world.turn(partial(group_votes.close, vote=vote))
    with pytest.raises(Refusal, match=r"vote\.closed"):
        cast(world, vote, 1, Choice.AGREE)


def test_of_two_votes_at_once_the_later_is_tried_again(world: World) -> None:
    """Both would go after the same link."""
    _group, vote = opened(world)
    cast(world, vote, 1, Choice.AGREE)
    said = [Vote(2, WHOLE, Choice.AGREE)]
    with pytest.raises(Conflict):
        world.turn(lambda work: group_votes.cast(work, vote, vote.seats[1], said))


def _change_choice(work: Work, vote: GroupVote) -> None:
    body = sealed(work, vote.group, b"agree", choice_at(vote.id, 1))
    first = group_vote_cast.c.vote == vote.id, group_vote_cast.c.sequence == 1
    work.connection.execute(update(group_vote_cast).where(*first).values(choice=body))


def _remove_the_last(work: Work, vote: GroupVote) -> None:
    last = group_vote_cast.c.vote == vote.id, group_vote_cast.c.sequence == 3
    work.connection.execute(delete(group_vote_cast).where(*last))


def _give_to_another_seat(work: Work, vote: GroupVote) -> None:
    mine = group_vote_cast.c.vote == vote.id, group_vote_cast.c.sequence == 2
    other = vote.seats[2].id
    work.connection.execute(update(group_vote_cast).where(*mine).values(seat=other))


def _change_a_name(work: Work, vote: GroupVote) -> None:
    seat = vote.seats[0]
    body = work.keys.cipher(people.owner_of(seat.person)).seal(
        "اسم آخر".encode(), f"group_seat|body|{seat.id}"
    )
    work.connection.execute(update(group_seat).where(group_seat.c.id == seat.id).values(body=body))


def _change_the_text(work: Work, vote: GroupVote) -> None:
    row = group_paragraph.c.draft == vote.draft, group_paragraph.c.number == 1
    assert work.connection.execute(select(group_paragraph).where(*row)).first()
    body = sealed(work, vote.group, "نص آخر".encode(), f"group_paragraph|body|{vote.draft}|1")
    work.connection.execute(update(group_paragraph).where(*row).values(body=body))


@pytest.mark.parametrize(
    "change",
    [
        _change_choice,
        _remove_the_last,
        _give_to_another_seat,
        _change_a_name,
        _change_the_text,
    ],
)
def test_whoever_holds_every_key_cannot_change_a_table_and_keep_its_code(
    lite: World, change: Callable[[Work, GroupVote], None]
) -> None:
    """Compared with the code that a member got at the close."""
    _group, vote = opened(lite)
    vote = cast(lite, vote, 1, Choice.DISAGREE, WHY)
    vote = cast(lite, vote, 2, Choice.AGREE)
    vote = cast(lite, vote, 3, Choice.AGREE)
    saved = code_of(lite, vote)
    lite.turn(lambda work: change(work, vote))
    assert code_of(lite, vote) != saved


def test_the_code_stays_when_a_member_is_forgotten(lite: World) -> None:
    """Their name goes; what was voted is the group's."""
    _group, vote = opened(lite)
    vote = cast(lite, vote, 1, Choice.DISAGREE, WHY)
    saved = code_of(lite, vote)
    lite.turn(lambda work: group_seats.let_go(work, vote.seats[0].person))
    assert code_of(lite, vote) == saved
    assert lite.turn(lambda work: group_votes.load(work, vote.id).seats[0].name) == ""
