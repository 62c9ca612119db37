"""The talk of eight answers, for us and for the two others."""

from __future__ import annotations

from functools import cache

from benchmarks.residents import Act
from civic.places import Level, Places
from civic.sensitive import referral_topic_of_text
from storage.place_files import bundled_places

ANSWERS = 8
TURNS = ANSWERS + 1
"""The talk begins with a command, which also gets a reply."""

FUEL_PROBLEMS = 7
_GOVERNORATE = "SY09"


def place_names() -> list[str]:
    """Return villages whose name means one place, without smaller ones and nothing else."""
    places = Places(bundled_places())
    return [
        place.name_ar
        for place in bundled_places()
        if place.level is Level.COMMUNITY
        and places.within(place.code, _GOVERNORATE)
        and list(places.exact(place.name_ar, _GOVERNORATE)) == [place.code]
        and not places.children(place.code, *Level)
        and referral_topic_of_text(place.name_ar) is None
    ]


CONSENT = (Act(text="/start"), Act(code="y"))


def talk(place: str, problem: int) -> tuple[Act, ...]:
    """Report that fuel is lacking somewhere: the place typed, everything else by buttons."""
    return (
        Act(text="/need"),
        Act(text=place),
        Act(code="2"),  # about fuel
        Act(code=str(problem)),
        Act(code="2"),  # the effect it has
        Act(code="m"),  # add or change
        Act(code="a0"),  # since when
        Act(code="1"),
        Act(code="0"),  # send
    )


@cache
def talks() -> list[tuple[Act, ...]]:
    """Return talks about different needs: "is it one of these?" would be a ninth answer."""
    return [talk(place, problem) for problem in range(FUEL_PROBLEMS) for place in place_names()]
