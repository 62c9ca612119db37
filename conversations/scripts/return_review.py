"""What was told of going back: shown on the review, asked about where it jars, and sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from civic.return_checks import Contradiction, contradictions
from civic.returns import (
    Condition,
    Details,
    Document,
    Help,
    Horizon,
    House,
    Intention,
    Obstacle,
    Papers,
    Remained,
    ReturnIntention,
    Shelter,
    Source,
    Special,
    Tenure,
    Topic,
    Visited,
)
from conversations.engine.journal import Unanswered
from conversations.engine.questions import Offer, Option, Review, Row
from conversations.scripts.return_household import counted_household
from conversations.scripts.return_questions import MORE
from conversations.scripts.return_rows import SUBJECTS, Answers, said_of
from conversations.wording import Text, Words, _, lines

SEND: Final = "send"
WITH_NEWS: Final = "news"
WITHOUT: Final = "quiet"

_JARS: Final[Mapping[Contradiction, Words]] = {
    Contradiction.HOUSE_STANDS: _(
        "The house is fit to live in, and a destroyed house is in the way. Are both right?"
    ),
    Contradiction.NO_HOUSE: _(
        "You have no house there, and its state is in the way. Are both right?"
    ),
    Contradiction.DOCUMENTS_THERE: _(
        "No document is missing, and missing documents are in the way. Are both right?"
    ),
    Contradiction.PAPER_THERE: _(
        "The paper of the property is with you, and its lack is in the way. Are both right?"
    ),
    Contradiction.NOTHING_IN_THE_WAY: _(
        "Nothing is in the way, and the return depends on conditions. Are both right?"
    ),
    Contradiction.BACK_BEFORE: _(
        "The return is earlier than the displacement. Are both times right?"
    ),
}


def review(said: Answers, offered: Iterable[str], *, full: bool) -> Review:
    """Show everything at a glance; `full` when all questions have been gone through."""
    names = [name for name in SUBJECTS if name in said]
    rows = [Row(name, SUBJECTS[name], text) for name in names if (text := said_of(name, said))]
    told = {row.name for row in rows}
    offers = [Offer(name, SUBJECTS[name]) for name in offered if name not in told]
    return Review(
        name="review.full" if full else "review",
        text=lines(*_text(said)),
        rows=tuple(rows),
        offers=tuple(offers),
        sends=tuple(_sends(said, full=full)),
    )


def _text(said: Answers) -> Iterable[Text]:
    yield _("Please look it over.")
    jarring = contradictions(intention_of(said))
    for each in jarring:
        yield _JARS[each]
    if jarring:
        yield _("If so, simply send it. If not, choose: add or change.")
    if _asks_for_news(said):
        yield _("May we write to you here when something that you named changes there?")
        yield _("At most once a week. Refusing changes nothing.")


def _sends(said: Answers, *, full: bool) -> Iterable[Option]:
    if _asks_for_news(said):
        yield Option(WITH_NEWS, _("Send, and write to me"), main=True)
        yield Option(WITHOUT, _("Send, without messages"))
    else:
        yield Option(SEND, _("Send"), main=True)
    if not full:
        yield Option(MORE, _("More questions first"))


def _asks_for_news(said: Answers) -> bool:
    """Tell whether the review asks for consent to news: there is some, and nobody asked yet."""
    named = intention_of(said).details
    return "contact" not in _given(said) and bool(named.obstacles or named.conditions)


def intention_of(said: Answers, sent: str = "") -> ReturnIntention:
    """Return what the answers come to; `sent` is how the review was answered."""
    given = _given(said)
    chosen = given["intention"]
    returns = chosen in {each.value for each in Horizon}
    intention = Intention.RETURN if returns else Intention(chosen)
    return ReturnIntention(
        origin=given["origin"],
        current=given.get("current", given["origin"]),
        intention=intention,
        horizon=Horizon(chosen) if returns else None,
        details=_details(given, sent),
    )


def _details(given: Answers, sent: str) -> Details:
    tenure, papers = _deed(given.get("deed", ""))
    household = given.get("household")
    topics = tuple(map(Topic, given.get("contact", ())))
    return Details(
        household=counted_household(household) if household else None,
        specials=tuple(map(Special, given.get("specials", ()))),
        displaced_year=int(given["displaced"]) if "displaced" in given else None,
        times=given.get("times"),
        shelter=_one(Shelter, given.get("shelter")),
        returned=given.get("returned", ""),
        remained=_one(Remained, given.get("remained")),
        together={"yes": True, "no": False}.get(given.get("together", "")),
        obstacles=_obstacles(given),
        conditions=tuple(map(Condition, given.get("conditions", ()))),
        visited=_one(Visited, given.get("visited")),
        sources=tuple(map(Source, given.get("sources", ()))),
        house=_one(House, given.get("house")),
        tenure=tenure,
        papers=papers,
        documents=tuple(map(Document, given.get("documents", ()))),
        help=tuple(map(Help, given.get("help", ()))),
        contact=(Topic.NEWS,) if sent == WITH_NEWS else topics,
    )


def _given(said: Answers) -> dict[str, Any]:
    return {name: answer for name, answer in said.items() if not isinstance(answer, Unanswered)}


def _obstacles(given: Answers) -> tuple[Obstacle, ...]:
    named = [*given.get("obstacles", ()), *given.get("obstacles.more", ())]
    return tuple(Obstacle(each) for each in named if each != MORE)


def _deed(answer: str) -> tuple[Tenure | None, Papers | None]:
    if not answer:
        return None, None
    owned, _own, paper = answer.partition("own_")
    return (Tenure.OWNED, Papers(paper)) if paper else (Tenure(owned), None)


def _one(codes: Any, answer: str | None) -> Any:
    return None if answer is None else codes(answer)
