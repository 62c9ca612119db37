"""What is said of a working group's room, and in it: little, and nothing personal."""

from __future__ import annotations

from typing import Final

from civic.groups import Stage
from conversations.group_texts import ALL_ANSWERED, waiting
from conversations.group_votes import heading, moment
from conversations.group_words import STAGE
from conversations.wording import Code, Text, _, lines

ROOM_BUTTON: Final[Text] = _("The room")
NEW_BUTTON: Final[Text] = _("A new code")
OFF_BUTTON: Final[Text] = _("Leave the room")
PRIVATE_BUTTON: Final[Text] = _("To the private chat")

ONLY_MEMBERS: Final[Text] = _("Only members of the group and its convener can give it a room.")
NOT_NOW: Final[Text] = _("This group has ended, so it needs no room.")
LEFT: Final[Text] = _(
    "The group has no room any more. Everything goes on in private messages to each member."
)
BOUND: Final[Text] = _("The group has its room. Its state is pinned there and kept up to date.")
FOUND_AGAIN: Final[Text] = _(
    "The room of the group can be reached again; its state is pinned there."
)

HOW_HERE: Final[Text] = _(
    "To make this chat the room of a working group, a member of it asks for a code in the private "
    "chat with this service, with /bind and the group's number, and writes here /bind and the code."
)
CODE_OVER: Final[Text] = _(
    "This code is not known, or its half hour is over. A new one is given in private: /bind"
)
TAKEN: Final[Text] = _(
    "This chat is the room of another group already. Its members can leave it in private: /bind"
)
ONLY_PRIVATE: Final[Text] = _(
    "Votes, drafts, comments and all that is yours are taken in the private chat only, so that "
    "nobody else sees them here. What is written in this room is not kept."
)
WHAT_HERE: Final[Text] = _(
    "In this room the group talks with itself. Here are only /group, for where the work stands, "
    "and /help."
)
CANNOT_PIN: Final[Text] = _(
    "The state of the group stands above, but may not be pinned. Whoever runs this chat can allow "
    "this service to pin messages."
)
NO_LONGER: Final[Text] = _("This chat is no longer the room of a working group.")

COMMANDS: Final[tuple[tuple[str, Text], ...]] = (
    ("group", _("Where the work stands")),
    ("help", _("Help")),
)
"""What a channel may list where several people write."""

_WAITS: Final[dict[Stage, Text]] = {
    Stage.PROPOSED: _("Next: the convening office calls for candidates."),
    Stage.FORMING: _("Next: candidates apply, then the convening office seats the group."),
    Stage.RESEARCHING: _(
        "Next: members add sources, then the convening office goes on to the draft."
    ),
    Stage.DRAFTING: _(
        "Next: a member sends the draft, then the convening office opens it for comments."
    ),
    Stage.DECIDING: _("Next: every member votes, in private."),
    Stage.PAPER: _(
        "Next: those who disagreed confirm their opinion, and members approve the summary."
    ),
    Stage.REVIEW: _("Next: the reviewing office says what it thinks of the paper."),
    Stage.RETURNED: _("Next: the group answers the notes of the reviewing office."),
    Stage.PUBLISHED: _("The paper is published. Thank you to everybody who took part."),
    Stage.CLOSED: _("The group was closed before its paper. The reason is in its history."),
}


def status(number: int, title: str, stage: Stage, told: list[Text]) -> Text:
    """Return what is pinned: where a group stands, what is waited for, how to go on."""
    return lines(
        heading(number, title),
        _("Stage: {stage}", stage=STAGE[stage]),
        *told,
        "",
        _(
            "To take part, write to this service in private: {command}",
            command=Code(f"/group {number}"),
        ),
    )


def waits(stage: Stage) -> Text:
    """Say what a stage waits for, where nothing more is known."""
    return _WAITS[stage]


def answers(count: int) -> Text:
    """Say how many comments wait for an answer."""
    return waiting(count) if count else ALL_ANSWERED


def until(closes: int) -> Text:
    """Say until when a stage lasts at most."""
    return _("Until: {moment}", moment=moment(closes))


def next_session(number: int, at: int) -> Text:
    """Say when the group meets next."""
    return _("Session {number}: {moment}", number=number, moment=moment(at))


def moved_on(stage: Stage) -> Text:
    """Say in one line that the group stands elsewhere now."""
    return _("The group goes on: {stage}. What comes next is pinned above.", stage=STAGE[stage])


def read_at(link: str) -> Text:
    """Say where the paper is read."""
    return _("The paper: {link}", link=Code(link))


def code(number: int, typed: str, minutes: int, link: str) -> Text:
    """Give a code and say what to do with it."""
    return lines(
        _("The room of group {number}: a chat in which its members talk.", number=number),
        _("Somebody makes a group chat, adds this service to it, and writes there:"),
        Code(f"/bind {typed}"),
        _("Or this link does it all, once the group chat is there: {link}", link=Code(link))
        if link
        else None,
        _("The code works once, for {minutes} minutes.", minutes=minutes),
        _("The company of that app reads what is written there. Members are known to each other."),
    )


def card(number: int, *, bound: bool) -> Text:
    """Say whether a group has a room."""
    if bound:
        return _("Group {number} has a room. Its state is pinned there.", number=number)
    return _("Group {number} had a room that cannot be reached now.", number=number)


def lost(number: int, title: str) -> Text:
    """Tell whoever made the room that it cannot be reached."""
    return lines(
        heading(number, title),
        _(
            "The room of this group cannot be reached any more: this service was removed from it, "
            "or may not write there. The group goes on in private messages, and nothing is lost."
        ),
        _("Once it is added to that chat again, it goes on there. Another room can be made too."),
    )
