"""Reading typed words in reply to a question."""

from __future__ import annotations

from typing import Any

from rapidfuzz import fuzz, process

from civic.numbers import find_counts, read_count
from civic.sensitive import referral_topic_of_text
from civic.text import key, units
from conversations.engine.journal import Journal, given
from conversations.engine.play import World
from conversations.engine.pressed import all_pressables, pressed
from conversations.engine.pressing import pressables
from conversations.engine.questions import (
    Free,
    Location,
    Number,
    OpenChoice,
    Picture,
    Question,
    Review,
    Tally,
)
from conversations.engine.replies import (
    NUMBER_ONLY,
    TOO_LONG,
    TWO_MEANINGS,
    Given,
    Guarded,
    Labels,
    Near,
    Reading,
    Unclear,
    keys_of,
    wanted,
)
from conversations.engine.steering import steered
from conversations.lengths import longer_than

MOST_UNITS = 4096
"""How long a text may be, in UTF-16 units: the longest message of the tightest channel."""

NEAR_ON_REVIEW = 90
"""On a review longer words are taken for something to add rather than for a button."""

SHORTEST = 3
"""Shorter words are like too many others."""

NEAR = 75
"""Likeness from 0 to 100 at which a word is near enough to ask about (reference: language)."""


def typed(
    question: Question[Any], journal: Journal, text: str, labels: Labels, world: World
) -> Reading:
    """Read typed words as a number, an option, a name, or as themselves."""
    if reply := steered(question, journal, text, labels, world):
        return reply
    if units(text) > MOST_UNITS:
        return Unclear(TOO_LONG)
    match question:
        case Number():
            number = read_count(text)
            return Given(number) if question.accepts(number) else Unclear(NUMBER_ONLY)
        case Picture() | Location():
            return Unclear(wanted(question))
        case Free(longest=most) if units(text) > most:
            return Unclear(longer_than(most))
        case Free():
            return Given({"typed": text}) if question.public else _kept({"typed": text}, text)
        case Tally():
            # A bare number is how many there are, and not the number of a button.
            return _heard(question, text) or _among_options(question, journal, text, labels, world)
    return _among_options(question, journal, text, labels, world)


def _heard(question: Question[Any], text: str) -> Reading | None:
    heard: Reading | None = question.hears(text) if question.hears else None
    return heard


def _among_options(
    question: Question[Any], journal: Journal, text: str, labels: Labels, world: World
) -> Reading:
    chosen = _chosen(question, journal, text, labels)
    if isinstance(question, OpenChoice):
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
    return _heard(question, text) or _near(question, text, labels)


def _more_words(journal: Journal, name: str, text: str) -> Reading:
    """Keep what is typed on the review with the words that are there, which nobody loses."""
    whole = joined_words(journal, name, text)
    return Unclear(TOO_LONG) if units(whole) > MOST_UNITS else _kept({"typed": whole}, whole, name)


def joined_words(journal: Journal, name: str, text: str) -> str:
    """Return words that were given before, with more under them."""
    match given(journal.answers.get(name)):
        case {"typed": str(before)}:
            return f"{before}\n{text}"
    return text


def _is_sure(reading: Reading) -> bool:
    return isinstance(reading, Given) and isinstance(reading.answer, str)


def _found(question: OpenChoice, text: str, world: World) -> Reading:
    topic = referral_topic_of_text(text)
    if topic:
        return Guarded(topic)
    found = world.look_up(question.finds, question.asking(text=text))
    if len(found["exact"]) == 1:
        return Given(found["exact"][0])
    codes = found["exact"] or found["near"]
    return Given({"among": codes}) if codes else Unclear(question.not_found)


def _kept(answer: Any, text: str, name: str = "") -> Reading:
    topic = referral_topic_of_text(text)
    return Guarded(topic) if topic else Given(answer, name)


def _chosen(question: Question[Any], journal: Journal, text: str, labels: Labels) -> Reading | None:
    offered = pressables(question, journal)
    # «شخصين» is two people and no number of a button.
    number = None if find_counts(text) else read_count(text)
    if number is not None and 1 <= number <= len(offered):
        meant = pressed(question, journal, offered[number - 1].code)
        return Unclear(TWO_MEANINGS) if _may_mean_another(question, number, meant) else meant
    words = key(text)
    for pressable in all_pressables(question, journal):
        if words in keys_of(pressable.label, labels):
            return pressed(question, journal, pressable.code)
    return None


def _may_mean_another(question: Question[Any], number: int, meant: Reading) -> bool:
    """Tell whether «3» is the third button and also what another one says, as in «3 members»."""
    values = {option.value for option in question.options}
    return isinstance(meant, Given) and meant.answer != str(number) and str(number) in values


def _near(question: Question[Any], text: str, labels: Labels, cutoff: float = NEAR) -> Reading:
    known = {
        (option.value, number): key(label)
        for option in question.options
        for number, label in enumerate(labels(option.label))
    }
    words = key(text)
    if len(words) < SHORTEST:
        return Unclear(wanted(question))
    found = process.extractOne(words, known, scorer=fuzz.WRatio, score_cutoff=cutoff)
    return Near(found[2][0]) if found else Unclear(wanted(question))
