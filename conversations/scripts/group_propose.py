"""An office proposes a working group: the question, why, what it takes, and how many seats."""

from __future__ import annotations

from typing import Final

from civic.group_acts import LONGEST_TITLE, LONGEST_WORDS, ProposeGroup
from civic.group_progress import FEWEST_SEATS, MOST_SEATS
from civic.text import one_line
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Free, Option, Review, Row, Several
from conversations.engine.verbs import Ask
from conversations.group_texts import NO_TOPIC
from conversations.group_words import TOPIC, options
from conversations.scripts.place import ALL_OF_IT, choose_place
from conversations.wording import PlaceName, Text, _, counted, together


@conversation("group_propose")
async def propose_group(ask: Ask) -> ProposeGroup:
    """Ask for everything that a call for candidates says."""
    place = await choose_place(
        ask,
        "place",
        _("For which place of your area?"),
        within=str(ask.opening["place"]),
        whole=ALL_OF_IT,
    )
    title = await ask(_TITLE)
    why = await ask(_WHY)
    topics = await ask(_TOPICS)
    seats = await ask(_SEATS)
    await ask(_review(place, title["typed"], why["typed"], topics, seats))
    return ProposeGroup(
        group="",
        office=str(ask.opening["office"]),
        place=place,
        title=one_line(title["typed"]),
        why=why["typed"],
        topics=tuple(topics),
        seats=int(seats),
    )


def _members(count: int) -> Text:
    return counted("{count} member", "{count} members", count)


_TITLE: Final = Free(
    name="title",
    text=_("Which question shall the group work on? One line."),
    longest=LONGEST_TITLE,
    voice=False,
    public=True,
)
_WHY: Final = Free(
    name="why",
    text=_("Why now, and what shall come out of it? A few sentences."),
    longest=LONGEST_WORDS,
    voice=False,
    public=True,
)


def _no_topic(answer: list[str]) -> Text | None:
    return None if answer else NO_TOPIC


_TOPICS: Final = Several(
    name="topics",
    text=_("What must its members know about? Several can be chosen."),
    choices=options(TOPIC),
    objects=_no_topic,
)
_SEATS: Final = Choice(
    name="seats",
    text=_("How many members?"),
    choices=tuple(
        Option(str(count), _members(count)) for count in range(FEWEST_SEATS, MOST_SEATS + 1)
    ),
)


def _review(place: str, title: str, why: str, topics: list[str], seats: str) -> Review:
    rows = (
        Row("", _("place"), PlaceName(place, within=True)),
        Row("title", _("question"), title),
        Row("why", _("why"), why),
        Row("topics", _("competence"), together(*(TOPIC[topic] for topic in topics))),
        Row("seats", _("members"), _members(int(seats))),
    )
    return Review(
        name="review",
        text=_("Shall the group be proposed like this?"),
        rows=rows,
        sends=(Option("send", _("Propose the group"), main=True),),
    )
