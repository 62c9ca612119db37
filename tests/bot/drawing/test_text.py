"""Arabic is drawn in joined letters from right to left, and no text can spoil a picture."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing import fonts
from bot.drawing.canvas import Canvas
from bot.drawing.text import drawable
from tests.bot.drawing.ink import Seen, columns, rows

HOSTILE = {
    "overrides": "\u202eمياه\u202c الشرب \u202dabc\u202c",
    "emoji": "ماء 👨‍👩‍👧 🏳️‍🌈 🚱",
    "zalgo": "Z\u0335\u0336\u0337\u0301\u0302" * 20,
    "piled vowels": "م" + "\u064b\u0651\u0650" * 60,
    "controls": "a\x00b\x1b[31mc\x7f\ufeff\ufffe",
    "foreign": "漢字 हिन्दी ქართული",
    "open isolates": "\u2068\u2067\u2066 الشحيل",
    "lines": "one\n\ntwo\r\u2028three",
    "mathematics": "$\\frac{1}{0}$ \\input{x} $$",
    "long": "ط" * 5000,
}


def drawn(text: str, language: str = "ar", size: float = 60) -> Seen:
    """One line on a sheet of its own."""
    canvas = Canvas(900, 200, language)
    canvas.text(450, 110, text, size, side="center")
    return Seen(canvas.png())


def test_letters_take_the_forms_of_their_places() -> None:
    """A word looks as if its initial, middle and final letters had been chosen by hand."""
    chosen = drawn("\ufee3\ufea4\ufec4\ufe94")
    assert (drawn("محطة").dark == chosen.dark).all()
    assert not (drawn("م\u200cح\u200cط\u200cة").dark == chosen.dark).all()


def test_joined_letters_touch() -> None:
    """Between the letters of «محطة» there is no gap: ink in every column of the word."""
    seen = drawn("محط")
    first, last = columns(seen.dark)
    assert seen.ink[:, first : last + 1].any(axis=0).all()
    apart = drawn("م\u200cح\u200cط")
    first, last = columns(apart.dark)
    assert not apart.ink[:, first : last + 1].any(axis=0).all()


def test_the_first_letter_stands_on_the_right() -> None:
    """«لسسس» begins with a tall letter, and what is tall is on the right."""
    seen = drawn("لسسس").dark
    top, bottom = rows(seen)
    left, right = columns(seen)
    tall = columns(seen[: (top + bottom) // 2 - (bottom - top) // 6])
    assert tall[0] > left + 0.75 * (right - left)


def test_a_line_is_read_from_the_side_of_its_language() -> None:
    """A Latin word at the head of an Arabic line is on the right, in English on the left."""
    in_arabic, in_english = drawn("II ــــــــ"), drawn("II ــــــــ", "en")
    assert not (in_arabic.dark == in_english.dark).all()
    top, _ = rows(in_arabic.dark)
    middle = sum(columns(in_arabic.dark)) / 2
    assert columns(in_arabic.dark[: top + 10])[0] > middle
    assert columns(in_english.dark[: top + 10])[1] < middle


def test_isolates_and_marks_leave_no_ink() -> None:
    """What steers the direction is not seen and takes no room."""
    canvas = Canvas(10, 10, "ar")
    plain, isolated = "الشحيل 12", "\u2068الشحيل\u2069 \u206612\u2069"
    assert canvas.width_of(plain, 60) == pytest.approx(canvas.width_of(isolated, 60), abs=2)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_becomes_harmless(text: str) -> None:
    """No override, no control, no pile of marks, nothing that the fonts lack, one line."""
    kept = drawable(text)
    assert "\n" not in kept
    assert not set("\u202a\u202b\u202c\u202d\u202e\ufeff\x00") & set(kept)
    seen = drawn(kept[:12]).ink
    top, bottom = rows(seen) if seen.any() else (110, 110)
    assert top > 20
    assert bottom < 160


@given(st.text(max_size=300))
def test_whatever_is_written_can_be_drawn(text: str) -> None:
    """Every character kept is in the fonts or is invisible; a second pass changes nothing."""
    kept = drawable(text)
    assert drawable(kept) == kept
    for character in kept:
        shown = unicodedata.category(character)[0] != "C"
        assert not shown or ord(character) in fonts.characters()


def test_ordinary_words_are_kept_whole() -> None:
    """Vowels, hamza, Kurdish letters, digits of three kinds, quotation marks, Latin accents."""
    for text in ("مُحَمَّد الأوّل", "گرده چای", "٣٤ ۳۴ 34", "«آب» – 12٪ (3/4)؟", "Türkiye, Brüssel…"):
        assert drawable(text) == text


def test_the_fonts_are_ours() -> None:
    """Nothing depends on what a machine has installed."""
    found = {file.name for file in fonts.files()}
    assert found == {
        *("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
        *("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    }
    assert (fonts.FOLDER / "OFL.txt").exists()
    for bold in (False, True):
        name = fonts.font(30, bold=bold).get_name()
        path = fonts.fontManager.findfont(fonts.font(30, bold=bold))
        assert name in fonts.FAMILIES
        assert str(path).startswith(str(fonts.FOLDER.resolve()))
