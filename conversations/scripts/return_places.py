"""Where a household is from, down to the village, and where it is now, never nearer than needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from conversations.engine.questions import Choice, OpenChoice, Option
from conversations.engine.verbs import Ask, look_up
from conversations.scripts.place import MOST_TRIES, NONE_OF_THESE, NOT_FOUND, WHOLE
from conversations.wording import PlaceName, Text, _, lines

MOST_STEPS: Final = 4

ORIGIN: Text = _("Which village or town is your household from? Type its name, or choose.")
CURRENT: Text = lines(
    _("Where do you live now? The sub-district, governorate or country is enough."),
    _("Please no address and no name of a camp."),
)
SAME_PLACE: Text = _(
    "This is the place that you are from. Where do you live now? If you are back already, "
    "«Previous question» leads to that answer."
)

Objects = Callable[[object], Text | None]


async def origin(ask: Ask) -> str:
    """Return the place of origin, a village or town where the person names one."""
    offered = _options(await look_up("origins_under", code=""))
    code = await _asked(ask, "origin", ORIGIN, offered, finds="origins_named")
    for step in range(MOST_STEPS):
        below = await look_up("origins_under", code=code)
        if not below or code.startswith(WHOLE):
            break
        whole = Option(f"{WHOLE}{code}", _("All of it, or not sure"))
        question = _("Which village or town of {place}?", place=PlaceName(code))
        name, offered = f"origin.{step}.{code}", (*_options(below), whole)
        code = await _asked(ask, name, question, offered, finds="origins_named")
    return code.removeprefix(WHOLE)


async def current(ask: Ask, origin: str) -> str:
    """Return where they live now: not the place of origin."""

    def objects(answer: object) -> Text | None:
        return SAME_PLACE if answer == origin else None

    offered = _options(await look_up("whereabouts"))
    return await _asked(
        ask, "current", CURRENT, offered, finds="whereabouts_named", objects=objects
    )


async def _asked(
    ask: Ask,
    name: str,
    text: Text,
    choices: tuple[Option, ...],
    *,
    finds: str,
    objects: Objects | None = None,
) -> str:
    """Ask until a place is chosen or found; after many tries by buttons alone."""
    question = OpenChoice(
        name=name, text=text, choices=choices, finds=finds, not_found=NOT_FOUND, objects=objects
    )
    answer = await ask(question)
    for attempt in range(MOST_TRIES):
        if isinstance(answer, str):
            return answer
        meant = await _confirmed(ask, f"{name}.meant.{attempt}", answer["among"], objects)
        if meant:
            return meant
        again = OpenChoice(
            name=f"{name}.again.{attempt}",
            text=_("What is the place called?"),
            choices=choices,
            finds=finds,
            not_found=NOT_FOUND,
            objects=objects,
        )
        answer = await ask(again)
    chosen: str = await ask(
        Choice(name=f"{name}.buttons", text=text, choices=choices, objects=objects)
    )
    return chosen


async def _confirmed(ask: Ask, name: str, codes: Sequence[str], objects: Objects | None) -> str:
    """Let the person choose among places that are meant perhaps; empty for none of them."""
    answer = await ask(
        Choice(
            name=name,
            text=_("Which of these places do you mean?"),
            choices=(
                *(Option(code, PlaceName(code, within=True)) for code in codes),
                Option(NONE_OF_THESE, _("None of these")),
            ),
            objects=objects,
        )
    )
    return "" if answer == NONE_OF_THESE else answer


def _options(codes: Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(each, PlaceName(each)) for each in codes)
