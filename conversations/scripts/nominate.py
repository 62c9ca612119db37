"""Proposing somebody for an office of representatives: oneself, or by an administrator another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.questions import Free, Option, Review, Row
from conversations.engine.verbs import Ask, tell
from conversations.scripts.activate import GENDER
from conversations.scripts.place import choose_place
from conversations.wording import PlaceName, Text, _, lines

WHERE: Text = _("For which place? Type the name, or choose.")
LONGEST: Final = 700
"""So many characters of each answer fit into a message with the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose:
    """Somebody is proposed; `by` is the administrator's mandate when it is not oneself."""

    place: str
    statement: str
    competence: str
    gender: str
    by: str


@conversation("nominate")
async def nominate(ask: Ask) -> Propose:
    """Ask for the place, a statement and what speaks for it; all of it is read by people there."""
    by = str(ask.opening.get("by", ""))
    place = str(ask.opening.get("place", "")) or await choose_place(ask, "place", WHERE)
    await tell(_("What you write here is shown to the people of that place."))
    statement = await ask(_statement(another=bool(by)))
    competence = await ask(_COMPETENCE)
    gender = await ask.optional(GENDER)
    await ask(_review(place, statement["typed"], competence["typed"]))
    return Propose(
        place=place,
        statement=statement["typed"],
        competence=competence["typed"],
        gender="" if isinstance(gender, Unanswered) else gender,
        by=by,
    )


def _statement(*, another: bool) -> Free:
    text = (
        _("Who is it, and why this person? A few sentences, with their agreement.")
        if another
        else _("Who are you, as people there know you, and why do you offer yourself?")
    )
    return Free(name="statement", text=text, longest=LONGEST, voice=False)


_COMPETENCE: Final = Free(
    name="competence",
    text=lines(
        _("What speaks for it: experience, learning, what was done for others?"),
        _("A few sentences."),
    ),
    longest=LONGEST,
    voice=False,
)


def _review(place: str, statement: str, competence: str) -> Review:
    rows = (
        Row("", _("office"), PlaceName(place, within=True)),
        Row("statement", _("statement"), statement),
        Row("competence", _("what speaks for it"), competence),
    )
    return Review(
        name="review",
        text=_("Is it right so? From then on people there can read it."),
        rows=rows,
        sends=(Option("send", _("Propose"), main=True),),
    )
