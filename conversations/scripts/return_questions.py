"""The questions of a return intention that are the same for everybody; made once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from civic.return_words import hear
from civic.returns import (
    MOST_NAMED,
    Condition,
    Document,
    Help,
    Horizon,
    House,
    Intention,
    Obstacle,
    Remained,
    Shelter,
    Source,
    Special,
    Topic,
    Visited,
)
from conversations import return_labels as labels
from conversations.engine.journal import Unanswered
from conversations.engine.questions import Choice, Number, Option, Several
from conversations.engine.replies import CHOOSE, Near, Reading, Unclear
from conversations.return_words import HORIZON_WITHOUT_RETURN, WHEN_THEN
from conversations.wording import Text, Words, _, lines

SKIP_OR_WITHHOLD: Final = frozenset({Unanswered.SKIPPED, Unanswered.WITHHELD})
NONE: Final = "none"
MORE: Final = "more"

SEVERAL_TEXT: Text = _("You can choose several, then: done.")
NONE_ALONE: Text = _("«None» cannot stand beside others. Please take one of them off.")
TOO_MANY: Text = _("Please leave at most three, the weightiest. Press one again to take it off.")


def options(codes: Iterable[str], said: Mapping[Any, Words]) -> tuple[Option, ...]:
    """Return options for codes, in their order."""
    return tuple(Option(str(code), said[code]) for code in codes)


INTENTIONS: Final = (
    *options(Horizon, labels.HORIZON),
    *(Option(code, labels.INTENTION[code]) for code in Intention if code is not Intention.RETURN),
)
"""Ten rows: a return by its time, and what else there is."""


def _heard_intention(text: str) -> Reading | None:
    """Read a line such as «ناوين نرجع بعد شهرين»; what it seems to say is asked about."""
    heard = hear(text)
    if Intention.STAY in heard.intentions and heard.horizon not in (None, Horizon.CONDITIONAL):
        return Unclear(HORIZON_WITHOUT_RETURN)
    if len(heard.intentions) != 1:
        return None
    (intention,) = heard.intentions
    if intention is not Intention.RETURN:
        return Near(intention.value)
    return Near(heard.horizon.value) if heard.horizon else Unclear(WHEN_THEN)


INTENTION: Final = Choice(
    name="intention",
    text=_("Does your household mean to go back to its place of origin, and by when?"),
    choices=INTENTIONS,
    hears=_heard_intention,
)
"""Ask what the household means to do."""


def at_most_three(answer: list[str], beside: int = 0) -> Text | None:
    """Object to more than the three weightiest; `beside` are those that were named before."""
    if NONE in answer and len(answer) + beside > 1:
        return NONE_ALONE
    if not answer:
        return CHOOSE
    named = len([each for each in answer if each != MORE]) + beside
    return TOO_MANY if named > MOST_NAMED else None


def none_alone(answer: list[str]) -> Text | None:
    """Object to «none» beside others, and to nothing at all."""
    if not answer:
        return CHOOSE
    return NONE_ALONE if NONE in answer and len(answer) > 1 else None


_FREQUENT_OBSTACLES: Final = (
    *(Obstacle.HOUSE_DESTROYED, Obstacle.HOUSE_OCCUPIED, Obstacle.NO_SHELTER),
    *(
        Obstacle.SECURITY,
        Obstacle.MINES,
        Obstacle.WATER_POWER,
        Obstacle.SERVICES,
        Obstacle.SCHOOL,
        Obstacle.HEALTH,
        Obstacle.WORK,
    ),
    *(Obstacle.DOCUMENTS, Obstacle.OWNERSHIP, Obstacle.COST),
)
_OTHER_OBSTACLES: Final = tuple(
    each for each in Obstacle if each not in (*_FREQUENT_OBSTACLES, Obstacle.NONE)
)
OBSTACLES: Final = Several(
    name="obstacles",
    text=lines(
        _("What stands most in the way of going back? At most three, then: done."),
    ),
    choices=(
        *options(_FREQUENT_OBSTACLES, labels.OBSTACLE),
        Option(MORE, _("Others, in a second list")),
        Option(NONE, labels.OBSTACLE[Obstacle.NONE]),
    ),
    ways_out=SKIP_OR_WITHHOLD,
    objects=at_most_three,
)
"""Ask for the weightiest obstacles, the frequent ones first."""


def more_obstacles(named: list[str]) -> Several:
    """Ask for the rarer obstacles; with those `named` before there are at most three."""
    beside = len([each for each in named if each != MORE])
    return Several(
        name="obstacles.more",
        text=_("What else stands in the way? At most three in all."),
        choices=options(_OTHER_OBSTACLES, labels.OBSTACLE),
        ways_out=SKIP_OR_WITHHOLD,
        objects=lambda answer: at_most_three(answer, beside),
    )


CONDITIONS: Final = Several(
    name="conditions",
    text=_("What would it take to go back? At most three, then: done."),
    choices=options((each for each in Condition if each is not Condition.VISIT), labels.CONDITION),
    ways_out=SKIP_OR_WITHHOLD,
    objects=at_most_three,
)
"""Ask for the weightiest conditions; a visit to see is asked about by itself."""

REMAINED: Final = Choice(
    name="remained",
    text=_("Have you lived there since?"),
    choices=options(Remained, labels.REMAINED),
    ways_out=SKIP_OR_WITHHOLD,
)
"""Ask those who returned whether they stayed."""

TOGETHER: Final = Choice(
    name="together",
    text=_("Would the whole household go back together?"),
    choices=(Option("yes", _("All of us together")), Option("no", _("Some of us first"))),
    ways_out=SKIP_OR_WITHHOLD,
)
"""Ask whether all go back at once."""

VISITED: Final = Choice(
    name="visited",
    text=_("Has somebody of you gone there to see how it is?"),
    choices=options(Visited, labels.VISITED),
    ways_out=SKIP_OR_WITHHOLD,
)
"""Ask for a visit to see."""

SOURCES: Final = Several(
    name="sources",
    text=lines(_("Where do you get news of the place from?"), SEVERAL_TEXT),
    choices=options(Source, labels.SOURCE),
    ways_out=SKIP_OR_WITHHOLD,
)
"""Ask where news comes from."""

HOUSE: Final = Choice(
    name="house",
    text=_("How does your house there stand, as far as you know?"),
    choices=options(House, labels.HOUSE),
    ways_out=SKIP_OR_WITHHOLD,
)
"""Ask for the state of the house."""

_OWNED: Final = tuple(Option(f"own_{code}", label) for code, label in labels.PAPERS.items())
_NOT_OWNED: Final = tuple(
    Option(code, label) for code, label in labels.TENURE.items() if code != "owned"
)
DEED: Final = Choice(
    name="deed",
    text=_("By which right did you live there, and with which paper?"),
    choices=(*_OWNED, *_NOT_OWNED),
    ways_out=SKIP_OR_WITHHOLD,
)
"""Ask for tenure and papers in one question."""

DEED_OF_LAND: Final = Choice(
    name="deed",
    text=_("With which paper is the land yours?"),
    choices=_OWNED,
    ways_out=SKIP_OR_WITHHOLD,
)
"""Ask for papers where there is land and no house."""

DOCUMENTS: Final = Several(
    name="documents",
    text=lines(_("Which documents are missing in your household?"), SEVERAL_TEXT),
    choices=options(Document, labels.DOCUMENT),
    ways_out=SKIP_OR_WITHHOLD,
    objects=none_alone,
)
"""Ask for missing civil documents by their kind."""

HELP: Final = Several(
    name="help",
    text=lines(
        _("Which help would matter most? This is a question, not a promise."),
        SEVERAL_TEXT,
    ),
    choices=options(Help, labels.HELP),
    ways_out=SKIP_OR_WITHHOLD,
    objects=none_alone,
)
"""Ask for help that is wished for."""

CONTACT: Final = Several(
    name="contact",
    text=lines(
        _("About what may we write to you here, and about nothing else?"),
        _("Whoever asks does not learn who you are. At most one message a week."),
        _("Refusing changes nothing: then choose nothing, and: done."),
    ),
    choices=options(Topic, labels.TOPIC),
    ways_out=SKIP_OR_WITHHOLD,
)
"""Ask for consent to be written to, and about what."""

SPECIALS: Final = Several(
    name="specials",
    text=lines(_("Does any of this apply to your household? It is only counted."), SEVERAL_TEXT),
    choices=options(Special, labels.SPECIAL),
    ways_out=SKIP_OR_WITHHOLD,
    objects=none_alone,
)
"""Ask for circumstances that are counted."""

SHELTER: Final = Choice(
    name="shelter",
    text=_("In what do you live now? Please no address and no name of a camp."),
    choices=options(Shelter, labels.SHELTER),
    ways_out=SKIP_OR_WITHHOLD,
)
"""Ask for the kind of dwelling, never where it is."""

TIMES: Final = Number(
    name="times",
    text=_("How often did you have to leave a home in all? A number, such as 2."),
    lowest=1,
    highest=50,
    ways_out=SKIP_OR_WITHHOLD,
)
"""Ask how often they were displaced."""
