"""The convener reads who applied and what the rules propose; who applied takes it back."""

from __future__ import annotations

from typing import Final

from civic.groups import Stage
from civic.refusals import Refusal
from conversations import groups as words
from conversations.area_lists import NEXT_PAGE
from conversations.group_refusals import why_not
from conversations.group_words import STEP
from conversations.messages import Button, Role
from conversations.wording import Text, lines
from handlers import group_access, group_seating
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import audit, group_candidates
from storage.group_candidates import Candidacy
from storage.people import Person

PAGE: Final = 12
"""Applications that fit into one message."""


def show(visit: Visit, _person: Person, asked: Asked, more: str) -> None:
    """Show the convener who applied, and what the rules propose; this is noted.

    `more` is the page, when it is not the first.
    """
    if asked.by is None:
        visit.say(words.NOT_CONVENER, group_access.to_group(visit, asked.group))
        return
    found = group_candidates.of_group(visit.work, asked.group.id)
    if not found:
        forming = asked.group.stage is Stage.FORMING
        why = words.NO_CANDIDATES if forming else words.NOT_FORMING
        visit.say(why, group_access.to_group(visit, asked.group))
        return
    audit.note(visit.work, asked.by.id, "group.candidates", asked.group.id)
    pages = -(-len(found) // PAGE)
    page = max(1, min(int(more), pages)) if more.isdecimal() else 1
    first = (page - 1) * PAGE
    told = [_told(number, each) for number, each in enumerate(found, 1)][first : first + PAGE]
    proposal, buttons = _proposed(visit, asked, found)
    if page < pages:
        further = f"/group {asked.group.number} candidates {page + 1}"
        buttons = (*buttons, visit.command(NEXT_PAGE, further))
    visit.say(lines(*told, proposal), *buttons, group_access.to_group(visit, asked.group))


def _told(number: int, candidacy: Candidacy) -> Text:
    told = candidacy.told
    return words.candidate(
        number, told.name, candidacy.place, told.topics, told.years, told.languages, told.words
    )


def withdraw(visit: Visit, person: Person, asked: Asked, _more: str) -> None:
    """Take one's application back; what it said goes."""
    mine = group_candidates.of_person(visit.work, asked.group.id, person.id)
    if mine is not None and mine.state == group_candidates.OPEN:
        group_candidates.drop(visit.work, mine.id)
        visit.say(words.WITHDRAWN, group_access.to_group(visit, asked.group), *going_on(visit))
    else:
        visit.say(words.NOT_FORMING, group_access.all_groups(visit), *going_on(visit))


def _proposed(
    visit: Visit, asked: Asked, found: list[Candidacy]
) -> tuple[Text, tuple[Button, ...]]:
    number = asked.group.number
    otherwise = visit.command(words.OTHERWISE_BUTTON, f"/group {number} choose")
    try:
        proposal = group_seating.proposal(asked.group, found)
    except Refusal as refusal:
        return why_not(refusal), (otherwise,)
    numbers = {each.id: (count, each.told.name) for count, each in enumerate(found, 1)}
    rows = [(*numbers[each.id], proposal.reasons[each.id]) for each in proposal.seats]
    seat = visit.command(
        STEP[Stage.RESEARCHING], f"/group {number} go {Stage.RESEARCHING}", Role.MAIN
    )
    return words.proposal(rows, asked.group.quota), (seat, otherwise)
