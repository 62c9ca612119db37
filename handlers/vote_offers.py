"""What a group's card and other messages offer about votes."""

from __future__ import annotations

from typing import Final

from civic.groups import Stage, missing
from conversations import group_votes as words
from conversations.messages import Button
from handlers.group_access import Asked
from handlers.visit import Visit
from storage import group_progress

OPENS: Final = "open"
EACH: Final = "each"


def offered(visit: Visit, asked: Asked) -> list[Button]:
    """Return what can be done about a vote now, for a group's card."""
    group = asked.group
    if not asked.inside:
        return []
    if group.stage is Stage.DECIDING:
        return [look(visit, asked)]
    if group.stage is not Stage.ANSWERING:
        return []
    reached = group_progress.of(visit.work, group.id)
    return [] if missing(group.stage, Stage.DECIDING, reached) else _opening(visit, asked)


def offered_again(visit: Visit, asked: Asked) -> list[Button]:
    """Return how to open another vote on the same text, where the last had no quorum."""
    if asked.group.stage is not Stage.DECIDING:
        return []
    return _opening(visit, asked)


def look(visit: Visit, asked: Asked) -> Button:
    """Return the button that shows the vote."""
    return visit.command(words.LOOK_BUTTON, f"/vote {asked.group.number}")


def _opening(visit: Visit, asked: Asked) -> list[Button]:
    number = asked.group.number
    return [
        visit.command(words.OPEN_WHOLE, f"/vote {number} {OPENS}"),
        visit.command(words.OPEN_BY_PARAGRAPH, f"/vote {number} {OPENS} {EACH}"),
    ]
