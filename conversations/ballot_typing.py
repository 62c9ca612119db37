"""Reading what is typed while a ballot paper is shown: an option, or something else."""

from __future__ import annotations

from collections.abc import Sequence

from civic.numbers import read_count
from civic.sensitive import referral_topic_of_text
from civic.text import key
from conversations.control_words import read_intent
from conversations.office_commands import read


def named(options: Sequence[str], text: str) -> int | None:
    """Return which option somebody wrote letter for letter, counted from 1."""
    found = [n for n, option in enumerate(options, start=1) if key(option) == key(text)]
    return found[0] if found else None


def chosen(options: Sequence[str], text: str) -> int | None:
    """Return which option typed words are: the option itself, or its number in any digits.

    What is only near an option is none: it would have to be asked about, and so be written down.
    """
    if (found := named(options, text)) is not None:
        return found
    count = read_count(text)
    return count if count is not None and 1 <= count <= len(options) else None


def means_else(text: str) -> bool:
    """Tell whether words are a command, or a matter of which no story is ever kept."""
    return bool(read_intent(text) or read(text) or referral_topic_of_text(text))
