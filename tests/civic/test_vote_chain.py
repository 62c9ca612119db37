"""Any change to a vote's table changes its code, also when somebody else works it out."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from civic.vote_chain import Cast, ChainSeat, Opening, code, first_link, follow

CHOICES = st.sampled_from(["agree", "reservation", "disagree", "abstain"])
WORDS = st.text(max_size=30)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Opening, list[Cast]]:
    """A vote with three to five seats, by paragraph or whole, and some rounds of voting."""
    seats = [
        ChainSeat(number, draw(WORDS), draw(st.text(min_size=22, max_size=22)))
        for number in range(1, draw(st.integers(3, 5)) + 1)
    ]
    parts = draw(st.sampled_from([[0], [1, 2], [1, 2, 3]]))
    opening = Opening(
        vote=draw(WORDS),
        text=hashlib.sha256(draw(WORDS).encode()).hexdigest(),
        parts=parts,
        quorum=len(seats) // 2 + 1,
        seats=seats,
    )
    numbers = st.integers(1, len(seats))
    casts = draw(
        st.lists(st.builds(Cast, numbers, st.sampled_from(parts), CHOICES, WORDS), max_size=8)
    )
    return opening, casts


def code_of(opening: Opening, casts: list[Cast]) -> str:
    return code(follow(opening, casts), len(casts))


@given(table=tables(), data=st.data())
@settings(max_examples=200, deadline=None)
def test_other_votes_have_another_code(
    table: tuple[Opening, list[Cast]], data: st.DataObject
) -> None:
    """Whatever is added, removed, moved or changed in the votes shows."""
    opening, casts = table
    others = [[*casts, Cast(1, opening.parts[0], "agree", data.draw(WORDS))]]
    for at, cast in enumerate(casts):
        before, after = casts[:at], casts[at + 1 :]
        others += [
            [*before, *after],
            [*before, *after, cast],
            [*before, replace(cast, reason=cast.reason + "."), *after],
            [*before, replace(cast, choice=cast.choice + "d"), *after],
            [*before, replace(cast, seat=cast.seat % len(opening.seats) + 1), *after],
            [*before, replace(cast, part=cast.part + 1), *after],
        ]
    known = code_of(opening, casts)
    assert all(code_of(opening, other) != known for other in others if other != casts)


@given(table=tables())
@settings(deadline=None)
def test_what_is_fixed_before_voting_is_in_the_code(table: tuple[Opening, list[Cast]]) -> None:
    """Another text, quorum, name, secret or number of seats shows, even before the first vote."""
    opening, _casts = table
    first, *rest = opening.seats
    others = [
        replace(opening, vote=opening.vote + "0"),
        replace(opening, text=opening.text + "0"),
        replace(opening, quorum=opening.quorum + 1),
        replace(opening, parts=[*opening.parts, 9]),
        replace(opening, seats=rest),
        replace(opening, seats=[*rest, first]),
        replace(opening, seats=[replace(first, name=first.name + "x"), *rest]),
        replace(opening, seats=[replace(first, secret=first.secret + "x"), *rest]),
    ]
    assert all(first_link(other) != first_link(opening) for other in others)


def written_anew(opening: Opening, casts: list[Cast]) -> str:
    """The code as docs/decisions/0022 says that it is worked out, in other words than ours."""

    def h(*texts: str) -> str:
        out = hashlib.sha256()
        for text in texts:
            plain = bytes(text, "utf-8")
            out.update(bytes(str(len(plain)), "ascii"))
            out.update(b":")
            out.update(plain)
            out.update(b",")
        return out.hexdigest()

    secret_of = {}
    bound = []
    for seat in opening.seats:
        secret_of[seat.number] = seat.secret
        bound.append(h("seat", str(seat.number), seat.name, seat.secret))
    numbers = ",".join(map(str, opening.parts))
    link = h("mashwara vote 1", opening.vote, opening.text, numbers, str(opening.quorum), *bound)
    for count, cast in enumerate(casts):
        position = str(count + 1)
        said = h("said", secret_of[cast.seat], position, cast.choice, cast.reason)
        link = h("vote", link, position, str(cast.seat), str(cast.part), said)
    letters = base64.b32encode(bytes.fromhex(h("code", link, str(len(casts))))[:10]).decode()
    return " ".join(letters[i : i + 4] for i in (0, 4, 8, 12))


@given(table=tables())
@settings(deadline=None)
def test_the_description_leads_to_the_same_code(table: tuple[Opening, list[Cast]]) -> None:
    """Whoever writes the chain from the description alone gets our code."""
    assert written_anew(*table) == code_of(*table)


def test_the_code_has_eighty_bits_in_fours() -> None:
    """It is short enough to be read aloud."""
    opening = Opening(vote="v", text="t", parts=[0], quorum=2, seats=[ChainSeat(1, "أ", "s")])
    shown = code(first_link(opening), 0)
    assert [len(part) for part in shown.split()] == [4, 4, 4, 4]
    assert len(base64.b32decode(shown.replace(" ", ""))) == 10


def test_ten_thousand_changes_are_all_found() -> None:
    """Each letter of a table changed, each vote removed, each two swapped: other codes."""
    seats = [
        ChainSeat(number, f"عضو {number}", f"secret-of-seat-{number:07}") for number in (1, 2, 3)
    ]
    opening = Opening(vote="v1", text="ab" * 32, parts=[0], quorum=2, seats=seats)
    casts = [
        Cast(number % 3 + 1, 0, "disagree", f"سبب الاعتراض رقم {number} مكتوب هنا")
        for number in range(60)
    ]
    known, seen, tried = code_of(opening, casts), set(), 0
    for at, cast in enumerate(casts):
        for spot in range(len(cast.reason)):
            for letter in "ءx":
                reason = f"{cast.reason[:spot]}{letter}{cast.reason[spot + 1 :]}"
                seen.add(
                    code_of(opening, [*casts[:at], replace(cast, reason=reason), *casts[at + 1 :]])
                )
                tried += 1
        seen.add(code_of(opening, casts[:at] + casts[at + 1 :]))
        for other in range(at):
            moved = list(casts)
            moved[at], moved[other] = moved[other], moved[at]
            seen.add(code_of(opening, moved))
            tried += 1
        tried += 1
    assert known not in seen
    assert len(seen) == tried
