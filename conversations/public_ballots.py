"""The public page of a ballot of residents: the question, the result, and how to check both."""

from __future__ import annotations

from typing import Final

from civic.ballot_counts import Tally
from civic.ballot_records import Subject
from conversations import ballots as words
from conversations.ballot_news import CLOSED, TOO_FEW, by_place, sums
from conversations.figures import Reader
from conversations.pictures import Section
from conversations.wording import Code, Text, _

BALLOTS: Final[Text] = words.TO_SEE
NO_BALLOTS: Final[Text] = words.NO_BALLOTS
ALL_BALLOTS: Final[Text] = words.ALL_BUTTON
NO_SUCH_BALLOT: Final[Text] = _("There is no such vote here.")
ROLL_FILE: Final[Text] = _("The roll as a file")
RESULT_FILE: Final[Text] = _("The result as a file, with the codes of the counted votes")


def title(subject: Subject) -> Text:
    """Name a ballot."""
    return words.heading(subject.number, subject.place)


def sections(
    reader: Reader,
    subject: Subject,
    *,
    closes: int,
    voters: int,
    roll: bytes,
    tally: Tally | None,
    result: bytes | None,
) -> tuple[Section, ...]:
    """Return what is told of a ballot; `tally` and `result` are None before its close."""
    found: list[tuple[Text, list[Text]]] = [
        (_("The question"), [words.asked(subject.question, subject.options)]),
        (_("Times"), [words.opens(subject.opens), words.closes(closes)]),
        (_("The result"), _result(subject, voters, tally)),
        (_("How to check"), _check(voters, roll, result)),
        (words.PROMISES_BUTTON, [words.promises()]),
    ]
    return tuple(
        Section(title=reader.say(heading), paragraphs=tuple(reader.say(each) for each in said))
        for heading, said in found
    )


def _result(subject: Subject, voters: int, tally: Tally | None) -> list[Text]:
    if tally is None:
        return [words.NO_PARTIAL]
    if tally.cells is None:
        return [CLOSED, TOO_FEW]
    told = [CLOSED, sums(subject.options, tally, voters)]
    parts = by_place(subject.place, subject.options, tally)
    return [*told, parts] if parts else told


def _check(voters: int, roll: bytes, result: bytes | None) -> list[Text]:
    told: list[Text] = [
        _(
            "The roll was frozen before the opening with {count} people. It is a file of codes: "
            "your own stands under «About this vote» in the chat while the vote is not over.",
            count=voters,
        ),
        _("SHA-256 of the roll: {code}", code=Code(roll.hex())),
        _(
            "The file must give this same sum, and its first 32 digits are the code that was told "
            "in the chat before the opening. On a computer: {command}",
            command=Code("sha256sum roll.txt"),
        ),
    ]
    if result is None:
        return told
    return [
        *told,
        _("SHA-256 of the result: {code}", code=Code(result.hex())),
        _(
            "The result names the sum of the roll. It lists as many codes as votes were counted; "
            "if you voted, yours is among them. It shows that your vote is in, not what it says."
        ),
    ]
