"""What an office commands to have a file made: the line that says of which needs, or a decision."""

from __future__ import annotations

from civic.asking import read_filter
from civic.mandates import Mandate
from civic.refusals import Refusal
from conversations import filter_refusals
from conversations.export_forms import find_form
from conversations.filter_codes import encode
from handlers import conversing, exporting
from handlers.visit import Visit, going_on
from storage.people import Person


def export(visit: Visit, person: Person, mandate: Mandate, argument: str) -> None:
    """Begin an order for what a line asks for, or decide about one that waits."""
    verb, _, subject = argument.partition(" ")
    if verb in exporting.DECISIONS:
        exporting.DECISIONS[verb](visit, mandate, subject)
        return
    kind, line = find_form(argument)
    try:
        wanted = read_filter(line, visit.service.places, visit.service.home)
    except Refusal as refusal:
        visit.say(filter_refusals.why_not(refusal), *going_on(visit))
        return
    try:
        count = exporting.room_for(visit, mandate, wanted)
    except Refusal as refusal:
        exporting.say_why_not(visit, mandate, refusal)
        return
    opening = {"wanted": encode(wanted), "unread": wanted.words, "count": count}
    conversing.begin(visit, person, "export", opening, {"form": kind.value} if kind else {})
