"""Which clocks run for a need where it stands now, and when each of them strikes."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from civic.escalation import ACT_WITHIN
from civic.hours import morning
from civic.need_actions import ASK_AGAIN_AFTER, FADES_AFTER, UNSEEN
from civic.needs import OPEN, Severity, Status


class Clock(StrEnum):
    """What time brings to a need."""

    ACKNOWLEDGE = "acknowledge"  # nobody looked at it in time
    PLANNED = "planned"  # the announced day went by
    PLAN_LATE = "plan_late"  # and a reminder did not help
    QUIET = "quiet"  # it was seen, and nothing followed
    QUIET_LATE = "quiet_late"  # and a reminder did not help
    ASK_AGAIN = "ask_again"  # does it still hold?
    FADE = "fade"  # hours and words of what is long closed go


PAUSING: Final = (
    *(Clock.ACKNOWLEDGE, Clock.PLANNED, Clock.PLAN_LATE),
    *(Clock.QUIET, Clock.QUIET_LATE, Clock.ASK_AGAIN),
)
"""What is put off when the service was down, since nobody could act meanwhile."""

PAUSE_AFTER: Final = timedelta(hours=1)
"""How long the service must have been down for that."""


def clocks(
    status: Status, severity: Severity, *, now: int, due: int | None, planned: date | None
) -> dict[Clock, int]:
    """Return the clocks that run from now on, with the instants at which they strike."""
    if status in UNSEEN:
        return {} if due is None else {Clock.ACKNOWLEDGE: due}
    if status is Status.PLANNED and planned is not None:
        return {Clock.PLANNED: morning(planned + timedelta(days=1))}
    if status in OPEN:
        return {Clock.QUIET: now + _seconds(ACT_WITHIN[severity])}
    fades = {Clock.FADE: now + _seconds(FADES_AFTER)}
    if status is Status.RESOLVED:
        return {**fades, Clock.ASK_AGAIN: now + _seconds(ASK_AGAIN_AFTER)}
    return fades


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
