"""Checking a code written after a ballot's number: on the roll, or among the counted votes."""

from __future__ import annotations

from civic.ballot_codes import read_code
from civic.ballots import State
from conversations import ballots as words
from conversations.ballot_news import TOO_FEW
from conversations.wording import Text
from handlers.ballot_papers import to_card
from handlers.visit import Visit, going_on
from storage import ballot_counting, ballot_seats
from storage.ballots import Ballot


def check(visit: Visit, found: Ballot, text: str) -> bool:
    """Answer about a code; false when the words are none."""
    code = read_code(text)
    if code is None:
        return False
    visit.say(_about(visit, found, code), to_card(visit, found), *going_on(visit))
    return True


def _about(visit: Visit, found: Ballot, code: str) -> Text:
    if code in ballot_seats.roll_codes(visit.work, found):
        return words.CODE_ON_ROLL
    if found.state is not State.CLOSED:
        return words.CODE_LATER
    if found.cast is None:
        return TOO_FEW
    counted = ballot_counting.counted_codes(visit.work, found)
    return words.CODE_COUNTED if code in counted else words.CODE_UNKNOWN
