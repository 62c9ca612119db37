"""Somebody wrote, tapped or sent something: one turn, one transaction."""

from __future__ import annotations

from civic.sensitive import referral_topic_of_text
from conversations.control_words import Reading, read_intent
from conversations.engine.play import play
from conversations.engine.questions import Free, Number, OpenChoice, Tally
from conversations.messages import Incoming, Kind
from conversations.scripts.registry import CONVERSATIONS
from conversations.wording import LANGUAGES, Text, _
from handlers import ballot_voting, commands, conversing, opening, representing, rooms, strangers
from handlers.conversing import Talk
from handlers.lookups import Outside
from handlers.service import Service
from handlers.visit import Visit, menu
from storage import inbox, outbox, people
from storage.people import Address, Person
from storage.work import Work

NOT_READABLE: Text = _(
    "We can read text, voice messages, photos and places on the map. Please send one of these."
)
EDITED_AT_REST: Text = _("A changed message changes nothing. Please send it as a new one.")
EDITED: Text = _(
    "A changed message does not change the answer. Use the button «Previous question»."
)


def said(work: Work, service: Service, incoming: Incoming) -> None:
    """Handle one incoming thing, once however often it is delivered."""
    if not inbox.is_first(work, incoming.channel, incoming.id):
        return
    if not incoming.private:
        rooms.heard(work, service, incoming)
        return
    person = people.find(work, incoming.channel, incoming.sender, incoming.chat)
    address = (
        person.address if person else people.stranger_at(work, incoming.channel, incoming.chat)
    )
    language = person.language if person else _language_of(work, service, incoming, address)
    visit = Visit(work, service, incoming, address, language, person)
    if person is not None and ballot_voting.take(visit, person):
        return  # before the echo: of a vote nothing is kept but its seat
    _echo(visit)
    if person is None:
        strangers.answer(visit)
    else:
        _known(visit, person)


def _known(visit: Visit, person: Person) -> None:
    """Answer somebody who agreed: a command, a reply to the open question, or something new."""
    incoming = visit.incoming
    talk = conversing.open_talk(visit, person)
    if incoming.edited:
        _say_or_show(visit, talk, EDITED if talk else EDITED_AT_REST)
    elif incoming.tap and not incoming.tap.startswith("/"):
        _tapped(visit, talk)
    elif _is_nothing(incoming, talk) or _is_empty(incoming):
        _say_or_show(visit, talk, NOT_READABLE)
    elif _commanded(visit, person, talk):
        return
    elif talk is not None:
        conversing.answer(talk)
    else:
        opening.open_with(visit, person)


def _commanded(visit: Visit, person: Person, talk: Talk | None) -> bool:
    """Carry out what was commanded, first what only office-holders can; false for anything else."""
    text = visit.incoming.tap or visit.incoming.text
    if representing.carry_out(visit, person, talk, text):
        return True
    reading = _command(talk, visit.incoming)
    return reading is not None and commands.carry_out(visit, person, talk, reading)


def _is_nothing(incoming: Incoming, talk: Talk | None) -> bool:
    """Tell whether we can read nothing of it: a film, or a paper that nobody asked for."""
    return incoming.kind is Kind.OTHER or (incoming.kind is Kind.DOCUMENT and talk is None)


def _is_empty(incoming: Incoming) -> bool:
    """Tell whether what should hold something holds nothing, such as a photo without a file."""
    if incoming.kind in (Kind.PHOTO, Kind.VOICE, Kind.DOCUMENT):
        return incoming.file is None
    if incoming.kind is Kind.LOCATION:
        return incoming.latitude is None or incoming.longitude is None
    return incoming.kind is Kind.TEXT and not incoming.text


def _tapped(visit: Visit, talk: Talk | None) -> None:
    if talk is not None:
        conversing.answer(talk)
    else:
        visit.say(_("This button is old, and no question is open now."), *menu(visit))


def _command(talk: Talk | None, incoming: Incoming) -> Reading | None:
    """Read a command; ordinary words are none while free words are collected."""
    text = incoming.tap or incoming.text
    if not text:
        return None
    if text.startswith("/") or talk is None:
        return read_intent(text)
    asked = play(CONVERSATIONS[talk.journal.script], talk.journal, Outside(talk.visit)).asked
    return read_intent(
        text,
        collecting_text=isinstance(asked, Free),
        expecting_name_or_number=isinstance(asked, Number | Tally)
        or _names_a_place(talk, asked, text),
        asking_yes_no=asked is not None
        and {"yes", "no"} <= {option.value for option in asked.options},
    )


def _names_a_place(talk: Talk, asked: object, text: str) -> bool:
    """Tell whether a word that could be a command is the name of a place that was asked for."""
    service = talk.visit.service
    return isinstance(asked, OpenChoice) and bool(service.places.exact(text, service.home))


def _say_or_show(visit: Visit, talk: Talk | None, text: Text) -> None:
    if talk is not None:
        conversing.show_again(talk, text)
    else:
        visit.say(text, *menu(visit))


def _language_of(work: Work, service: Service, incoming: Incoming, to: Address) -> str:
    """Return the language of what was shown last, else that of the app, else the service's."""
    if last := outbox.last_message(work, to.lane):
        return last.language
    spoken = incoming.language[:2]
    return spoken if spoken in LANGUAGES else service.language


def _echo(visit: Visit) -> None:
    """Keep the person's own words for the page that shows the chat, where a channel needs it."""
    incoming = visit.incoming
    shown = incoming.channel in visit.service.echoing and incoming.text and not incoming.tap
    # Of somebody who has not agreed nothing is kept, their words neither.
    if shown and visit.person and referral_topic_of_text(incoming.text) is None:
        outbox.echo(visit.work, visit.address, incoming.text, visit.cause)
