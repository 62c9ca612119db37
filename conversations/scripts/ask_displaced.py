"""An office asks those who come from its place one question, with two to four answers."""

from __future__ import annotations

from typing import Any, Final

from civic.return_polls import LONGEST_QUESTION, PollWish, are_choices, read_choices
from civic.returns import Help
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Free, Option
from conversations.engine.verbs import Ask
from conversations.return_labels import HELP
from conversations.wording import PlaceName, Text, _, lines

_EVERYBODY: Final = Option("everybody", _("Everybody"), main=True)
_WISHES: Final = tuple(
    Option(wish.value, label) for wish, label in HELP.items() if wish is not Help.NONE
)
"""To be asked only if one wished for this help."""


@conversation("ask_displaced")
async def ask_displaced(ask: Ask) -> PollWish | None:
    """Ask for the question and its answers, and show both before they go out."""
    place = PlaceName(str(ask.opening["place"]), within=True)
    whom = await ask(
        Choice(
            name="whom",
            text=_("Who is to be asked, of those who come from {place}?", place=place),
            choices=(_EVERYBODY, *_WISHES),
        )
    )
    asked = await ask(
        Free(
            name="question",
            text=lines(
                _("What do you want to ask those who come from {place}?", place=place),
                _("One question in at most 200 characters, without names."),
            ),
            longest=LONGEST_QUESTION,
            voice=False,
        )
    )
    answers = await ask(
        Free(
            name="choices",
            text=_("Which answers can be chosen? Two to four, each on a line of its own."),
            voice=False,
            objects=_objection,
        )
    )
    office = str(ask.opening["office"])
    wanted = None if whom == _EVERYBODY.value else Help(whom)
    wish = PollWish(office, asked["typed"], read_choices(answers["typed"]), wanted)
    sure = await ask(
        Choice(
            name="sure",
            text=lines(_("Shall it be asked like this?"), wish.question, *wish.choices),
            choices=(Option("yes", _("Yes, ask")), Option("no", _("No"))),
        )
    )
    return wish if sure == "yes" else None


def _objection(answer: Any) -> Text | None:
    if are_choices(answer["typed"]):
        return None
    return _(
        "Please write two to four different answers, each on a line of its own and at most 24 "
        "characters long."
    )
