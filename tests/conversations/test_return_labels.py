"""Every code of a return intention has words that fit a button, differ, and betray nobody."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from babel.messages.pofile import read_po

from civic import returns
from conversations import return_labels as labels
from conversations.scripts.return_household import HOUSEHOLD
from conversations.scripts.return_questions import (
    CONDITIONS,
    CONTACT,
    DEED,
    DOCUMENTS,
    HELP,
    HOUSE,
    INTENTION,
    OBSTACLES,
    SHELTER,
    SOURCES,
    SPECIALS,
    VISITED,
    more_obstacles,
)
from conversations.wording import DOMAIN, LOCALES, Words

ROW = 24  # the title of a row in the tightest channel
BUTTON = 20

TABLES: dict[type[StrEnum], Mapping[Any, Words]] = {
    returns.Intention: labels.INTENTION,
    returns.Horizon: labels.HORIZON,
    returns.Obstacle: labels.OBSTACLE,
    returns.Condition: labels.CONDITION,
    returns.Visited: labels.VISITED,
    returns.Source: labels.SOURCE,
    returns.House: labels.HOUSE,
    returns.Tenure: labels.TENURE,
    returns.Papers: labels.PAPERS,
    returns.Document: labels.DOCUMENT,
    returns.Help: labels.HELP,
    returns.Topic: labels.TOPIC,
    returns.Special: labels.SPECIAL,
    returns.Shelter: labels.SHELTER,
    returns.Remained: labels.REMAINED,
}
QUESTIONS = (
    *(INTENTION, OBSTACLES, more_obstacles([]), CONDITIONS, HOUSEHOLD, VISITED, HOUSE, DEED),
    *(DOCUMENTS, HELP, CONTACT, SPECIALS, SHELTER, SOURCES),
)
HARMFUL = (
    *("اعتقال", "معتقل", "كفالة", "كفيل", "عشيرة", "ثأر", "تجنيد", "الخدمة الإلزامية"),
    *("الهول", "داعش", "تنظيم", "أمنية", "مفقود"),
)


@pytest.fixture(scope="module")
def arabic() -> dict[str, str]:
    """Return the Arabic catalogue as it is written, English sentence to Arabic one."""
    with (LOCALES / "ar" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file)}


@pytest.mark.parametrize("codes", TABLES, ids=lambda codes: codes.__name__)
def test_every_code_has_words_and_no_words_lack_a_code(codes: type[StrEnum]) -> None:
    """A code that a release adds cannot be shown without its label."""
    assert set(TABLES[codes]) == set(codes)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_labels_fit_and_differ(question: Any, arabic: dict[str, str]) -> None:
    """Some channels cut a long title and refuse two that are alike."""
    english = [option.label.text for option in question.options]
    said = [arabic[text] for text in english]
    assert len(set(english)) == len(set(said)) == len(said)
    assert max(map(len, english)) <= ROW
    assert max(map(len, said)) <= BUTTON


def test_no_button_says_what_could_harm_its_owner(arabic: dict[str, str]) -> None:
    """Of the fear of arrest, of a lost relative, of a camp's name no button speaks."""
    said = " ".join(arabic[words.text] for table in TABLES.values() for words in table.values())
    assert [word for word in HARMFUL if word in said] == []


def test_going_back_is_never_the_word_of_the_button_for_the_question_before(
    arabic: dict[str, str],
) -> None:
    """«رجوع» and «عودة» mean going home here, so the way back says «السؤال السابق»."""
    assert arabic["Previous question"] == "السؤال السابق"
