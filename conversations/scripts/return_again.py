"""A stored return intention as the answers that it came from, so that it begins at its review."""

from __future__ import annotations

from typing import Any, Final

from civic.households import Household
from civic.returns import CONSENT_VERSION, Details, Horizon, Intention, Tenure
from conversations.scripts.place import WHOLE
from conversations.scripts.return_questions import MORE, OBSTACLES

_TOGETHER: Final = {True: "yes", False: "no", None: None}


def answers_of(
    origin: str,
    current: str,
    intention: Intention,
    horizon: Horizon | None,
    details: Details,
    *,
    agreed: bool,
) -> dict[str, Any]:
    """Return answers by the names of their questions; `agreed` to the words of this version."""
    found: dict[str, Any] = {
        "intention": horizon.value if horizon else intention.value,
        "origin": origin,
        f"origin.0.{origin}": f"{WHOLE}{origin}",
        **_reasons(details),
        **_facts(details),
    }
    if agreed:
        found[f"consent.{CONSENT_VERSION}"] = "yes"
    if intention is not Intention.RETURNED or details.remained == "left":
        found["current"] = current
    return found


def _reasons(details: Details) -> dict[str, Any]:
    frequent = {option.value for option in OBSTACLES.options}
    first = [each.value for each in details.obstacles if each in frequent]
    rarer = [each.value for each in details.obstacles if each not in frequent]
    found: dict[str, Any] = {}
    if details.obstacles:
        found["obstacles"] = [*first, *([MORE] if rarer else [])]
    if rarer:
        found["obstacles.more"] = rarer
    return found


def _facts(details: Details) -> dict[str, Any]:
    listed = ("conditions", "help", "specials", "sources", "documents", "contact")
    chosen = ("remained", "shelter", "visited", "house")
    found: dict[str, Any] = {name: list(getattr(details, name)) for name in listed}
    found |= {name: getattr(details, name) for name in chosen}
    found |= {
        "returned": details.returned,
        "displaced": str(details.displaced_year) if details.displaced_year else None,
        "times": details.times,
        "household": _household(details.household),
        "together": _TOGETHER[details.together],
        "deed": _deed(details),
    }
    return {name: str(each) if name in chosen else each for name, each in found.items() if each}


def _household(household: Household | None) -> dict[str, int] | None:
    if household is None:
        return None
    groups = {f"{each.sex}_{each.age}": each.many for each in household.groups}
    return {"people": household.people, **groups}


def _deed(details: Details) -> str | None:
    if details.tenure is Tenure.OWNED and details.papers:
        return f"own_{details.papers}"
    return details.tenure.value if details.tenure else None
