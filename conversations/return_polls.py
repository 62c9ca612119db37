"""What is said of a question to the displaced: to the office that asks, and to those asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from civic.disclosure import LEAST, Audience
from civic.returns import Help
from conversations.return_labels import HELP
from conversations.wording import PlaceName, Text, _, lines

ONE_AT_A_TIME: Final[Text] = _(
    "A question of your office is still open. A new one can be asked when it has closed."
)
ANSWERED: Final[Text] = _("Thank you. Your answer is counted, and nobody sees whose it is.")
CLOSED: Final[Text] = _("This question has closed.")
STOPPED: Final[Text] = _("No more questions of offices will reach you.")
WAITING: Final[Text] = _("A question is waiting for you.")
READ_BUTTON: Final[Text] = _("Show the question")
CHANGE_BUTTON: Final[Text] = _("Change the answer")
STOP_BUTTON: Final[Text] = _("No such questions")
NEW_BUTTON: Final[Text] = _("Ask them a question")


def question(place: str, words: str, wanted: Help | None, closes: date) -> Text:
    """Ask somebody who comes from a place, or who wished for a kind of help."""
    return lines(
        _("You wished for help: {help}.", help=HELP[wanted]) if wanted else None,
        _("Those who represent {place} ask you:", place=PlaceName(place)),
        words,
        "",
        _("Answering is voluntary. Only how many gave which answer is told, to nobody whose."),
        _("Open until {date}", date=closes),
    )


def opened(words: str, wanted: Help | None, closes: date) -> Text:
    """Tell the office how its question goes out, and what it will see."""
    return lines(
        _("Your question is being asked: {question}", question=words),
        _("Only those are asked who wished for help: {help}.", help=HELP[wanted])
        if wanted
        else None,
        _(
            "It goes to those who come from your area and agreed to such questions, at most one "
            "message a week to each. You will not see who they are, nor how many."
        ),
        _("What was answered is told to you on {date}", date=closes),
    )


def result(words: str, choices: tuple[str, ...], told: Mapping[int, int]) -> Text:
    """Tell the office what was answered."""
    least = str(LEAST[Audience.REPRESENTATIVES])
    return lines(
        _("What was answered to your question: {question}", question=words),
        *(
            _("{label}: about {count}", label=choice, count=str(told[number]))
            if number in told
            else _("{label}: fewer than {count} or nobody", label=choice, count=least)
            for number, choice in enumerate(choices)
        ),
        _("In steps of {count}, and up to {most} below the truth.", count=least, most=_MOST_BELOW),
    )


_MOST_BELOW: Final = str(2 * LEAST[Audience.REPRESENTATIVES] - 2)
