"""What a group's card offers about recordings."""

from __future__ import annotations

from civic.groups import ENDED
from civic.recordings import State
from conversations import recordings as words
from conversations.messages import Button
from handlers.group_access import Asked
from handlers.visit import Visit
from storage import recordings
from storage.recordings import Recording


def to_write(visit: Visit, asked: Asked) -> list[Recording]:
    """Return what a member can write down: what others said and nobody has written."""
    if asked.seat is None or asked.group.stage in ENDED:
        return []
    return [
        each
        for each in recordings.waiting(visit.work, asked.group.id)
        if each.state is State.SPOKEN and each.person != asked.seat.person
    ]


def offered(visit: Visit, asked: Asked) -> list[Button]:
    """Return the way to the recordings that wait for this member."""
    if not to_write(visit, asked):
        return []
    return [visit.command(words.LIST_BUTTON, f"/group {asked.group.number} recordings")]
