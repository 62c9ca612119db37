"""The household by age and sex in one question: a typed line, or a button pressed for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from civic.household_reading import read_household
from civic.households import Age, Household, Members, Sex, household
from civic.refusals import Refusal
from conversations.engine.questions import Option, Tally
from conversations.engine.replies import Given, Reading, Unclear
from conversations.scripts.return_questions import SKIP_OR_WITHHOLD
from conversations.wording import Text, Words, _, lines

_CELLS: Final[Mapping[str, Words]] = {
    "f_0_4": _("Girls under 5"),
    "m_0_4": _("Boys under 5"),
    "f_5_17": _("Girls from 5 to 17"),
    "m_5_17": _("Boys from 5 to 17"),
    "f_18_59": _("Women from 18 to 59"),
    "m_18_59": _("Men from 18 to 59"),
    "f_60": _("Women of 60 and more"),
    "m_60": _("Men of 60 and more"),
}
HOUSEHOLD_HINT: Text = _(
    "Please count the household in one line, such as: «5 people, two children under five», or "
    "press a button once for each."
)

_WRONG: Final[Mapping[str, Callable[[Mapping[str, Any]], Text]]] = {
    "household.nobody": lambda facts: _("A household has at least one person: yourselves."),
    "household.too-many": lambda facts: _(
        "{people} are more than live in one household, {most} at most. Please count only those who "
        "live with you.",
        **facts,
    ),
    "household.more-than-all": lambda facts: _(
        "The parts come to {counted}, more than the {people} in all. Please count once more.",
        **facts,
    ),
    "household.children-alone": lambda facts: _(
        "All {people} would be children under five. Please count the adults too.", **facts
    ),
}


def counted_household(answer: Mapping[str, int]) -> Household:
    """Return the household of an answer; raises what civic.households.household raises."""
    members = [
        Members(Sex(code[0]), Age(code[2:]), count)
        for code, count in answer.items()
        if code != "people"
    ]
    people = answer.get("people", sum(each.many for each in members))
    return household(people, members)


def _heard_household(text: str) -> Reading | None:
    try:
        found = read_household(text)
    except Refusal as refusal:
        return Unclear(_WRONG[refusal.code](refusal.facts))
    if found is None:
        return None
    groups = {f"{each.sex}_{each.age}": each.many for each in found.groups}
    return Given({"people": found.people, **groups})


def _impossible_household(answer: Mapping[str, int]) -> Text | None:
    try:
        counted_household(answer)
    except Refusal as refusal:
        return _WRONG[refusal.code](refusal.facts)
    except ValueError:
        return HOUSEHOLD_HINT
    return None


HOUSEHOLD: Final = Tally(
    name="household",
    text=lines(
        _("How many are you in the household, yourselves included?"),
        _("In one line, such as: «5 people, two children under five», or by the buttons."),
    ),
    cells=tuple(Option(code, label) for code, label in _CELLS.items()),
    hint=HOUSEHOLD_HINT,
    ways_out=SKIP_OR_WITHHOLD,
    objects=_impossible_household,
    hears=_heard_household,
)
"""Ask for the household by age and sex in one question."""
