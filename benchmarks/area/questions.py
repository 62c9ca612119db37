"""What offices ask in the chat, from the posted command to the reply at the Bot API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benchmarks.area.stage import AreaStage
from benchmarks.area.waits import Waits
from benchmarks.residents import Resident

_WARMING: Final = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A command; with `then`, what is timed is a tap on the button that begins so after it.

    {place} stands for a village of the office's area.
    """

    name: str
    command: str
    then: str = ""


QUESTIONS: Final = (
    Question("list", "/needs"),
    Question("page 2", "/needs", then="/needs =;;;;;;"),
    Question("list of one subject", "/needs مياه"),
    Question("list of a place, subject and urgency", "/needs مياه {place} عاجل"),
    Question("list of what is solved", "/needs منجز"),
    Question("list of a rare problem", "/needs غسيل كلى"),
    Question("list of what is older than 30 days", "/needs =;;;;30;;"),
    Question("list of what is overdue", "/needs =;;;;;o;"),
    Question("list of what no office has", "/needs =;;;;;u;"),
    Question("/stats", "/stats"),
    Question("/overdue", "/overdue"),
    Question("/area", "/area"),
)
PICTURES: Final = (
    Question("chart by subject", "/chart"),
    Question("chart by place", "/chart place"),
    Question("chart of weeks", "/chart time"),
    Question("map", "/map"),
)


async def ask_all(stage: AreaStage, times: int) -> dict[str, Waits]:
    """Ask everything so many times, once from the governorate and once from the sub-district."""
    found = {}
    for office, asking in _offices(stage).items():
        for question in QUESTIONS:
            waits = [await _ask(stage, asking, question) for _ in range(_WARMING + times)]
            found[f"{question.name}, {office}"] = Waits.of(waits[_WARMING:])
    return found


async def draw_all(stage: AreaStage, times: int) -> dict[str, Waits]:
    """Ask for every picture, until it arrives; the first of all starts what draws."""
    found = {}
    for office, asking in _offices(stage).items():
        for question in PICTURES:
            waits = [await _look(stage, asking, question) for _ in range(1 + times)]
            found[f"{question.name}, {office}"] = Waits.of(waits[1:])
    return found


def _offices(stage: AreaStage) -> dict[str, Resident]:
    return {"governorate": stage.governorate, "sub-district": stage.subdistrict}


async def _ask(stage: AreaStage, asking: Resident, question: Question) -> float:
    took = await stage.says(asking, question.command.format(place=_village(stage)))
    return await stage.taps(asking, question.then) if question.then else took


async def _look(stage: AreaStage, asking: Resident, question: Question) -> float:
    """Ask for a picture: words come at once, and then it with its caption."""
    first = await stage.says(asking, question.command)
    said = asking.shown
    return first + await stage.until(asking, lambda shown: shown is not said)


def _village(stage: AreaStage) -> str:
    """Return how the area's own largest village is called."""
    return stage.places.name(stage.area.subdistrict, "ar")
