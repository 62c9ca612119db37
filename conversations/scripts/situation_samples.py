"""Ways through the account of an area: the first one in full, one unchanged, one with a change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from civic.situation import ASSISTANCE, DECISIONS, INFORMANTS, PARTS, PEOPLE, PRIORITIES, SECTORS
from conversations.engine.journal import Unanswered
from conversations.scripts.sample_steps import Answer, Sample, Step

_OPENING: Final[dict[str, Any]] = {
    "office": "sample",
    "place": "x-sy090102-11",
    "period": "2026-11",
    "day": "2026-11-22",
}
_LAST: Final[dict[str, Any]] = {
    "base": "sample",
    "last": {
        "people": "5200",
        "people.arrivals": "30",
        "people.of": "2026-10",
        "water": "3",
        "water.problems": "water_station water_truck",
        "water.source": "truck",
        "water.days": "2",
        "water.of": "2026-10",
    },
    "last_words": [DECISIONS],
}
_OWN: Final[dict[str, tuple[Step, ...]]] = {
    "water": (
        Answer("water.source", "truck"),
        Answer("water.days", 3),
        Answer("water.treated", Unanswered.UNKNOWN),
    ),
    "electricity": (Answer("electricity.hours", 4),),
    "health": (Answer("health.access", "some"), Answer("health.barrier", "staff")),
    "education": (Answer("education.access", "some"), Answer("education.barrier", "far")),
}
_SEND: Final = Answer("look", "send")


def _sector(sector: str) -> Iterator[Step]:
    yield Answer(sector, "3")
    yield Answer(f"{sector}.problems", ["other"])
    yield from _OWN.get(sector, ())
    yield Answer(f"{sector}.confidence", "rather")


SITUATION_SAMPLES: Final = (
    Sample(
        script="situation",
        shows="the first one, with every part",
        opening=_OPENING,
        steps=(
            Answer("parts", [*PARTS]),
            Answer(INFORMANTS, 3),
            Answer(f"{INFORMANTS}.men", 2),
            Answer(PEOPLE, 5200),
            Answer(f"{PEOPLE}.arrivals", 30),
            Answer(f"{PEOPLE}.departures", Unanswered.SKIPPED),
            *(step for sector in SECTORS for step in _sector(sector)),
            Answer(ASSISTANCE, ["food", "cash"]),
            Answer(PRIORITIES, ["water", "bread"]),
            Answer(DECISIONS, {"typed": "the pump of the village, from the district"}),
            Answer(f"{DECISIONS}.done", Unanswered.SKIPPED),
            Answer("remark", {"typed": "the road is open again"}),
            Answer("period", "2026-10"),
            _SEND,
        ),
    ),
    Sample(
        script="situation",
        shows="everything is as it was",
        opening={**_OPENING, **_LAST, "same": True},
        steps=(_SEND,),
    ),
    Sample(
        script="situation",
        shows="one part has changed",
        opening={**_OPENING, **_LAST, "same": False},
        steps=(
            Answer("parts", ["water"]),
            Answer("water", "4"),
            Answer("water.problems", Unanswered.UNCHANGED),
            Answer("water.source", Unanswered.UNCHANGED),
            Answer("water.days", 1),
            Answer("water.treated", "no"),
            Answer("water.confidence", "sure"),
            _SEND,
        ),
    ),
)
