"""What people hear of a ballot of residents: that it comes, opens, closes soon, and its result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from civic.ballot_counts import Tally
from civic.ballot_records import shown
from civic.ballots import LEAST
from conversations.ballots import asked, closes, heading, opens, voters
from conversations.group_votes import moment
from conversations.wording import Code, PlaceName, Text, _, lines

YOU_HAVE_NEWS: Final[Text] = _("You have a message.")
READ_BUTTON: Final[Text] = _("Read it")
CLOSED: Final[Text] = _("The vote is over and counted.")
TOO_FEW: Final[Text] = _(
    "Fewer than {least} voted, so nothing is told of what they chose.", least=LEAST
)
BY_PLACE: Final[Text] = _("By place, smaller places being counted with larger ones:")


def announced(
    number: int,
    place: str,
    question: str,
    options: Sequence[str],
    when: tuple[int, int],
    count: int,
    roll: bytes,
) -> Text:
    """Tell everybody on the roll that a ballot comes; `when` is its opening and its close."""
    return lines(
        heading(number, place),
        asked(question, options),
        "",
        opens(when[0]),
        closes(when[1]),
        _("You are on its roll. Taking part is voluntary."),
        voters(count, roll),
    )


def opened(number: int, place: str, question: str, until: int) -> Text:
    """Tell everybody on the roll that votes count from now on."""
    return lines(
        heading(number, place),
        question,
        closes(until),
        _("Taking part is voluntary."),
    )


def reminder(number: int, place: str, question: str, until: int) -> Text:
    """Remind everybody on the roll alike, so that a reminder does not tell who voted."""
    return lines(
        heading(number, place),
        question,
        _("Votes are taken until {moment}.", moment=moment(until)),
        _("This goes to everybody on the roll alike. Whoever has voted need not do anything."),
    )


def extended(number: int, place: str, until: int) -> Text:
    """Say that the time during which the service was away is given back."""
    return lines(
        heading(number, place),
        _(
            "The service was away for a while, so votes are taken longer: until {moment}.",
            moment=moment(until),
        ),
    )


def result(
    number: int,
    place: str,
    question: str,
    options: Sequence[str],
    tally: Tally,
    count: int,
    record: bytes,
) -> Text:
    """Tell the result: the sums, then the places large enough, then its hash."""
    if tally.cells is None:
        return lines(heading(number, place), question, CLOSED, TOO_FEW)
    return lines(
        heading(number, place),
        question,
        CLOSED,
        sums(options, tally, count),
        by_place(place, options, tally),
        _("Code of the result, for checking: {code}", code=Code(shown(record))),
    )


def sums(options: Sequence[str], tally: Tally, count: int) -> Text:
    """Return how many chose each option, and how many voted of those on the roll."""
    return lines(
        *_counts(options, tally.total),
        _("Counted votes: {cast}, of {count} people on the roll.", cast=tally.cast, count=count),
    )


def by_place(whole: str, options: Sequence[str], tally: Tally) -> Text | None:
    """Break the sums down, where there is more than one part of them."""
    cells = tally.cells or {}
    if len(cells) <= 1:
        return None
    told: list[Text] = ["", BY_PLACE]
    for code in sorted(cells, key=lambda each: (each == whole, each)):
        told += [_place(code, whole), *_counts(options, cells[code])]
    return lines(*told, "")


def check(number: int, address: str) -> Text:
    """Say how a code is checked here, and where the public roll and counted votes are read."""
    return lines(
        _(
            "To see whether your vote was counted, write {command} and your inclusion code.",
            command=Code(f"/ballot {number}"),
        ),
        _("The roll, the counted votes and how to check them: {link}", link=Code(address)),
    )


def _counts(options: Sequence[str], counts: Sequence[int]) -> list[Text]:
    return [
        _("{label}: {count}", label=option, count=str(count))
        for option, count in zip(options, counts, strict=True)
    ]


def _place(code: str, whole: str) -> Text:
    if code == whole:
        return _("Elsewhere in {place}:", place=PlaceName(code, kind=True))
    return _("{place}:", place=PlaceName(code, kind=True))
