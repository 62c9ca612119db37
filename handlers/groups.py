"""What anybody commands about working groups: list them, look at one, move one that is theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from civic.groups import BY_CONVENER, ENDED, Stage, check_step
from civic.refusals import Refusal
from conversations import groups as words
from conversations.group_refusals import CHANGED
from conversations.keypad import UNLOCK_BUTTON, UNLOCK_FIRST
from conversations.messages import Role
from conversations.paper_refusals import why_not
from conversations.wording import Text, lines
from handlers import (
    conversing,
    group_access,
    group_candidacies,
    group_cards,
    group_seating,
    group_windows,
    recordings,
)
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import group_candidates, group_progress, groups, mandates
from storage import offices as stored_offices
from storage.groups import Step
from storage.people import Person

NEW: Final = "new"


def show_list(visit: Visit, person: Person, argument: str) -> bool:
    """List groups, or begin to propose one."""
    if argument == NEW:
        _propose(visit, person)
        return True
    opened = group_access.opened_by(visit, person)
    found = groups.visible(visit.work, person.id, opened.office.id if opened else "")
    rows = [words.line(each.number, each.topic.title, each.stage) for each in found]
    buttons = [
        visit.command(row, f"/group {each.number}") for row, each in zip(rows, found, strict=True)
    ]
    if group_access.may_open(visit, person):
        buttons.append(visit.command(words.PROPOSE_BUTTON, f"/groups {NEW}", Role.CONTROL))
    visit.say(lines(words.LIST if found else words.NO_GROUPS, *rows), *buttons, *going_on(visit))
    return True


def show(visit: Visit, person: Person, argument: str) -> bool:
    """Show a group, or do with it what the second word says."""
    asked, rest = group_access.read(visit, person, argument)
    if asked is None:
        return True
    wish, _, more = rest.partition(" ")
    if wish in _WISHES:
        _WISHES[wish](visit, person, asked, more)
    else:
        group_cards.show(visit, asked)
    return True


def go(visit: Visit, person: Person, asked: Asked, more: str) -> None:
    """Move a group on, or say what is missing."""
    name, _, detail = more.partition(" ")
    try:
        to = Stage(name)
    except ValueError:
        group_cards.show(visit, asked)
        return
    if asked.by is None:
        visit.say(words.NOT_CONVENER, group_access.to_group(visit, asked.group))
        return
    try:
        _go(visit, asked, to, detail)
    except Refusal as refusal:
        again = group_access.asked(visit, person, groups.load(visit.work, asked.group.id))
        elsewhere = refusal.code == "group.no-such-step"
        group_cards.show(visit, again, CHANGED if elsewhere else why_not(refusal))
        return
    again = group_access.asked(visit, person, groups.load(visit.work, asked.group.id))
    group_cards.show(visit, again)


def _go(visit: Visit, asked: Asked, to: Stage, detail: str) -> None:
    if to not in BY_CONVENER:  # what else is missing is said first
        check_step(asked.group.stage, to, group_progress.of(visit.work, asked.group.id))
        raise Refusal("group.no-such-step", stage=asked.group.stage, to=to)
    if asked.group.stage is Stage.FORMING and to is Stage.RESEARCHING:
        group_seating.seat_as_proposed(visit, asked)
    elif to is Stage.COMMENTING:
        group_windows.open_window(visit, asked, detail)
    else:
        groups.move(visit.work, asked.group, to, asked.actor)


def _choose(visit: Visit, person: Person, asked: Asked, _more: str) -> None:
    """Begin to choose other people than are proposed."""
    if asked.by is None:
        visit.say(words.NOT_CONVENER, group_access.to_group(visit, asked.group))
        return
    if asked.group.stage is not Stage.FORMING:
        group_cards.show(visit, asked, CHANGED)
        return
    found = group_candidates.of_group(visit.work, asked.group.id)
    opening = {
        "group": asked.group.id,
        "candidacies": [each.id for each in found],
        "women": [each.gender == group_candidates.WOMAN for each in found],
        "quota": asked.group.quota,
    }
    conversing.begin(visit, person, "group_choose", opening)


def _propose(visit: Visit, person: Person) -> None:
    opened = group_access.opened_by(visit, person)
    if opened is not None:
        opening = {"office": opened.office.id, "place": opened.area.place}
        conversing.begin(visit, person, "group_propose", opening)
    elif group_access.may_open(visit, person):
        visit.say(UNLOCK_FIRST, visit.command(UNLOCK_BUTTON, "/unlock"), *going_on(visit))
    else:
        offices = visit.command(words.OFFICES_BUTTON, "/office")
        visit.say(words.ONLY_OFFICES, offices, group_access.all_groups(visit), *going_on(visit))


def _close(visit: Visit, person: Person, asked: Asked, _more: str) -> None:
    if asked.by is None:
        visit.say(words.NOT_CONVENER, group_access.to_group(visit, asked.group))
    elif asked.group.stage in ENDED:
        group_cards.show(visit, asked, CHANGED)
    else:
        conversing.begin(visit, person, "group_close", {"group": asked.group.id})


def _history(visit: Visit, _person: Person, asked: Asked, _more: str) -> None:
    steps = groups.history(visit.work, asked.group.id)
    told = [
        words.step(
            datetime.fromtimestamp(each.at, UTC).date(), each.stage, _who(visit, each), each.reason
        )
        for each in steps
    ]
    visit.say(lines(*told), group_access.to_group(visit, asked.group), *going_on(visit))


def _who(visit: Visit, step: Step) -> Text:
    """Name who made a step: an office by its name, never a person."""
    if step.actor == groups.CLOCK:
        return words.BY_CLOCK
    if (held := mandates.get(visit.work, step.actor)) is not None:
        return held.office.name(visit.language)
    if office := stored_offices.about(visit.work, step.actor):
        return office.name(visit.language)
    return words.BY_MEMBER


def _write(visit: Visit, person: Person, asked: Asked, more: str) -> None:
    """Begin to write down what another said by voice."""
    if opening := recordings.opening(visit, person, asked, more):
        conversing.begin(visit, person, "group_write_down", opening)


Wish = Callable[[Visit, Person, Asked, str], None]

_WISHES: Final[Mapping[str, Wish]] = MappingProxyType(
    {
        "go": go,
        "close": _close,
        "history": _history,
        "candidates": group_candidacies.show,
        "choose": _choose,
        "withdraw": group_candidacies.withdraw,
        "recordings": recordings.show,
        "write": _write,
        "said": recordings.answer,
    }
)
"""What can follow a group's number."""
