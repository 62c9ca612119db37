"""An office acts on a need: carried out or refused in a sentence, with what can be done now."""

from __future__ import annotations

from typing import Protocol

from civic.mandates import Mandate
from civic.need_actions import Action, Deed, allowed
from civic.needs import OPEN, Status
from civic.refusals import Refusal
from conversations import receipts
from conversations.action_refusals import why_not
from conversations.engine.journal import Journal
from conversations.keypad import UNLOCK_BUTTON
from conversations.messages import Button
from conversations.office_actions import (
    COMMANDS,
    LABELS,
    LOCKED_MEANWHILE,
    NO_SUCH_NEED,
    done,
)
from conversations.wording import Text, lines
from handlers.need_news import day_of, name_of
from handlers.visit import RESUME_BUTTON, Visit, going_on
from storage import journals, mandates, need_actions, need_offices, need_rows
from storage.need_rows import NeedRow
from storage.people import Person


class Shown(Protocol):
    """A need of which buttons are shown; any row that knows these will do."""

    @property
    def number(self) -> str:
        """The follow-up number."""
        ...

    @property
    def status(self) -> Status:
        """Where it stands."""
        ...

    @property
    def office(self) -> str | None:
        """Which office has it."""
        ...


def buttons(visit: Visit, mandate: Mandate, need: Shown) -> tuple[Button, ...]:
    """Return what the office may do with a need now, as buttons that are commands."""
    hold = need_offices.hold(visit.work, mandate.area, mandate, need.office)
    return tuple(_button(visit, action, need.number) for action in allowed(need.status, hold))


def carry_out(visit: Visit, mandate: Mandate, deed: Deed) -> None:
    """Do it and say so, or say why not and how the need stands."""
    try:
        after = need_actions.carry_out(
            visit.work, mandate.area, visit.service.places, mandate, deed
        )
    except Refusal as refusal:
        _say_why_not(visit, mandate, deed, refusal)
        return
    if after is None:
        visit.say(NO_SUCH_NEED, *going_on(visit))
        return
    office = name_of(visit.work, after.office, visit.language)
    visit.say(done(deed, office), *buttons(visit, mandate, after), *going_on(visit))
    visit.work.afterwards.append(visit.service.clock_waiting)


def finish(visit: Visit, person: Person, journal: Journal, deed: Deed) -> None:
    """Do what a conversation was about; if the office was locked meanwhile, keep it."""
    mandate = mandates.unlocked(visit.work, person.mark, visit.service.places)
    if mandate is not None:
        carry_out(visit, mandate, deed)
    else:
        keep(visit, person, journal)


def keep(visit: Visit, person: Person, journal: Journal) -> None:
    """Put aside what a conversation came to, because the office was locked meanwhile."""
    journals.begin(visit.work, person, journal)
    journals.put_aside(visit.work, person)
    visit.say(
        LOCKED_MEANWHILE,
        visit.command(UNLOCK_BUTTON, "/unlock"),
        visit.command(RESUME_BUTTON, "/resume"),
    )


def state(visit: Visit, row: NeedRow) -> Text:
    """Say how a need stands and who has it."""
    office = name_of(visit.work, row.office, visit.language)
    has_it = receipts.who_has_it(office, day_of(row.due)) if row.status in OPEN else None
    return lines(receipts.line(row.number, row.place, row.sector, row.problem, row.status), has_it)


def _say_why_not(visit: Visit, mandate: Mandate, deed: Deed, refusal: Refusal) -> None:
    row = need_rows.numbered(visit.work, mandate.area, deed.number)
    if row is None:
        visit.say(why_not(refusal), *going_on(visit))
        return
    shown = buttons(visit, mandate, row)
    visit.say(lines(why_not(refusal), state(visit, row)), *shown, *going_on(visit))


def _button(visit: Visit, action: Action, number: str) -> Button:
    return visit.command(LABELS[action], f"/{COMMANDS[action]} {number}")
