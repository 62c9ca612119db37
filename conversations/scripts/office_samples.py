"""Ways through the conversations of offices: how they are filled and ended, and what they order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from civic.choosing import Stance, State
from civic.exports import Kind
from civic.mandates import Body
from civic.need_filters import NeedFilter
from conversations.engine.journal import Unanswered
from conversations.filter_codes import encode
from conversations.scripts.export import WITH
from conversations.scripts.sample_steps import Answer, Sample

_PLACE: Final = "SY090102"
_VILLAGE: Final = "x-sy090102-11"
_PROPOSAL: Final = {"nomination": "sample", "place": _PLACE}
_SURE: Final = Answer("sure", "yes")


def _activate() -> Iterator[Sample]:
    for body in Body:
        yield Sample(
            script="activate",
            shows=f"an office of kind {body}",
            opening={"invitation": "00", "place": _PLACE, "body": body.value, "gender": ""},
            steps=(_SURE, Answer("gender", Unanswered.WITHHELD)),
        )


def _nominate() -> Iterator[Sample]:
    for by in ("", "sample"):
        yield Sample(
            script="nominate",
            shows="somebody else, by an administrator" if by else "oneself",
            opening={"place": _PLACE, "by": by},
            steps=(
                Answer("statement", {"typed": "a teacher of the village"}),
                Answer("competence", {"typed": "twenty years of teaching"}),
                Answer("gender", "f"),
                Answer("review", "send"),
            ),
        )
    yield Sample(
        script="nominate",
        shows="with the place asked",
        steps=(Answer("place", _VILLAGE), Answer("statement", {"typed": "a teacher"})),
    )


def _voice() -> Iterator[Sample]:
    yield Sample(
        script="voice",
        shows="an objection of somebody who says that they live there",
        opening={**_PROPOSAL, "resident": False},
        steps=(
            Answer("resident", "yes"),
            Answer("stance", Stance.OBJECT),
            Answer("why", {"typed": "a relative of the mayor"}),
        ),
    )
    yield Sample(
        script="voice",
        shows="support without a reason",
        opening={**_PROPOSAL, "resident": True},
        steps=(Answer("stance", Stance.SUPPORT), Answer("why", Unanswered.SKIPPED)),
    )
    yield Sample(
        script="voice",
        shows="somebody from elsewhere",
        opening={**_PROPOSAL, "resident": False},
        steps=(Answer("resident", "no"),),
    )


def _decide() -> Iterator[Sample]:
    appointed = {**_PROPOSAL, "state": State.APPOINTED.value}
    yield Sample(script="decide", shows="an appointment", opening=appointed, steps=(_SURE,))
    yield Sample(
        script="decide",
        shows="a refusal",
        opening={**_PROPOSAL, "state": State.REFUSED.value},
        steps=(_SURE, Answer("why", {"typed": "somebody else was chosen"})),
    )


def _export() -> Iterator[Sample]:
    opening = {"wanted": encode(NeedFilter()), "count": 1234, "unread": "a word"}
    for kind in Kind:
        for words in ("without", WITH):
            yield Sample(
                script="export",
                shows=f"{kind}, {words} words",
                opening=opening,
                steps=(Answer("form", kind.value), Answer("words", words)),
            )


OFFICE_SAMPLES: Final = (
    *_activate(),
    Sample(script="appoint", shows="a named place", opening={"place": _PLACE}, steps=(_SURE,)),
    Sample(script="appoint", shows="a place", steps=(Answer("place", _VILLAGE), _SURE)),
    Sample(
        script="revoke",
        shows="with a yes",
        opening={"mandate": "sample", "place": _PLACE},
        steps=(_SURE,),
    ),
    *_nominate(),
    *_voice(),
    *_decide(),
    *_export(),
    Sample(
        script="ask_displaced",
        shows="a question with three answers",
        opening={"office": "sample", "place": _PLACE},
        steps=(
            Answer("whom", "everybody"),
            Answer("question", {"typed": "what keeps you from a visit?"}),
            Answer("choices", {"typed": "the way"}),
            Answer("choices", {"typed": "the way\nits price\nthe house"}),
            _SURE,
        ),
    ),
)
