"""Ways through the conversations about a need that was reported already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from civic.need_events import Event
from conversations.engine.journal import Unanswered
from conversations.scripts.need_reason import MOST_TRIES
from conversations.scripts.sample_steps import Answer, Sample

NUMBER: Final = "201608122"
OTHER: Final = "417389348"
_OFFICE: Final = {"number": NUMBER, "office": "sample"}


def _typed(words: str) -> dict[str, Any]:
    return {"typed": words}


def _told(script: str, name: str, words: str) -> Sample:
    """A conversation of one question in words."""
    steps = (Answer(name, _typed(words)),)
    return Sample(script=script, shows="in a few words", opening=_OFFICE, steps=steps)


def _never_in_words() -> Sample:
    """A reason that is no reason, twenty times over."""
    again = (Answer(f"reason.again.{attempt}", _typed(".")) for attempt in range(MOST_TRIES))
    return Sample(
        script="need_decline",
        shows="with a reason that says nothing",
        opening=_OFFICE,
        steps=(Answer("reason", _typed(".")), *again),
    )


def _resolved() -> Iterator[Sample]:
    for photo in ({"photo": "sample"}, Unanswered.SKIPPED):
        yield Sample(
            script="need_resolve",
            shows="with a photo" if isinstance(photo, dict) else "without a photo",
            opening=_OFFICE,
            steps=(Answer("done", _typed("the pump was replaced")), Answer("photo", photo)),
        )


def _said() -> Iterator[Sample]:
    for kind in (Event.ANSWERED, Event.SAID, Event.OBJECTED):
        yield Sample(
            script="need_say",
            shows=kind.value,
            opening={"number": NUMBER, "kind": kind.value},
            steps=(Answer("said", _typed("the tank is empty too")),),
        )
    yield Sample(
        script="need_say",
        shows="passed on for somebody without a phone",
        opening={"number": NUMBER, "kind": Event.SAID.value, "passed_on": True},
        steps=(Answer("said", _typed("the tank is empty too")),),
    )


def _for_somebody() -> Iterator[Sample]:
    water = (Answer("about", "water_power"), Answer("about.sector", "water"))
    yield Sample(
        script="need_behalf",
        shows="for somebody who agreed",
        opening={"area": "SY090102", "parts": True},
        steps=(
            Answer("agreed", "yes"),
            Answer("place", "x-sy090102-11"),
            *water,
            Answer("about.problem", "water_station"),
            Answer("severity", "3"),
            Answer("review", "send"),
        ),
    )
    yield Sample(
        script="need_behalf",
        shows="without a yes",
        opening={"area": "SY090102", "parts": True},
        steps=(Answer("agreed", "no"),),
    )


NEED_SAMPLES: Final = (
    *_for_somebody(),
    Sample(
        script="need_plan",
        shows="a day that was typed",
        opening=_OFFICE,
        steps=(Answer("day", "2026-12-01"),),
    ),
    *_resolved(),
    _told("need_ask", "question", "has the pump stopped?"),
    _told("need_decline", "reason", "there is no budget this year"),
    _never_in_words(),
    _told("need_refer_up", "reason", "the governorate must decide"),
    Sample(
        script="need_hand_over",
        shows="to another office",
        opening=_OFFICE,
        found={"offices_near": [{"id": "sample", "name": "Office"}]},
        steps=(Answer("office", "sample"), Answer("note", Unanswered.SKIPPED)),
    ),
    Sample(script="need_hand_over", shows="where there is none", opening=_OFFICE, steps=()),
    Sample(
        script="need_merge",
        shows="with one that is offered",
        opening=_OFFICE,
        found={
            "needs_like": [
                {
                    "number": OTHER,
                    "sector": "water",
                    "problem": "water_station",
                    "place": "SY090102",
                }
            ]
        },
        steps=(Answer("other", OTHER),),
    ),
    *_said(),
)
