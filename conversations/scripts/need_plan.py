"""Announcing the day by which something is to be done about a need."""

from __future__ import annotations

from datetime import date, timedelta

from civic.hours import today
from civic.need_actions import Action, Deed
from conversations.engine.play import conversation
from conversations.engine.questions import OpenChoice, Option
from conversations.engine.verbs import Ask, now
from conversations.messages import Expecting
from conversations.wording import Code, Text, Words, _, lines

SOON: tuple[tuple[int, Words], ...] = (
    (1, _("Tomorrow")),
    (7, _("In a week")),
    (14, _("In two weeks")),
    (30, _("In a month")),
)
"""Days from today, for the buttons."""

UNCLEAR: Text = _(
    "Please name a day from today on, at most two years ahead, such as 1/12, «in ten days» or "
    "«the first of the month»."
)


@conversation("need_plan")
async def announce(ask: Ask) -> Deed:
    """Ask for the day, by a button or typed in any form."""
    number = str(ask.opening["number"])
    begun = today(await now("begun"))
    question = OpenChoice(
        name="day",
        text=lines(
            _("By which day is something to be done about request {number}?", number=Code(number)),
            _("Everybody whom it concerns is told the date. Type it, or choose."),
        ),
        choices=tuple(
            Option((begun + timedelta(days=days)).isoformat(), label) for days, label in SOON
        ),
        finds="days_named",
        not_found=UNCLEAR,
        expecting=Expecting.TEXT,
    )
    answer = await ask(question)
    day = answer if isinstance(answer, str) else answer["among"][0]
    return Deed(action=Action.PLAN, number=number, day=date.fromisoformat(day))
