"""What is said to an office that puts a question to the residents of a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from civic.ballot_records import shown
from civic.refusals import Refusal
from conversations.group_votes import moment
from conversations.wording import Code, PlaceName, Text, _, lines

ONE_AT_A_TIME: Final[Text] = _(
    "A vote of your office, or for the same place, is not over. A new one can be ordered once it "
    "is counted."
)
NOT_YOURS: Final[Text] = _("This place is not in the area of your office.")


def ordered(number: int, place: str, voters: int, roll: bytes, opens: int, closes: int) -> Text:
    """Tell the office that the roll is frozen, and what comes next."""
    return lines(
        _(
            "The roll of vote {number} is frozen: {place}",
            number=number,
            place=PlaceName(place, within=True),
        ),
        _("People on the roll: {count}. Nobody is added or removed any more.", count=voters),
        _("Code of the roll, for checking later: {code}", code=Code(shown(roll))),
        _("It opens on {moment}.", moment=moment(opens)),
        _("It is open until {moment}.", moment=moment(closes)),
        _(
            "Everybody on the roll is told now, at the opening and a day before the close. Your "
            "office learns neither who is on it, nor who voted, nor anything before the close."
        ),
    )


def why_not(refusal: Refusal) -> Text:
    """Return the sentence of a refusal about ordering a ballot."""
    return _SENTENCES[refusal.code](refusal.facts)


def _few(facts: Mapping[str, Any]) -> Text:
    return _(
        "At least {least} residents must be known there, and there are fewer. With so few the "
        "result would tell how each of them voted. Please choose the larger place that it lies in.",
        least=facts["least"],
    )


def _many(facts: Mapping[str, Any]) -> Text:
    return _(
        "More than {most} residents are known there, which is more than one vote can hold. Please "
        "choose smaller places.",
        most=facts["most"],
    )


def _days(facts: Mapping[str, Any]) -> Text:
    return _(
        "A vote opens in 1 to {latest} days and is open for 1 to {longest} days.",
        latest=facts["latest"],
        longest=facts["longest"],
    )


_SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any]], Text]]] = MappingProxyType(
    {"ballot.few": _few, "ballot.many": _many, "ballot.days": _days}
)
