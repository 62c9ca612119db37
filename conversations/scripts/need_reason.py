"""Asking for words that others will read as they are written, until they mean something."""

from __future__ import annotations

from civic.need_actions import is_reason
from conversations.engine.questions import Free
from conversations.engine.verbs import Ask
from conversations.wording import Text, _

MOST_TRIES = 20
AGAIN: Text = _("People will read this. Please say it in a few words, so that they understand.")


async def written(ask: Ask, name: str, text: Text) -> str:
    """Return typed words that say something; a single word or a dot is asked about again."""
    words = await ask(Free(name=name, text=text, voice=False))
    for attempt in range(MOST_TRIES):
        if is_reason(words["typed"]):
            break
        words = await ask(Free(name=f"{name}.again.{attempt}", text=AGAIN, voice=False))
    return words["typed"]
