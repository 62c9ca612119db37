"""A working group is seated: applications are kept, and people take their seats, told of it."""

from __future__ import annotations

from civic.composition import Proposal, check_chosen, propose
from civic.group_acts import Apply, ChooseSeats
from civic.groups import Stage
from civic.refusals import Refusal
from conversations import groups as words
from handlers import group_access, group_news
from handlers.group_access import Asked
from handlers.visit import Visit, menu_after
from storage import group_candidates, group_seats, groups
from storage.group_candidates import PASSED, SEATED, Candidacy
from storage.groups import Group
from storage.people import Person


def applied(visit: Visit, person: Person, wish: Apply) -> None:
    """Keep an application, unless the group is formed by now."""
    group = groups.load(visit.work, wish.group)
    if group.stage is not Stage.FORMING:
        visit.say(words.NOT_FORMING, group_access.all_groups(visit), *menu_after(visit))
        return
    group_candidates.apply(visit.work, person.id, wish)
    visit.say(words.APPLIED, group_access.to_group(visit, group), *menu_after(visit))


def seat_as_proposed(visit: Visit, asked: Asked) -> None:
    """Seat what the rules propose; raises Refusal when they cannot."""
    found = group_candidates.of_group(visit.work, asked.group.id)
    chosen = {each.id for each in proposal(asked.group, found).seats}
    _seat(visit, asked, [each for each in found if each.id in chosen], "")


def seat_chosen(visit: Visit, asked: Asked, act: ChooseSeats) -> None:
    """Seat whom the convener chose; the reason goes on the record. Raises Refusal."""
    found = group_candidates.of_group(visit.work, asked.group.id)
    chosen = [each for each in found if each.id in act.candidacies]
    check_chosen([each.gender == group_candidates.WOMAN for each in chosen], asked.group.quota)
    _seat(visit, asked, chosen, act.reason)


def proposal(group: Group, found: list[Candidacy]) -> Proposal:
    """Return what the rules propose; raises Refusal with the rule that breaks."""
    return propose(group_candidates.weigh(found, group.topic.topics), group.seats, group.quota)


def _seat(visit: Visit, asked: Asked, chosen: list[Candidacy], reason: str) -> None:
    work, group = visit.work, asked.group
    if group.stage is not Stage.FORMING:
        raise Refusal("group.no-such-step", stage=group.stage, to=Stage.RESEARCHING)
    for each in group_candidates.of_group(work, group.id):
        group_candidates.set_state(work, each.id, SEATED if each in chosen else PASSED)
    for each in chosen:
        group_seats.take(work, group.id, each.person, each.gender, each.place, each.told.name)
    groups.move(work, group, Stage.RESEARCHING, asked.actor, reason)
    group_news.later(visit.work, visit.service, group_news.SEATED, group.id)
