"""A draft becomes numbered paragraphs, and two versions a difference that people can read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.drafts import Kind, changed_words, differences, digest, split
from civic.refusals import Refusal

TEXTS = st.lists(st.text("ab ", min_size=1, max_size=12), max_size=8)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("الأولى\n\nالثانية\nسطر", ("الأولى", "الثانية\nسطر")),
        ("١) الأولى\n٢) الثانية", ("الأولى", "الثانية")),
        ("1. a\n- b\n• c", ("a", "b", "c")),
        ("2023 was dry", ("2023 was dry",)),
    ],
)
def test_a_text_is_split_where_its_writer_parted_it(text: str, paragraphs: tuple[str]) -> None:
    """By empty lines or by lines; own numbers go, years stay."""
    assert split(text) == paragraphs


@pytest.mark.parametrize(
    ("text", "code"),
    [(" \n ", "draft.empty"), ("a\n" * 151, "draft.too-many"), ("a" * 60_001, "draft.too-long")],
)
def test_what_is_no_draft_is_refused(text: str, code: str) -> None:
    """With what it is."""
    with pytest.raises(Refusal) as refused:
        split(text)
    assert refused.value.code == code


def test_a_difference_pairs_what_is_alike() -> None:
    """A changed paragraph is shown as changed, beside what came and went."""
    old = ("نطلب محطة مياه في الكسرة", "والثانية", "تبقى")
    new = ("نطلب محطتي مياه في الكسرة", "تبقى", "وهذه جديدة تماماً")
    found = differences(old, new)
    assert [(each.kind, each.before, each.now) for each in found] == [
        (Kind.CHANGED, 1, 1),
        (Kind.DROPPED, 2, 0),
        (Kind.ADDED, 0, 3),
    ]
    assert changed_words(old[0], new[0]) == ("محطة", "محطتي")


@given(TEXTS, TEXTS)
def test_a_difference_leads_from_one_version_to_the_other(old: list[str], new: list[str]) -> None:
    """What is kept and added is the new text, what is kept and dropped was the old one."""
    found = differences(old, new)
    gone = {each.before for each in found if each.before}
    came = {each.now for each in found if each.now}
    kept_old = [text for number, text in enumerate(old, 1) if number not in gone]
    kept_new = [text for number, text in enumerate(new, 1) if number not in came]
    assert kept_old == kept_new
    assert (found == ()) is (old == new)


@given(TEXTS, TEXTS)
def test_other_texts_have_other_digests(old: list[str], new: list[str]) -> None:
    """However their paragraphs are parted."""
    assert (digest(old) == digest(new)) is (old == new)
