"""What is said in chats of a published paper."""

from __future__ import annotations

from conversations.group_votes import heading
from conversations.wording import Code, Text, _, lines

LOOK_BUTTON: Text = _("The published paper")
NOT_YET: Text = _("This group has not published its paper yet.")
TOLD: Text = _("Everybody who took part is told now.")


def published(number: int, title: str, summary: str, link: str) -> Text:
    """Tell somebody who took part that the paper is published."""
    return lines(
        heading(number, title),
        _("The paper is published. It holds the majority's opinion and the opposing one."),
        summary,
        Code(link),
    )
