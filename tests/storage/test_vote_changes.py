"""Any change to a stored vote, its seats or their order is found against a code that was saved."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pytest
from sqlalchemy import Row, Table, delete, insert, select, update

from civic.group_votes import DAY, WITH_REASON, Choice, Vote
from civic.groups import Stage
from civic.vote_chain import ChainSeat, commitment, first_link_of, next_link, seat_commitment
from storage import group_drafts, group_votes, groups, people, vote_checks
from storage.group_paper_tables import group_vote, group_vote_cast, group_vote_seat
from storage.group_seals import choice_at, opened, sealed
from storage.group_tables import group_paragraph, group_seat
from storage.group_votes import GroupVote
from storage.work import Work
from tests.grouped import group_of
from tests.world import World

CHANGES: Final = 10_000 if os.environ.get("MASHWARA_PROOFS") == "long" else 250
WHY: Final = "الكلفة لا تتناسب مع الفائدة"


def voted(world: World) -> GroupVote:
    """A closed vote of five by paragraph, in which some changed their minds."""
    group = group_of(world, members=5)
    dice = random.Random(11)

    def turn(work: Work) -> GroupVote:
        draft = group_drafts.newest(work, group.id)
        assert draft is not None
        draft = group_drafts.freeze(work, draft)
        groups.move(work, groups.load(work, group.id), Stage.DECIDING, "clock")
        closes, text = work.seconds + 3 * DAY, draft.digest or b""
        vote = group_votes.open_vote(work, group.id, draft.id, text, closes, by_paragraph=True)
        for number in (1, 3, 2, 1, 4):
            said = [_said(dice, number, part) for part in vote.parts]
            vote = group_votes.cast(work, vote, vote.seats[number - 1], said)
        return group_votes.close(work, vote)

    return world.turn(turn)


def _said(dice: random.Random, seat: int, part: int) -> Vote:
    choice = dice.choice(list(Choice))
    return Vote(seat, part, choice, WHY if choice in WITH_REASON else "")


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody with every key and the whole database, who wants to leave no trace."""

    work: Work
    vote: GroupVote
    dice: random.Random

    def casts(self) -> list[Row[Any]]:
        """The votes as they are stored."""
        query = select(group_vote_cast).where(group_vote_cast.c.vote == self.vote.id)
        return list(self.work.connection.execute(query.order_by(group_vote_cast.c.sequence)))

    def one(self) -> Row[Any]:
        """One of them."""
        return self.dice.choice(self.casts())

    def put(self, at: int, /, **values: Any) -> None:
        """Write something else into a vote."""
        which = group_vote_cast.c.vote == self.vote.id, group_vote_cast.c.sequence == at
        self.work.connection.execute(update(group_vote_cast).where(*which).values(**values))

    def put_in(self, table: Table, which: Any, **values: Any) -> None:
        """Write something else into a row of another table."""
        self.work.connection.execute(update(table).where(which).values(**values))

    def seal(self, words: str, at: str) -> bytes:
        """Seal words as the group does."""
        return sealed(self.work, self.vote.group, words.encode(), at)


def change_a_choice(hand: Hand) -> None:
    """Somebody said something else."""
    row = hand.one()
    at = choice_at(hand.vote.id, row.sequence)
    now = opened(hand.work, hand.vote.group, row.choice, at).decode()
    other = hand.dice.choice([each.value for each in Choice if each.value != now])
    hand.put(row.sequence, choice=hand.seal(other, at))


def change_a_reason(hand: Hand) -> None:
    """Somebody gave another reason."""
    row, words = hand.one(), f"{WHY} {hand.dice.randrange(10**6)}"
    at = f"group_vote_cast|body|{hand.vote.id}|{row.sequence}"
    hand.put(row.sequence, body=hand.seal(words, at))


def change_a_seat(hand: Hand) -> None:
    """A vote is somebody else's."""
    row = hand.one()
    other = hand.dice.choice([seat.id for seat in hand.vote.seats if seat.id != row.seat])
    hand.put(row.sequence, seat=other)


def change_a_part(hand: Hand) -> None:
    """A vote is about another paragraph."""
    row = hand.one()
    hand.put(row.sequence, paragraph=row.paragraph % len(hand.vote.parts) + 1)


def swap_two(hand: Hand) -> None:
    """Two votes change places, with all that belongs to them."""
    one, other = hand.dice.sample(hand.casts(), 2)
    hand.put(one.sequence, sequence=10_000)
    hand.put(other.sequence, sequence=one.sequence)
    hand.put(10_000, sequence=other.sequence)


def remove_one(hand: Hand) -> None:
    """A vote is gone, the last or another."""
    which = group_vote_cast.c.sequence == hand.one().sequence
    hand.work.connection.execute(
        delete(group_vote_cast).where(group_vote_cast.c.vote == hand.vote.id, which)
    )


def add_one(hand: Hand) -> None:
    """A vote is there that nobody cast."""
    row = hand.one()
    values = dict(row._mapping) | {"sequence": len(hand.casts()) + 1}
    hand.work.connection.execute(insert(group_vote_cast).values(values))


def change_a_byte(hand: Hand) -> None:
    """One bit of one stored digest is another."""
    row, name = hand.one(), hand.dice.choice(["commitment", "digest"])
    hand.put(row.sequence, **{name: _flipped(hand, getattr(row, name))})


def change_an_end(hand: Hand) -> None:
    """One bit of the first or the last link is another."""
    name = hand.dice.choice(["opening", "head"])
    values = {name: _flipped(hand, getattr(hand.vote, name))}
    hand.put_in(group_vote, group_vote.c.id == hand.vote.id, **values)


def change_the_quorum(hand: Hand) -> None:
    """Fewer or more were needed."""
    quorum = hand.vote.quorum + hand.dice.choice([-2, -1, 1, 2])
    hand.put_in(group_vote, group_vote.c.id == hand.vote.id, quorum=quorum)


def remove_a_seat(hand: Hand) -> None:
    """Somebody never had a seat in this vote."""
    seat = hand.dice.choice(hand.vote.seats)
    mine = group_vote_seat.c.vote == hand.vote.id, group_vote_seat.c.seat == seat.id
    hand.work.connection.execute(delete(group_vote_seat).where(*mine))


def rename_a_seat(hand: Hand) -> None:
    """Somebody else's name stands on a seat."""
    seat = hand.dice.choice(hand.vote.seats)
    cipher = hand.work.keys.cipher(people.owner_of(seat.person))
    name = f"عضو {hand.dice.randrange(10**6)}".encode()
    hand.put_in(
        group_seat, group_seat.c.id == seat.id, body=cipher.seal(name, f"group_seat|body|{seat.id}")
    )


def renumber_the_seats(hand: Hand) -> None:
    """Two seats change their numbers."""
    one, other = hand.dice.sample(hand.vote.seats, 2)
    for seat, number in ((one, 10_000), (other, one.number), (one, other.number)):
        hand.put_in(group_seat, group_seat.c.id == seat.id, number=number)


def change_a_secret(hand: Hand) -> None:
    """A seat has another secret than before the first vote."""
    seat = hand.dice.choice(hand.vote.seats)
    mine = group_vote_seat.c.seat == seat.id
    at = f"group_vote_seat|salts|{hand.vote.id}|{seat.id}"
    hand.put_in(group_vote_seat, mine, salts=hand.seal(hand.dice.randbytes(9).hex(), at))


def change_the_text(hand: Hand) -> None:
    """They voted on something else."""
    number = hand.dice.choice(hand.vote.parts)
    at = f"group_paragraph|body|{hand.vote.draft}|{number}"
    which = (group_paragraph.c.draft == hand.vote.draft) & (group_paragraph.c.number == number)
    hand.put_in(group_paragraph, which, body=hand.seal(f"نص {hand.dice.randrange(10**6)}", at))


def hide_a_voter(hand: Hand) -> None:
    """Somebody who voted is noted as undecided, or the other way round."""
    seat = hand.dice.choice(hand.vote.seats)
    there = seat.number in {1, 2, 3, 4}
    hand.put_in(group_vote_seat, group_vote_seat.c.seat == seat.id, cast=None if there else 7)


def _flipped(hand: Hand, content: bytes) -> bytes:
    changed = bytearray(content)
    changed[hand.dice.randrange(len(changed))] ^= 1 << hand.dice.randrange(8)
    return bytes(changed)


def forged(change: Callable[[Hand], None]) -> Callable[[Hand], None]:
    """Return a change after which every digest is worked out anew, so that all fits again."""

    def forge(hand: Hand) -> None:
        change(hand)
        rows = hand.casts()
        for count, row in enumerate(rows, start=1):
            hand.put(row.sequence, sequence=20_000 + count)
        _rebuilt(hand, rows)

    forge.__name__ = f"{change.__name__} and mend the chain"
    return forge


def _rebuilt(hand: Hand, rows: list[Row[Any]]) -> None:
    """Seal, bind and link everything again, as if the table had been so from the beginning."""
    work, vote = hand.work, group_votes.load(hand.work, hand.vote.id)
    known = group_votes.secrets(work, vote)
    bound = [seat_commitment(ChainSeat(s.number, s.name, known[s.number])) for s in vote.seats]
    draft = group_drafts.get(work, vote.draft)
    assert draft is not None
    text = (draft.digest or b"").hex()
    link = first = first_link_of(vote.id, text, vote.parts, vote.quorum, bound)
    numbers = {seat.id: seat.number for seat in vote.seats}
    for count, row in enumerate(rows, start=1):
        choice = opened(work, vote.group, row.choice, choice_at(vote.id, row.sequence))
        body_at = f"group_vote_cast|body|{vote.id}|"
        reason = opened(work, vote.group, row.body, f"{body_at}{row.sequence}")
        number = numbers[row.seat]
        said = commitment(known[number], count, choice.decode(), reason.decode())
        link = next_link(link, count, number, row.paragraph, said)
        hand.put(
            20_000 + count,
            sequence=count,
            choice=sealed(work, vote.group, choice, choice_at(vote.id, count)),
            body=sealed(work, vote.group, reason, f"{body_at}{count}"),
            commitment=said,
            digest=link,
        )
    hand.put_in(group_vote, group_vote.c.id == vote.id, opening=first, head=link)


MENDED: Final = (change_a_choice, change_a_reason, change_a_seat, change_a_part, remove_one)
KINDS: Final = (
    *(change_a_choice, change_a_reason, change_a_seat, change_a_part, swap_two, remove_one),
    *(add_one, change_a_byte, change_an_end, change_the_quorum, remove_a_seat, rename_a_seat),
    *(renumber_the_seats, change_a_secret, change_the_text, hide_a_voter),
    *map(forged, MENDED),
)


def test_an_untouched_vote_fits_its_code(world: World) -> None:
    """Also after a member was forgotten."""
    vote = voted(world)
    checked = world.turn(partial(vote_checks.check, vote=vote))
    assert checked.problems == ()
    assert world.turn(partial(vote_checks.check, vote=vote, saved=[checked.code])).problems == ()


@pytest.mark.proof
def test_ten_thousand_changes_to_what_is_stored_are_found(lite: World) -> None:
    """By somebody with every key, at random; also when the whole chain is then made to fit."""
    vote = voted(lite)
    saved = lite.turn(partial(vote_checks.check, vote=vote)).code
    tried: Counter[str] = Counter()
    dice = random.Random(5)

    def change_and_check(work: Work, kind: Callable[[Hand], None]) -> bool:
        with work.connection.begin_nested() as undone:
            kind(Hand(work, vote, dice))
            now = group_votes.load(work, vote.id)
            problems = vote_checks.check(work, now, [saved]).problems
            undone.rollback()
        return bool(problems)

    def some(work: Work, count: int) -> list[str]:
        missed = []
        for _ in range(count):
            kind = KINDS[tried.total() % len(KINDS)]
            tried[kind.__name__] += 1
            if not change_and_check(work, kind):
                missed.append(kind.__name__)
        return missed

    for _ in range(0, CHANGES, 50):
        assert lite.turn(partial(some, count=50)) == []
    assert tried.total() >= CHANGES
    assert lite.turn(partial(vote_checks.check, vote=vote, saved=[saved])).problems == ()
