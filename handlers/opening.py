"""Something new was sent while no question is open: a sentence, a number, a greeting, a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from civic.follow_up import read_follow_up
from civic.needs import group_of
from civic.numbers import read_count
from civic.sensitive import emergency, explosive, referral_topic, referral_topic_of_text
from civic.text import key, units
from civic.understanding import understand
from conversations.control_words import Reading, read_intent
from conversations.engine.reading import TOO_LONG, UNCLEAR
from conversations.messages import Kind
from conversations.safety import EMERGENCY
from conversations.wording import Text, _
from handlers import commands, conversing, files, mine
from handlers.visit import Visit, menu
from storage import outbox
from storage.gazetteer import find_in_sentence
from storage.people import Person

WORDS_OF_A_SENTENCE = 2
"""From how many words on something typed is taken for a need that we do not understand yet."""


@dataclass(slots=True)
class _Understood:
    """What a first sentence was understood to say, as answers and as what the script is told."""

    answers: dict[str, Any] = field(default_factory=dict)
    opening: dict[str, Any] = field(default_factory=dict)


def open_with(visit: Visit, person: Person) -> None:
    """Begin what the person seems to want; nothing that was said is lost."""
    incoming = visit.incoming
    if incoming.kind in (Kind.PHOTO, Kind.VOICE):
        attachment = files.put_away(visit, person)
        _begin_with_file(visit, person, attachment)
    elif incoming.kind is Kind.LOCATION:
        conversing.begin(visit, person, "need", notice=_("First a few questions."))
    elif number := read_follow_up(incoming.text):
        mine.show_one(visit, person, number)
    elif command := _button_meant(visit, incoming.text):
        commands.carry_out(visit, person, None, command)
    elif units(incoming.text) > 4096:
        visit.say(TOO_LONG, *menu(visit))
    else:
        _sentence(visit, person, incoming.text)


def _button_meant(visit: Visit, text: str) -> Reading | None:
    """Read a typed number or label as a press of the last message's button, if it is a command."""
    last = outbox.last_message(visit.work, visit.address.lane)
    buttons = last.buttons if last else ()
    number = read_count(text)
    if number is not None and 1 <= number <= len(buttons):
        return read_intent(buttons[number - 1].data)
    for button in buttons:
        if key(button.label) == key(text) and button.data.startswith("/"):
            return read_intent(button.data)
    return None


def _begin_with_file(visit: Visit, person: Person, attachment: str) -> None:
    kind = "voice" if visit.incoming.kind is Kind.VOICE else "photo"
    answers = {"words" if kind == "voice" else "photo": {kind: attachment}}
    conversing.begin(
        visit, person, "need", answers=answers, notice=_("It arrived. A few questions about it:")
    )


def _sentence(visit: Visit, person: Person, text: str) -> None:
    topic = referral_topic_of_text(text)
    if topic is not None:
        conversing.begin(visit, person, "private", {"topic": topic.value, "guarded": True})
        return
    understood = _understood(visit, text)
    wordy = len(key(text).split()) >= WORDS_OF_A_SENTENCE
    if not understood.answers and not wordy:
        commands.show_menu(visit, UNCLEAR)
        return
    understood.answers["words"] = {"typed": text}
    conversing.begin(visit, person, "need", understood.opening, understood.answers, _notice(text))


def _notice(text: str) -> Text | None:
    if explosive(text):
        return None  # the script itself begins with the advice
    return EMERGENCY if emergency(text) else None


def _understood(visit: Visit, text: str) -> _Understood:
    found = _Understood()
    meaning = understand(text)
    if meaning.sector:
        found.answers["about"] = group_of(meaning.sector)
        found.answers["about.sector"] = meaning.sector
    if meaning.problem and not referral_topic(meaning.problem):
        found.answers["about.problem"] = meaning.problem
        found.opening["sentence"] = True
    if meaning.since:
        found.answers["since"] = meaning.since
    if meaning.people and meaning.people_unit != "family":
        found.answers["people"] = meaning.people
    exact, candidates = find_in_sentence(visit.service.places, text, visit.service.home)
    if exact:
        found.answers["place"] = exact[0]
    elif candidates:
        found.opening["places"] = list(candidates[:4])
    if explosive(text):
        found.opening["explosive"] = True
    return found
