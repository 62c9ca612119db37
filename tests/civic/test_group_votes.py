"""What members may say to a text, what counts of it, and that the opposing opinion is heard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.group_votes import (
    DAY,
    LONGEST_REASON,
    WITH_REASON,
    Ballot,
    Choice,
    Vote,
    adopted,
    check_days,
    check_votes,
    dissent,
    latest,
    tally,
    voted,
)
from civic.joint_papers import (
    CONFIRM_WITHIN,
    MOST_WORDS,
    OpinionState,
    change,
    check_dissent,
    check_summary,
    compose,
    confirm,
    end_time,
    is_approved,
    words_in,
)
from civic.refusals import Refusal

WHY = "الكلفة لا تتناسب مع الفائدة"
CLOSES = 3 * DAY
WHOLE_TEXT = Ballot(frozenset({1, 2, 3}), (0,), CLOSES)

CHOICES = st.sampled_from(list(Choice))


@st.composite
def ballots(draw: st.DrawFn) -> tuple[Ballot, list[Vote]]:
    """Three to five seats which vote and change their minds."""
    seats = draw(st.integers(3, 5))
    parts = draw(st.sampled_from([(0,), (1, 2), (1, 2, 3)]))
    ballot = Ballot(frozenset(range(1, seats + 1)), parts, CLOSES)
    votes = []
    for seat in draw(st.lists(st.integers(1, seats), max_size=9)):
        for part in parts:
            choice = draw(CHOICES)
            votes.append(Vote(seat, part, choice, WHY if choice in WITH_REASON else ""))
    return ballot, votes


@given(made=ballots())
def test_nothing_is_published_without_those_who_disagreed(made: tuple[Ballot, list[Vote]]) -> None:
    """With any opinion left out, emptied or still asked about, the paper is refused."""
    ballot, votes = made
    try:
        paper = compose(ballot, votes, CLOSES)
    except Refusal as refusal:
        assert refusal.code == "paper.not-adopted"
        return
    assert {opinion.seat for opinion in paper.opinions} == dissent(votes).keys()
    assert all(WHY in opinion.text for opinion in paper.opinions)
    confirmed = [confirm(opinion, CLOSES) for opinion in paper.opinions]
    over = [end_time(opinion, CLOSES + CONFIRM_WITHIN) for opinion in paper.opinions]
    check_dissent(votes, confirmed)
    check_dissent(votes, over)
    assert {opinion.state for opinion in over} <= {OpinionState.UNCONFIRMED}
    for at, opinion in enumerate(paper.opinions):
        for others in (confirmed[:at] + confirmed[at + 1 :], [*confirmed[:at], opinion]):
            with pytest.raises(Refusal, match=r"paper\.dissent"):
                check_dissent(votes, [*others])


@given(made=ballots())
def test_the_last_vote_of_a_seat_counts_once(made: tuple[Ballot, list[Vote]]) -> None:
    """For each part as many count as seats have voted; nothing comes of fewer than the quorum."""
    ballot, votes = made
    for part in ballot.parts:
        assert sum(tally(votes, part).values()) == len(voted(votes))
    for (seat, part), vote in latest(votes).items():
        assert vote == [v for v in votes if (v.seat, v.part) == (seat, part)][-1]
    if len(voted(votes)) < ballot.quorum:
        assert adopted(ballot, votes) == ()


@pytest.mark.parametrize(
    ("votes", "now", "code"),
    [
        ([Vote(1, 0, Choice.AGREE)], CLOSES, "vote.closed"),
        ([Vote(4, 0, Choice.AGREE)], 0, "vote.no-seat"),
        ([Vote(1, 1, Choice.AGREE)], 0, "vote.parts"),
        ([], 0, "vote.parts"),
        ([Vote(1, 0, Choice.DISAGREE)], 0, "vote.reason-missing"),
        ([Vote(1, 0, Choice.RESERVATION, "لا")], 0, "vote.reason-missing"),
        ([Vote(1, 0, Choice.DISAGREE, "كلمة " * LONGEST_REASON)], 0, "vote.reason-long"),
    ],
)
def test_a_vote_that_is_none_is_refused(votes: list[Vote], now: int, code: str) -> None:
    """After the close, without a seat, for another part, with no reason or too long a one."""
    with pytest.raises(Refusal) as refused:
        check_votes(WHOLE_TEXT, votes, now)
    assert refused.value.code == code


def test_a_vote_in_the_last_second_counts() -> None:
    """Before the close is in time."""
    check_votes(WHOLE_TEXT, [Vote(1, 0, Choice.DISAGREE, WHY)], CLOSES - 1)


def test_as_many_against_as_in_favour_adopt_nothing() -> None:
    """A tie leaves the text with the group."""
    votes = [Vote(1, 0, Choice.AGREE), Vote(2, 0, Choice.DISAGREE, WHY), Vote(3, 0, Choice.ABSTAIN)]
    assert adopted(WHOLE_TEXT, votes) == ()


def test_an_opinion_in_other_words_is_confirmed_anew() -> None:
    """What was changed is asked about again, until the time ends."""
    votes = [Vote(1, 0, Choice.AGREE), Vote(2, 0, Choice.AGREE), Vote(3, 0, Choice.DISAGREE, WHY)]
    [opinion] = compose(WHOLE_TEXT, votes, CLOSES).opinions
    changed = change(confirm(opinion, CLOSES), "الكلفة أعلى من الفائدة المتوقعة", CLOSES)
    assert changed.state is OpinionState.ASKED
    with pytest.raises(Refusal, match=r"opinion\.over"):
        confirm(changed, changed.due)
    with pytest.raises(Refusal, match=r"opinion\.empty"):
        change(changed, ".", CLOSES)


@pytest.mark.parametrize("days", [0, 15])
def test_a_vote_of_too_few_or_many_days_is_refused(days: int) -> None:
    """The refusal names what is possible."""
    with pytest.raises(Refusal, match=r"vote\.days"):
        check_days(days)


def test_a_summary_has_at_most_so_many_words() -> None:
    """The last word that fits, and one more."""
    check_summary("كلمة " * MOST_WORDS)
    assert words_in("ماء ، كهرباء — طرق!") == 3
    with pytest.raises(Refusal, match=r"summary\.long"):
        check_summary("كلمة " * (MOST_WORDS + 1))


def test_a_summary_is_approved_by_more_than_half() -> None:
    """Half of four seats are not enough."""
    assert is_approved({1, 2}, 3)
    assert not is_approved({1, 2}, 4)
