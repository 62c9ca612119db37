"""A burst is several new accounts with near-equal texts; neighbours in the same need are none."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from civic.bursts import ALIKE, FEWEST_PEOPLE, LEAST_WORDS, Trace, burst, likeness, signature

SECRET = b"s" * 32
MESSAGES = Path(__file__).parents[1] / "data" / "resident_messages.jsonl"
FILLERS = ("والله", "يا جماعة", "رجاء", "هون", "عنجد", "السلام عليكم")
TELLING = "محطة مياه الشرب في القرية متوقفة منذ أسبوعين ولا يسأل أحد عنا"


def _samples() -> list[str]:
    lines = MESSAGES.read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def _traces(texts: Iterable[str], *, young: bool = True) -> list[Trace]:
    signed = [(str(number), signature(text, SECRET)) for number, text in enumerate(texts)]
    return [Trace(name, name, young, each) for name, each in signed if each is not None]


def _flagged(traces: list[Trace]) -> set[str]:
    """Let them come one after another, each compared with those before."""
    found = [burst(each, traces[:at]) for at, each in enumerate(traces)]
    return {need for needs in found for need in needs}


def _retold(text: str, dice: random.Random) -> str:
    """Change a copy a little, as those do who are sent a text to send on."""
    words = text.split()
    match dice.randrange(4):
        case 0:
            words[dice.randrange(len(words))] = dice.choice(FILLERS)
        case 1:
            words.insert(dice.randrange(len(words) + 1), dice.choice(FILLERS))
        case 2:
            at = dice.randrange(len(words))
            words[at] = words[at][:-1] or words[at]
        case 3:
            words = words[1:]
    return " ".join(words)


def test_copies_of_new_accounts_are_a_burst_from_the_fourth_on() -> None:
    """All of them are flagged then, the first ones too."""
    traces = _traces([TELLING] * (FEWEST_PEOPLE + 1))
    assert _flagged(traces[: FEWEST_PEOPLE - 1]) == set()
    assert len(_flagged(traces[:FEWEST_PEOPLE])) == FEWEST_PEOPLE
    assert len(_flagged(traces)) == FEWEST_PEOPLE + 1


def test_what_one_account_or_older_ones_write_is_none() -> None:
    """Somebody who says it five times over is one; who has been here for long is no new account."""
    mark = signature(TELLING, SECRET) or b""
    assert _flagged([Trace(str(at), "one", True, mark) for at in range(9)]) == set()
    assert _flagged(_traces([TELLING] * 9, young=False)) == set()
    mixed = [*_traces([TELLING] * 9, young=False), Trace("new", "new", True, mark)]
    assert _flagged(mixed) == set()


def test_short_reports_in_the_same_words_are_never_judged() -> None:
    """«ما في مي», and the example that the service itself gives."""
    for text in ("ما في مي", "مافي مي بالكسرة", "الكسرة بلا ماء منذ أربعة أيام", "", "؟!"):
        assert len(text.split()) < LEAST_WORDS
        assert signature(text, SECRET) is None


def test_neighbours_who_report_the_same_in_their_own_words_are_no_burst() -> None:
    """All samples at one place within the hour, all from new accounts: none is flagged."""
    samples = _samples()
    flagged = _flagged(_traces(samples))
    print(f"flagged of {len(samples)} samples: {len(flagged)}")  # noqa: T201 - a figure to read
    signed = [each.signature for each in _traces(samples)]
    most = max(likeness(one, other) for one, other in combinations(signed, 2))
    print(f"judged: {len(signed)}; likest pair: {most:.2f} of {ALIKE}")  # noqa: T201
    assert flagged == set()


def test_copies_that_were_changed_a_little_are_found() -> None:
    """Of texts that are sent on with a word changed, at least nine of ten bursts are found."""
    dice = random.Random(7)
    long = [text for text in _samples() if len(set(text.split())) > LEAST_WORDS]
    found = [bool(_flagged(_traces(_retold(text, dice) for _ in range(6)))) for text in long]
    share = sum(found) / len(found)
    print(f"bursts found: {share:.2f} of {len(found)}")  # noqa: T201 - a figure to read
    assert share >= 0.9


def test_signatures_under_other_keys_tell_nothing() -> None:
    """Nobody without the key can look for a text, and two places cannot be compared."""
    here, there = signature(TELLING, SECRET) or b"", signature(TELLING, b"t" * 32) or b""
    assert likeness(here, here) == 1
    assert likeness(here, there) < 0.2


@given(st.text(), st.text())
def test_no_text_raises(one: str, other: str) -> None:
    signed = signature(one, SECRET) or b"", signature(other, SECRET) or b""
    assert 0 <= likeness(*signed) <= 1
