"""The rules of return intentions: what cannot be, what jars, and which needs touch them."""

from __future__ import annotations

import pytest

from civic.needs import SECTORS
from civic.refusals import Refusal
from civic.return_checks import Contradiction, contradictions
from civic.return_matching import NEEDS_OF, touches
from civic.return_words import hear
from civic.returns import (
    Condition,
    Details,
    Document,
    Horizon,
    House,
    Intention,
    Obstacle,
    Papers,
    ReturnIntention,
    checked,
)


def said(intention: Intention = Intention.RETURN, **details: object) -> ReturnIntention:
    """What a household says."""
    return ReturnIntention(
        origin="village",
        current="SY11",
        intention=intention,
        horizon=Horizon.MONTHS_6 if intention is Intention.RETURN else None,
        details=Details(**details),  # type: ignore[arg-type]
    )


def test_a_time_belongs_to_a_return_alone() -> None:
    """Staying within three months means nothing."""
    wrong = ReturnIntention(
        origin="a", current="b", intention=Intention.STAY, horizon=Horizon.MONTHS_3
    )
    with pytest.raises(Refusal, match="horizon-without-return"):
        checked(wrong)


def test_nobody_is_displaced_where_they_are_from() -> None:
    """Unless they are back."""
    with pytest.raises(Refusal, match="same-place"):
        checked(ReturnIntention(origin="a", current="a", intention=Intention.STAY))
    back = ReturnIntention(origin="a", current="a", intention=Intention.RETURNED)
    assert checked(back) is back


JARRING = {
    Contradiction.HOUSE_STANDS: said(
        house=House.INTACT, obstacles=(Obstacle.HOUSE_DESTROYED, Obstacle.MINES)
    ),
    Contradiction.NO_HOUSE: said(house=House.NEVER, conditions=(Condition.HOUSE,)),
    Contradiction.DOCUMENTS_THERE: said(
        documents=(Document.NONE,), obstacles=(Obstacle.DOCUMENTS,)
    ),
    Contradiction.PAPER_THERE: said(papers=Papers.HAVE, obstacles=(Obstacle.OWNERSHIP,)),
    Contradiction.NOTHING_IN_THE_WAY: said(Intention.UNDECIDED, obstacles=(Obstacle.NONE,)),
    Contradiction.BACK_BEFORE: said(Intention.RETURNED, displaced_year=2017, returned="2016-05"),
}


@pytest.mark.parametrize("kind", Contradiction)
def test_what_jars_is_found_and_named(kind: Contradiction) -> None:
    """Each kind by itself."""
    assert contradictions(JARRING[kind]) == (kind,)


def test_what_goes_together_is_not_asked_about() -> None:
    """A destroyed house in the way of those whose house is destroyed."""
    fits = said(
        house=House.DESTROYED,
        obstacles=(Obstacle.HOUSE_DESTROYED, Obstacle.DOCUMENTS),
        documents=(Document.ID_CARD,),
        conditions=(Condition.HOUSE,),
    )
    assert contradictions(fits) == ()


def test_the_table_names_needs_that_there_are() -> None:
    """A sector with each of its problems, or with all of them."""
    for needs in NEEDS_OF.values():
        for sector, problem in needs:
            assert sector in SECTORS
            assert not problem or problem in SECTORS[sector]


@pytest.mark.parametrize(
    ("obstacle", "sector", "problem", "meant"),
    [
        (Obstacle.WATER_POWER, "water", "water_station", True),
        (Obstacle.WATER_POWER, "electricity", "other", True),
        (Obstacle.WATER_POWER, "health", "medicine", False),
        (Obstacle.MINES, "mines", "mine_clearance", True),
        (Obstacle.MINES, "mines", "mine_victim", False),
        (Obstacle.SCHOOL, "education", "teachers", True),
        (Obstacle.ARREST, "detainees", "detainee_news", False),
        (Obstacle.STIGMA, "protection", "safety", False),
    ],
)
def test_a_need_touches_what_was_named(
    obstacle: Obstacle, sector: str, problem: str, meant: bool
) -> None:
    """What is most private is matched with nothing."""
    assert touches(Details(obstacles=(obstacle,)), sector, problem) is meant


def test_conditions_are_matched_like_obstacles() -> None:
    """Who asks for a clinic hears of it."""
    assert touches(Details(conditions=(Condition.HEALTH,)), "health", "health_staff")
    assert not touches(Details(), "health", "health_staff")


@pytest.mark.parametrize(
    ("line", "intentions", "horizon"),
    [
        ("ناوين نرجع بعد شهرين", {Intention.RETURN}, Horizon.MONTHS_3),
        ("بدنا نرجع خلال سنة", {Intention.RETURN}, Horizon.MONTHS_12),
        ("نرجع بعد سنتين", {Intention.RETURN}, Horizon.LATER),
        ("نرجع إذا صار أمان", {Intention.RETURN}, Horizon.CONDITIONAL),
        ("ما راح نرجع", {Intention.STAY}, None),
        ("باقين هون", {Intention.STAY}, None),
        ("البقاء خلال 3 أشهر", {Intention.STAY}, Horizon.MONTHS_3),
        ("رجعنا على بيوتنا", {Intention.RETURNED}, None),
        ("لسا ما قررنا", {Intention.UNDECIDED}, None),
        ("نسافر", {Intention.ELSEWHERE}, None),
        ("صباح الخير", set(), None),
    ],
)
def test_a_sentence_hints_at_an_intention(
    line: str, intentions: set[Intention], horizon: Horizon | None
) -> None:
    """A «not» is never lost."""
    heard = hear(line)
    assert (set(heard.intentions), heard.horizon) == (intentions, horizon)
