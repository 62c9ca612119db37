"""Turning an open question into a message: its words, its buttons and what it waits for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conversations.engine.journal import Journal
from conversations.engine.play import Turn
from conversations.engine.pressing import Pressable, controls, pressables
from conversations.engine.questions import Question, Review
from conversations.messages import Button, Message
from conversations.wording import Bare, Text, Wording, _, lines


def present(
    turn: Turn,
    token: str,
    wording: Wording,
    language: str,
    *,
    notice: Text | None = None,
    replaces: str = "",
) -> Message:
    """Word the open question of a turn; `token` binds its buttons to person and question."""
    question = turn.asked
    if question is None:
        raise ValueError("there is no open question to present")
    text = lines(*([notice] if notice else []), *turn.tells, _worded(question, turn.journal))
    button = _buttons(token, wording, language)
    return Message(
        text=wording.say(text, language),
        buttons=tuple(button(each) for each in pressables(question, turn.journal)),
        controls=tuple(button(each) for each in controls(question, turn.journal, turn.trail)),
        expecting=question.expecting,
        replaces=replaces,
        language=language,
    )


def _worded(question: Question[Any], journal: Journal) -> Text:
    if journal.guess is not None:
        guess = journal.guess.value
        meant = next((option.label for option in question.options if option.value == guess), "")
        return _("Do you mean: {answer}?", answer=meant)
    if not isinstance(question, Review):
        return question.text
    rows = [_("{subject}: {said}", subject=row.subject, said=row.said) for row in question.rows]
    return lines(question.text, Bare(""), *rows)


def _buttons(token: str, wording: Wording, language: str) -> Callable[[Pressable], Button]:
    def button(pressable: Pressable) -> Button:
        label = wording.label(pressable.label, language)
        return Button(label=label, data=f"{token}{pressable.code}", role=pressable.role)

    return button
