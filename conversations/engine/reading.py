"""Understanding what was said in reply to a question: a press, a number, words or a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from civic.numbers import read_count
from civic.sensitive import Topic, referral_topic_of_text
from civic.text import key, units
from conversations.control_words import Intent, read_intent
from conversations.engine import pressing
from conversations.engine.journal import Journal, Unanswered, given
from conversations.engine.play import World
from conversations.engine.pressing import Pressable, changeable, controls, pressables
from conversations.engine.questions import (
    Free,
    Location,
    Number,
    OpenChoice,
    Picture,
    Question,
    Review,
    Several,
)
from conversations.messages import Kind
from conversations.wording import Text, _

MOST_UNITS = 4096
"""How long a text may be, in UTF-16 units: the longest message of the tightest channel."""

NEAR_ON_REVIEW = 90
"""On a review longer words are taken for something to add rather than for a button."""

SHORTEST = 3
"""Shorter words are like too many others."""

NEAR = 75
"""Likeness from 0 to 100 at which a word is near enough to ask about (reference: language)."""


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


Reading = Given | Ticked | Near | Change | Unclear | Guarded | Moved

Labels = Callable[[Text], tuple[str, ...]]
"""Says a label in every language, since people mix them."""

CHOOSE: Text = _("Please choose a button or type its number.")
UNCLEAR: Text = _("That was not clear to us. Other words are welcome, or choose a button.")
NUMBER_ONLY: Text = _("Only a number is needed here, such as 5.")
TOO_LONG: Text = _("The message is long. It can be sent in parts, or as a voice message.")
WORDS_OR_VOICE: Text = _("Please write a few words here or send a voice message.")
PHOTO_WANTED: Text = _("Please send a photo here, or skip.")
POINT_WANTED: Text = _("Please send a place on the map here, or skip.")
FAR_AWAY: Text = _("This point lies outside the country. Please send another, or skip.")


def read(
    question: Question[Any], journal: Journal, said: Said, labels: Labels, world: World
) -> Reading:
    """Read a reply to the open question; what cannot be read gets a hint and changes nothing."""
    if said.code:
        return _press(question, journal, said.code)
    if said.attachment and question.takes(said.kind):
        return Given({said.kind.value: said.attachment})
    if said.kind is Kind.LOCATION:
        return _point(question, said, world)
    if said.kind is Kind.TEXT and said.text:
        return _typed(question, journal, said.text, labels, world)
    return Unclear(wanted(question))


def _point(question: Question[Any], said: Said, world: World) -> Reading:
    point = [said.latitude, said.longitude]
    match question:
        case Location():
            return Given(point) if question.accepts(point) else Unclear(FAR_AWAY)
        case OpenChoice():
            where = {"latitude": said.latitude, "longitude": said.longitude}
            codes = world.look_up(question.near_point, where)
            return Given({"among": codes}) if codes else Unclear(FAR_AWAY)
    return Unclear(wanted(question))


def wanted(question: Question[Any]) -> Text:
    """Say what kind of reply a question waits for."""
    match question:
        case Number():
            return NUMBER_ONLY
        case Free():
            return WORDS_OR_VOICE
        case Picture():
            return PHOTO_WANTED
        case Location():
            return POINT_WANTED
        case OpenChoice():
            return UNCLEAR
    return CHOOSE


def _press(question: Question[Any], journal: Journal, code: str) -> Reading:
    for how, letter in pressing.WAYS_OUT.items():
        if code == letter and how in question.ways_out:
            return Given(how)
    if code == pressing.BACK:
        return Moved(Intent.BACK)
    if code == pressing.CANCEL:
        return Moved(Intent.CANCEL)
    for pressable in _all_pressables(question, journal):
        # A toggle carries the state that is wanted, so a second quick tap asks for the same.
        if code == pressable.code or code.rstrip("+-") == pressable.code.rstrip("+-"):
            return _pressed(question, journal, code)
    return Unclear(CHOOSE)


def _pressed(question: Question[Any], journal: Journal, code: str) -> Reading:
    if journal.guess is not None:
        return Given(journal.guess.value) if code == pressing.YES else Moved(Intent.REPEAT)
    match question, code[0], code[1:]:
        case Several(), pressing.DONE, _:
            return Given(list(journal.ticked))
        case Several(choices=choices), _, _:
            return Ticked(choices[int(code[:-1])].value, code.endswith("+"))
        case Review(), pressing.MORE, _:
            return Change(question.name)
        case Review(offers=offers), pressing.ADD, number:
            return Change(offers[int(number)].name)
        case Review(rows=rows), pressing.CHANGE, number:
            return Change(rows[int(number)].name)
    return Given(question.options[int(code)].value)


def _typed(
    question: Question[Any], journal: Journal, text: str, labels: Labels, world: World
) -> Reading:
    if control := _control(question, journal, text, labels):
        return control
    if moved := _moved(question, journal, text, world):
        return moved
    if units(text) > MOST_UNITS:
        return Unclear(TOO_LONG)
    match question:
        case Number():
            number = read_count(text)
            return Given(number) if question.accepts(number) else Unclear(NUMBER_ONLY)
        case Picture() | Location():
            return Unclear(wanted(question))
        case Free():
            return _kept({"typed": text}, text)
    chosen = _chosen(question, journal, text, labels)
    match question:
        case OpenChoice():
            found = _found(question, text, world)
            # A name means the village rather than the larger area that is on the button.
            by_number = read_count(text) is not None
            return chosen if chosen and (by_number or not _is_sure(found)) else found
    if chosen is not None:
        return chosen
    match question:
        case Review(words=name) if name and len(key(text).split()) > 1:
            near = _near(question, text, labels, NEAR_ON_REVIEW)
            return near if isinstance(near, Near) else _more_words(journal, name, text)
    return _near(question, text, labels)


def _control(
    question: Question[Any], journal: Journal, text: str, labels: Labels
) -> Reading | None:
    """Read the label of a button below the options, typed instead of pressed."""
    typed = key(text)
    for pressable in controls(question, journal, [question.name]):
        if typed in _keys(pressable, labels):
            return _press(question, journal, pressable.code)
    return None


def _more_words(journal: Journal, name: str, text: str) -> Reading:
    """Keep what is typed on the review with the words that are there, which nobody loses."""
    match given(journal.answers.get(name)):
        case {"typed": str(before)}:
            text = f"{before}\n{text}"
    return Unclear(TOO_LONG) if units(text) > MOST_UNITS else _kept({"typed": text}, text, name)


def _is_name(question: Question[Any], text: str, world: World) -> bool:
    """Tell whether a word that could steer the conversation is a name that was asked for."""
    if not isinstance(question, OpenChoice):
        return False
    return bool(world.look_up(question.finds, {"text": text})["exact"])


def _is_sure(reading: Reading) -> bool:
    return isinstance(reading, Given) and isinstance(reading.answer, str)


def _found(question: OpenChoice, text: str, world: World) -> Reading:
    topic = referral_topic_of_text(text)
    if topic:
        return Guarded(topic)
    found = world.look_up(question.finds, {"text": text})
    if len(found["exact"]) == 1:
        return Given(found["exact"][0])
    codes = found["exact"] or found["near"]
    return Given({"among": codes}) if codes else Unclear(question.not_found)


def _kept(answer: Any, text: str, name: str = "") -> Reading:
    topic = referral_topic_of_text(text)
    return Guarded(topic) if topic else Given(answer, name)


def _moved(question: Question[Any], journal: Journal, text: str, world: World) -> Reading | None:
    intent = read_intent(
        text,
        collecting_text=isinstance(question, Free),
        expecting_name_or_number=isinstance(question, Number) or _is_name(question, text, world),
    )
    if intent is None:
        return None
    match intent.intent:
        case Intent.YES | Intent.NO as said:
            return _yes_or_no(question, journal, said, strong=not intent.weak)
        case Intent.DONT_KNOW if Unanswered.UNKNOWN in question.ways_out:
            return Given(Unanswered.UNKNOWN)
        case Intent.DONT_KNOW if any(option.value == "unknown" for option in question.options):
            return Given("unknown")
        case Intent.NO_ANSWER if Unanswered.WITHHELD in question.ways_out:
            return Given(Unanswered.WITHHELD)
        case Intent.SKIP if Unanswered.SKIPPED in question.ways_out:
            return Given(Unanswered.SKIPPED)
        case Intent.DONE if isinstance(question, Several):
            return Given(list(journal.ticked))
        case Intent.BACK | Intent.CANCEL | Intent.REPEAT | Intent.STOP:
            return Moved(intent.intent)
    return None


def _yes_or_no(
    question: Question[Any], journal: Journal, said: Intent, *, strong: bool
) -> Reading | None:
    if journal.guess is not None:
        return Given(journal.guess.value) if said is Intent.YES else Moved(Intent.REPEAT)
    values = {option.value for option in question.options}
    if said is Intent.NO and "no" in values:
        return Given("no")
    if said is Intent.YES and "yes" in values:
        return Given("yes") if strong else Near("yes")
    return None


def _chosen(question: Question[Any], journal: Journal, text: str, labels: Labels) -> Reading | None:
    offered = pressables(question, journal)
    number = read_count(text)
    if number is not None and 1 <= number <= len(offered):
        return _pressed(question, journal, offered[number - 1].code)
    typed = key(text)
    for pressable in _all_pressables(question, journal):
        if typed in _keys(pressable, labels):
            return _pressed(question, journal, pressable.code)
    return None


def _all_pressables(question: Question[Any], journal: Journal) -> list[Pressable]:
    """Return what is shown and, on a review, also what its one button would show."""
    shown = pressables(question, journal)
    if isinstance(question, Review) and journal.guess is None:
        return [*shown, *changeable(question)]
    return shown


def _keys(pressable: Pressable, labels: Labels) -> set[str]:
    return {key(label) for label in labels(pressable.label)}


def _near(question: Question[Any], text: str, labels: Labels, cutoff: float = NEAR) -> Reading:
    known = {
        (option.value, number): key(label)
        for option in question.options
        for number, label in enumerate(labels(option.label))
    }
    typed = key(text)
    if len(typed) < SHORTEST:
        return Unclear(wanted(question))
    found = process.extractOne(typed, known, scorer=fuzz.WRatio, score_cutoff=cutoff)
    return Near(found[2][0]) if found else Unclear(wanted(question))
