"""Words are known by all their forms, and the longest expression of them counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.concepts import Lexicon
from civic.stems import root, wide_forms
from civic.text import key

LEXICON = Lexicon(
    [
        *(("school", "مدرسة"), ("room", "غرفة"), ("theft", "سرقو"), ("water", "ماء")),
        *(("station", "محطة"), ("water station", "محطة ماء"), ("none", "ما في")),
    ]
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("والمدرسة", {"school": 0}),
        ("مدرستنا بعيدة", {"school": 0}),
        ("بغرفتنا", {"room": 0}),
        ("امس سرقوا", {"theft": 1}),
        ("ما في ماء", {"none": 0, "water": 2}),
        ("المحطة", {"station": 0}),
        ("بمحطة ماء", {"water station": 0, "station": 0, "water": 1}),
        ("كلام آخر", {}),
    ],
)
def test_what_is_named_is_found_with_its_first_position(text: str, named: dict[str, int]) -> None:
    assert LEXICON.found(key(text).split()) == named


@pytest.mark.parametrize(
    "words",
    [
        "مدرسة المدرسة مدرستنا بالمدرسه والمدرسة",
        "محطة محطات المحطة محطتنا",
        "بطانية بطانيات البطانيات",
        "ألغام الألغام",
        "كهرباء الكهربا كهربتنا",
    ],
)
def test_forms_of_one_word_have_one_root(words: str) -> None:
    assert len({root(word) for word in key(words).split()}) == 1


@given(st.text(alphabet="ابتمينوحطةهلكفع", min_size=1, max_size=12))
def test_something_always_remains(word: str) -> None:
    assert root(word)
    assert all(wide_forms(word))
