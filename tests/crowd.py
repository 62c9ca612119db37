"""Many people who take part in one place, for tests and measurements of what is sent to all."""

from __future__ import annotations

from functools import partial

from civic.group_acts import SourceKind
from civic.groups import Stage
from civic.needs import SupportNeed
from storage import group_drafts, group_seats, group_sources, groups, needs, people
from storage.group_drafts import Draft
from storage.work import Work
from tests.offices import Representative
from tests.reported import VILLAGE, report, row
from tests.seated import seated
from tests.world import Resident, World

SOME = 500
"""So many are admitted in a turn."""

TEXT = ("تُصلَح المضخة قبل الصيف.", "تُشكَّل لجنة من الأهالي لمتابعة التشغيل.")


def gather(world: World, convener: Representative, count: int, first: int = 100_000) -> None:
    """Admit so many people, numbered from `first`, who support what the convener reported."""
    supported = row(world, report(world, convener.person)).id
    for start in range(first, first + count, SOME):
        numbers = range(start, min(start + SOME, first + count))
        world.turn(partial(_admit, numbers=numbers, supported=supported))


def without_account(world: World, convener: Representative, count: int) -> None:
    """Add so many people for whom somebody else spoke, and whom nobody can reach here."""
    supported = row(world, report(world, convener.person)).id

    def turn(work: Work) -> None:
        for _ in range(count):
            who = people.admit_without_account(work, "ar")
            needs.support(work, person=who, given=SupportNeed(supported))

    world.turn(turn)


def with_a_draft(world: World, convener: Representative) -> None:
    """Seat a group of three, its number is 1, and let it write a draft."""
    members = [Resident(world, account=f"{number}", restarts=False) for number in (71, 72, 73)]
    for each in members:
        each.agrees()
    group = seated(world, convener, members)

    def turn(work: Work) -> Draft:
        seat = group_seats.of_group(work, group.id)[0].id
        group_sources.add(work, group.id, seat, SourceKind.NOTE, "سجل المحطة", "أيام التوقف")
        groups.move(work, groups.load(work, group.id), Stage.DRAFTING, convener.mandate_id)
        return group_drafts.add(work, group.id, seat, TEXT)

    world.turn(turn)


def convener_of(world: World, account: str = "70") -> Representative:
    """Return whoever convenes groups for the village."""
    return Representative(world, account=account, place=VILLAGE, restarts=False)


def _admit(work: Work, numbers: range, supported: str) -> None:
    for number in numbers:
        account = str(number)
        who = people.admit(work, "telegram", account, account, "ar")
        needs.support(work, person=who, given=SupportNeed(supported))
