"""Somebody offers to work in a group that looks for members."""

from __future__ import annotations

from civic.groups import Stage
from conversations import groups as words
from handlers import conversing, group_access
from handlers.visit import Visit, going_on
from storage.people import Person


def apply(visit: Visit, person: Person, argument: str) -> bool:
    """Begin an application to a group that looks for members."""
    asked, _rest = group_access.read(visit, person, argument)
    if asked is None:
        return True
    if asked.group.stage is not Stage.FORMING:
        visit.say(words.NOT_FORMING, group_access.all_groups(visit), *going_on(visit))
        return True
    opening = {"group": asked.group.id, "topics": list(asked.group.topic.topics)}
    conversing.begin(visit, person, "group_apply", opening)
    return True
