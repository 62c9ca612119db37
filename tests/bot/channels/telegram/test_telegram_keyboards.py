"""How a message looks on a phone: rows, numbers, direction, length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.keyboards import rows
from bot.channels.telegram.texts import LONGEST, directed, split
from civic.text import units
from conversations.messages import Button, Message, Role

SHORT = tuple(Button(label, f"t:{label}") for label in ("ماء", "كهرباء", "صحة"))
LONG = (*SHORT, Button("ترميم المدارس والمرافق العامة", "t:4"))
BACK, SKIP = Button("السؤال السابق", "b", Role.CONTROL), Button("تخطّي", "s", Role.CONTROL)


def labels(message: Message, *, mirrored: bool = True) -> list[list[str]]:
    return [[key.label for key in row] for row in rows(message, mirrored=mirrored)]


def test_short_options_stand_in_two_columns_that_read_from_the_right() -> None:
    assert labels(Message(text="؟", buttons=SHORT, controls=(BACK, SKIP))) == [
        ["2. كهرباء", "1. ماء"],
        ["3. صحة"],
        ["تخطّي", "السؤال السابق"],
    ]


def test_one_long_option_puts_each_on_a_row_of_its_own() -> None:
    assert [len(row) for row in labels(Message(text="؟", buttons=LONG))] == [1, 1, 1, 1]


def test_english_and_unmirrored_rows_read_from_the_left() -> None:
    english = Message(text="?", buttons=SHORT, language="en")
    assert labels(english)[0] == ["1. ماء", "2. كهرباء"]
    assert labels(Message(text="؟", buttons=SHORT), mirrored=False)[0] == labels(english)[0]


def test_what_is_chosen_is_ticked_and_nothing_moves() -> None:
    chosen = (SHORT[0], Button("كهرباء", "t:off", Role.CHOSEN), SHORT[2])
    assert labels(Message(text="؟", buttons=chosen)) == [["✓ 2. كهرباء", "1. ماء"], ["3. صحة"]]


def test_controls_stand_three_in_a_row() -> None:
    controls = tuple(Button(str(number), f"c{number}", Role.CONTROL) for number in range(4))
    assert labels(Message(text="?", controls=controls, language="en")) == [["0", "1", "2"], ["3"]]


def test_a_keypad_stands_in_threes_as_it_was_laid_without_numbers() -> None:
    keys = tuple(Button(label, f".{label}") for label in "7203981564⌫")
    laid = labels(Message(text="○", buttons=keys, controls=(BACK,)))
    assert laid == [list("720"), list("398"), list("156"), list("4⌫"), [BACK.label]]


@pytest.mark.parametrize("data", ["", "س" * 33])
def test_a_button_that_carries_too_much_or_nothing_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        rows(Message(text="؟", buttons=(Button("نعم", data),)), mirrored=True)


def test_paragraphs_that_begin_in_latin_are_turned_to_the_right() -> None:
    text = "Water: مشكلة\nالماء مقطوع\n3. ماء\n\n\u2066MW-12\u2069 رقم المتابعة\n12-05"
    assert directed(text, "ar").split("\n") == [
        "\u200fWater: مشكلة",
        "الماء مقطوع",
        "3. ماء",
        "",
        "\u200f\u2066MW-12\u2069 رقم المتابعة",
        "12-05",
    ]
    assert directed(directed(text, "ar"), "ar") == directed(text, "ar")
    assert directed(text, "en") == text


def test_a_long_text_is_cut_between_lines_then_words() -> None:
    lines = "\n".join(["س" * 1500] * 5)
    assert [units(part) for part in split(lines)] == [3001, 3001, 1500]
    words = "كلمة " * 1000
    assert all(part.endswith(("كلمة", "كلمة ")) for part in split(words))
    assert [units(part) for part in split("😀" * 3000)] == [4096, 1904]


@given(st.text(st.sampled_from("سa😀 \n"), max_size=60), st.integers(2, 20))
def test_parts_fit_and_no_letter_is_lost(text: str, longest: int) -> None:
    parts = split(text, longest)
    assert all(units(part) <= longest for part in parts) or not text.strip()
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_the_longest_is_what_telegram_takes() -> None:
    assert LONGEST == 4096
