"""Every code has words in both languages that fit a row and differ from their neighbours."""

from collections.abc import Mapping

import pytest
from babel.messages.pofile import read_po

from civic.needs import GROUPS, SECTORS, Scope, Severity, Since, Status, Urgency
from conversations import labels
from conversations.wording import DOMAIN, LOCALES, Words

ROW = 24  # WhatsApp: the title of a row in a list
BUTTON = 20  # WhatsApp: the title of a button

QUESTIONS: dict[str, tuple[Mapping[str, Words], tuple[str, ...]]] = {
    "groups": (labels.GROUP, tuple(GROUPS)),
    "severity": (labels.SEVERITY, tuple(Severity)),
    "since": (labels.SINCE, tuple(Since)),
    "scope": (labels.SCOPE, tuple(Scope)),
    "urgency": (labels.URGENCY, tuple(Urgency)),
    "status": (labels.STATUS, tuple(Status)),
    **{f"sectors of {group}": (labels.SECTOR, codes) for group, codes in GROUPS.items()},
    **{f"problems of {sector}": (labels.PROBLEM, codes) for sector, codes in SECTORS.items()},
}


@pytest.fixture(scope="module")
def arabic() -> dict[str, str]:
    """Return the Arabic catalogue as it is written, English sentence to Arabic one."""
    with (LOCALES / "ar" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file)}


def test_there_is_no_label_without_a_code() -> None:
    assert set(labels.SECTOR) == set(SECTORS)
    assert set(labels.PROBLEM) == {code for codes in SECTORS.values() for code in codes}


@pytest.mark.parametrize("question", QUESTIONS)
def test_english_labels_fit_and_differ(question: str) -> None:
    words, codes = QUESTIONS[question]
    said = [words[code].text for code in codes]
    assert len(set(said)) == len(said)
    assert max(map(len, said)) <= ROW


@pytest.mark.parametrize("question", QUESTIONS)
def test_arabic_labels_fit_a_button_and_differ(question: str, arabic: dict[str, str]) -> None:
    words, codes = QUESTIONS[question]
    said = [arabic[words[code].text] for code in codes]
    assert all(said)
    assert len(set(said)) == len(said)
    assert max(map(len, said)) <= BUTTON


def test_no_button_names_what_could_harm_its_owner(arabic: dict[str, str]) -> None:
    """A phone may be searched, and the chat shows every button that was offered."""
    tables = (labels.GROUP, labels.SECTOR, labels.PROBLEM, labels.STATUS)
    said = " ".join(arabic[words.text] for table in tables for words in table.values())
    for harmful in ("معتقل", "محتجز", "سجين", "عنف", "اغتصاب", "رشوة", "فساد", "مخدرات", "بلاغ"):
        assert harmful not in said
