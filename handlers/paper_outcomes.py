"""What a conversation about a vote or a joint paper came to is stored, or kept until unlocked."""

from __future__ import annotations

from conversations.engine.journal import Journal
from conversations.scripts.group_say import PaperWords, Purpose
from conversations.scripts.group_vote import CastVote
from handlers import paper_words, reviewing, vote_casting
from handlers.keeping import keep_until_unlocked
from handlers.visit import Visit
from storage import mandates
from storage.people import Person


def finish(visit: Visit, person: Person, journal: Journal, came: CastVote | PaperWords) -> None:
    """Store a vote or words; an office's note takes the office open."""
    if isinstance(came, CastVote):
        vote_casting.finish(visit, person, came)
    elif came.purpose is not Purpose.NOTE:
        paper_words.said(visit, person, came)
    elif by := mandates.unlocked(visit.work, person.mark, visit.service.places):
        reviewing.noted(visit, by, came)
    else:
        keep_until_unlocked(visit, person, journal)
