"""Lines and their edits: what stands on the page after any history."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.desk import Line
from bot.channels.web.view import missed, standing
from conversations.messages import Button, Message, is_keypad


def line(reference: int, text: str, *, mine: bool = False, replaces: int = 0) -> Line:
    buttons = () if mine else (Button("نعم", "yes"), Button("لا", "no"))
    message = Message(text=text, buttons=buttons, replaces=str(replaces or ""))
    return Line(reference=str(reference), mine=mine, message=message)


def texts(*lines: Line) -> list[str]:
    return [entry.message.text for entry in standing(lines)]


def test_an_edit_stands_where_the_question_stood_and_is_known_by_both_names() -> None:
    lines = [line(1, "أ"), line(2, "ب"), line(3, "أ٢", replaces=1), line(4, "أ٣", replaces=3)]
    assert texts(*lines) == ["أ٣", "ب"]
    assert standing(lines)[0].names == ("1", "3", "4")
    assert texts(*lines, line(5, "أ٤", replaces=1)) == ["أ٤", "ب"]


def test_an_edit_of_a_line_that_is_gone_stands_by_itself() -> None:
    assert texts(line(7, "جديد", replaces=3)) == ["جديد"]


def test_the_pages_own_beginning_is_not_shown() -> None:
    assert texts(line(1, "/start", mine=True), line(2, "أهلاً")) == ["أهلاً"]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 12)), max_size=12))
def test_at_most_one_line_is_live_and_none_is_lost(history: list[tuple[bool, int]]) -> None:
    lines = [
        line(number, str(number), mine=mine, replaces=0 if mine else replaced)
        for number, (mine, replaced) in enumerate(history, 1)
    ]
    page = standing(lines)
    assert sum(entry.live for entry in page) == any(not mine for mine, _ in history)
    names = [name for entry in page for name in entry.names]
    assert sorted(names, key=int) == [one.reference for one in lines]


@given(st.sets(st.integers(1, 6)))
def test_a_page_gets_exactly_what_it_does_not_know_in_order(known: set[int]) -> None:
    lines = [line(number, str(number), mine=number == 2) for number in range(1, 7)]
    got = [one.reference for one in missed(lines, map(str, known))]
    assert got == [str(number) for number in range(1, 7) if number not in known | {2}]


def test_short_labels_are_a_keypad() -> None:
    keys = tuple(Button(str(digit), str(digit)) for digit in range(10))
    assert is_keypad(keys)
    assert not is_keypad((Button("نعم", "1"), Button("لا", "2")))
    assert not is_keypad(keys[:1])
