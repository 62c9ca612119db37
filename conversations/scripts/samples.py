"""Ways through every conversation, from its opening to its end, to be shown and tried out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from civic.needs import GROUPS, SECTORS, Affected
from civic.sensitive import Topic
from conversations.scripts.ballot_samples import BALLOT_SAMPLES
from conversations.scripts.group_samples import GROUP_SAMPLES
from conversations.scripts.link import CHANNELS
from conversations.scripts.need_review import SEND
from conversations.scripts.need_samples import NEED_SAMPLES
from conversations.scripts.office_samples import OFFICE_SAMPLES
from conversations.scripts.paper_samples import PAPER_SAMPLES
from conversations.scripts.place import MOST_TRIES, NONE_OF_THESE, WHOLE
from conversations.scripts.return_samples import RETURN_SAMPLES
from conversations.scripts.sample_steps import Answer, Like, Sample, Tick, Wish
from conversations.scripts.situation_samples import SITUATION_SAMPLES

AREA: Final = "SY090102"
VILLAGE: Final = "x-sy090102-11"
OTHER_VILLAGE: Final = "x-sy090101-01"

_WATER: Final = (
    Answer("about", "water_power"),
    Answer("about.sector", "water"),
    Answer("about.problem", "water_station"),
)
_NEED: Final = (
    Sample(
        script="need",
        shows="by buttons, with everything that the review offers",
        steps=(
            Answer("place", AREA),
            Answer(f"place.0.{AREA}", f"{WHOLE}{AREA}"),
            *_WATER,
            Like("severity", "3"),
            Answer("severity", "3"),
            Wish("review"),
            Answer("since", "week"),
            Answer("scope", "village"),
            Answer("people", 300),
            Tick("affected", (Affected.CHILDREN, Affected.OLDER)),
            Answer("affected", [Affected.CHILDREN, Affected.OLDER]),
            Answer("words", {"typed": "المضخة معطلة والصهريج غالٍ"}),
            Answer("photo", {"photo": "sample"}),
            Answer("location", [35.33, 40.15]),
            Wish("review"),
            Answer("review", SEND),
        ),
    ),
    Sample(
        script="need",
        shows="with a place that is spelt like two others",
        steps=(
            Answer("place", {"among": [VILLAGE, OTHER_VILLAGE]}),
            Answer("place.meant.0", NONE_OF_THESE),
            Answer("place.again.0", VILLAGE),
            *_WATER,
            Answer("severity", "4"),
            Answer("words", {"voice": "sample"}),
            Answer("review", SEND),
        ),
    ),
    Sample(
        script="need",
        shows="told in one sentence",
        opening={"sentence": True},
        understood={
            "place": VILLAGE,
            "about": "water_power",
            "about.sector": "water",
            "about.problem": "water_station",
            "since": "month",
            "words": {"typed": "محطة مية الشحيل واقفة من أسبوعين"},
        },
        steps=(Answer("review", "3"),),
    ),
    Sample(
        script="need",
        shows="told in one sentence that perhaps names one of two places",
        opening={"places": [VILLAGE, OTHER_VILLAGE]},
        steps=(Answer("place.first", VILLAGE),),
    ),
    Sample(
        script="need",
        shows="about something that may explode",
        opening={"explosive": True},
        understood={"about": "people", "about.sector": "mines", "about.problem": "mine_seen"},
        steps=(Answer("place", VILLAGE), Answer("review", SEND)),
    ),
    Sample(
        script="need",
        shows="that others told of already",
        found={"needs_alike": [{"id": "sample", "month": "2026-11"}]},
        steps=(
            Answer("place", VILLAGE),
            *_WATER,
            Answer(f"same.{VILLAGE}.water_station", "sample"),
        ),
    ),
)


def _never_found() -> Sample:
    """A place that is typed in vain until only buttons are left."""
    among = {"among": [VILLAGE, OTHER_VILLAGE]}
    tries = (
        step
        for attempt in range(MOST_TRIES)
        for step in (
            Answer(f"place.meant.{attempt}", NONE_OF_THESE),
            Answer(f"place.again.{attempt}", among),
        )
    )
    return Sample(
        script="need",
        shows="with a place that is typed in vain",
        steps=(Answer("place", among), *tries, Answer("place.buttons", AREA)),
    )


def _every_problem() -> Iterator[Sample]:
    """Every list of sectors and of problems."""
    for group, sectors in GROUPS.items():
        for sector in sectors:
            chosen = (Answer("about.sector", sector),) if len(sectors) > 1 else ()
            listed = (Answer("about.problem", SECTORS[sector][0]),)
            yield Sample(
                script="need",
                shows=f"the problems of the sector {sector}",
                steps=(
                    Answer("place", VILLAGE),
                    Answer("about", group),
                    *chosen,
                    *(listed if len(SECTORS[sector]) > 1 else ()),
                ),
            )


def _private() -> Iterator[Sample]:
    for topic in ("", *Topic):
        yield Sample(
            script="private",
            shows=f"with trained people, topic {topic or 'not named'}",
            opening={"topic": str(topic)},
            found={"officers_exist": True},
            steps=(Answer("wanted", "yes"), Answer("when", "any"), Answer("how", "neutral")),
        )
    yield Sample(
        script="private",
        shows="after words that are never kept",
        opening={"topic": "", "guarded": True},
        found={"officers_exist": True},
        steps=(),
    )
    for referral in ("", "the women's centre"):
        yield Sample(
            script="private",
            shows="contact is not wanted",
            found={"officers_exist": True, "referral": referral},
            steps=(Answer("wanted", "no"),),
        )
        yield Sample(
            script="private",
            shows="while there are no trained people",
            found={"officers_exist": False, "referral": referral},
            steps=(),
        )


def _link() -> Iterator[Sample]:
    for channel in CHANNELS:
        yield Sample(
            script="link",
            shows=f"a code from {channel}",
            opening={"code": "12345678", "channel": channel},
            steps=(Answer("sure", "yes"),),
        )


SAMPLES: Final = (
    *_NEED,
    *NEED_SAMPLES,
    *OFFICE_SAMPLES,
    *GROUP_SAMPLES,
    *BALLOT_SAMPLES,
    *PAPER_SAMPLES,
    *SITUATION_SAMPLES,
    *RETURN_SAMPLES,
    _never_found(),
    *_every_problem(),
    *_private(),
    Sample(script="forget", shows="with a yes", steps=(Answer("sure", "yes"),)),
    *_link(),
)
