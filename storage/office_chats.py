"""Where people are told: who holds an office in the chat of the office and nowhere else."""

from __future__ import annotations

from storage import people, pins
from storage.people import Address, mark_of
from storage.work import Work


def addresses(work: Work, person_id: str) -> list[Address]:
    """Return where an office-holder is told: the chat of the office, else every chat of theirs."""
    kept = pins.of(work, person_id)
    found = people.addresses(work, person_id)
    if kept is None:
        return found
    # An account and its private chat have one id on every channel that we know.
    return [each for each in found if kept.opens_in(mark_of(work.keys, each.channel, each.chat))]
