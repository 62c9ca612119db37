"""A draft sent as a file: put in line to be read, and offered until its sender decides."""

from __future__ import annotations

from typing import Final

from civic.group_acts import SendDraftFile
from civic.groups import WRITING
from conversations import draft_files as words
from conversations import group_texts as texts
from conversations.messages import Button
from handlers import group_access
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import attachments, jobs
from storage import draft_files as stored
from storage.group_seats import Seat
from storage.groups import Group

READING: Final = "read draft"
"""The kind of the job that reads a file."""

FILE: Final = "file"
"""The word after a group's number that means a member's file."""


def receive(visit: Visit, group: Group, seat: Seat, act: SendDraftFile) -> None:
    """Let a file be read, unless the group stands elsewhere meanwhile."""
    back = group_access.to_group(visit, group)
    if group.stage not in WRITING:
        attachments.drop(visit.work, act.attachment)
        visit.say(texts.NOT_DRAFTING, back)
        return
    file = stored.add(visit.work, group.id, seat.id, act.attachment)
    jobs.add(visit.work, READING, file.id)
    visit.work.afterwards.append(visit.service.job_waiting)
    visit.say(words.ARRIVED, back, *going_on(visit))


def offered(visit: Visit, asked: Asked) -> list[Button]:
    """Return the way to a member's file that waits, for the group's card."""
    if asked.seat is None or asked.group.stage not in WRITING:
        return []
    if stored.of_seat(visit.work, asked.seat.id) is None:
        return []
    return [visit.command(words.FILE_BUTTON, f"/draft {asked.group.number} {FILE}")]
