"""A session lies ahead, is about something, and is written down only when it has been."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.group_sessions import (
    DAY,
    FARTHEST,
    HOUR,
    MOST_PLANNED,
    SessionState,
    check_agenda,
    check_change,
    check_minutes,
    check_planned,
    check_time,
    reminders,
)
from civic.hours import is_safe
from civic.refusals import Refusal

NOW = 1_795_341_600  # a day at noon on the wall


@pytest.mark.parametrize(
    ("at", "code"),
    [(NOW, "past"), (NOW - DAY, "past"), (NOW + FARTHEST + 1, "far")],
)
def test_a_session_lies_ahead_but_not_far(at: int, code: str) -> None:
    """Neither now nor after the season."""
    with pytest.raises(Refusal, match=rf"session\.{code}"):
        check_time(at, NOW)
    check_time(NOW + 1, NOW)


@pytest.mark.parametrize("text", ["", "...", "12 34", "ab", "- "])
def test_an_agenda_has_words(text: str) -> None:
    """Signs and numbers are none."""
    with pytest.raises(Refusal, match=r"session\.no-agenda"):
        check_agenda(text)
    check_agenda("رسم")


def test_enough_sessions_are_ahead() -> None:
    """Those that are over do not count."""
    check_planned([NOW - DAY] * 9 + [NOW + DAY] * (MOST_PLANNED - 1), NOW)
    with pytest.raises(Refusal, match=r"session\.many"):
        check_planned([NOW + DAY] * MOST_PLANNED, NOW)


def test_minutes_are_of_what_has_been() -> None:
    """And can be corrected; of a session that was called off there are none."""
    check_minutes(SessionState.PLANNED, NOW, NOW)
    check_minutes(SessionState.HELD, NOW - DAY, NOW)
    with pytest.raises(Refusal, match=r"session\.not-yet"):
        check_minutes(SessionState.PLANNED, NOW + 1, NOW)
    with pytest.raises(Refusal, match=r"session\.cancelled"):
        check_minutes(SessionState.CANCELLED, NOW - DAY, NOW)


def test_what_has_begun_is_neither_answered_nor_called_off() -> None:
    """At the beginning it is over for that."""
    check_change(SessionState.PLANNED, NOW + 1, NOW)
    for state, at, code in (
        (SessionState.PLANNED, NOW, "over"),
        (SessionState.CANCELLED, NOW + 1, "cancelled"),
    ):
        with pytest.raises(Refusal, match=rf"session\.{code}"):
            check_change(state, at, NOW)


@given(st.integers(NOW, NOW + 14 * DAY), st.integers(0, 14 * DAY))
def test_reminders_come_in_safe_hours_and_before(now: int, ahead: int) -> None:
    """Each at least so many hours before, and none that is over already."""
    at = now + ahead
    for hours, due in reminders(at, now).items():
        assert now < due <= at - hours * HOUR
        assert is_safe(datetime.fromtimestamp(due, UTC))
