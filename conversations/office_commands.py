"""Reads what office-holders command, in Latin commands and in Arabic words.

The words are data (data/office_words.csv): `takes` is empty where the words must stand alone,
"any" where anything may follow, "number" where the number of a request must follow and nothing
else, "numbered" where more may follow the number.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from civic.text import digits, key

_FILE: Final = Path(__file__).parent / "data" / "office_words.csv"


class OfficeCommand(StrEnum):
    """What can be commanded; the value is the Latin command without its slash."""

    ACTIVATE = "activate"
    UNLOCK = "unlock"
    LOCK = "lock"
    PIN = "pin"
    OFFICE = "office"
    NOMINATE = "nominate"
    NOMINATIONS = "nominations"
    NEEDS = "needs"
    SEARCH = "search"
    NEED = "need"
    DETAIL = "detail"
    STATS = "stats"
    PEOPLE = "people"
    FORMULA = "formula"
    RETURNS = "returns"
    ASK_DISPLACED = "askdisplaced"
    POLL = "poll"
    CHART = "chart"
    MAP = "map"
    REPORT = "report"
    REPORTS = "reports"
    EXPORT = "export"
    AREA = "area"
    OVERDUE = "overdue"
    ACK = "ack"
    TAKE = "take"
    ASK = "ask"
    PLAN = "plan"
    HAND = "hand"
    UP = "up"
    MERGE = "merge"
    UNMERGE = "unmerge"
    RESOLVE = "resolve"
    DECLINE = "decline"
    REOPEN = "reopen"
    ANSWERS = "answers"
    ON_BEHALF = "onbehalf"
    CLAIM = "claim"
    CONSENT = "consent"
    APPOINT = "appoint"
    REVOKE = "revoke"
    AUDIT = "audit"
    VOTE = "vote"
    PAPER = "paper"
    REVIEW = "review"
    PUBLISH = "publish"
    GROUPS = "groups"
    GROUP = "group"
    APPLY = "apply"
    SOURCE = "source"
    DRAFT = "draft"
    COMMENT = "comment"
    ANSWER = "answer"
    BALLOTS = "ballots"
    BALLOT = "ballot"
    SESSION = "session"
    BIND = "bind"


class _Takes(StrEnum):
    NOTHING = ""
    ANY = "any"
    NUMBER = "number"
    NUMBERED = "numbered"

    def allows(self, argument: str) -> bool:
        match self:
            case _Takes.NOTHING:
                return not argument
            case _Takes.NUMBER:
                return _is_number(argument.replace(" ", ""))
            case _Takes.NUMBERED:
                return _is_number(argument.partition(" ")[0])
        return True


_Word = tuple[OfficeCommand, _Takes]


def _read_file() -> Mapping[str, _Word]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {
            key(row["form"]): (OfficeCommand(row["command"]), _Takes(row["takes"]))
            for row in csv.DictReader(file)
        }


WORDS: Final[Mapping[str, _Word]] = MappingProxyType(_read_file())
"""Every form, as a key of `civic.text.key`, with what it commands and what may follow."""

_FIRST: Final = frozenset(form.partition(" ")[0] for form in WORDS)
_LONGEST: Final = max(form.count(" ") + 1 for form in WORDS)


def read(text: str) -> tuple[OfficeCommand, str] | None:
    """Return the command and what followed it as it was typed; None when it is none of these.

    The longest words that fit are taken for the command. After a slash what should follow may
    be missing: the command itself says so. `/need` without a number is a resident's.
    """
    slash, words = text.startswith("/"), text.removeprefix("/").split()
    if not words or (slash and text[1:2].isspace()):
        return None
    if slash:
        words[0] = words[0].partition("@")[0].replace("_", " ")
    first = key(words[0]).partition(" ")[0]
    # Without the slash Latin words are too near to ordinary talk.
    if first not in _FIRST or (first.isascii() and not slash):
        return None
    for count in range(min(_LONGEST, len(words)), 0, -1):
        found = WORDS.get(key(" ".join(words[:count])))
        argument = " ".join(words[count:])
        if found and (found[1].allows(argument) or (slash and found[0] is not OfficeCommand.NEED)):
            return found[0], argument
    return None


def _is_number(text: str) -> bool:
    plain = digits(text).replace("-", "")
    return plain.isascii() and plain.isdigit()
