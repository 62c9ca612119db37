"""Cleaning keeps what people wrote; keys make its spellings one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.text import clean, digits, first_words, key, place_key, place_readings, units

ANYTHING = st.text(st.characters())  # surrogates included
AWKWARD = st.text(
    st.sampled_from("اأإآءةهىيـًٌٍّْٰٔ ب12٣۴\u200d\u200f\u202e\ud800\udc00aéİßﷺ½\n\r\t\0가👍🏼")
)


@given(ANYTHING | AWKWARD)
def test_no_text_is_refused_and_doing_it_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert key(key(text)) == key(text)
    assert digits(digits(text)) == digits(text)
    assert units(text) >= len(text)
    assert all(place_readings(text)) or not key(text)


@given(ANYTHING | AWKWARD)
def test_what_is_kept_can_always_be_stored_and_shown(text: str) -> None:
    kept = clean(text)
    kept.encode()
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(unicodedata.category(c) == "Cc" for c in kept if c != "\n")
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(ANYTHING | AWKWARD)
def test_a_key_is_words_with_single_spaces(text: str) -> None:
    words = key(text)
    assert words == " ".join(words.split())
    assert all(c.isalnum() or c == " " for c in words)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  أهلاً\r\nوسهلاً\t! ", "أهلاً\nوسهلاً !"),
        ("a\u202eb\u2066c\u2069\0d", "abcd"),
        ("\ud83d\udc4d", "👍"),
        ("x\ud83dy", "x\ufffdy"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("❤️‍🔥", "❤️‍🔥"),
        ("نمی‌خواهم", "نمی‌خواهم"),
        ("e" + "\u0301\u0302" * 50, "é\u0302\u0301\u0302\u0301"),
        ("\u200f\ufeff \n", ""),
    ],
)
def test_cleaning(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_length_is_counted_as_the_platforms_count() -> None:
    assert units("مشورة") == 5
    assert units("👍🏼") == 4


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("كَهْرَباء", "كهربا"),
        ("الكهربـــاء", "الكهربا"),
        ("أحمد إلى آخر", "احمد الي اخر"),
        ("مدرسة", "مدرسه"),
        ("كتيييير", "كتير"),
        ("١٬٥٠٠", "1500"),
        ("۴۵", "45"),
        ("گلي", "كلي"),
        ("CAFÉ", "cafe\u0301"),
        ("نعم، يا\u00a0أخي؟", "نعم يا اخي"),
        ("ا\u0653ب", "آب"),
        ("﷼", "ريال"),
    ],
)
def test_spellings_with_one_key(left: str, right: str) -> None:
    assert key(left) == key(right)


@pytest.mark.parametrize(
    ("left", "right"), [("ماء", "ما"), ("1000", "10"), ("مي", "م"), ("الله", "اله")]
)
def test_words_with_different_keys(left: str, right: str) -> None:
    assert key(left) != key(right)


@pytest.mark.parametrize(
    "spellings",
    [
        ("الشحيل", "شحيل", "الشحّيل", "الشحييل", "بلدة الشحيل", "قرية شحيل"),
        ("البوكمال", "أبو كمال", "البو كمال", "ابوكمال", "بوكمال", "مدينة البوكمال"),
        ("ذيبان", "ديبان"),
        ("البصيرة", "بصيرة", "البصيره", "بسيرا"),
        ("الطيانة", "تيانة", "طيانه"),
        ("Shuhayl", "al-shuhayl", "Al Shuhayl", "SHUHAYL", "shuhaiil"),
        ("Ma`ishiyah", "maishiyah", "Al Maisheyeh"),
        ("أبو حمام", "ابوحمام", "البوحمام"),
    ],
)
def test_one_place_in_many_spellings(spellings: tuple[str, ...]) -> None:
    assert len({place_key(spelling) for spelling in spellings}) == 1


def test_a_camp_is_not_the_village_of_its_name() -> None:
    assert place_key("مخيم أبو خشب") != place_key("أبو خشب")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("بالشحيل", "الشحيل"),
        ("للبصيرة", "البصيرة"),
        ("عالبوكمال", "البوكمال"),
        ("بذيبان", "ذيبان"),
        ("في هجين", "هجين"),
        ("بقرية الجرذي", "الجرذي"),
        ("والشحيل", "الشحيل"),
    ],
)
def test_a_preposition_may_be_glued_to_the_name(typed: str, name: str) -> None:
    assert place_key(name) in place_readings(typed)


def test_the_name_as_it_stands_is_the_first_reading() -> None:
    assert place_readings("بقرص")[0] == place_key("بقرص")


@given(ANYTHING | AWKWARD, st.integers(0, 9))
def test_the_first_words_are_the_beginning_as_it_was_written(text: str, most: int) -> None:
    beginning = first_words(text, most)
    assert text.startswith(beginning)
    assert beginning.split() == text.split()[:most]


def test_a_blessing_in_one_sign_does_not_make_a_text_eighteen_times_as_long() -> None:
    assert key("ﷺ" * 100) == ""
    assert key("النبي ﷺ قال") == "النبي قال"
