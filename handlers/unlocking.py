"""Entering a secret number, pressed or typed: checked beside the turns, kept nowhere.

A turn never stretches a number. Where one is whole, `handle` asks for that work and changes
nothing; it is called again with what came of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import msgspec

from civic.escalation import Office
from civic.mandates import Body
from civic.pins import DIGITS, is_weak
from civic.text import digits as plain_digits
from conversations import keypad
from conversations.messages import Incoming, Kind
from conversations.office_commands import OfficeCommand, read
from conversations.wording import Text
from handlers import alarms, secret_keys, tenure
from handlers.service import Service
from handlers.visit import Visit, going_on
from storage import audit, inbox, invitations, journals, keypads, mandates, outbox, people, pins
from storage.keypads import Aim, State
from storage.mandates import Held
from storage.people import Person
from storage.pins import Done, Pin, Stretched, Stretching
from storage.work import Work

_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"[0-9]{4,12}")


def concerns(incoming: Incoming) -> bool:
    """Tell whether this may be a secret number, of which nothing may be kept."""
    if incoming.tap:
        return incoming.tap.startswith(keypads.PREFIX)
    return incoming.kind is Kind.TEXT and not incoming.edited and bool(_number(incoming.text))


def scrubbed(incoming: Incoming) -> Incoming:
    """Return it without what may be a secret number, as far as it may be put aside."""
    if not concerns(incoming):
        return incoming
    tap = keypads.PREFIX if incoming.tap else ""
    return msgspec.structs.replace(incoming, text="", tap=tap)


def handle(
    work: Work,
    service: Service,
    incoming: Incoming,
    otherwise: Callable[[Work, Service, Incoming], None],
    done: Done | None = None,
) -> Stretching | None:
    """Handle what may be a secret number; `otherwise` handles it when it is none after all.

    Returns the work of checking a whole number; nothing is changed then, and `handle` is to be
    called again with what that gives.
    """
    entry = _entry(work, service, incoming) if concerns(incoming) else None
    if entry is None:
        otherwise(work, service, incoming)
        return None
    if entry.typed and incoming.message:
        withdrawing = partial(service.withdraw, incoming.channel, incoming.chat, [incoming.message])
        work.afterwards.append(withdrawing)
    wanted = entry.wanted()
    if wanted is not None and (done is None or not wanted.is_done_by(done)):
        return wanted
    if inbox.is_first(work, incoming.channel, incoming.id):
        # What was whole may belong to a round that has ended meanwhile, and counts no more.
        entry.go_on(done.stretched if done is not None and wanted is not None else None)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What somebody has entered: `state` is None when its keys are no longer good.

    `typed` are digits that were written; too few or too many are not in the state.
    """

    visit: Visit
    person: Person
    kept: Pin | None
    state: State | None
    typed: str = ""

    @property
    def round(self) -> int:
        """The round of tries that keypads of now are made for."""
        return self.kept.body.round if self.kept else 0

    @property
    def counts_here(self) -> bool:
        """Whether there is a number that opens offices in this chat."""
        return self.kept is not None and self.kept.opens_in(self.person.mark)

    def wanted(self) -> Stretching | None:
        """Return the slow work that is needed before going on, if any."""
        state, work = self.state, self.visit.work
        if self.typed and len(self.typed) != DIGITS:
            return None
        if state is None or len(state.digits) != state.needed or state.key or self._blocked():
            return None
        first = state.digits[:DIGITS]
        if state.aim is Aim.CHOOSE:
            if not state.digits.endswith(first):
                return None
            return pins.stretching(work, self.person.id, first, self.visit.service.pin_cost)
        return pins.checking(work, self.person.id, first, self.kept) if self.kept else None

    def go_on(self, stretched: Stretched | None) -> None:
        """Show the keypad again, or carry out what the whole number is for."""
        state = self.state
        if state is None:
            self._say_over()
        elif state.key == keypads.STOP:
            self._say(keypad.STOPPED)
        elif state.aim is Aim.UNLOCK and (minutes := self._blocked()):
            self._say(keypad.blocked(minutes))
        elif self.typed and len(self.typed) != DIGITS:
            self._show(state.typed(""), keypad.SIX_DIGITS)
        elif state.aim is Aim.CHOOSE:
            self._choose(state, stretched)
        elif stretched is None or self.kept is None:
            self._show(state)
        else:
            self._unlock(state, self.kept, stretched)

    def _choose(self, state: State, stretched: Stretched | None) -> None:
        empty = state.emptied()
        if len(state.digits) == DIGITS and is_weak(state.digits):
            self._show(empty, keypad.WEAK)
        elif len(state.digits) < state.needed:
            self._show(state)
        elif stretched is None:
            self._show(empty, keypad.DIFFERENT)
        elif state.choice == secret_keys.NOTHING_CHOSEN:
            self._change(stretched)
        else:
            self._begin(state, stretched)

    def _change(self, stretched: Stretched) -> None:
        """Keep another number; the office must still be open here."""
        visit, person = self.visit, self.person
        opened = mandates.unlocked(visit.work, person.mark, visit.service.places)
        if opened is None:
            self._say_over()
            return
        pins.choose(visit.work, person, stretched)
        audit.note(visit.work, opened.id, "pin.changed", opened.id)
        self._say(keypad.CHANGED)

    def _begin(self, state: State, stretched: Stretched) -> None:
        """Keep the first number and take the seat that it was chosen for."""
        visit, person = self.visit, self.person
        found = invitations.beginning(visit.work, state.choice)
        if found is None or tenure.obstacle(visit.work, person, found):
            self._say_over()
            return
        pins.choose(visit.work, person, stretched)
        self._say(tenure.take_seat(visit, person, found.mark), again=True)

    def _unlock(self, state: State, kept: Pin, stretched: Stretched) -> None:
        work, fits = self.visit.work, kept.equals(stretched)
        now = pins.note_try(work, self.person.id, kept, fits=fits)
        held = self._mandate(state)
        if held is None:
            self._say(keypad.GONE)
        elif not fits:
            self._refuse(state, now, held)
        else:
            mandates.open_in(work, self.person.mark, held.id)
            audit.note(work, held.id, "office.unlocked", held.office.id)
            self._make_searchable(held)
            self._say_opened(held.office, held.body)

    def _make_searchable(self, held: Held) -> None:
        """Begin to read what was said in the office's area, as soon as it is really open."""
        if held.body is Body.REPRESENTATIVE:
            service = self.visit.service
            area = service.places.area(held.office.place)
            self.visit.work.afterwards.append(partial(service.search_wanted, area.places))

    def _refuse(self, state: State, now: Pin, held: Held) -> None:
        if not now.blocked_until:
            begun = keypads.begun(self.visit.work, Aim.UNLOCK, state.choice)
            self._show(begun, keypad.WRONG)
            return
        audit.note(self.visit.work, held.id, "pin.blocked", held.office.id)
        alarms.wrong_tries(self.visit.work, self.visit.service, held, now.failures)
        self._say(keypad.blocked(now.minutes_blocked(self.visit.work.seconds)))

    def _say_over(self) -> None:
        """Say that the keys are old; a second tap on the last one finds the office open."""
        visit = self.visit
        opened = mandates.unlocked(visit.work, self.person.mark, visit.service.places)
        if opened is not None:
            self._say_opened(opened.office, opened.body)
        elif self.kept is None:
            self._say(keypad.OVER_FOR_LINK)
        else:
            self._say(keypad.NOT_KEPT if self.typed else keypad.OVER, again=True)

    def _mandate(self, state: State) -> Held | None:
        held = mandates.of_person(self.visit.work, self.person.id)
        found = [each for each in held if secret_keys.choice_of(each.id) == state.choice]
        return found[0] if found else None

    def _blocked(self) -> int:
        """Return for how many minutes more nothing can be tried."""
        if self.kept is None or self.state is None or self.state.aim is not Aim.UNLOCK:
            return 0
        return self.kept.minutes_blocked(self.visit.work.seconds)

    def _show(self, state: State, notice: Text | None = None) -> None:
        secret_keys.show(self.visit, self.person, state, notice)

    def _say_opened(self, office: Office, body: Body) -> None:
        """Say that an office is open, with what is done in it most."""
        visit = self.visit
        buttons = [visit.command(label, command) for label, command in keypad.IN_AN_OFFICE[body]]
        text = keypad.opened(office.name(visit.language))
        secret_keys.say_instead(visit, text, *buttons, *going_on(visit))

    def _say(self, text: Text, *, again: bool = False) -> None:
        button = (self.visit.command(keypad.UNLOCK_BUTTON, "/unlock"),) if again else ()
        secret_keys.say_instead(self.visit, text, *button, *going_on(self.visit))


def _entry(work: Work, service: Service, incoming: Incoming) -> _Entry | None:
    """Return what was entered; None when this is no secret number after all."""
    person = people.find(work, incoming.channel, incoming.sender, incoming.chat)
    if person is None or not incoming.private:
        return None
    kept = pins.of(work, person.id)
    visit = Visit(work, service, scrubbed(incoming), person.address, person.language, person)
    entry = _Entry(visit=visit, person=person, kept=kept, state=None)
    if incoming.tap:
        return _pressed(entry, incoming.tap)
    return _typed(entry, incoming.text)


def _pressed(entry: _Entry, data: str) -> _Entry | None:
    """Read a key; after an old one the keypad of now is shown again, if there is one."""
    key = keypads.opened(entry.visit.work, entry.person.address, entry.round, data)
    now = _now(entry)
    if key is not None and now is not None and now.goes_with(key):
        return replace(entry, state=now.after(key.key))
    return replace(entry, state=now) if now or entry.counts_here else None


def _typed(entry: _Entry, text: str) -> _Entry | None:
    """Read typed digits as the whole number, if one is asked for or they can be nothing else."""
    work, lane = entry.visit.work, entry.visit.address.lane
    number, commanded = _number(text), read(text) is not None
    idle = journals.open_one(work, entry.person) is None
    shown = secret_keys.is_keypad(outbox.last_message(work, lane))
    begun = _now(entry) if shown or idle or commanded else None
    if begun is None and commanded and entry.counts_here:
        begun = _begun(entry)
    if begun is not None:
        return replace(entry, state=begun.typed(number[:DIGITS]), typed=number)
    stray = entry.counts_here and len(number) == DIGITS and (idle or commanded)
    return replace(entry, typed=number) if stray or shown else None


def _now(entry: _Entry) -> State | None:
    """Return what is entered on the keypad of this chat, while it is good."""
    work, message = entry.visit.work, keypads.newest(entry.visit.work, entry.visit.address.lane)
    if message is None or not secret_keys.is_keypad(message):
        return None
    data = message.buttons[-1].data
    state = keypads.opened(work, entry.person.address, entry.round, data)
    return replace(state, key="") if state else None


def _begun(entry: _Entry) -> State | None:
    """Begin to unlock somebody's only office."""
    held = mandates.of_person(entry.visit.work, entry.person.id)
    if len(held) != 1:
        return None
    return keypads.begun(entry.visit.work, Aim.UNLOCK, secret_keys.choice_of(held[0].id))


def _number(text: str) -> str:
    """Return the digits of a message that holds nothing else, or of a command to unlock."""
    if not _DIGIT.search(text):
        return ""
    found = read(text)
    if found and found[0] is OfficeCommand.UNLOCK:
        text = found[1]
    plain = re.sub(r"[\s.-]", "", plain_digits(text))
    return plain if _NUMBER.fullmatch(plain) else ""
