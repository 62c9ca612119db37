"""What is said to whoever sent something to many people: how far it has come, whom it reached."""

from __future__ import annotations

from conversations.wording import Bare, Text, _, counted, lines


def progress(title: str, sent: int, people: int) -> Text:
    """Say how many have got a draft so far."""
    return _(
        "The draft «{title}» was sent to {sent} of {people}.",
        title=title,
        sent=Bare(f"{sent:,}"),
        people=Bare(f"{people:,}"),
    )


def ended(title: str, sent: int, people: int) -> Text:
    """Say how many got a draft, and how many could not be reached."""
    left = people - sent
    return lines(
        _(
            "The draft «{title}» has reached {sent} of {people}.",
            title=title,
            sent=Bare(f"{sent:,}"),
            people=Bare(f"{people:,}"),
        ),
        counted(
            "{count} person could not be reached here. Whoever knows them can tell them.",
            "{count} people could not be reached here. Whoever knows them can tell them.",
            left,
        )
        if left
        else None,
    )
