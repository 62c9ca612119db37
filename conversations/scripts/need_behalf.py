"""Writing a need down for somebody without a phone, after their own clear yes."""

from __future__ import annotations

from typing import Final

from civic.behalf import EnterFor, NotAgreed, NotForOthers
from civic.sensitive import referral_topic
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Option
from conversations.engine.verbs import Ask, tell
from conversations.safety import EXPLOSIVE_ADVICE
from conversations.scripts.need import choose_problem, details
from conversations.scripts.need_review import MINE_SEEN
from conversations.scripts.place import choose_place
from conversations.wording import Text, _, lines

WHERE: Text = _("Where is the need? Type the name, or choose.")

CONSENT: Final = Choice(
    name="agreed",
    text=lines(
        _("Please read this out to whoever the request is for:"),
        _(
            "«What you need is written down here for you, without your name, and goes to whoever "
            "stands for your area. You get two numbers on paper: with them you, or a relative with "
            "a phone, can read it, add to it, take it back or delete it. It is no promise of help, "
            "and saying no changes nothing for you. Do you agree?»"
        ),
        _("Did they agree, clearly and by themselves?"),
    ),
    choices=(
        Option("yes", _("Yes, they agreed"), main=True),
        Option("no", _("No")),
    ),
)
"""The person's own consent; whoever writes says that it was given."""


@conversation("need_behalf", attaches="words", for_another=True)
async def report_for_somebody(
    ask: Ask,
) -> EnterFor | NotAgreed | NotForOthers:
    """Ask for the person's yes, then as any need is asked for, within the office's area."""
    if await ask(CONSENT) != "yes":
        return NotAgreed()
    area = str(ask.opening["area"])
    place = await choose_place(ask, "place", WHERE, within=area)
    sector, problem = await choose_problem(ask)
    if referral_topic(problem, sector):
        return NotForOthers()
    if problem == MINE_SEEN:
        await tell(EXPLOSIVE_ADVICE)
    asked = bool(ask.opening.get("parts"))
    return EnterFor(await details(ask, place, sector, problem, place_asked=asked))
