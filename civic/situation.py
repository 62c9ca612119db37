"""What an office tells of its area from time to time: the parts, their questions, what changed.

Answers are codes and numbers by the names of their questions. The first question of a part has
its name, the others are `part.question`. What is not there was left open. `part.of` is the period
in which the part was last looked at, and goes with it when it is carried over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from civic.needs import SECTORS as PROBLEMS

Answer = int | str | tuple[str, ...]
Answers = Mapping[str, Answer]

UNKNOWN: Final = "unknown"
"""An answer to any question: those who were asked do not know."""

SECTORS: Final = (
    *("water", "electricity", "bread", "fuel", "health", "education"),
    *("shelter", "livelihood", "protection"),
)
"""The parts that ask how it stands, its problems and how sure that is."""

INFORMANTS, PEOPLE, ASSISTANCE, PRIORITIES, DECISIONS = (
    *("informants", "people", "assistance", "priorities", "decisions"),
)

PARTS: Final = (INFORMANTS, PEOPLE, *SECTORS, ASSISTANCE, PRIORITIES, DECISIONS)
"""All parts in the order in which they are asked."""

NEVER_CARRIED: Final = frozenset({INFORMANTS})
"""Who was asked this time says nothing about whom was asked the last time."""

REMARK: Final = "remark"
CARRIED_WORDS: Final = frozenset({DECISIONS, f"{DECISIONS}.done"})
WORDS: Final = (DECISIONS, f"{DECISIONS}.done", REMARK)
"""What is told in free words: decisions awaited, decisions carried out, anything else."""

HIGHEST: Final[Mapping[str, int]] = {
    INFORMANTS: 200,
    f"{INFORMANTS}.men": 200,
    PEOPLE: 1_000_000,
    f"{PEOPLE}.arrivals": 500_000,
    f"{PEOPLE}.departures": 500_000,
    "water.days": 7,
    "electricity.hours": 24,
}
"""The questions that ask for a number, and the highest that is taken."""

SOURCES: Final = ("network", "truck", "well", "river", "other")
ACCESS: Final = ("all", "some", "none")
BARRIERS: Final = ("far", "cost", "staff", "supplies", "closed", "road", "fear", "other")
NOTHING: Final = "none"
AIDS: Final = (NOTHING, "food", "water", "health", "cash", "shelter", "school", "other")
SURE: Final = "confidence"
"""The question how sure the answers of a sector are."""
GUESS: Final = "guess"
SURENESS: Final = ("sure", "rather", GUESS)
YES_OR_NO: Final = ("yes", "no")

MOST: Final = 3
"""So many problems and priorities are told, the gravest first."""

_ORDER: Final = (
    *("", "men", "arrivals", "departures", "problems", "source", "days", "treated", "hours"),
    *("access", "barrier", SURE, "done"),
)
"""The questions of a part as they follow one another; the first one has no name of its own."""

_SEVERAL: Final = frozenset({ASSISTANCE, PRIORITIES, *(f"{each}.problems" for each in SECTORS)})
_LOOKED_AT: Final = "of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an office tells of a period.

    `words` are new ones by their questions; `same_words` those that stay as they were told last.
    """

    office: str
    period: str
    answers: Answers
    words: Mapping[str, str]
    same_words: frozenset[str] = frozenset()


def part_of(name: str) -> str:
    """Return the part to which a question belongs."""
    return name.partition(".")[0]


def of_part(answers: Answers, part: str) -> dict[str, Answer]:
    """Return what is told of a part, in the order of its questions."""
    named = (part if not rest else f"{part}.{rest}" for rest in _ORDER)
    return {name: answers[name] for name in named if name in answers}


def carried(last: Answers, part: str) -> dict[str, Answer]:
    """Return what was told last of a part, exactly: what was left open stays open."""
    if part in NEVER_CARRIED:
        return {}
    return {name: answer for name, answer in last.items() if part_of(name) == part}


def looked_at(answers: Answers, part: str, period: str) -> dict[str, Answer]:
    """Return the answers of a part with the period in which they were given, if there are any."""
    return {**answers, f"{part}.{_LOOKED_AT}": period} if answers else {}


def parts_told(answers: Answers) -> list[str]:
    """Return the parts of which anything was told, in their order."""
    told = {part_of(name) for name in answers}
    return [part for part in PARTS if part in told]


def carried_over(answers: Answers, period: str) -> list[str]:
    """Return the parts that stand as they did in an earlier period."""
    return [
        part
        for part in parts_told(answers)
        if answers.get(f"{part}.{_LOOKED_AT}", period) != period
    ]


def changed(now: Answers, before: Answers) -> list[str]:
    """Return the parts of which something else is told than before, in their order."""
    names = {name for name in {*now, *before} if not name.endswith(f".{_LOOKED_AT}")}
    moved = {part_of(name) for name in names if now.get(name) != before.get(name)}
    return [part for part in PARTS if part in moved and part not in NEVER_CARRIED]


def written(answer: Answer) -> str:
    """Return an answer as it is stored."""
    return " ".join(answer) if isinstance(answer, tuple) else str(answer)


def read(name: str, stored: str) -> Answer:
    """Return a stored answer; numbers are numbers again, and several codes a tuple."""
    if stored != UNKNOWN and name in HIGHEST:
        return int(stored)
    return tuple(stored.split()) if name in _SEVERAL and stored != UNKNOWN else stored


def problems_of(sector: str) -> Iterable[str]:
    """Return the problems from which those of a sector are chosen."""
    return PROBLEMS[sector]
