"""Ways through the conversations about a group's vote and its joint paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from civic.group_votes import WHOLE, WITH_REASON, Choice
from conversations.scripts.group_say import Purpose
from conversations.scripts.sample_steps import Answer, Sample

_REASON: Final = "the fee is too much for poor houses"


def _typed(words: str) -> dict[str, Any]:
    return {"typed": words}


def _votes() -> Iterator[Sample]:
    for choice in Choice:
        reason = (Answer(f"reason.{WHOLE}", _typed(_REASON)),) if choice in WITH_REASON else ()
        yield Sample(
            script="group_vote",
            shows=f"on the whole: {choice.value}",
            opening={"vote": "sample", "seat": 1, "parts": [WHOLE]},
            steps=(Answer(f"choice.{WHOLE}", choice.value), *reason),
        )


def _said() -> Iterator[Sample]:
    for purpose in Purpose:
        yield Sample(
            script="group_say",
            shows=purpose.value,
            opening={"purpose": purpose.value, "group": 1, "note": 2},
            steps=(Answer("words", _typed(_REASON)),),
        )


PAPER_SAMPLES: Final = (
    *_votes(),
    Sample(
        script="group_vote",
        shows="by paragraph",
        opening={"vote": "sample", "seat": 1, "parts": [1, 2]},
        steps=(
            Answer("choice.1", Choice.AGREE.value),
            Answer("choice.2", Choice.DISAGREE.value),
            Answer("reason.2", _typed(_REASON)),
        ),
    ),
    Sample(
        script="group_vote",
        shows="with a reason by voice",
        opening={"vote": "sample", "seat": 1, "parts": [WHOLE]},
        steps=(
            Answer(f"choice.{WHOLE}", Choice.DISAGREE.value),
            Answer(f"reason.{WHOLE}", {"voice": "sample"}),
        ),
    ),
    Sample(
        script="group_write_down",
        shows="what another said",
        opening={"group": "sample", "recording": 1},
        steps=(Answer("words", _typed(_REASON)),),
    ),
    *_said(),
)
