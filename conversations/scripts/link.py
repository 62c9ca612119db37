"""Confirming in the old channel that a new one belongs to the same person."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Option
from conversations.engine.verbs import Ask
from conversations.wording import Bare, _, lines

CHANNELS = {"telegram": _("Telegram"), "web": _("the web page"), "whatsapp": _("WhatsApp")}


@dataclass(frozen=True, slots=True)
class LinkChannel:
    """What a person said of the account behind a code: that it is theirs, or not."""

    code: str
    agreed: bool


@conversation("link", resumable=False)
async def confirm_link(ask: Ask) -> LinkChannel:
    """Name what will be seen there and ask for one explicit yes."""
    channel = CHANNELS.get(str(ask.opening["channel"]), Bare(""))
    answer = await ask(
        Choice(
            name="sure",
            text=lines(
                _("Somebody on {channel} gave this code. Is it you?", channel=channel),
                _(
                    "If you agree, your requests, your answers so far and our messages will be "
                    "seen there too."
                ),
                _("Did somebody else ask you for this code? Then choose no."),
            ),
            choices=(
                Option("yes", _("Yes, it is me")),
                Option("no", _("No, it is not me")),
            ),
        )
    )
    return LinkChannel(str(ask.opening["code"]), agreed=answer == "yes")
