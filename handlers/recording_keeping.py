"""What a member wrote down of a recording is kept, and whoever spoke is asked."""

from __future__ import annotations

from civic.group_acts import WriteDown
from civic.recordings import check_writing
from civic.refusals import Refusal
from conversations import recordings as words
from handlers import group_access, recording_news
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import recordings
from storage.people import Person


def keep(visit: Visit, person: Person, asked: Asked, act: WriteDown) -> None:
    """Keep what a member wrote down, and ask whoever spoke."""
    found = recordings.numbered(visit.work, act.group, act.recording)
    back = group_access.to_group(visit, asked.group)
    try:
        if found is None or asked.seat is None or not found.attachment:
            visit.say(words.NO_SUCH, back, *going_on(visit))
            return
        check_writing(found.state, own=found.person == person.id)
    except Refusal as refusal:
        visit.say(words.why_not(refusal), back, *going_on(visit))
        return
    recordings.write(visit.work, found, asked.seat.id, act.words)
    now = recordings.numbered(visit.work, act.group, act.recording)
    if now is not None:
        recording_news.written(visit.work, visit.service, asked.group, now)
        recording_news.later(visit.work, asked.group)
    visit.say(words.KEPT, back, *going_on(visit))
