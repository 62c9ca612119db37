"""An administrator gives a seat in an office of representatives to somebody."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Option
from conversations.engine.verbs import Ask
from conversations.scripts.place import choose_place
from conversations.wording import PlaceName, Text, _, lines

WHERE: Text = _("For which place shall somebody be appointed? Type the name, or choose.")


@dataclass(frozen=True, slots=True)
class AppointSomebody:
    """A link is to be made that gives a seat in the office of a place."""

    place: str


@conversation("appoint", resumable=False)
async def appoint_somebody(ask: Ask) -> AppointSomebody | None:
    """Ask for the place, if it was not named, and for one clear yes."""
    place = str(ask.opening.get("place", "")) or await choose_place(ask, "place", WHERE)
    sure = await ask(
        Choice(
            name="sure",
            text=lines(
                _(
                    "Make a link that gives a seat in the office for {place}?",
                    place=PlaceName(place, within=True),
                ),
                _("It works once, within seven days. Whoever has it can take the seat."),
            ),
            choices=(Option("yes", _("Yes, make the link")), Option("no", _("No"))),
        )
    )
    return AppointSomebody(place) if sure == "yes" else None
