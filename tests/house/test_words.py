"""Every sentence for people is whole, translated, and keeps its places in every language."""

from __future__ import annotations

import re
from typing import Final

import pytest
from babel.messages.catalog import Message

from conversations.wording import LANGUAGES
from tests.house.words import catalogue, forms, marked, places

ARABIC: Final = re.compile("[\u0620-\u064a]")
PLURALS: Final = {"ar": 6, "en": 2}
SAME_EVERYWHERE: Final = {"English"}  # a language is called by its own name


def _sentences(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def test_sentences_are_written_out_whole() -> None:
    """No sentence is put together: `_(` and `counted(` take literals, so catalogues find them."""
    assert [each.where for each in marked() if not each.literal] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_in_the_catalogue_and_no_other(language: str) -> None:
    """What the code says and what is translated are the same sentences."""
    said = {each.sentences for each in marked()}
    known = {forms(message.id) for message in _sentences(language)}
    assert sorted(said - known) == []
    assert sorted(known - said) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_in_all_its_forms(language: str) -> None:
    """Nothing is empty or doubtful; what counts has each plural form of the language."""
    wanting = [
        forms(message.id)[0]
        for message in _sentences(language)
        if message.fuzzy
        or not all(forms(message.string))
        or len(forms(message.string)) != (PLURALS[language] if message.pluralizable else 1)
    ]
    assert wanting == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_keeps_the_places_of_its_sentence(language: str) -> None:
    """Each {name} of a sentence stands in its translation, and no other; a count may be a word."""
    wrong = []
    for message in _sentences(language):
        named = {name for form in forms(message.id) for name in places(form)}
        for form in forms(message.string):
            told = places(form) | ({"count"} if message.pluralizable else set())
            if told != named | ({"count"} if message.pluralizable else set()):
                wrong.append((forms(message.id)[0], form))
    assert wrong == []


def test_places_have_names() -> None:
    """A place without a name cannot be moved in another language."""
    assert [each.where for each in marked() if any("" in places(s) for s in each.sentences)] == []


def test_english_is_english_and_arabic_is_arabic() -> None:
    """No catalogue holds another one's words."""
    foreign = [
        form
        for message in _sentences("en")
        for form in forms(message.string)
        if ARABIC.search(form) and not ARABIC.search("".join(forms(message.id)))
    ]
    untranslated = [
        forms(message.id)[0]
        for message in _sentences("ar")
        for form in forms(message.string)
        if forms(message.id)[0] not in SAME_EVERYWHERE
        and not ARABIC.search(form)
        and re.search("[A-Za-z]{3}", re.sub(r"{\w+}", "", form))
    ]
    assert foreign == []
    assert untranslated == []
