"""Texts resemble the examples whose words they share."""

from hypothesis import given
from hypothesis import strategies as st

from civic.likeness import learn, likeness, parts

WATER = ["المي مقطوعة", "ماكو مي بالقرية", "صهريج المي غالي"]
BREAD = ["الخبز رديء", "الفرن مسكر", "سعر الخبز غالي"]


def test_a_text_is_nearer_to_the_examples_it_shares_words_with() -> None:
    learned = learn(WATER, BREAD)
    assert likeness(learned, parts("وين المي")) > 0
    assert likeness(learned, parts("وين الخبز")) < 0


def test_spelling_and_glued_letters_matter_little() -> None:
    assert parts("الْمَيّ") == parts("المي")
    assert "مدرسه" in parts("بالمدرسة")


def test_unknown_words_say_nothing() -> None:
    assert likeness(learn(WATER, BREAD), parts("dragons")) == 0
    assert likeness({}, parts("المي")) == 0


@given(st.lists(st.text()), st.lists(st.text()), st.text())
def test_no_text_raises(these: list[str], those: list[str], text: str) -> None:
    assert isinstance(likeness(learn(these, those), parts(text)), float)
