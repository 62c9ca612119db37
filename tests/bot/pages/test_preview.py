"""The preview holds everything that the bot can say, within the limits of its channels."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

from bot.pages.preview import Entry, entries, write_preview
from bot.pages.walking import UnusedStep, walk
from civic.places import Places
from conversations.scripts.registry import CONVERSATIONS
from conversations.scripts.sample_steps import Answer, Sample
from conversations.scripts.samples import SAMPLES
from conversations.wording import LANGUAGES, Wording
from storage.place_files import bundled_places
from tests.house.questions import question_names, shape
from tests.house.words import marked

ELSEWHERE = ("conversations/engine/", "conversations/scripts/", "conversations/labels.py")
"""Where sentences are made inside functions, so that only playing a conversation shows them."""


class Noting(gettext.NullTranslations):
    """A catalogue that notes every sentence it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        """Note a sentence."""
        self.asked.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Note a sentence that counts."""
        self.asked |= {msgid1, msgid2}
        return msgid2


@pytest.fixture(scope="module")
def places() -> Places:
    """Return the bundled gazetteer."""
    return Places(bundled_places())


@pytest.fixture(scope="module")
def everything(places: Places) -> list[Entry]:
    """Return all that the preview shows, in the real languages."""
    return list(entries(Wording.load(), places))


def test_every_conversation_is_walked(everything: list[Entry]) -> None:
    """A conversation without a sample would be missing from the page."""
    assert {entry.group for entry in everything} == {*CONVERSATIONS, "messages", "labels"}


def test_every_question_is_shown(everything: list[Entry]) -> None:
    """Each question named in a script is reached by a sample."""
    shown = {entry.name for entry in everything}
    missing = {
        shape(name)
        for _, name in question_names()
        if not any(re.fullmatch(shape(name), each) for each in shown)
    }
    assert missing == set()


def test_every_sentence_of_the_conversations_is_shown(places: Places) -> None:
    """Playing the samples asks the catalogues for each sentence that scripts and engine hold."""
    catalogue = Noting()
    list(entries(Wording(dict.fromkeys(LANGUAGES, catalogue)), places))
    said = {
        sentence
        for each in marked()
        if each.where.startswith(ELSEWHERE)
        for sentence in each.sentences[:1]
    }
    assert sorted(said - catalogue.asked) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_refused_by_a_channel(everything: list[Entry], language: str) -> None:
    """Texts, buttons and what they carry keep within every hard limit."""
    over = [
        (entry.group, entry.name, cell.channel, measure)
        for entry in everything
        for cell in entry.cells
        for measure in cell.over
        if measure.hard and cell.language == language
    ]
    assert over == []


NEVER_ON_THE_PAGE = {("first_contact.more (telegram)", "ar")}
"""The only text that is too long for a turn of the web page (1,080 bytes), and not of it."""

TO_OFFICES = {
    (name, language) for name in ("office_news.digest (arrivals)", "look") for language in LANGUAGES
}
"""Bundled news and the whole account of an area, for office-holders; no turn of a resident."""


ON_WISH = {("review.full", "ar")}
"""Everything that a household told of going back, with what it can add and change, on its wish."""


def test_every_turn_of_the_web_page_takes_at_most_a_kilobyte(everything: list[Entry]) -> None:
    """Every question of every conversation, every message and label: text, buttons and frame."""
    over = {
        (entry.name, cell.language)
        for entry in everything
        for cell in entry.cells
        if cell.channel == "web" and cell.over
    }
    assert over == NEVER_ON_THE_PAGE | TO_OFFICES | ON_WISH


def test_every_message_is_shown_in_each_language_and_channel(everything: list[Entry]) -> None:
    """Six cells each: Arabic and English on Telegram, the web page and, to come, WhatsApp."""
    assert {len(entry.cells) for entry in everything} == {6}
    assert all(cell.message.text.strip() for entry in everything for cell in entry.cells)


def test_a_sample_that_its_script_has_outgrown_is_refused(places: Places) -> None:
    """An answer to a question that is never asked is a fault of the sample, not passed over."""
    stale = Sample(script="forget", shows="nothing", steps=(Answer("gone", "yes"),))
    with pytest.raises(UnusedStep):
        list(walk([stale], places, "SY09"))


def test_samples_reach_an_end(places: Places) -> None:
    """Each conversation has a sample that goes all the way."""
    ended = {screen.script for screen in walk(SAMPLES, places, "SY09") if screen.turn.ended}
    assert ended == set(CONVERSATIONS)


def test_the_page_is_written(tmp_path: Path) -> None:
    """`mashwara preview` needs no database; the Arabic parts run from right to left."""
    out = tmp_path / "preview.html"
    write_preview(out)
    page = out.read_text("utf-8")
    assert 'lang="ar" dir="rtl"' in page
    assert all(f'id="{name}"' in page for name in CONVERSATIONS)
    assert "<script" not in page
