"""What is said of a line that asks for needs and cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from civic.refusals import Refusal
from conversations.wording import Text, _

_UNFINISHED: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "status": _("Which status? For example: /needs planned"),
        "severity": _("Which effect? For example: /needs severity 4"),
        "sector": _("Which subject? For example: /needs water"),
        "place": _("Which place? For example: /needs Al-Kasra"),
        "age": _("How many days? For example: /needs older 7"),
    }
)


def why_not(refusal: Refusal) -> Text:
    """Say what is missing in a line that asks for needs."""
    facts = refusal.facts
    if refusal.code == "filter.unfinished":
        return _UNFINISHED[str(facts["wanted"])]
    if refusal.code == "filter.ambiguous-place":
        return _(
            "Several places are called {name}. Please write the sub-district too.",
            name=str(facts["name"]),
        )
    if refusal.code == "filter.two-places":
        return _("Please write one place at a time.")
    return _("The effect is a number from 1 to 5. For example: /needs severity 4")
