"""Showing the keypad for a secret number, in place of the message before it."""

from __future__ import annotations

import hashlib
from functools import partial

from conversations import keypad
from conversations.messages import Button, Message
from conversations.wording import Text, lines
from handlers.visit import Visit
from storage import keypads, mandates, outbox, pins
from storage.keypads import CHOICE_BYTES, Aim, State
from storage.people import Person

NOTHING_CHOSEN = bytes(CHOICE_BYTES)
"""What a number that is being changed is for: no invitation."""


def ask_to_unlock(visit: Visit, person: Person, mandate_id: str) -> None:
    """Ask for the number that opens a mandate."""
    show(visit, person, keypads.begun(visit.work, Aim.UNLOCK, choice_of(mandate_id)))


def ask_to_choose(visit: Visit, person: Person, invitation: bytes = NOTHING_CHOSEN) -> None:
    """Ask for a new number, to accept an invitation (by its blind index) or for a change."""
    show(visit, person, keypads.begun(visit.work, Aim.CHOOSE, invitation))


def show(visit: Visit, person: Person, state: State, notice: Text | None = None) -> None:
    """Show the keypad as far as the entry has come."""
    kept = pins.of(visit.work, person.id)
    round_ = kept.body.round if kept else 0
    message = keypad.keypad(
        visit.service.wording,
        visit.language,
        lines(notice, _asked(visit, person, state)),
        keypads.keys(visit.work, person.address, round_, state),
        entered=state.entered,
        replaces=place_of_last(visit),
    )
    _owe(visit, message, keypads.CAUSE)


def say_instead(visit: Visit, text: Text, *buttons: Button) -> None:
    """Say a sentence in place of the keypad, whose keys are no longer good."""
    said = visit.service.wording.say(text, visit.language)
    replaces = place_of_last(visit)
    message = Message(text=said, buttons=buttons, replaces=replaces, language=visit.language)
    _owe(visit, message, keypads.END)


def _owe(visit: Visit, message: Message, ending: str) -> None:
    keypads.forget(visit.work, visit.address.lane)
    row = outbox.owe(visit.work, visit.address, message, cause=f"{visit.cause}{ending}")
    visit.work.afterwards.append(partial(visit.service.owed, row))


def place_of_last(visit: Visit) -> str:
    """Return the message to edit: that of the pressed key, else the keypad that was shown last."""
    if visit.tapped:
        return visit.tapped
    lane = visit.address.lane
    last = outbox.last_message(visit.work, lane)
    return keypads.shown_last(visit.work, lane) if is_keypad(last) else ""


def is_keypad(message: Message | None) -> bool:
    """Tell whether a message is a keypad for a secret number."""
    return (
        message is not None
        and bool(message.buttons)
        and message.buttons[0].data.startswith(keypads.PREFIX)
    )


def choice_of(mandate_id: str) -> bytes:
    """Return by which few bytes a key names the mandate that it opens."""
    return hashlib.sha256(mandate_id.encode()).digest()[:CHOICE_BYTES]


def _asked(visit: Visit, person: Person, state: State) -> Text:
    if state.aim is Aim.CHOOSE:
        return keypad.AGAIN if len(state.digits) >= state.needed // 2 else keypad.CHOOSE
    held = mandates.held_by(visit.work, person.id, visit.service.places)
    names = [
        each.office.name(visit.language) for each in held if choice_of(each.id) == state.choice
    ]
    return keypad.enter(names[0] if names else "")
