"""Choosing a place: by steps of buttons, or by typing its name in any spelling."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.engine.questions import Choice, OpenChoice, Option
from conversations.engine.verbs import Ask, look_up, tell
from conversations.wording import PlaceName, Text, _

COUNTRY = "SY"
WHOLE = "whole:"
NONE_OF_THESE = "none"
MOST_TRIES = 20


async def choose_place(ask: Ask, name: str, text: Text, candidates: Sequence[str] = ()) -> str:
    """Return the code of a place; `name` is the answer's name, `text` the question.

    `candidates` are places that a first sentence perhaps named. An exact spelling is accepted;
    near ones are offered and never assumed.
    """
    meant = await _confirmed(ask, f"{name}.first", list(candidates))
    if meant:
        return await _nearer(ask, name, meant)
    answer = await ask(OpenChoice(name=name, text=text, choices=await _first_options()))
    code = answer if isinstance(answer, str) else await _typed(ask, name, answer["typed"])
    return await _nearer(ask, name, code)


async def _nearer(ask: Ask, name: str, code: str) -> str:
    """Go down by steps from a chosen sub-district to the village, quarter or the whole of it."""
    for step in range(MOST_TRIES):
        below = await _options(code)
        if not below or code.startswith(WHOLE):
            break
        answer = await ask(
            OpenChoice(
                name=f"{name}.{step}.{code}",
                text=_("Which village or quarter of {place}?", place=PlaceName(code)),
                choices=(*below, Option(f"{WHOLE}{code}", _("All of it, or not sure"))),
            )
        )
        if isinstance(answer, str):
            code = answer
        else:
            return await _typed(ask, f"{name}.{step}", answer["typed"])
    return code.removeprefix(WHOLE)


async def _typed(ask: Ask, name: str, text: str) -> str:
    """Find a typed name; ask again until it is found or chosen."""
    for attempt in range(MOST_TRIES):
        found = await look_up("places_named", text=text)
        if len(found["exact"]) == 1:
            return str(found["exact"][0])
        code = await _confirmed(ask, f"{name}.meant.{attempt}", found["exact"] or found["near"])
        if code:
            return code
        await tell(
            _("We did not find this name. Try another spelling, or the nearest larger village.")
        )
        again = await ask(
            OpenChoice(
                name=f"{name}.again.{attempt}",
                text=_("What is the village or quarter called?"),
                choices=await _first_options(),
            )
        )
        if isinstance(again, str):
            return again
        text = again["typed"]
    raise AssertionError("a person typed more names than anybody would")


async def _confirmed(ask: Ask, name: str, codes: list[str]) -> str:
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


async def _first_options() -> tuple[Option, ...]:
    """The sub-districts of the governorate, and a way to everywhere else."""
    return (*await _options(""), Option(COUNTRY, _("Elsewhere, or a camp")))


async def _options(code: str) -> tuple[Option, ...]:
    codes = await look_up("places_under", code=code)
    return tuple(Option(each, PlaceName(each)) for each in codes)
