"""Who hears of recordings: members that one waits, who spoke that it is written, and once more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from civic.groups import ENDED
from civic.hours import next_safe
from civic.recordings import MOST_REMINDERS, REMIND_AFTER, State
from conversations import recordings as words
from conversations.wording import Text
from handlers import seat_notices
from handlers.seat_notices import Offer
from handlers.service import Service
from storage import group_seats, groups, recordings, timers
from storage.group_seats import Seat
from storage.groups import Group
from storage.recordings import Recording
from storage.work import Work

REMIND: Final = "group.recording.remind"
"""Timer: what still waits to be written down, or to be agreed to, is told once more."""


def spoken(work: Work, service: Service, group: Group, seat: Seat) -> None:
    """Tell the other members that a vote waits for one of them to write."""
    others = _others(work, group, [seat.person])
    text = words.spoken(group.number, group.topic.title, seat.name)
    cause = f"recording:{work.dice.token()}"
    seat_notices.tell(work, service, others, text, cause=cause, buttons=(_list(group),))
    later(work, group)


def written(work: Work, service: Service, group: Group, found: Recording) -> None:
    """Ask whoever spoke whether it is written down rightly."""
    text = words.written(group.number, group.topic.title, found.words)
    cause = f"recording:{work.dice.token()}"
    offers = (_look(group, found),)
    seat_notices.tell_people(work, service, [found.person], text, cause=cause, buttons=offers)


def rejected(work: Work, service: Service, group: Group, found: Recording) -> None:
    """Tell the members that a recording is to be written down anew."""
    text = words.rejected(group.number, group.topic.title, found.number)
    cause = f"recording:{work.dice.token()}"
    others = _others(work, group, [found.person])
    seat_notices.tell(work, service, others, text, cause=cause, buttons=(_list(group),))


def later(work: Work, group: Group) -> None:
    """Let what waits be told once more in a day."""
    timers.claim_all(work, REMIND, f"{group.id} ")
    _set(work, group, 1)


def remind(work: Work, service: Service, subject: str) -> None:
    """Tell members what waits for them, and those who spoke what waits for their yes."""
    group_id, _space, count = subject.partition(" ")
    group, waiting = groups.load(work, group_id), recordings.waiting(work, group_id)
    if not waiting or group.stage in ENDED:
        return
    _remind_members(work, service, group, waiting)
    for found in waiting:
        if found.state is State.WRITTEN:
            written(work, service, group, found)
    if int(count) < MOST_REMINDERS:
        _set(work, group, int(count) + 1)


def _remind_members(work: Work, service: Service, group: Group, waiting: list[Recording]) -> None:
    for seat in group_seats.of_group(work, group.id):
        theirs = [
            each for each in waiting if each.state is State.SPOKEN and each.person != seat.person
        ]
        if theirs:
            text = words.remind(group.number, group.topic.title, len(theirs))
            cause = f"{REMIND}:{work.dice.token()}"
            seat_notices.tell(work, service, [seat], text, cause=cause, buttons=(_list(group),))


def _set(work: Work, group: Group, count: int) -> None:
    due = next_safe(work.seconds + REMIND_AFTER)
    timers.set_timer(work, REMIND, f"{group.id} {count}", due)


def _others(work: Work, group: Group, people: Iterable[str]) -> list[Seat]:
    return [each for each in group_seats.of_group(work, group.id) if each.person not in people]


def _list(group: Group) -> Offer:
    label: Text = words.LIST_BUTTON
    return label, f"/group {group.number} recordings"


def _look(group: Group, found: Recording) -> Offer:
    return words.LOOK_BUTTON, f"/group {group.number} said {found.number}"
