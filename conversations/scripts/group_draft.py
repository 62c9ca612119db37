"""A member of a group sends a draft as text, in as many messages as it takes."""

from __future__ import annotations

from typing import Final

from civic import drafts
from civic.group_acts import SendDraft, SendDraftFile
from civic.refusals import Refusal
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Free, Option
from conversations.engine.verbs import Ask
from conversations.group_refusals import why_not
from conversations.wording import Text, _, counted, lines

MOST_PARTS: Final = 20


@conversation("group_draft")
async def send_draft(ask: Ask) -> SendDraft | SendDraftFile | None:
    """Ask for the text, part by part, and whether it is all; a file is all at once."""
    parts: list[str] = []
    for number in range(MOST_PARTS):
        said = await ask(_part(number, parts))
        if "document" in said:
            return SendDraftFile(group=str(ask.opening["group"]), attachment=said["document"])
        parts.append(said["typed"])
        paragraphs = drafts.split("\n\n".join(parts))
        done = await ask(_more(number, len(paragraphs), last=number == MOST_PARTS - 1))
        if done == "drop":
            return None
        if done == "send":
            break
    return SendDraft(group=str(ask.opening["group"]), paragraphs=paragraphs)


def _part(number: int, parts: list[str]) -> Free:
    first = lines(
        _("Please send the draft as text. Empty lines part the paragraphs, which we number."),
        _("What does not fit into one message can follow in the next."),
        _("A file is taken as well: docx, odt, PDF or plain text."),
    )

    def objection(answer: dict[str, str]) -> Text | None:
        if "document" in answer:
            return None
        try:
            drafts.split("\n\n".join([*parts, answer["typed"]]))
        except Refusal as refusal:
            return why_not(refusal)
        return None

    return Free(
        name=f"part.{number}",
        text=first if number == 0 else _("The next part:"),
        voice=False,
        file=number == 0,
        public=True,
        objects=objection,
    )


def _more(number: int, paragraphs: int, *, last: bool) -> Choice:
    more = () if last else (Option("more", _("Another part follows")),)
    return Choice(
        name=f"more.{number}",
        text=counted(
            "So far it is {count} paragraph. Is that all?",
            "So far it is {count} paragraphs. Is that all?",
            paragraphs,
        ),
        choices=(
            Option("send", _("That is all: keep it"), main=True),
            *more,
            Option("drop", _("Do not keep it")),
        ),
    )
