"""The status of a working group as it is pinned in its room: facts that everybody there may see."""

from __future__ import annotations

from typing import Final

from civic.group_sessions import SessionState
from civic.groups import ENDED, Stage
from conversations import group_rooms as words
from conversations import group_texts as texts
from conversations.messages import Button, Message
from conversations.wording import Text
from handlers import group_news
from handlers.service import Service
from storage import (
    group_comments,
    group_reviews,
    group_sessions,
    group_votes,
    joint_papers,
    publications,
)
from storage.group_rooms import Room
from storage.group_sessions import Session
from storage.groups import Group
from storage.work import Work

START: Final = "group-"
"""What a link into the private chat carries before the group's number."""


def message(work: Work, service: Service, room: Room, group: Group, reference: str) -> Message:
    """Return the status as it is to stand in the room, in place of an earlier one if there is."""
    told = _waiting(work, service, group)
    if session := next_session(work, group):
        told.append(words.next_session(session.number, session.at))
    text = words.status(group.number, group.topic.title, group.stage, told)
    return Message(
        text=service.wording.say(text, service.language),
        controls=to_private(service, room.channel, group.number),
        language=service.language,
        replaces=reference,
        pin=True,
    )


def to_private(service: Service, channel: str, number: int) -> tuple[Button, ...]:
    """Return the button that leads into the private chat, where the channel has such links."""
    link = service.chat_link(channel, f"{START}{number}")
    if not link:
        return ()
    label = service.wording.label(words.PRIVATE_BUTTON, service.language)
    return (Button(label=label, data="", link=link),)


def _waiting(work: Work, service: Service, group: Group) -> list[Text]:
    """Say what is waited for, and until when."""
    match group.stage:
        case Stage.COMMENTING:
            return [texts.open_until(group_news.closing_day(group))]
        case Stage.ANSWERING:
            return [words.answers(len(group_comments.unanswered(work, group.id)))]
        case Stage.DECIDING if vote := group_votes.newest(work, group.id):
            return [words.waits(group.stage), words.until(vote.closes)]
        case Stage.REVIEW if paper := joint_papers.newest(work, group.id):
            review = group_reviews.newest(work, paper.id)
            return [words.waits(group.stage), *([words.until(review.due)] if review else [])]
        case Stage.PUBLISHED if published := publications.of_group(work, group.number):
            link = service.paper_link(published.slug)
            return [words.waits(group.stage), words.read_at(link)]
    return [words.waits(group.stage)]


def next_session(work: Work, group: Group) -> Session | None:
    """Return the session in which the group meets next."""
    if group.stage in ENDED:
        return None
    ahead = (
        session
        for session in group_sessions.of_group(work, group.id)
        if session.state is SessionState.PLANNED and session.at > work.seconds
    )
    return next(ahead, None)
