"""Ways through the ordering of a ballot of residents."""

from __future__ import annotations

from typing import Final

from conversations.scripts.sample_steps import Answer, Sample

_VILLAGE: Final = "x-sy090102-11"

BALLOT_SAMPLES: Final = (
    Sample(
        script="ballot_open",
        shows="two options, from tomorrow on",
        opening={"office": "sample", "place": _VILLAGE},
        steps=(
            Answer("question", {"typed": "Which road is mended first?"}),
            Answer("options", {"typed": "bridge\nmarket"}),
            Answer("begins", "1"),
            Answer("days", "3"),
            Answer("review", "send"),
        ),
    ),
    Sample(
        script="ballot_open",
        shows="a part of the area; an option is missing at first",
        opening={"office": "sample", "place": "SY090102"},
        steps=(
            Answer("place", _VILLAGE),
            Answer("question", {"typed": "Which road is mended first?"}),
            Answer("options", {"typed": "bridge"}),
            Answer("options", {"typed": "bridge, market, school"}),
            Answer("begins", "7"),
            Answer("days", "1"),
            Answer("review", "send"),
        ),
    ),
)
