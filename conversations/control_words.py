"""Reads messages that steer the conversation instead of answering: back, stop, help, yes, no.

The words are data (data/control_words.csv, explained beside it). Only whole messages are read,
never words inside a sentence; sentences about danger are for `civic.sensitive.emergency`.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from civic.text import key

_FILE: Final = Path(__file__).parent / "data" / "control_words.csv"


class Intent(StrEnum):
    """What a message wishes to happen."""

    YES = "yes"
    NO = "no"
    AGREE_RESERVE = "agree_reserve"
    ABSTAIN = "abstain"
    BACK = "back"
    SKIP = "skip"
    CANCEL = "cancel"
    DONE = "done"
    CONTINUE = "continue"
    DISCARD = "discard"
    REPEAT = "repeat"
    HELP = "help"
    MENU = "menu"
    DONT_KNOW = "dont_know"
    NO_ANSWER = "no_answer"
    ME_TOO = "me_too"
    TRACK = "track"
    MY_DATA = "my_data"
    DELETE_DATA = "delete_data"
    STOP = "stop"
    HUMAN = "human"
    PRIVATE = "private"
    PRIVACY = "privacy"
    LANGUAGE = "language"
    HIDE = "hide"
    NEED = "need"
    RETURN = "return"
    LINK = "link"
    UNLINK = "unlink"
    EMERGENCY = "emergency"
    GREETING = "greeting"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message was read as.

    `weak`: ask again before anything that cannot be undone or that needs consent.
    `other`: it may as well mean this; ask which. `argument`: what followed a command
    or a phrase, as it was typed («/start abc», «شنو صار بطلبي رقم ٤٥٢»).
    """

    intent: Intent
    weak: bool = False
    other: Intent | None = None
    argument: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    intent: Intent
    flags: frozenset[str]
    other: Intent | None

    def reading(self, argument: str = "") -> Reading:
        return Reading(self.intent, "weak" in self.flags, self.other, argument)


_Table = Mapping[str, tuple[_Word, ...]]


def _symbol(text: str) -> str:
    """Return an emoji or mark without skin tone and repetition; empty if there are letters."""
    bare = re.sub(r"[\s\u200d\ufe0f\U0001f3fb-\U0001f3ff]", "", text).replace("؟", "?")
    return bare[:1] if bare and set(bare) == {bare[0]} and not bare[0].isalnum() else ""


def _read_file() -> Mapping[str, _Table]:
    tables: dict[str, dict[str, tuple[_Word, ...]]] = defaultdict(dict)
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            form = _symbol(row["form"]) if row["match"] == "symbol" else key(row["form"])
            other = Intent(row["other"]) if row["other"] else None
            word = _Word(Intent(row["intent"]), frozenset(row["flags"].split()), other)
            table = tables[row["match"]]
            table[form] = (*table.get(form, ()), word)
    return tables


_TABLES: Final = _read_file()
_WHOLE: Final = _TABLES["whole"]
_COMMANDS: Final[_Table] = {**_WHOLE, **_TABLES["prefix"], **_TABLES["command"]}
_GREETINGS: Final = {
    form: words for form, words in _TABLES["prefix"].items() if words[0].intent is Intent.GREETING
}
_PREFIXES: Final = {
    form: words for form, words in _TABLES["prefix"].items() if form not in _GREETINGS
}
_LONGEST: Final = max(form.count(" ") + 1 for form in _TABLES["prefix"])
_COURTESY: Final = frozenset(
    key(word)
    for word in (
        *("اخي", "أختي", "خيي", "خوي", "يا اخي", "يا اختي", "يا جماعة", "جماعة", "اخوان", "استاذ"),
        *(
            "لو سمحت",
            "لو سمحتم",
            "لو سمحتوا",
            "من فضلكم",
            "من فضلك",
            "رجاء",
            "الله يخليكم",
            "please",
        ),
    )
)
"""What is said before or after out of courtesy and changes nothing."""


def read_intent(
    text: str,
    *,
    collecting_text: bool = False,
    expecting_name_or_number: bool = False,
    asking_yes_no: bool = False,
) -> Reading | None:
    """Return what the whole message wishes, or None when it is an answer or a sentence.

    The three flags say what the open question waits for, since «بس», «عدي» and «ابدا» mean
    different things there. What follows a slash is always a command.
    """
    if text.lstrip().startswith("/"):
        return _command(text.strip()[1:])
    allowed = _Allowed(collecting_text, expecting_name_or_number, asking_yes_no)
    found = _read_whole(text, allowed)
    if found or expecting_name_or_number:
        return found
    rest = without_greeting(text)
    if rest == text.strip():
        return None
    if not key(rest) and _symbol(rest) not in _TABLES["symbol"]:
        return Reading(Intent.GREETING)
    return _read_whole(rest, allowed)


def strong_yes(text: str) -> bool:
    """Tell whether this is a yes that is explicit enough for consent; «لا مانع» is only kind."""
    return any(
        word.intent is Intent.YES and "strong" in word.flags
        for form in _forms(text)
        for word in _WHOLE.get(form, ())
    )


def without_greeting(text: str) -> str:
    """Return a message without the greetings it begins with («مرحبا يا جماعة، ما عندنا مي»)."""
    words = text.split()
    taken = _leading(words, _GREETINGS)
    if not taken:
        return text.strip()
    while taken:
        words = words[taken:]
        taken = _leading(words, _GREETINGS) or _leading(words, _COURTESY)
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class _Allowed:
    collecting: bool
    name_or_number: bool
    yes_no: bool

    def __call__(self, word: _Word) -> bool:
        return not (
            ("collecting" in word.flags and not self.collecting)
            or ("yes_no" in word.flags and not self.yes_no)
            or ("not_yes_no" in word.flags and self.yes_no)
            or (self.name_or_number and (word.intent in _ANSWERS or "answer" in word.flags))
        )


_ANSWERS: Final = frozenset((Intent.YES, Intent.NO, Intent.THANKS, Intent.GREETING, Intent.ME_TOO))
"""Intents that make no sense where a name or a number is expected."""


def _command(text: str) -> Reading | None:
    name, _, argument = text.partition(" ")
    for form, rest in ((text, ""), (name.partition("@")[0], argument.strip())):
        if words := _COMMANDS.get(key(form)):
            return Reading(words[-1].intent, argument=rest)
    return None


def _read_whole(text: str, allowed: _Allowed) -> Reading | None:
    symbol = _symbol(text)
    if symbol:
        return _first(_TABLES["symbol"].get(symbol, ()), allowed)
    for form in _forms(text):
        if found := _first(_WHOLE.get(form, ()), allowed):
            return found
    return _read_prefix(text, allowed)


def _read_prefix(text: str, allowed: _Allowed) -> Reading | None:
    words = text.split()
    taken = _leading(words, _PREFIXES)
    if not taken:
        return None
    return _first(_PREFIXES[key(" ".join(words[:taken]))], allowed, " ".join(words[taken:]))


def _first(words: Iterable[_Word], allowed: _Allowed, argument: str = "") -> Reading | None:
    return next((word.reading(argument) for word in words if allowed(word)), None)


def _forms(text: str) -> tuple[str, ...]:
    """Return a message's key, and what is left of it without courtesies and repetition."""
    whole = key(text)
    words = whole.split()
    while taken := _leading(words, _COURTESY):
        words = words[taken:]
    while left := _trailing(words):
        words = words[:-left]
    if words and len(set(words)) == 1:
        words = words[:1]
    return tuple(dict.fromkeys((whole, " ".join(words))))


def _leading(words: list[str], forms: Iterable[str]) -> int:
    """Return how many of the first words are one of `forms`, the longest first (0: none)."""
    for count in range(min(_LONGEST, len(words)), 0, -1):
        if key(" ".join(words[:count])) in forms:
            return count
    return 0


def _trailing(words: list[str]) -> int:
    for count in (2, 1):
        if len(words) > count and " ".join(words[-count:]) in _COURTESY:
            return count
    return 0
