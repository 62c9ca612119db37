"""What can happen to a reported need, by its code, and who hears of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Event(StrEnum):
    """One thing that happened to a need; where it has a status of that name, it leads there."""

    RECEIVED = "received"
    ASSIGNED = "assigned"  # nobody had it until somebody was appointed
    ACKNOWLEDGED = "acknowledged"
    TAKEN_ON = "taken_on"
    PLANNED = "planned"
    ASKED = "asked"
    ANSWERED = "answered"
    SAID = "said"  # somebody whom it concerns wrote to the office about it
    HANDED_OVER = "handed_over"
    PASSED_UP = "passed_up"  # by the office, with its reason
    OVERDUE = "overdue"  # passed up because nobody looked at it in time
    UNFULFILLED = "unfulfilled"  # passed up because the announced day went by
    VACATED = "vacated"  # passed up because nobody sits in the office any more
    STUCK = "stuck"  # overdue, and there is no office above
    REMINDED = "reminded"  # the announced day went by
    NUDGED = "nudged"  # it was seen, and nothing followed
    NEGLECTED = "neglected"  # passed up because nothing followed a reminder either
    RESOLVED = "resolved"
    DECLINED = "declined"
    REOPENED = "reopened"  # by the office itself
    UNSOLVED = "unsolved"  # reopened by somebody whom it concerns: it is not solved
    OBJECTED = "objected"  # reopened one office up by somebody who objected
    WITHDRAWN = "withdrawn"
    LEFT = "left"  # the reporter no longer needs it, but others do
    MERGED = "merged"
    JOINED = "joined"  # a like one was merged into this one
    UNMERGED = "unmerged"
    PARTED = "parted"  # a like one was taken out of this one again
    ASKED_AGAIN = "asked_again"  # whether it still holds, four weeks later
    CONFIRMED = "confirmed"  # somebody told whether it is solved
    CLAIMED = "claimed"  # whoever it was written down for has it now
    AFFIRMED = "affirmed"  # and says that it is right


PASSED: Final = frozenset(
    {Event.PASSED_UP, Event.OVERDUE, Event.UNFULFILLED, Event.NEGLECTED, Event.VACATED}
)
"""The ways in which a need comes to the next office up."""

ARRIVALS: Final = PASSED | {
    *(Event.RECEIVED, Event.ASSIGNED, Event.HANDED_OVER, Event.REOPENED),
    *(Event.UNSOLVED, Event.OBJECTED),
}
"""What starts an office's clock; the holders of the office hear of it."""

TOLD_TO_ALL: Final = PASSED | {
    *(Event.ASSIGNED, Event.ACKNOWLEDGED, Event.TAKEN_ON, Event.PLANNED, Event.HANDED_OVER),
    *(Event.RESOLVED, Event.DECLINED, Event.REOPENED, Event.UNSOLVED, Event.OBJECTED),
    *(Event.MERGED, Event.JOINED, Event.UNMERGED, Event.PARTED, Event.ASKED_AGAIN, Event.STUCK),
}
"""What the reporter and every supporter hear of."""

TOLD_TO_REPORTER: Final = frozenset({Event.ASKED})
"""What only the reporter hears of."""

CLOSINGS: Final = frozenset({Event.RESOLVED, Event.ASKED_AGAIN})
"""After which people are asked whether it is solved."""


class Answer(StrEnum):
    """What somebody says to «is it solved?»."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
