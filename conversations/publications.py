"""What is said in chats of a published paper."""

from __future__ import annotations

from civic.publications import PublicPaper
from conversations.group_votes import heading
from conversations.wording import Code, Text, _, lines

LOOK_BUTTON: Text = _("The published paper")
NOT_YET: Text = _("This group has not published its paper yet.")
TOLD: Text = _("Everybody who took part is told now.")


def posted(paper: PublicPaper, link: str) -> Text:
    """Tell everybody of a published paper: its summary, where it is, the code of its vote."""
    return lines(
        heading(paper.number, paper.title),
        _("The paper is published. It holds the majority's opinion and the opposing one."),
        paper.summary,
        Code(link),
        _("Code of the table: {code}", code=Code(paper.code)) if paper.code else None,
    )


def head(text: str) -> Text:
    """Say where the audit chain ends now, for whoever wants to compare it later."""
    return _("The trail of audit today ends with: {head}", head=Code(text))


def published(number: int, title: str, summary: str, link: str) -> Text:
    """Tell somebody who took part that the paper is published."""
    return lines(
        heading(number, title),
        _("The paper is published. It holds the majority's opinion and the opposing one."),
        summary,
        Code(link),
    )
