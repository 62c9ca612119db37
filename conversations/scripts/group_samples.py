"""Ways through the conversations of a working group before its vote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from civic.group_acts import SourceKind, Stance, Verdict, Years
from conversations.engine.journal import Unanswered
from conversations.scripts.sample_steps import Answer, Sample, Tick

_VILLAGE: Final = "x-sy090102-11"
_GROUP: Final = {"group": "sample"}
_DRAFT: Final = {**_GROUP, "draft": "sample", "paragraphs": 2}
_REASON: Final = "half of it is paid by all"


def _typed(words: str) -> dict[str, Any]:
    return {"typed": words}


def _sources() -> Iterator[Sample]:
    yield Sample(
        script="group_source",
        shows="a file",
        opening=_GROUP,
        steps=(
            Answer("kind", SourceKind.FILE),
            Answer("file", {"document": "sample"}),
            Answer("what", _typed("the station's book")),
            Answer("why", _typed("how often it fails")),
        ),
    )
    for kind in (each for each in SourceKind if each is not SourceKind.FILE):
        yield Sample(
            script="group_source",
            shows=kind.value,
            opening=_GROUP,
            steps=(
                Answer("kind", kind.value),
                Answer("what", _typed("figures of the pump https://example.org")),
                Answer("why", _typed("how often it fails")),
            ),
        )


def _comments() -> Iterator[Sample]:
    for stance in Stance:
        yield Sample(
            script="group_comment",
            shows=f"on a paragraph: {stance.value}",
            opening=_DRAFT,
            steps=(
                Answer("paragraph", 1),
                Answer("stance", stance.value),
                Answer("words", {"voice": "sample"}),
                Answer("name", _typed("Amal")),
            ),
        )
    yield Sample(
        script="group_comment",
        shows="support of the whole without a reason",
        opening={**_DRAFT, "paragraph": 0},
        steps=(
            Answer("stance", Stance.SUPPORT),
            Answer("words", Unanswered.SKIPPED),
            Answer("name", Unanswered.SKIPPED),
        ),
    )


def _answers() -> Iterator[Sample]:
    for verdict in Verdict:
        yield Sample(
            script="group_answer",
            shows=f"one comment: {verdict.value}",
            opening={**_GROUP, "numbers": [2]},
            steps=(Answer("verdict", verdict.value), Answer("reason", _typed(_REASON))),
        )
    yield Sample(
        script="group_answer",
        shows="several together",
        opening={**_GROUP, "waiting": [2, 5]},
        steps=(
            Answer("numbers", _typed("2 5")),
            Answer("bundle", _typed("the price")),
            Answer("verdict", Verdict.PARTLY),
            Answer("reason", _typed(_REASON)),
        ),
    )


def _sessions() -> Iterator[Sample]:
    for day, hour in (("2026-12-03", "17:30"), ("2026-12-03T17:30", "")):
        apart = (Answer("hour", _typed(hour)),) if hour else ()
        yield Sample(
            script="group_session",
            shows="the hour asked apart" if hour else "the hour named with the day",
            opening=_GROUP,
            steps=(
                Answer("day", day),
                *apart,
                Answer("agenda", _typed("the fee")),
                Answer("review", "send"),
            ),
        )
    for sure in ("send", "drop"):
        yield Sample(
            script="group_minutes",
            shows=f"after a session: {sure}",
            opening={**_GROUP, "session": 1, "seats": [1, 2, 3]},
            steps=(
                Tick("came", ("1",)),
                Answer("came", ["1", "3"]),
                Answer("minutes", _typed("the fee is halved")),
                Answer("sure", sure),
            ),
        )


GROUP_SAMPLES: Final = (
    Sample(
        script="group_propose",
        shows="for a village",
        opening={"office": "sample", "place": _VILLAGE},
        steps=(
            Answer("title", _typed("drinking water")),
            Answer("why", _typed("the pump fails every month")),
            Tick("topics", ("water_power",)),
            Answer("topics", ["water_power", "justice"]),
            Answer("seats", "3"),
            Answer("review", "send"),
        ),
    ),
    Sample(
        script="group_apply",
        shows="somebody who knows the matter",
        opening={**_GROUP, "topics": ["water_power", "justice"]},
        steps=(
            Answer("name", _typed("Amal")),
            Answer("topics", ["water_power"]),
            Answer("years", Years.MANY),
            Answer("words", _typed("pumps and wells")),
            Answer("languages", ["ar"]),
            Answer("place", _VILLAGE),
            Answer("gender", Unanswered.WITHHELD),
            Answer("review", "send"),
        ),
    ),
    Sample(
        script="group_propose",
        shows="for a village of the area",
        opening={"office": "sample", "place": "SY090102"},
        steps=(Answer("place", _VILLAGE), Answer("title", _typed("drinking water"))),
    ),
    Sample(
        script="group_apply",
        shows="somebody of another trade",
        opening={**_GROUP, "topics": ["water_power", "justice"]},
        steps=(
            Answer("name", _typed("Basil")),
            Answer("topics", []),
            Answer("years", Years.NONE),
            Answer("words", _typed("I know every house")),
            Answer("languages", []),
            Answer("place", _VILLAGE),
            Answer("gender", "m"),
            Answer("review", "send"),
        ),
    ),
    Sample(
        script="group_choose",
        shows="three of four",
        opening={
            **_GROUP,
            "candidacies": ["a", "b", "c", "d"],
            "women": [True, True, False, False],
            "quota": 40,
        },
        steps=(Answer("numbers", _typed("1 2 4")), Answer("reason", _typed(_REASON))),
    ),
    Sample(
        script="group_close",
        shows="with its reason",
        opening=_GROUP,
        steps=(Answer("reason", _typed("nobody needs it any more")),),
    ),
    Sample(
        script="group_draft",
        shows="in two parts",
        opening=_GROUP,
        steps=(
            Answer("part.0", _typed("The pump is mended.")),
            Answer("more.0", "more"),
            Answer("part.1", _typed("Accounts are published.")),
            Answer("more.1", "send"),
        ),
    ),
    Sample(
        script="group_draft",
        shows="not kept",
        opening=_GROUP,
        steps=(Answer("part.0", _typed("The pump.")), Answer("more.0", "drop")),
    ),
    Sample(
        script="group_draft",
        shows="as a file",
        opening=_GROUP,
        steps=(Answer("part.0", {"document": "sample"}),),
    ),
    *_sources(),
    *_comments(),
    *_answers(),
    *_sessions(),
)
