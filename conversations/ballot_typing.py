"""Reading what is typed while a ballot paper is shown: an option, or something else."""

from __future__ import annotations

from collections.abc import Sequence

from civic.numbers import read_count
from civic.sensitive import referral_topic_of_text
from civic.text import key
from conversations.control_words import read_intent
from conversations.office_commands import read


def chosen(options: Sequence[str], text: str) -> int | None:
    """Return which option typed words are: the option itself, or its number in any digits.

    What is only near an option is none: it would have to be asked about, and so be written down.
    Nor is a number that is one option and counts another, as where the options are numbers.
    """
    meant = _meant(options, text)
    return meant.pop() if len(meant) == 1 else None


def means_vote(options: Sequence[str], text: str) -> bool:
    """Tell whether somebody wrote an option or its number, even where it is not clear which."""
    return bool(_meant(options, text))


def _meant(options: Sequence[str], text: str) -> set[int]:
    """Return the options, counted from 1, that are written so letter for letter or by number."""
    count = read_count(text)
    return {
        number
        for number, option in enumerate(options, start=1)
        if option in _written(options, text) or number == count
    }


def _written(options: Sequence[str], text: str) -> list[str]:
    """Return the option of exactly these letters, else those that are compared alike, if any."""
    plain, compared = " ".join(text.split()), key(text)
    if plain in options:
        return [plain]
    return [option for option in options if compared and key(option) == compared]


def is_number(text: str) -> bool:
    """Tell whether a number was written, which may be that of another message's button."""
    return read_count(text) is not None


def means_else(text: str) -> bool:
    """Tell whether words are a command, or a matter of which no story is ever kept."""
    return bool(read_intent(text) or read(text) or referral_topic_of_text(text))
