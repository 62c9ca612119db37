"""Somebody offers to work in a group: under which name, knowing what, and from where."""

from __future__ import annotations

from typing import Any, Final

from civic.group_acts import LONGEST_WORDS, Apply, Years
from civic.text import one_line
from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Free, Option, Question, Review, Row, Several
from conversations.engine.verbs import Ask, tell
from conversations.group_words import LANGUAGE, TOPIC, YEARS, options
from conversations.scripts.activate import MAN, WOMAN
from conversations.scripts.place import choose_place
from conversations.wording import PlaceName, _, lines, together


@conversation("group_apply")
async def apply(ask: Ask) -> Apply:
    """Ask for competence first, then for where somebody speaks from."""
    wanted = [topic for topic in ask.opening["topics"] if topic in TOPIC]
    await tell(_("What you answer here is read by the office that convenes the group."))
    name = await ask(_NAME)
    topics = await ask(_topics(wanted))
    years = await ask(_YEARS)
    words = await ask(_WORDS)
    languages = await ask(_LANGUAGES)
    place = await choose_place(ask, "place", _("From which place do you speak?"))
    told = await ask.optional(_GENDER)
    gender = "" if isinstance(told, Unanswered) else told
    await ask(_review(name["typed"], topics, years, words["typed"], languages, place))
    return Apply(
        group=str(ask.opening["group"]),
        name=one_line(name["typed"]),
        topics=tuple(topics),
        years=Years(years),
        words=words["typed"],
        languages=tuple(languages),
        place=place,
        gender=gender,
    )


_NAME: Final = Free(
    name="name",
    text=_("Under which name shall the group know you?"),
    longest=60,
    voice=False,
)
_YEARS: Final[Question[str]] = Choice(
    name="years", text=_("For how long have you worked on it?"), choices=options(YEARS)
)
_WORDS: Final = Free(
    name="words",
    text=_("What have you done or learned that helps the group? A few sentences."),
    longest=LONGEST_WORDS,
    public=True,
    voice=False,
)
_LANGUAGES: Final = Several(
    name="languages",
    text=_("In which languages can you read and write?"),
    choices=options(LANGUAGE),
)
_GENDER: Final = Choice(
    name="gender",
    text=_("For the women's share of the seats, and for that only. Which applies?"),
    choices=(Option(WOMAN, _("Woman")), Option(MAN, _("Man"))),
    ways_out=frozenset({Unanswered.WITHHELD}),
)


def _topics(wanted: list[str]) -> Several:
    return Several(
        name="topics",
        text=_("Which of these do you know well? Several can be chosen, or none."),
        choices=options({topic: TOPIC[topic] for topic in wanted}),
    )


def _review(
    name: str, topics: list[str], years: Any, words: str, languages: list[str], place: str
) -> Review:
    known = together(*(TOPIC[topic] for topic in topics)) if topics else _("none of these")
    spoken = together(*(LANGUAGE[each] for each in languages)) if languages else _("none of these")
    rows = (
        Row("name", _("name in the group"), name),
        Row("topics", _("competence"), known),
        Row("years", _("years"), YEARS[Years(years)]),
        Row("words", _("experience"), words),
        Row("languages", _("languages"), spoken),
        Row("", _("place"), PlaceName(place, within=True)),
    )
    return Review(
        name="review",
        text=lines(_("Shall it be sent like this?")),
        rows=rows,
        sends=(Option("send", _("Send the application"), main=True),),
    )
