"""Ways through the conversation about going back: both ways, what cannot be, and what jars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from civic.returns import Document, Help, Obstacle
from conversations.engine.journal import Unanswered
from conversations.scripts.place import MOST_TRIES, NONE_OF_THESE, WHOLE
from conversations.scripts.sample_steps import Answer, Sample, Step, Tick, Wish

_AREA: Final = "SY090102"
_VILLAGE: Final = "x-sy090102-11"
_OTHER: Final = "x-sy090101-01"
_AGREED: Final = Answer("consent.1", "yes")
_FOUND: Final[dict[str, Any]] = {"whereabouts": ["SY11", "SY08", "TR"]}
_MORE: Final = Answer("review", "more")
_SKIPPED: Final = Unanswered.SKIPPED


def _begins(intention: str, reason: str = "obstacles", *named: str) -> tuple[Step, ...]:
    places = Answer("origin", _VILLAGE), Answer("current", "SY11")
    return _AGREED, Answer("intention", intention), *places, Answer(reason, [*named])


_BACK: Final = (_AGREED, Answer("intention", "returned"), Answer("origin", _VILLAGE))


def _way(shows: str, *steps: Step) -> Sample:
    return Sample(script="return", shows=shows, found=_FOUND, steps=steps)


_FULL: Final = _way(
    "the full way, with everything that the review offers",
    Answer("consent.1", "more"),
    Answer("consent.1.more", "yes"),
    Answer("intention", "6m"),
    Answer("origin", _VILLAGE),
    Answer("current", "SY11"),
    Tick("obstacles", (Obstacle.WATER_POWER, "more")),
    Answer("obstacles", ["more"]),
    Answer("obstacles.more", ["revenge", "land", "debt", "road"]),
    Answer("obstacles.more", ["revenge"]),
    _MORE,
    Answer("conditions", ["work"]),
    Tick("household", ("f_0_4=2", "m_18_59=1")),
    Answer("household", {"people": 0}),
    Answer("household", {"people": 60}),
    Answer("household", {"people": 3, "x_0_4": 5}),
    Answer("household", {"people": 2, "x_0_4": 2}),
    Answer("household", {"families": 2}),
    Answer("household", {"people": 5, "x_0_4": 2}),
    Answer("displaced", "2009"),
    Answer("displaced", "2014"),
    Answer("visited", "wanted"),
    Answer("house", "land_only"),
    Answer("deed", "own_lost"),
    Answer("documents", [Document.NONE, Document.BIRTH]),
    Answer("documents", [Document.BIRTH]),
    Answer("help", [Help.LEGAL]),
    Answer("contact", []),
    Wish("review.full"),
    Answer("together", "yes"),
    Answer("specials", ["none"]),
    Answer("shelter", "rented"),
    Answer("times", 2),
    Answer("sources", ["family"]),
    Answer("review.full", "send"),
)
_SHORT: Final = (
    _way(
        "the short way, with an origin that is spelt like two others",
        _AGREED,
        Answer("intention", "conditional"),
        Answer("origin", {"among": [_VILLAGE, _OTHER]}),
        Answer("origin.meant.0", NONE_OF_THESE),
        Answer("origin.again.0", _VILLAGE),
        Answer("current", _VILLAGE),
        Answer("current", {"among": ["SY11", "SY08"]}),
        Answer("current.meant.0", NONE_OF_THESE),
        Answer("current.again.0", "TR"),
        Answer("review", "send"),
    ),
    _way(
        "more than three obstacles, then «nothing» among others",
        *_begins("3m", "obstacles", "mines", "work", "school", "health"),
        Answer("obstacles", ["none", "work"]),
        Answer("obstacles", ["work"]),
        Answer("review", "news"),
    ),
    _way("no consent", Answer("consent.1", "no")),
    _way(
        "those who are back and left again",
        *_BACK,
        Answer("returned", "2027-03"),
        Answer("returned", "2026-09"),
        Answer("help", ["health"]),
        Answer("remained", "left"),
        Answer("current", "SY08"),
        _MORE,
    ),
)


def _jarring() -> Iterator[Sample]:
    """Each two answers that do not go together."""
    in_the_way = _begins("6m", "obstacles", "house_destroyed")
    for house in ("intact", "sold"):
        yield _way(f"the house is {house} and in the way", *in_the_way, Answer("house", house))
    documents = _begins("6m", "obstacles", "documents")
    yield _way("no document is missing", *documents, Answer("documents", ["none"]))
    nothing = Answer("obstacles", ["none"])
    yield _way("nothing is in the way", *_begins("conditional", "conditions", "work"), nothing)
    yield _way(
        "the paper is there",
        *_begins("6m", "obstacles", "ownership"),
        Answer("house", "minor"),
        Answer("deed", "own_have"),
    )
    back = (Answer("returned", "2015"), Answer("help", _SKIPPED), Answer("displaced", "2017"))
    yield _way("back before leaving", *_BACK, *back)


def _by_steps() -> Sample:
    """The origin by the buttons of its area."""
    found = {**_FOUND, "origins_under": [_VILLAGE, _OTHER]}
    return Sample(
        script="return",
        shows="with the village by buttons",
        found=found,
        steps=(
            _AGREED,
            Answer("intention", "stay"),
            Answer("origin", _AREA),
            Answer(f"origin.0.{_AREA}", f"{WHOLE}{_AREA}"),
        ),
    )


def _never_found(name: str, *before: Step) -> Sample:
    """A place that is typed in vain until only buttons are left."""
    among = {"among": [_VILLAGE, _OTHER]}
    tries = (
        step
        for attempt in range(MOST_TRIES)
        for step in (
            Answer(f"{name}.meant.{attempt}", NONE_OF_THESE),
            Answer(f"{name}.again.{attempt}", among),
        )
    )
    found = {**_FOUND, "origins_under": []}
    return Sample(
        script="return",
        shows=f"with the {name} typed in vain",
        found=found,
        steps=(*before, Answer(name, among), *tries),
    )


RETURN_SAMPLES: Final = (
    _FULL,
    *_SHORT,
    *_jarring(),
    _by_steps(),
    _never_found("origin", _AGREED, Answer("intention", "later")),
    _never_found("current", _AGREED, Answer("intention", "later"), Answer("origin", _VILLAGE)),
)
