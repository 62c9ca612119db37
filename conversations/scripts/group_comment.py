"""Somebody comments on a draft: on which paragraph, what, and why."""

from __future__ import annotations

from typing import Any, Final

from civic.group_acts import LONGEST_WORDS, GiveComment, Stance
from civic.text import one_line
from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.questions import SKIP, Choice, Free, Number
from conversations.engine.verbs import Ask
from conversations.group_words import STANCE, options
from conversations.wording import Text, _, lines


@conversation("group_comment")
async def give_comment(ask: Ask) -> GiveComment:
    """Ask where, what and why, and whether the author is named when the paper is published."""
    part = await _paragraph(ask)
    stance = Stance(await ask(_stance(part)))
    said = await _said(ask, stance, public=bool(ask.opening.get("public", False)))
    named = await ask.optional(_NAME)
    return GiveComment(
        group=str(ask.opening["group"]),
        draft=str(ask.opening["draft"]),
        paragraph=part,
        stance=stance,
        words=said.get("typed", ""),
        voice=said.get("voice", ""),
        name="" if isinstance(named, Unanswered) else one_line(named["typed"]),
    )


_NAME: Final = Free(
    name="name",
    text=_(
        "When the paper is published, comments are published with it. Under which name shall yours "
        "stand? Without an answer it stands without a name."
    ),
    longest=60,
    voice=False,
    ways_out=SKIP,
)


async def _paragraph(ask: Ask) -> int:
    if "paragraph" in ask.opening:
        return int(ask.opening["paragraph"])
    count = int(ask.opening["paragraphs"])
    if count == 1:
        return 0
    text = _(
        "On which paragraph? Type its number, from 1 to {count}, or 0 for the whole text.",
        count=count,
    )
    number: int = await ask(Number(name="paragraph", text=text, highest=count))
    return number


def _stance(part: int) -> Choice:
    text: Text = (
        _("What do you say to paragraph {number}?", number=part)
        if part
        else _("What do you say to the whole text?")
    )
    return Choice(name="stance", text=text, choices=options(STANCE))


async def _said(ask: Ask, stance: Stance, *, public: bool) -> dict[str, Any]:
    """Ask for the reason, which support alone may leave out.

    Where the text itself speaks of what is private elsewhere, comments may as well: `public`.
    """
    if stance is Stance.SUPPORT:
        text = _("Why? This can be skipped.")
        given = await ask.optional(
            Free(name="words", text=text, longest=LONGEST_WORDS, ways_out=SKIP, public=public)
        )
        return {} if isinstance(given, Unanswered) else dict(given)
    asked = (
        _("What should it say instead, and why?")
        if stance is Stance.CHANGE
        else _("What speaks against it?")
    )
    how = lines(asked, _("In writing, or as a voice note."))
    return dict(await ask(Free(name="words", text=how, longest=LONGEST_WORDS, public=public)))
