"""An office orders a question to the displaced, or looks at what became of the latest one."""

from __future__ import annotations

from typing import Final

from civic.mandates import Mandate
from civic.return_polls import State
from conversations import return_polls as words
from handlers import conversing, return_polls
from handlers.visit import Visit, going_on
from storage import return_polls as polls
from storage.people import Person

_NEW: Final = "new"


def order(visit: Visit, person: Person, mandate: Mandate, argument: str) -> None:
    """Begin to ask for a question, or show what became of the latest one."""
    latest = polls.newest(visit.work, mandate.office.id)
    if latest is not None and latest.state is State.OPEN:
        return_polls.show_open(visit, latest)
    elif latest is not None and argument != _NEW:
        told = words.result(latest.body.question, latest.body.choices, latest.body.told or {})
        again = visit.command(words.NEW_BUTTON, f"/askdisplaced {_NEW}")
        visit.say(told, again, *going_on(visit))
    else:
        opening = {"office": mandate.office.id, "place": mandate.area.place}
        conversing.begin(visit, person, "ask_displaced", opening)
