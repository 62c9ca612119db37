"""A draft is open for comments: its window, who may say what to it, and what each comment says."""

from __future__ import annotations

from typing import Final

from civic.group_acts import MOST_COMMENTS
from civic.sensitive import referral_topic_of_text
from civic.text import digits
from conversations import group_texts as texts
from handlers import conversing, group_access, group_windows
from handlers.visit import Visit, going_on, menu_after
from storage import (
    group_comments,
    group_drafts,
    group_members,
)
from storage.group_drafts import FROZEN, Draft
from storage.groups import Group
from storage.people import Person

DECLINE: Final = "decline"


def command(visit: Visit, person: Person, argument: str) -> bool:
    """Begin a comment on a group's draft, or decline to make one."""
    asked, rest = group_access.read(visit, person, argument)
    if asked is None:
        return True
    group = asked.group
    draft = group_drafts.newest(visit.work, group.id, FROZEN)
    problem = texts.NOT_COMMENTING if draft is None else group_windows.closed(visit, group)
    if draft is None or problem is not None:
        told = problem or texts.NOT_COMMENTING
        visit.say(told, group_access.to_group(visit, group), *going_on(visit))
    elif not group_members.takes_part(visit.work, group.id, group.place, person.id):
        visit.say(texts.NOT_TAKING_PART, group_access.to_group(visit, group), *going_on(visit))
    elif rest == DECLINE:
        _decline(visit, person, group, draft)
    elif group_comments.count(visit.work, draft.id, person.id) >= MOST_COMMENTS:
        told = texts.enough_comments(MOST_COMMENTS)
        visit.say(told, group_access.to_group(visit, group), *going_on(visit))
    else:
        conversing.begin(visit, person, "group_comment", _opening(group, draft, rest))
    return True


def _decline(visit: Visit, person: Person, group: Group, draft: Draft) -> None:
    group_comments.decline(visit.work, draft.id, person.id)
    again = visit.command(texts.COMMENT_BUTTON, f"/comment {group.number}")
    visit.say(texts.DECLINED, again, *menu_after(visit))


def _opening(group: Group, draft: Draft, rest: str) -> dict[str, object]:
    """Return what a comment begins with; a number after the group's is the paragraph."""
    count, plain = len(draft.paragraphs), digits(rest)
    opening: dict[str, object] = {"group": group.id, "draft": draft.id, "paragraphs": count}
    if any(referral_topic_of_text(each) for each in draft.paragraphs):
        opening["public"] = True
    if plain.isascii() and plain.isdigit() and int(plain) <= count:
        opening["paragraph"] = int(plain)
    return opening
