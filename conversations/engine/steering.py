"""Reading words that steer the conversation: yes, no, back, skip, stop, and button labels."""

from __future__ import annotations

from typing import Any

from civic.text import key
from conversations.control_words import Intent, read_intent
from conversations.engine.journal import Journal, Unanswered
from conversations.engine.play import World
from conversations.engine.pressed import press
from conversations.engine.pressing import controls, counted_so_far
from conversations.engine.questions import (
    Free,
    Number,
    OpenChoice,
    Question,
    Review,
    Several,
    Tally,
)
from conversations.engine.replies import (
    CHOOSE,
    Change,
    Given,
    Labels,
    Moved,
    Near,
    Reading,
    Unclear,
    keys_of,
    wanted,
)

NO_WORDS = frozenset(
    {
        Intent.YES,
        Intent.NO,
        Intent.DONT_KNOW,
        Intent.NO_ANSWER,
        Intent.SKIP,
        Intent.DONE,
        Intent.CONTINUE,
        Intent.AGREE_RESERVE,
        Intent.ABSTAIN,
    }
)
"""Whole messages that steer and that are never kept as somebody's words."""

WAYS = {
    Intent.DONT_KNOW: Unanswered.UNKNOWN,
    Intent.NO_ANSWER: Unanswered.WITHHELD,
    Intent.SKIP: Unanswered.SKIPPED,
}
"""The way out that a wish takes; where there is only skipping, it skips."""


def steered(
    question: Question[Any], journal: Journal, text: str, labels: Labels, world: World
) -> Reading | None:
    """Read what steers; None for what is an answer, or may be one."""
    if control := _control(question, journal, text, labels):
        return control
    intent = read_intent(
        text,
        collecting_text=isinstance(question, Free),
        expecting_name_or_number=isinstance(question, Number | Tally)
        or _is_name(question, text, world),
    )
    if intent is None:
        return Unclear(wanted(question)) if text.startswith("/") else None
    typed = not text.startswith("/")
    if typed and intent.intent in NO_WORDS and intent.argument and isinstance(question, Free):
        return None  # «agreed, on condition that …» says something beyond the word itself
    if intent.intent in (Intent.YES, Intent.NO):
        reply = _yes_or_no(question, journal, intent.intent, strong=not intent.weak)
        reply = reply or _no_words(question, intent.intent)
    else:
        reply = _wish(question, journal, intent.intent)
    if reply is None and text.startswith("/"):
        return Unclear(wanted(question))
    return reply


def _wish(question: Question[Any], journal: Journal, wish: Intent) -> Reading | None:
    match wish:
        case Intent.BACK | Intent.CANCEL | Intent.REPEAT | Intent.STOP:
            return Moved(wish)
        case Intent.DONE if isinstance(question, Several):
            return Given(list(journal.ticked))
        case Intent.DONE if isinstance(question, Tally):
            return Given(counted_so_far(journal.ticked))
        case Intent.DONT_KNOW if any(option.value == "unknown" for option in question.options):
            return Given("unknown")
        case Intent.DONT_KNOW | Intent.NO_ANSWER | Intent.SKIP if question.ways_out:
            way = WAYS[wish]
            return Given(way if way in question.ways_out else Unanswered.SKIPPED)
    return _no_words(question, wish)


def _no_words(question: Question[Any], wish: Intent) -> Reading | None:
    if wish in NO_WORDS and isinstance(question, Free | Review | OpenChoice):
        return Unclear(wanted(question))
    return None


def _yes_or_no(
    question: Question[Any], journal: Journal, said: Intent, *, strong: bool
) -> Reading | None:
    guess = journal.guess.value if journal.guess is not None else None
    if guess is not None and (strong or guess != "yes"):  # what is kind only is no consent
        return Given(guess) if said is Intent.YES else Moved(Intent.REPEAT)
    values = {option.value for option in question.options}
    if said is Intent.NO and "no" in values:
        return Given("no")
    if said is Intent.YES and "yes" in values:
        return Given("yes") if strong else Near("yes")
    if isinstance(question, Review) and journal.wanted != question.name:
        return _right_or_not(question, said, strong=strong)
    return None


def _right_or_not(question: Review, said: Intent, *, strong: bool) -> Reading:
    """Read a reply to «is it right so?»; yes sends where there is one way of sending."""
    if said is Intent.NO:
        return Change(question.name)
    if len(question.sends) > 1:
        return Unclear(CHOOSE)
    value = question.sends[0].value
    return Given(value) if strong else Near(value)


def _control(
    question: Question[Any], journal: Journal, text: str, labels: Labels
) -> Reading | None:
    """Read the label of a button below the options, typed instead of pressed."""
    typed = key(text)
    for pressable in controls(question, journal, [question.name]):
        if typed in keys_of(pressable.label, labels):
            return press(question, journal, pressable.code)
    return None


def _is_name(question: Question[Any], text: str, world: World) -> bool:
    """Tell whether a word that could steer the conversation is a name that was asked for."""
    if not isinstance(question, OpenChoice):
        return False
    return bool(world.look_up(question.finds, question.asking(text=text))["exact"])
