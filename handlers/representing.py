"""What office-holders command: who may command it, and whether their office is open here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from civic.mandates import Body, Mandate
from conversations.keypad import ANOTHER_OFFICE, UNLOCK_BUTTON, UNLOCK_FIRST
from conversations.office_commands import OfficeCommand, read
from handlers import (
    administering,
    area_needs,
    auditing,
    ballots,
    behalf_orders,
    claiming,
    export_orders,
    group_answering,
    group_commenting,
    group_forming,
    group_reviews,
    group_sessions,
    group_votes,
    group_work,
    groups,
    joint_papers,
    need_detail,
    need_orders,
    nominating,
    office_view,
    offices,
    publishing,
    return_figures,
    return_poll_orders,
    return_polls,
    room_orders,
    situation_reading,
    situations,
)
from handlers.conversing import Talk
from handlers.visit import Visit, going_on
from storage import mandates
from storage.people import Person

Command = Callable[[Visit, Person, Mandate, str], None]
"""Carries out a command for the mandate that is open in this chat, with what followed it."""

REPRESENTATIVES: Final = frozenset({Body.REPRESENTATIVE})
ADMINISTRATORS: Final = frozenset({Body.ADMINISTRATION})
EVERYBODY: Final = REPRESENTATIVES | ADMINISTRATORS


@dataclass(frozen=True, slots=True)
class Entry:
    """A command of an open office: which bodies have it, and what carries it out."""

    bodies: frozenset[Body]
    command: Command


def carry_out(visit: Visit, person: Person, talk: Talk | None, text: str) -> bool:
    """Carry out an office-holder's command; false when for this person it is none.

    For somebody without such an office the words are as unknown as any other.
    """
    found = read(text)
    if found is None:
        return False
    command, argument = found
    if talk is not None and not text.startswith("/") and command is not OfficeCommand.LOCK:
        return False  # in a conversation words are answers; whoever wants to lock is in a hurry
    if command in _ANYWHERE:
        return _ANYWHERE[command](visit, person, argument)
    return command in _OPEN and _carry_out(visit, person, _OPEN[command], argument)


def _carry_out(visit: Visit, person: Person, entry: Entry, argument: str) -> bool:
    opened = mandates.unlocked(visit.work, person.mark, visit.service.places)
    if opened is not None and opened.body in entry.bodies:
        entry.command(visit, person, opened, argument)
        return True
    held = offices.held_here(visit, person)
    if not any(each.body in entry.bodies for each in held):
        return False
    text = UNLOCK_FIRST if opened is None else ANOTHER_OFFICE
    visit.say(text, visit.command(UNLOCK_BUTTON, "/unlock"), *going_on(visit))
    return True


_ANYWHERE: Mapping[OfficeCommand, Callable[[Visit, Person, str], bool]] = MappingProxyType(
    {
        OfficeCommand.ACTIVATE: offices.activate,
        OfficeCommand.UNLOCK: offices.unlock,
        OfficeCommand.LOCK: offices.lock,
        OfficeCommand.OFFICE: office_view.show,
        OfficeCommand.NOMINATE: nominating.nominate,
        OfficeCommand.NOMINATIONS: nominating.proposals,
        OfficeCommand.CLAIM: claiming.claim,
        OfficeCommand.POLL: return_polls.answer,
        OfficeCommand.VOTE: group_votes.vote,
        OfficeCommand.PAPER: joint_papers.paper,
        OfficeCommand.PUBLISH: publishing.publish,
        OfficeCommand.GROUPS: groups.show_list,
        OfficeCommand.GROUP: groups.show,
        OfficeCommand.APPLY: group_forming.apply,
        OfficeCommand.SOURCE: group_work.source,
        OfficeCommand.DRAFT: group_work.draft,
        OfficeCommand.COMMENT: group_commenting.command,
        OfficeCommand.ANSWER: group_answering.command,
        OfficeCommand.BALLOTS: ballots.show_list,
        OfficeCommand.BALLOT: ballots.show,
        OfficeCommand.SESSION: group_sessions.command,
        OfficeCommand.BIND: room_orders.command,
    }
)
"""What needs no open office; each tells whether it is a command for this person."""

_OPEN: Mapping[OfficeCommand, Entry] = MappingProxyType(
    {
        OfficeCommand.PIN: Entry(EVERYBODY, offices.change_pin),
        OfficeCommand.APPOINT: Entry(ADMINISTRATORS, administering.appoint),
        OfficeCommand.REVOKE: Entry(ADMINISTRATORS, administering.revoke),
        OfficeCommand.AUDIT: Entry(ADMINISTRATORS, auditing.show),
        **{name: Entry(REPRESENTATIVES, shown) for name, shown in area_needs.QUERIES.items()},
        OfficeCommand.ON_BEHALF: Entry(REPRESENTATIVES, behalf_orders.order),
        OfficeCommand.REPORT: Entry(REPRESENTATIVES, situations.show),
        OfficeCommand.REPORTS: Entry(REPRESENTATIVES, situation_reading.show),
        OfficeCommand.RETURNS: Entry(REPRESENTATIVES, return_figures.show),
        OfficeCommand.ASK_DISPLACED: Entry(REPRESENTATIVES, return_poll_orders.order),
        OfficeCommand.DETAIL: Entry(REPRESENTATIVES, need_detail.show),
        OfficeCommand.EXPORT: Entry(REPRESENTATIVES, export_orders.export),
        OfficeCommand.REVIEW: Entry(EVERYBODY, group_reviews.review),
        **{name: Entry(REPRESENTATIVES, ordered) for name, ordered in need_orders.ORDERS.items()},
    }
)
"""What an open office can do; each subject has a file of its own in this room."""
