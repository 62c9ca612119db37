"""Which group is meant, and what whoever asks is in it: its convener, a member, or neither."""

from __future__ import annotations

from dataclasses import dataclass

from civic.mandates import Body, Mandate
from civic.text import digits
from conversations import groups as words
from conversations.group_texts import ANSWER_BUTTON
from conversations.group_votes import LOOK_BUTTON as VOTE_BUTTON
from conversations.messages import Button
from handlers.visit import Visit, going_on
from storage import group_seats, groups, mandates, pins
from storage.group_seats import Seat
from storage.groups import Group
from storage.people import Person


@dataclass(frozen=True, slots=True)
class Asked:
    """A group with what somebody is in it; `by` is the open mandate of who convenes it."""

    group: Group
    by: Mandate | None
    seat: Seat | None

    @property
    def inside(self) -> bool:
        """Tell whether the group's inner work is theirs to see."""
        return self.by is not None or self.seat is not None

    @property
    def actor(self) -> str:
        """Return who acts, as facts note it: a mandate or a seat."""
        if self.by is not None:
            return self.by.id
        return self.seat.id if self.seat else ""


def read(visit: Visit, person: Person, argument: str) -> tuple[Asked | None, str]:
    """Return the group whose number begins the words, and the rest; says so when there is none."""
    number, _, rest = argument.strip().partition(" ")
    plain = digits(number)
    if not (plain.isascii() and plain.isdigit()):
        visit.say(words.WHICH, all_groups(visit), *going_on(visit))
        return None, ""
    opened = opened_by(visit, person)
    office = opened.office.id if opened else ""
    found = groups.numbered(visit.work, int(plain[:9]), office)
    if found is None:
        visit.say(words.NO_SUCH_GROUP, all_groups(visit), *going_on(visit))
        return None, ""
    return asked(visit, person, found), rest.strip()


def asked(visit: Visit, person: Person, group: Group) -> Asked:
    """Return what somebody is in a group."""
    opened = opened_by(visit, person)
    convenes = opened is not None and (
        opened.office.id == group.office or opened.body is Body.ADMINISTRATION
    )
    seat = group_seats.of_person(visit.work, group.id, person.id)
    return Asked(group, opened if convenes else None, seat)


def opened_by(visit: Visit, person: Person) -> Mandate | None:
    """Return the office that is open in this chat."""
    return mandates.unlocked(visit.work, person.mark, visit.service.places)


def may_open(visit: Visit, person: Person) -> bool:
    """Tell whether somebody holds an office that can be opened in this chat."""
    kept = pins.of(visit.work, person.id)
    if kept is None or not kept.opens_in(person.mark):
        return False
    return bool(mandates.held_by(visit.work, person.id, visit.service.places))


def all_groups(visit: Visit) -> Button:
    """Return the button that lists groups."""
    return visit.command(words.GROUPS_BUTTON, "/groups")


def to_group(visit: Visit, group: Group) -> Button:
    """Return the button that shows a group."""
    return visit.command(words.GROUP_BUTTON, f"/group {group.number}")


def to_vote(visit: Visit, group: Group) -> Button:
    """Return the button that shows a group's vote."""
    return visit.command(VOTE_BUTTON, f"/vote {group.number}")


def to_answers(visit: Visit, group: Group) -> Button:
    """Return the button that lists what waits for an answer."""
    return visit.command(ANSWER_BUTTON, f"/answer {group.number}")
