"""An office puts a question to the residents of a place, with two to six options."""

from __future__ import annotations

from typing import Any, Final

from civic.ballots import LONGEST_QUESTION, BallotWish, are_options, read_options
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Free, Option, Review, Row
from conversations.engine.verbs import Ask
from conversations.scripts.place import ALL_OF_IT, choose_place
from conversations.wording import PlaceName, Text, _, counted, lines, together


@conversation("ballot_open")
async def open_ballot(ask: Ask) -> BallotWish:
    """Ask for everything that is fixed once the roll is frozen."""
    place = await choose_place(
        ask,
        "place",
        _("The residents of which place of your area are to vote?"),
        within=str(ask.opening["place"]),
        whole=ALL_OF_IT,
    )
    asked = await ask(_QUESTION)
    listed = await ask(_OPTIONS)
    begins = await ask(_BEGINS)
    days = await ask(_DAYS)
    question, options = " ".join(asked["typed"].split()), read_options(listed["typed"])
    await ask(_review(place, question, options, begins, days))
    return BallotWish(
        office=str(ask.opening["office"]),
        place=place,
        question=question,
        options=options,
        begins=int(begins),
        days=int(days),
    )


def _in_days(count: int) -> Text:
    return counted(
        "In {count} day, at 8 in the morning", "In {count} days, at 8 in the morning", count
    )


def _for_days(count: int) -> Text:
    return counted(
        "{count} day, until 8 in the evening", "{count} days, until 8 in the evening", count
    )


def _objection(answer: Any) -> Text | None:
    if are_options(answer["typed"]):
        return None
    return _(
        "Please write two to six different options, each on a line of its own and at most 24 "
        "characters long."
    )


_QUESTION: Final = Free(
    name="question",
    text=lines(
        _("What are the residents asked? One question, in at most 200 characters."),
        _("A question whose answer could endanger somebody does not belong in a chat."),
    ),
    longest=LONGEST_QUESTION,
    voice=False,
)
_OPTIONS: Final = Free(
    name="options",
    text=_("Between which options do they choose? Two to six, each on a line of its own."),
    voice=False,
    objects=_objection,
)
_BEGINS: Final = Choice(
    name="begins",
    text=_("When does the vote open? Everybody on the roll is told before."),
    choices=tuple(Option(str(count), _in_days(count)) for count in (1, 2, 3, 7, 14)),
)
_DAYS: Final = Choice(
    name="days",
    text=_("For how long can people vote?"),
    choices=tuple(Option(str(count), _for_days(count)) for count in (1, 3, 7, 14)),
)


def _review(place: str, question: str, options: tuple[str, ...], begins: str, days: str) -> Review:
    rows = (
        Row("", _("place"), PlaceName(place, within=True)),
        Row("question", _("what is asked"), question),
        Row("options", _("options"), together(*options)),
        Row("begins", _("opening"), _in_days(int(begins))),
        Row("days", _("open for"), _for_days(int(days))),
    )
    return Review(
        name="review",
        text=lines(
            _("Shall the residents be asked like this?"),
            _("With this the roll is frozen, and nothing of it can be changed any more."),
        ),
        rows=rows,
        sends=(Option("send", _("Freeze the roll and ask"), main=True),),
    )
