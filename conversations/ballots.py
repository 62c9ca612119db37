"""What is said of ballots of residents: lists, cards, the paper that is pressed, what is promised.

Never that a ballot is secret: it is confidential, and what that leaves open is said with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from civic.ballot_codes import in_fours
from civic.ballot_records import shown
from civic.ballots import LEAST
from conversations.group_votes import moment
from conversations.wording import Code, PlaceName, Text, _, lines

TO_SEE: Final[Text] = _("Votes of residents")
LIST: Final[Text] = _("Votes of residents, the newest first:")
NO_BALLOTS: Final[Text] = _("There has been no vote of residents yet.")
WHICH: Final[Text] = _("Which vote is meant? «All votes» lists them.")
NO_SUCH_BALLOT: Final[Text] = _("There is no vote of that number.")
ONLY_OFFICES: Final[Text] = _("Votes of residents are opened by those who represent a place.")

NEW_BUTTON: Final[Text] = _("Ask the residents")
ALL_BUTTON: Final[Text] = _("All votes")
OFFICES_BUTTON: Final[Text] = _("Offices")
CARD_BUTTON: Final[Text] = _("About this vote")
VOTE_BUTTON: Final[Text] = _("Go to the ballot paper")
AGAIN_BUTTON: Final[Text] = _("Vote again")
PROMISES_BUTTON: Final[Text] = _("What is promised, and what is not")
LATER_BUTTON: Final[Text] = _("Not now")

NOT_NOW: Final[Text] = _("Nothing was changed.")
NOT_KEPT: Final[Text] = _(
    "This is none of the options, and what you wrote was not kept. Please press a button or write "
    "its number. To write about something else, press «Not now» first."
)
TO_VOTE_AGAIN: Final[Text] = _(
    "What you wrote was not kept. To vote again, please press a button or write its number."
)
OLD_PAPER: Final[Text] = _("This ballot paper is no longer good. Here is the one of now:")
NOT_ON_ROLL: Final[Text] = _(
    "You are not on the roll of this vote. On it is who had reported or supported a request in the "
    "place when the roll was frozen."
)
ON_ROLL: Final[Text] = _("You are on the roll.")
NOT_OPEN_YET: Final[Text] = _("This vote is not open yet. You will be told when it is.")
OVER: Final[Text] = _("The time of this vote is over.")
BEING_COUNTED: Final[Text] = _("Its votes are being counted. You will be told the result.")
NO_PARTIAL: Final[Text] = _("Nothing of the result is told before the close, to nobody.")
CONFIDENTIAL: Final[Text] = _(
    "The result has no names, and what you choose is not repeated here. It is not hidden from "
    "everybody: the company of the app sees what is pressed, and until the close whoever runs the "
    "service could."
)
NOT_REPEATED: Final[Text] = _("Your vote has arrived. What you chose is not repeated here.")
CODE_ON_ROLL: Final[Text] = _("This code is on the roll of this vote.")
CODE_COUNTED: Final[Text] = _(
    "This code is among the counted votes: the vote that belongs to it was counted, once."
)
CODE_LATER: Final[Text] = _(
    "This code is not on the roll. Whether an inclusion code was counted can be seen after the "
    "close."
)
CODE_UNKNOWN: Final[Text] = _(
    "This code is neither on the roll nor among the counted votes. Please compare it letter by "
    "letter. If it was given to you with your vote, something is wrong: keep the message, and show "
    "it to somebody whom you trust."
)


def heading(number: int, place: str) -> Text:
    """Name a ballot."""
    return _(
        "Vote of residents {number}: {place}", number=number, place=PlaceName(place, within=True)
    )


def line(number: int, question: str) -> Text:
    """Return a ballot's line in a list."""
    return _("{number}. {words}", number=number, words=question)


def asked(question: str, options: Sequence[str]) -> Text:
    """Return the question with its numbered options."""
    numbered = (line(number, option) for number, option in enumerate(options, start=1))
    return lines(question, *numbered)


def opens(instant: int) -> Text:
    """Say when a ballot opens."""
    return _("It opens on {moment}.", moment=moment(instant))


def closes(instant: int) -> Text:
    """Say until when a ballot is open."""
    return _("It is open until {moment}.", moment=moment(instant))


def voters(count: int, roll: bytes) -> Text:
    """Say how many are on the roll, and by which hash it can be known again."""
    return lines(
        _("People on the roll: {count}. Nobody is added or removed any more.", count=count),
        _("Code of the roll, for checking later: {code}", code=Code(shown(roll))),
    )


def on_roll(code: str) -> Text:
    """Tell somebody their place on the roll."""
    return lines(ON_ROLL, _("Your code on the public roll: {code}", code=Code(in_fours(code))))


def paper(number: int, place: str, question: str, options: Sequence[str], until: int) -> Text:
    """Return the ballot paper."""
    return lines(
        heading(number, place),
        asked(question, options),
        "",
        _(
            "Open until {moment}. You can vote again until then, and only the last vote counts.",
            moment=moment(until),
        ),
        CONFIDENTIAL,
    )


def recorded(until: int, inclusion: str) -> Text:
    """Answer a vote without a word on what it was."""
    return lines(
        NOT_REPEATED,
        _("Until {moment} you can vote again. Only the last vote counts.", moment=moment(until)),
        _("Your inclusion code: {code}", code=Code(in_fours(inclusion))),
        _(
            "After the close it stands in the public list of counted votes. It shows that your "
            "vote was counted, and not what it says."
        ),
    )


def promises() -> Text:
    """Say honestly what holds and what nobody can promise."""
    return lines(
        _("What is promised:"),
        _(
            "One vote for each person on the roll: the last one counts. Nobody is added once the "
            "code of the roll has been told."
        ),
        _(
            "The result has no names. At the close the key is destroyed that joins votes to "
            "people; in back-ups it is gone within seven days."
        ),
        _("Places where fewer than {least} voted are counted with larger ones.", least=LEAST),
        "",
        _("What cannot be promised:"),
        _(
            "The vote is confidential but not a secret from everybody: the company of the app sees "
            "what is pressed, and so could whoever takes over the service and all of its keys "
            "while the vote is open."
        ),
        _("The service knows accounts. Somebody with two accounts may have two votes."),
        _(
            "If somebody makes you vote while they look on, you can vote again later, as long as "
            "the vote is open. The inclusion code stays the same."
        ),
        _("A vote that could endanger you is better held on paper, or not at all."),
    )


def held(count: int) -> Text:
    """Say in «what is held of you» on how many rolls somebody stands."""
    return _(
        "Votes of residents that are not over, on whose roll you are: {count}. What you voted is "
        "sealed until the close and cannot be shown.",
        count=count,
    )
