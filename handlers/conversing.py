"""Going on with a conversation: what was said is an answer, and the script goes on."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any

from civic.sensitive import Topic, referral_topic_of_text
from conversations import guide
from conversations.behalf import NOT_FOR_OTHERS
from conversations.engine.journal import Journal, opened
from conversations.engine.play import Turn, play
from conversations.engine.present import present
from conversations.engine.pressing import BACK
from conversations.engine.replies import Said
from conversations.engine.respond import Response, respond
from conversations.engine.typed import joined_words
from conversations.messages import Kind
from conversations.scripts.registry import CONVERSATIONS
from conversations.wording import LANGUAGES, Text, _
from handlers import files, outcomes
from handlers.lookups import Outside
from handlers.visit import DISCARD_BUTTON, RESUME_BUTTON, TOKEN_LENGTH, Visit, menu_after
from storage import journals
from storage.journals import Stored
from storage.people import Person

OLD_BUTTON: Text = _("This button is old. This is the present question:")
STOPPED: Text = _("We stopped here. Nothing was sent, and nothing you wrote is lost.")
GONE: Text = _(
    "The conversation that was open no longer exists in this service. What you answered in it was "
    "not sent and is deleted."
)
NO_DOCUMENT: Text = _("Documents are read where a draft or a source of a group is asked for.")
ATTACHED: Text = _("It arrived and will go with your request. The question is still open:")


@dataclass(frozen=True, slots=True)
class Talk:
    """An open conversation of a visit."""

    visit: Visit
    person: Person
    stored: Stored

    @property
    def journal(self) -> Journal:
        """The answers so far."""
        return self.stored.journal


def begin(
    visit: Visit,
    person: Person,
    name: str,
    opening: dict[str, Any] | None = None,
    answers: dict[str, Any] | None = None,
    notice: Text | None = None,
) -> None:
    """Start a conversation; one that is open is kept and offered again at the end."""
    _make_room(visit, person)
    journal = opened(name, opening or {}, answers or {})
    stored = journals.begin(visit.work, person, journal)
    _go_on(Talk(visit, person, stored), notice)


def open_talk(visit: Visit, person: Person) -> Talk | None:
    """Return the conversation that is open."""
    stored = _if_there(visit, journals.open_one(visit.work, person))
    return Talk(visit, person, stored) if stored else None


def kept_one(visit: Visit, person: Person) -> Stored | None:
    """Return the conversation that was put aside last."""
    return _if_there(visit, journals.kept_one(visit.work, person))


def _if_there(visit: Visit, stored: Stored | None) -> Stored | None:
    """Say so, and delete it, when a release has removed the script of a conversation."""
    if stored is None or stored.journal.script in CONVERSATIONS:
        return stored
    journals.drop(visit.work, stored)
    visit.say(GONE)
    return None


def take_up(visit: Visit, person: Person, stored: Stored) -> None:
    """Go on with a conversation that was put aside."""
    _make_room(visit, person)
    journals.take_up(visit.work, person, stored)
    _go_on(Talk(visit, person, stored), _("We go on where you stopped."))


def _make_room(visit: Visit, person: Person) -> None:
    """Drop an open conversation that nobody would go on with, such as «delete everything?»."""
    stored = journals.open_one(visit.work, person)
    if stored is not None and not CONVERSATIONS[stored.journal.script].resumable:
        journals.drop(visit.work, stored)


def show_again(talk: Talk, notice: Text | None = None) -> None:
    """Show the open question once more; nothing else changes."""
    _go_on(talk, notice)


def stop(talk: Talk) -> None:
    """Put the conversation aside, as the button «stop for now» does."""
    _stop(talk, play(CONVERSATIONS[talk.journal.script], talk.journal, Outside(talk.visit)))


def go_back(talk: Talk) -> None:
    """Go to the question before, as its button does."""
    _reply(talk, talk.journal, Said(kind=Kind.TAP, code=BACK))


def answer(talk: Talk) -> None:
    """Take what was said as a reply to the open question."""
    incoming = talk.visit.incoming
    if incoming.tap and not _is_ours(talk, incoming.tap):
        show_again(talk, OLD_BUTTON)
    elif incoming.kind in (Kind.PHOTO, Kind.VOICE, Kind.DOCUMENT):
        _file(talk)
    else:
        said = Said(
            kind=incoming.kind,
            text=incoming.text,
            code=incoming.tap[TOKEN_LENGTH:],
            latitude=incoming.latitude,
            longitude=incoming.longitude,
        )
        _reply(talk, talk.journal, said)


def _file(talk: Talk) -> None:
    """Take a file where the question, or of photos and voice notes the conversation, takes it."""
    incoming, journal = talk.visit.incoming, talk.journal
    conversation = CONVERSATIONS[journal.script]
    asked = play(conversation, journal, Outside(talk.visit)).asked
    public = asked is not None and asked.public
    topic = None if public else referral_topic_of_text(incoming.text)
    taken = asked is not None and asked.takes(incoming.kind)
    if topic is not None:
        _guard(talk, topic)
    elif taken and (problem := files.problem(incoming)):
        show_again(talk, problem)
    elif taken or (conversation.attaches and incoming.kind is not Kind.DOCUMENT):
        attachment = files.put_away(talk.visit, talk.person)
        if incoming.text and conversation.attaches:
            words = joined_words(journal, conversation.attaches, incoming.text)
            journal = journal.having(conversation.attaches, {"typed": words})
        _reply(talk, journal, Said(kind=incoming.kind, attachment=attachment))
    elif incoming.kind is Kind.DOCUMENT:
        show_again(talk, NO_DOCUMENT)
    else:
        _reply(talk, journal, Said(kind=incoming.kind))


def _reply(talk: Talk, journal: Journal, said: Said) -> None:
    conversation = CONVERSATIONS[journal.script]
    _react(talk, said, respond(conversation, journal, said, Outside(talk.visit), _labels(talk)))


def guard(visit: Visit, person: Person, topic: Topic) -> None:
    """Leave for the private matter; of these words, or this file, nothing is kept."""
    begin(visit, person, "private", {"topic": topic.value, "guarded": True})


def _guard(talk: Talk, topic: Topic) -> None:
    """Leave for the private matter, unless it is somebody else's, which is theirs alone to tell."""
    if CONVERSATIONS[talk.journal.script].for_another:
        show_again(talk, NOT_FOR_OTHERS)
    else:
        guard(talk.visit, talk.person, topic)


def _react(talk: Talk, said: Said, response: Response) -> None:
    if response.stopped:
        _stop(talk, response.turn)
    elif response.unsubscribed:
        _arrive(talk, response.turn, guide.STOP_HOW, settled=False)
    elif response.guarded:
        _guard(talk, response.guarded)
    elif said.attachment and response.notice is not None:
        _attach(talk, said, response)
    else:
        _arrive(talk, response.turn, response.notice, settled=response.settled)


def _attach(talk: Talk, said: Said, response: Response) -> None:
    """Keep a photo or voice note that answers no question but belongs to the conversation."""
    journal = response.turn.journal.attaching(said.attachment)
    turn = play(CONVERSATIONS[journal.script], journal, Outside(talk.visit))
    _arrive(talk, turn, ATTACHED, settled=False)


def _go_on(talk: Talk, notice: Text | None) -> None:
    turn = play(CONVERSATIONS[talk.journal.script], talk.journal, Outside(talk.visit))
    _arrive(talk, turn, notice, settled=False)


def _arrive(talk: Talk, turn: Turn, notice: Text | None, *, settled: bool) -> None:
    """Store where the script arrived and show the open question, or what came of the end."""
    if turn.ended:
        journals.drop(talk.visit.work, talk.stored)
        asked = outcomes.settle(talk.visit, talk.person, turn)
        if asked is not None:
            begin(talk.visit, talk.person, "private", {"topic": asked.topic})
        return
    stored = talk.stored
    if settled or turn.journal != stored.journal:
        stored = journals.save(talk.visit.work, talk.person, stored, turn.journal, settled=settled)
    talk.visit.show(
        present(
            turn,
            _token(talk.visit, talk.person, stored),
            talk.visit.service.wording,
            talk.visit.language,
            notice=notice,
            replaces=talk.visit.tapped,
        )
    )


def _stop(talk: Talk, turn: Turn) -> None:
    """Put the conversation aside; a first question without any answer is simply dropped."""
    visit = talk.visit
    empty = not (turn.trail or turn.journal.answers or turn.journal.attached)
    if empty or not CONVERSATIONS[talk.journal.script].resumable:
        journals.drop(visit.work, talk.stored)
        visit.say(_("We stopped here. Nothing was sent."), *menu_after(visit))
        return
    journals.put_aside(visit.work, talk.person)
    visit.say(
        STOPPED,
        visit.command(RESUME_BUTTON, "/resume"),
        visit.command(DISCARD_BUTTON, "/discard"),
    )


def _is_ours(talk: Talk, data: str) -> bool:
    token = _token(talk.visit, talk.person, talk.stored)
    return hmac.compare_digest(data[:TOKEN_LENGTH].encode(), token.encode())


def _token(visit: Visit, person: Person, stored: Stored) -> str:
    return visit.token(person.id, stored.id, stored.revision)


def _labels(talk: Talk) -> Any:
    wording = talk.visit.service.wording

    def labels(text: Text) -> tuple[str, ...]:
        return tuple(wording.label(text, language) for language in LANGUAGES)

    return labels
