"""Something new was sent while no question is open: a sentence, a number, a greeting, a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from civic.follow_up import read_claim, read_follow_up
from civic.needs import group_of
from civic.numbers import read_count
from civic.sensitive import emergency, explosive, referral_topic, referral_topic_of_text
from civic.text import key, units
from civic.understanding import understand
from conversations.control_words import read_intent
from conversations.engine.replies import FAR_AWAY, TOO_LONG, UNCLEAR
from conversations.messages import Kind
from conversations.safety import EMERGENCY
from conversations.wording import Text, _
from handlers import claiming, commands, conversing, files, mine, representing
from handlers.lookups import Outside
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
        _begin_with_file(visit, person)
    elif incoming.kind is Kind.LOCATION:
        _begin_with_point(visit, person)
    elif read_claim(incoming.text):
        claiming.claim(visit, person, incoming.text)
    elif number := read_follow_up(incoming.text):
        mine.show_one(visit, person, number)
    elif (pressed := _button_meant(visit, incoming.text)) and _carried_out(visit, person, pressed):
        return
    elif read_intent(incoming.text) is not None or incoming.text.startswith("/"):
        commands.show_menu(visit, UNCLEAR)
    elif units(incoming.text) > 4096:
        visit.say(TOO_LONG, *menu(visit))
    else:
        _sentence(visit, person, incoming.text)


def _button_meant(visit: Visit, text: str) -> str:
    """Read a typed number or label as a press of the last message's button, if it is a command."""
    last = outbox.last_message(visit.work, visit.address.lane)
    buttons = last.buttons if last else ()
    number = read_count(text)
    meant = (
        buttons[number - 1 : number]
        if number
        else [button for button in buttons if key(button.label) == key(text)]
    )
    return next((button.data for button in meant if button.data.startswith("/")), "")


def _carried_out(visit: Visit, person: Person, command: str) -> bool:
    """Carry out the command of a button; false when it has none of those that are known."""
    if representing.carry_out(visit, person, None, command):
        return True
    reading = read_intent(command)
    return reading is not None and commands.carry_out(visit, person, None, reading)


def _begin_with_point(visit: Visit, person: Person) -> None:
    """Begin with a point on the map: it is kept, and its village asked about."""
    point = {"latitude": visit.incoming.latitude, "longitude": visit.incoming.longitude}
    places = Outside(visit).look_up("places_near", point)
    answers = {"location": list(point.values())} if places else {}
    notice = _("It arrived. A few questions about it:") if places else FAR_AWAY
    conversing.begin(visit, person, "need", {"places": places}, answers, notice)


def _begin_with_file(visit: Visit, person: Person) -> None:
    """Begin with a photo or voice note; words beside it are read as a first sentence."""
    caption = visit.incoming.text
    topic = referral_topic_of_text(caption)
    if topic is not None:
        conversing.guard(visit, person, topic)
        return
    attachment = files.put_away(visit, person)
    understood = _understood(visit, caption) if caption else _Understood()
    if visit.incoming.kind is Kind.VOICE and not caption:
        understood.answers["words"] = {"voice": attachment}
    else:
        understood.answers |= {"words": {"typed": caption}} if caption else {}
        understood.answers["photo"] = {"photo": attachment}
    notice = _notice(caption) or _("It arrived. A few questions about it:")
    conversing.begin(visit, person, "need", understood.opening, understood.answers, notice)


def _sentence(visit: Visit, person: Person, text: str) -> None:
    topic = referral_topic_of_text(text)
    if topic is not None:
        conversing.guard(visit, person, topic)
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
