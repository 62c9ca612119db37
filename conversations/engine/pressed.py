"""Reading a pressed button, or what is read as one."""

from __future__ import annotations

from typing import Any

from conversations.control_words import Intent
from conversations.engine import pressing
from conversations.engine.journal import Journal
from conversations.engine.pressing import Pressable, changeable, pressables
from conversations.engine.questions import Question, Review, Several, Tally
from conversations.engine.replies import (
    CHOOSE,
    Change,
    Counted,
    Given,
    Moved,
    Reading,
    Ticked,
    Unclear,
)


def press(question: Question[Any], journal: Journal, code: str) -> Reading:
    """Read the code that a button carried after its token."""
    for how, letter in pressing.WAYS_OUT.items():
        if code == letter and how in question.ways_out:
            return Given(how)
    if code == pressing.BACK:
        return Moved(Intent.BACK)
    if code == pressing.CANCEL:
        return Moved(Intent.CANCEL)
    if isinstance(question, Tally) and "=" in code and journal.guess is None:
        return _count(question, code)
    for pressable in all_pressables(question, journal):
        if code in _codes(pressable.code):
            return pressed(question, journal, code)
    return Unclear(CHOOSE)


def _count(question: Tally, code: str) -> Reading:
    """Read a count that a button carried; a second quick press asks for the same one."""
    number, _, count = code.partition("=")
    if number.isdecimal() and count.isdecimal() and len(code) <= len("10=99"):
        cells = question.cells[int(number) : int(number) + 1]
        if cells and int(count) <= question.most:
            return Counted(cells[0].value, int(count))
    return Unclear(question.hint)


def _codes(code: str) -> tuple[str, ...]:
    """A toggle carries the state that is wanted, so a second quick tap asks for the same."""
    option = code.rstrip("+-")
    return (code,) if option == code else (f"{option}+", f"{option}-")


def pressed(question: Question[Any], journal: Journal, code: str) -> Reading:
    """Read a code that is known to stand under the question."""
    if journal.guess is not None:
        return Given(journal.guess.value) if code == pressing.YES else Moved(Intent.REPEAT)
    match question, code[0], code[1:]:
        case Tally(), pressing.DONE, _:
            return Given(pressing.counted_so_far(journal.ticked))
        case Tally(), pressing.ANEW, _:
            return Counted("", 0)
        case Tally(), _, _:
            return _count(question, code)
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


def all_pressables(question: Question[Any], journal: Journal) -> list[Pressable]:
    """Return what is shown and, on a review, also what its one button would show."""
    shown = pressables(question, journal)
    if isinstance(question, Review) and journal.guess is None:
        return [*shown, *changeable(question)]
    return shown
