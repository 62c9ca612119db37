"""One reply: understood by press, number, words or a file; else a hint and the same question."""

from __future__ import annotations

import pytest

from conversations.engine.journal import Journal, Unanswered
from conversations.engine.present import present
from conversations.engine.questions import Free
from conversations.engine.replies import Given, Said, Unclear
from conversations.engine.respond import Response, respond
from conversations.engine.typed import typed
from conversations.messages import Kind
from conversations.wording import Bare
from tests.conversations.engine.test_play import SURVEY, WORDING, Outside, labels

AT_COLOUR = Journal("survey")
AT_COUNT = Journal("survey", answers={"colour": "green"})
AT_SEVERAL = Journal("survey", answers={"colour": "green", "count": 5})
AT_REVIEW = Journal("survey", answers={"colour": "green", "count": 5, "several": ["x"]})


def reply(journal: Journal, text: str = "", code: str = "", **more: str) -> Response:
    """Say or press something."""
    kind = Kind.VOICE if more else Kind.TAP if code else Kind.TEXT
    said = Said(kind=kind, text=text, code=code, **more)
    return respond(SURVEY, journal, said, Outside(), labels)


@pytest.mark.parametrize("text", ["2", "٢", "۲", "colour green", "Colour GREEN", "  colour green "])
def test_a_choice_is_typed_by_number_or_words(text: str) -> None:
    """In any digits."""
    assert reply(AT_COLOUR, text).turn.journal.answers == {"colour": "green"}


def test_a_near_word_is_confirmed_never_assumed() -> None:
    """Yes takes it, no shows the question as it was."""
    guessed = reply(AT_COLOUR, "colour grene").turn.journal
    assert guessed.answers == {}
    assert guessed.guess is not None
    assert reply(guessed, "نعم").turn.journal.answers == {"colour": "green"}
    assert reply(guessed, "لا").turn.journal == AT_COLOUR
    assert reply(guessed, code="y").turn.journal.answers == {"colour": "green"}


@pytest.mark.parametrize(
    "text", ["²", "", "0", "-3", "100", "9" * 5000, "9223372036854775808", "😀", "\u202e5x", "many"]
)
def test_what_is_no_number_gets_a_hint(text: str) -> None:
    """The question stays open and nothing is lost."""
    response = reply(AT_COUNT, text)
    assert response.notice is not None
    assert response.turn.journal.answers == AT_COUNT.answers
    assert response.turn.asked is not None
    assert response.turn.asked.name == "count"


def test_ways_out_are_pressed_or_typed() -> None:
    """Skip, do not know, prefer not to say."""
    for text, code, how in (
        ("تخطي", "s", Unanswered.SKIPPED),
        ("لا أعرف", "d", Unanswered.UNKNOWN),
    ):
        assert reply(AT_COUNT, text).turn.journal.answers["count"] == {"left": how.value}
        assert reply(AT_COUNT, code=code).turn.journal.answers["count"] == {"left": how.value}
    assert "colour" not in reply(AT_COLOUR, code="s").turn.journal.answers


def test_a_toggle_pressed_twice_asks_for_the_same() -> None:
    """It carries the wanted state, so a quick second tap is harmless."""
    once = reply(AT_SEVERAL, code="1+").turn.journal
    twice = reply(once, code="1+").turn.journal
    assert once.ticked == twice.ticked == ("y",)
    assert reply(twice, code="1-").turn.journal.ticked == ()
    assert reply(twice, code="k").turn.journal.answers["several"] == ["y"]


def test_back_goes_to_what_the_person_saw_before() -> None:
    """One answer goes, the others stay."""
    back = reply(AT_REVIEW, code="b")
    assert back.turn.asked is not None
    assert back.turn.asked.name == "several"
    assert back.turn.journal.answers == {"colour": "green", "count": 5}
    assert reply(AT_COLOUR, code="b").turn.journal == AT_COLOUR


def test_stopping_changes_nothing() -> None:
    """What was answered waits."""
    response = reply(AT_REVIEW, code="x")
    assert response.stopped
    assert response.turn.journal.answers == AT_REVIEW.answers


def test_sensitive_words_are_guarded_and_not_kept() -> None:
    """Neither as words on the review nor as the answer to a question for words."""
    for journal in (AT_REVIEW, AT_REVIEW.wanting("words")):
        response = reply(journal, "أخوي معتقل من سنتين")
        assert response.guarded is not None
        assert "words" not in response.turn.journal.answers


def test_words_on_the_review_are_added_to_those_that_are_there() -> None:
    """Nobody's words take the place of their earlier ones."""
    first = reply(AT_REVIEW, "مضخة البئر عند المدرسة").turn.journal
    second = reply(first, "والمولدة واقفة كمان").turn.journal
    assert second.answers["words"]["typed"].splitlines() == [
        "مضخة البئر عند المدرسة",
        "والمولدة واقفة كمان",
    ]


def test_a_voice_message_is_taken_where_words_are() -> None:
    """And elsewhere gets a hint."""
    wanting = AT_REVIEW.wanting("words")
    assert reply(wanting, attachment="v").turn.journal.answers["words"] == {"voice": "v"}
    assert reply(AT_COLOUR, attachment="v").notice is not None


def test_every_button_is_bound_and_short() -> None:
    """Each carries the token and stays within the 64 bytes of the tightest channel."""
    token = "t" * 22
    for journal in (AT_COLOUR, AT_COUNT, AT_SEVERAL, AT_REVIEW, AT_REVIEW.wanting("review")):
        turn = reply(journal, "😀").turn
        message = present(turn, token, WORDING, "en")
        buttons = (*message.buttons, *message.controls)
        assert buttons
        assert all(each.data.startswith(token) and len(each.data) <= 64 for each in buttons)
        assert len({each.data for each in buttons}) == len(buttons)


def test_words_that_are_too_long_are_asked_again() -> None:
    """As long as the question takes, in the measure of the platforms; nothing is cut off."""
    question = Free(name="words", text=Bare("words"), longest=10)
    for text, taken in (("x" * 10, True), ("x" * 11, False), ("😀" * 5, True), ("😀" * 6, False)):
        reading = typed(question, Journal("survey"), text, labels, Outside())
        assert isinstance(reading, Given if taken else Unclear)
