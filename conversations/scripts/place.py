"""Choosing a place: by steps of buttons, by typing its name in any spelling, or by a point."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from conversations.engine.questions import Choice, OpenChoice, Option
from conversations.engine.verbs import Ask, look_up
from conversations.wording import PlaceName, Text, _

COUNTRY = "SY"
ELSEWHERE = Option(COUNTRY, _("Elsewhere, or a camp"))
WHOLE = "whole:"
NOT_SURE: Text = _("All of it, or not sure")
ALL_OF_IT: Text = _("All of it")
NONE_OF_THESE = "none"
MOST_STEPS = 6
MOST_TRIES = 20

NOT_FOUND: Text = _(
    "We did not find this name. Try another spelling, or the nearest larger village."
)

NOT_WITHIN: Text = _(
    "We did not find this name in your area. Try another spelling, or the nearest larger village."
)


async def choose_place(
    ask: Ask,
    name: str,
    text: Text,
    candidates: Sequence[str] = (),
    within: str = "",
    whole: Text = NOT_SURE,
) -> str:
    """Return the code of a place; `name` is the answer's name, `text` the question.

    `candidates` are places that a first sentence perhaps named. An exact spelling is accepted;
    near ones are offered and never assumed. `within` is a place that it must lie in, `whole` what
    is said of not choosing a part.
    """
    code = await _confirmed(ask, f"{name}.first", candidates)
    if not code and within and not await _options(within):
        return within
    if not code:
        code = await _asked(ask, name, text, await _first(within, whole), within)
    for step in range(MOST_STEPS):
        below = await _options(code)
        if not below or code.startswith(WHOLE):
            break
        question = _("Which village or quarter of {place}?", place=PlaceName(code))
        code = await _asked(
            ask, f"{name}.{step}.{code}", question, (*below, _whole(code, whole)), within
        )
    return code.removeprefix(WHOLE)


async def _first(within: str, whole: Text) -> tuple[Option, ...]:
    """Return what is offered first: sub-districts, or the parts of where it must lie."""
    last = _whole(within, whole) if within else ELSEWHERE
    return (*await _options(within), last)


def _whole(code: str, text: Text) -> Option:
    return Option(f"{WHOLE}{code}", text)


async def _asked(
    ask: Ask, name: str, text: Text, options: tuple[Option, ...], within: str = ""
) -> str:
    """Ask until a place is chosen or found; after many tries by buttons alone."""
    answer = await ask(_question(name, text, options, within))
    for attempt in range(MOST_TRIES):
        if isinstance(answer, str):
            return answer
        code = await _confirmed(ask, f"{name}.meant.{attempt}", answer["among"])
        if code:
            return code
        again = _("What is the village or quarter called?")
        answer = await ask(_question(f"{name}.again.{attempt}", again, options, within))
    chosen: str = await ask(Choice(name=f"{name}.buttons", text=text, choices=options))
    return chosen


def _question(name: str, text: Text, options: tuple[Option, ...], within: str = "") -> OpenChoice:
    return OpenChoice(
        name=name,
        text=text,
        choices=options,
        finds="places_named",
        near_point="places_near",
        not_found=NOT_WITHIN if within else NOT_FOUND,
        within=within,
    )


async def _confirmed(ask: Ask, name: str, codes: Sequence[str]) -> str:
    """Let the person choose among places that are meant perhaps; empty for none of them."""
    if not codes:
        return ""
    answer = await ask(
        Choice(
            name=name,
            text=_("Which of these places do you mean?"),
            choices=(
                *(Option(code, PlaceName(code, within=True)) for code in codes),
                Option(NONE_OF_THESE, _("None of these")),
            ),
        )
    )
    return "" if answer == NONE_OF_THESE else answer


async def _options(code: str) -> tuple[Option, ...]:
    return _named(tuple(await look_up("places_under", code=code)))


@lru_cache(maxsize=512)
def _named(codes: tuple[str, ...]) -> tuple[Option, ...]:
    """Return options for places; kept, because every replay comes through here."""
    return tuple(Option(each, PlaceName(each)) for each in codes)
