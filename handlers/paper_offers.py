"""What can be pressed about a joint paper: on a group's card, and under the paper's own words."""

from __future__ import annotations

from civic.groups import Stage
from conversations import joint_papers as words
from conversations import publications as publication_words
from conversations.messages import Button, Role
from handlers.group_access import Asked
from handlers.visit import Visit
from storage.joint_papers import Paper


def offered(visit: Visit, asked: Asked) -> list[Button]:
    """Return the way to the paper, or to where it is published, for a group's card."""
    number, stage = asked.group.number, asked.group.stage
    if stage is Stage.PUBLISHED:
        return [visit.command(publication_words.LOOK_BUTTON, f"/publish {number}", Role.MAIN)]
    there = (Stage.PAPER, Stage.REVIEW, Stage.RETURNED)
    return [look(visit, asked)] if asked.inside and stage in there else []


def asks(visit: Visit, asked: Asked) -> list[Button]:
    """Return the answers to «does this say what you meant?»."""
    number = asked.group.number
    return [
        visit.command(words.CONFIRM_BUTTON, f"/paper {number} confirm", Role.MAIN),
        visit.command(words.CHANGE_BUTTON, f"/paper {number} change"),
    ]


def approving(visit: Visit, asked: Asked, paper: Paper) -> list[Button]:
    """Return what a member can say to the summary that is shown, and to no later one."""
    to = f"/paper {asked.group.number}"
    return [
        visit.command(label, f"{to} {wish} {paper.version}")
        for wish, label in words.APPROVALS.items()
    ]


def look(visit: Visit, asked: Asked) -> Button:
    """Return the button that shows the paper."""
    return visit.command(words.LOOK_BUTTON, f"/paper {asked.group.number}")
