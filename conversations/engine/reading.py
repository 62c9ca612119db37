"""Understanding what was said in reply to a question: a press, a number, words or a file."""

from __future__ import annotations

from typing import Any

from civic.sensitive import referral_topic_of_text
from conversations.engine.journal import Journal, Unanswered
from conversations.engine.play import World
from conversations.engine.pressed import press
from conversations.engine.questions import Location, OpenChoice, Question
from conversations.engine.replies import (
    FAR_AWAY,
    NOT_NEAR,
    Given,
    Guarded,
    Labels,
    Reading,
    Said,
    Unclear,
    wanted,
)
from conversations.engine.typed import typed
from conversations.messages import Kind


def read(
    question: Question[Any], journal: Journal, said: Said, labels: Labels, world: World
) -> Reading:
    """Read a reply to the open question; what cannot be read, or be, changes nothing."""
    reading = _read(question, journal, said, labels, world)
    match reading:
        case Given(answer, "") if not isinstance(answer, Unanswered):
            why = question.objection(answer)
            return Unclear(why) if why is not None else reading
    return reading


def _read(
    question: Question[Any], journal: Journal, said: Said, labels: Labels, world: World
) -> Reading:
    if said.code:
        return press(question, journal, said.code)
    if said.attachment and question.takes(said.kind):
        return Given({said.kind.value: said.attachment})
    if said.kind is Kind.LOCATION:
        return _point(question, said, world)
    if said.kind is not Kind.TEXT or not said.text:
        return Unclear(wanted(question))
    reading = typed(question, journal, said.text, labels, world)
    if isinstance(reading, Unclear) and (topic := referral_topic_of_text(said.text)):
        return Guarded(topic)
    return reading


def _point(question: Question[Any], said: Said, world: World) -> Reading:
    point = [said.latitude, said.longitude]
    match question:
        case Location():
            return Given(point) if question.accepts(point) else Unclear(FAR_AWAY)
        case OpenChoice() if question.near_point:
            where = question.asking(latitude=said.latitude, longitude=said.longitude)
            codes = world.look_up(question.near_point, where)
            return Given({"among": codes}) if codes else Unclear(NOT_NEAR)
    return Unclear(wanted(question))
