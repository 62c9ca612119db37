"""Follow-up numbers: eight random digits and a check digit that finds slips of the hand."""

from __future__ import annotations

from enum import Enum
from typing import Final

from civic.text import digits, key

RANDOM_DIGITS: Final = 8
DIGITS: Final = RANDOM_DIGITS + 1
SECRET_DIGITS: Final = 16


class Return(Enum):
    """What comes of a number and its secret with which somebody returns to a conversation."""

    OPENED = "the conversation is open in this account"
    UNKNOWN = "the numbers do not belong together"
    TAKEN = "this account has a conversation of its own already"


# The quasigroup of H. M. Damm, "Total anti-symmetrische Quasigruppen" (Marburg, 2004):
# every single wrong digit and every swap of two neighbours is found.
_DAMM: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(number: str) -> str:
    """Return the digit that makes the number whole."""
    state = 0
    for digit in number:
        state = int(_DAMM[state][int(digit)])
    return str(state)


def whole(random_digits: str) -> str:
    """Return the nine-digit number for eight random digits."""
    return random_digits + check_digit(random_digits)


def read_follow_up(text: str) -> str | None:
    """Read a number typed in any digits, with any spaces or dashes; None when it is none."""
    typed = key(digits(text)).replace(" ", "")
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdigit()):
        return None
    return typed if check_digit(typed) == "0" else None


def read_claim(text: str) -> tuple[str, str] | None:
    """Read a number and its secret, as they stand on paper; None for what has other digits."""
    typed = key(digits(text)).replace(" ", "")
    fits = len(typed) == DIGITS + SECRET_DIGITS and typed.isascii() and typed.isdigit()
    return (typed[:DIGITS], typed[DIGITS:]) if fits else None


def read_number(argument: str) -> tuple[str, str]:
    """Split what followed a command into a follow-up number, empty for none, and the rest."""
    if whole := read_follow_up(argument):
        return whole, ""
    first, _, rest = argument.partition(" ")
    return read_follow_up(first) or "", rest.strip()
