"""What a reply can be read as, and what is said when it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from civic.sensitive import Topic
from civic.text import key
from conversations.control_words import Intent
from conversations.engine.questions import (
    Free,
    Location,
    Number,
    OpenChoice,
    Picture,
    Question,
    Tally,
)
from conversations.messages import Kind
from conversations.wording import Text, _


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person said, after the button's token was checked and a file was put away."""

    kind: Kind
    text: str = ""
    code: str = ""
    attachment: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to the open question, or (`name`) to an offered one."""

    answer: Any
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ticked:
    """An option of a several-choice question was set on or off."""

    value: str
    on: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """There are so many of an option of a tally; with no option, all are counted anew."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Near:
    """Something near an option: to be confirmed, never assumed."""

    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """An earlier answer, or an offered question, is to be asked."""

    name: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not understood; the hint says what is wanted."""

    hint: Text


@dataclass(frozen=True, slots=True)
class Guarded:
    """Words of a kind that must never be kept here."""

    topic: Topic


@dataclass(frozen=True, slots=True)
class Moved:
    """A wish about the conversation itself rather than an answer."""

    intent: Intent


Reading = Given | Ticked | Counted | Near | Change | Unclear | Guarded | Moved

Labels = Callable[[Text], tuple[str, ...]]
"""Says a label in every language, since people mix them."""

CHOOSE: Text = _("Please choose a button or type its number.")
TWO_MEANINGS: Text = _(
    "This number could mean two of the answers. Please press the one that is meant, or write it as "
    "it stands there."
)
UNCLEAR: Text = _("That was not clear to us. Other words are welcome, or choose a button.")
NUMBER_ONLY: Text = _("Only a number is needed here, such as 5.")
TOO_LONG: Text = _("The message is long. It can be sent in parts, or as a voice message.")
WORDS_OR_VOICE: Text = _("Please write a few words here or send a voice message.")
WORDS_ONLY: Text = _("Please write a few words here. A voice message cannot be passed on.")
WORDS_OR_FILE: Text = _(
    "Please send the text itself here, or a file: docx, odt, PDF or plain text."
)
PHOTO_WANTED: Text = _("Please send a photo here, or skip.")
FILE_WANTED: Text = _("Please send a photo or a document here: docx, odt, PDF or plain text.")
POINT_WANTED: Text = _("Please send a place on the map here, or skip.")
NOT_NEAR: Text = _(
    "We know no village near this point. Please send another, or write the name of the place."
)
FAR_AWAY: Text = _("This point lies outside the country. Please send another, or skip.")


def wanted(question: Question[Any]) -> Text:
    """Say what kind of reply a question waits for."""
    match question:
        case Number():
            return NUMBER_ONLY
        case Tally(hint=hint):
            return hint
        case Free():
            return WORDS_OR_FILE if question.file else _words(question)
        case Picture():
            return FILE_WANTED if question.document else PHOTO_WANTED
        case Location():
            return POINT_WANTED
        case OpenChoice():
            return UNCLEAR
    return CHOOSE


def _words(question: Free) -> Text:
    return WORDS_OR_VOICE if question.voice else WORDS_ONLY


def keys_of(label: Text, labels: Labels) -> set[str]:
    """Return the search keys of a label in every language."""
    return {key(said) for said in labels(label)}
