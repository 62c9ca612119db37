"""One reply in a conversation: what was said changes the journal, and the script goes on."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Any

from civic.sensitive import Topic
from conversations.control_words import Intent
from conversations.engine.journal import Guess, Journal
from conversations.engine.play import Conversation, Replay, Turn, World, play
from conversations.engine.pressing import counting
from conversations.engine.questions import Question
from conversations.engine.reading import read
from conversations.engine.replies import (
    Change,
    Counted,
    Given,
    Guarded,
    Labels,
    Moved,
    Near,
    Reading,
    Said,
    Ticked,
    Unclear,
)
from conversations.wording import Text


@dataclass(frozen=True, slots=True)
class Response:
    """Where the conversation stands after a reply.

    `notice` is said above the question; `stopped` when the person wishes to leave;
    `guarded` names the topic of words that were not kept; `settled` tells that the
    question shown before is settled, so that its buttons die.
    """

    turn: Turn
    notice: Text | None = None
    stopped: bool = False
    unsubscribed: bool = False
    guarded: Topic | None = None
    settled: bool = False


def respond(
    conversation: Conversation, journal: Journal, said: Said, world: World, labels: Labels
) -> Response:
    """Read a reply to the open question and play on; never loses an answer."""
    with closing(Replay(conversation, journal, world)) as replay:
        before = replay.start()
        if before.asked is None:
            return Response(before)
        reading = read(before.asked, before.journal, said, labels, world)
        match reading:
            case Unclear(hint):
                return Response(before, notice=hint)
            case Guarded(topic):
                return Response(before, guarded=topic)
            case Moved(Intent.CANCEL):
                return Response(before, stopped=True)
            case Moved(Intent.STOP):
                return Response(before, unsubscribed=True)
        after = _changed(before, before.asked, reading)
        settled = after.answers != before.journal.answers or after.wanted != before.journal.wanted
        if isinstance(reading, Given) and _only_answers(before, before.asked, after):
            return Response(replay.go_on(after), settled=settled)
    return Response(play(conversation, after, world), settled=settled)


def _only_answers(before: Turn, asked: Question[Any], after: Journal) -> bool:
    """Tell whether nothing but the open question was settled, so that the script can go on."""
    journal = before.journal
    return (
        not journal.wanted
        and asked.name not in journal.answers
        and after.answers.keys() - journal.answers.keys() == {asked.name}
    )


def _changed(before: Turn, asked: Question[Any], reading: Reading) -> Journal:
    journal = before.journal
    match reading:
        case Given(answer, name):
            return journal.having(name or asked.name, answer)
        case Ticked(value, on):
            others = tuple(ticked for ticked in journal.ticked if ticked != value)
            return journal.ticking((*others, value) if on else others)
        case Counted(value, count):
            return journal.ticking(counting(journal.ticked, value, count))
        case Near(value):
            return journal.guessing(Guess(asked.name, value))
        case Change(name):
            return journal.wanting(name)
        case Moved(Intent.BACK):
            return _back(before)
    return journal.guessing(None)


def _back(before: Turn) -> Journal:
    """Drop the answer that the person sees as the one before; from an offer, only the offer."""
    journal = before.journal
    if journal.wanted:
        return journal.unwanting()
    if before.trail:
        return journal.without(before.trail[-1])
    return journal.guessing(None)
