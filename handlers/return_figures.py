"""What an office asks about going home: weekly tables of its area, never a list of anybody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from civic.mandates import Mandate
from civic.places import Level
from civic.return_figures import Subject, View, figure_of
from conversations import return_figures as words
from conversations.messages import Button, Role
from conversations.wording import Text, lines
from handlers import return_files, return_flows
from handlers.visit import Visit, going_on
from storage import return_figures
from storage.people import Person
from storage.return_figures import Told

WEEKS_AGO: Final = 4
OVER_TIME: Final = (0, 1, 2, 4, 8, 12, 26, 52)
"""Of which weeks before the newest one the change over time is told."""

_CHANGE, _PICTURE, _FILE = "change", "picture", "file"


@dataclass(frozen=True, slots=True)
class Asked:
    """A table that is asked for."""

    place: str
    view: View = View.ORIGIN
    subject: Subject = Subject.INTENTIONS


def show(visit: Visit, _person: Person, mandate: Mandate, argument: str) -> None:
    """Show a table of the area or of a place in it; a place elsewhere is like none."""
    wanted, asked = _read(visit, mandate, argument)
    week = return_figures.newest_week(visit.work)
    if asked is None:
        visit.say(words.NO_SUCH_PLACE, *going_on(visit))
    elif not week:
        visit.say(words.NOT_YET, *going_on(visit))
    elif wanted == _PICTURE:
        return_flows.draw(visit, mandate, asked.place, week)
    elif wanted == _FILE:
        return_files.give(visit, mandate, asked.place, week)
    elif wanted == _CHANGE:
        _show_change(visit, mandate, asked, week)
    else:
        _show_table(visit, mandate, asked, week)


def told(visit: Visit, mandate: Mandate, asked: Asked) -> Told:
    """Return a table; flows into a governorate only to whose area it wholly is."""
    area, places = mandate.area, visit.service.places
    if figure := figure_of(asked.view, asked.subject):
        return return_figures.table(visit.work, area, asked.place, figure)
    if not _is_governorate(visit, asked.place):
        return Told()
    origins = [place.code for place in places if place.level is Level.GOVERNORATE]
    origins += places.children(visit.service.home, Level.DISTRICT)
    origins.remove(visit.service.home)
    return return_figures.flows_into(visit.work, area, asked.place, origins)


def _show_table(visit: Visit, mandate: Mandate, asked: Asked, week: str) -> None:
    table = told(visit, mandate, asked)
    earlier = table.at(words.weeks_before(week, WEEKS_AGO))
    title = words.title_of(asked.view, asked.subject)
    visit.say(
        lines(
            words.heading(asked.view, title, asked.place, week),
            "",
            words.table(asked.subject, table.at(), earlier),
            "",
            words.how_counted(asked.subject),
        ),
        *_buttons(visit, asked),
        *going_on(visit),
    )


def _show_change(visit: Visit, mandate: Mandate, asked: Asked, week: str) -> None:
    table = told(visit, mandate, replace(asked, subject=Subject.INTENTIONS))
    weeks = [words.weeks_before(week, ago) for ago in OVER_TIME]
    rows = [(each, now) for each in weeks if (now := table.at(each)) or each == week]
    visit.say(
        lines(
            words.heading(asked.view, words.CHANGE_BUTTON, asked.place, week),
            "",
            words.over_time(rows),
            "",
            words.how_counted(Subject.INTENTIONS),
        ),
        *_buttons(visit, asked),
        *going_on(visit),
    )


def _buttons(visit: Visit, asked: Asked) -> list[Button]:
    """Return the way to every other table of the place."""
    subjects = [subject for subject in Subject if _exists(visit, replace(asked, subject=subject))]
    found = [
        _button(visit, words.title_of(asked.view, subject), replace(asked, subject=subject))
        for subject in subjects
        if subject is not asked.subject
    ]
    other = View.CURRENT if asked.view is View.ORIGIN else View.ORIGIN
    label = words.WHO_ARE_HERE if other is View.CURRENT else words.FROM_HERE
    found.append(_button(visit, label, Asked(asked.place, other), Role.CONTROL))
    code = f"{asked.view}.{asked.subject} {asked.place}"
    extras = {_CHANGE: words.CHANGE_BUTTON, _FILE: words.FILE_BUTTON}
    if asked.view is View.ORIGIN:
        extras[_PICTURE] = words.PICTURE_BUTTON
    for wanted, label in extras.items():
        found.append(visit.command(label, f"/returns {wanted} {code}", Role.CONTROL))
    if asked.view is View.ORIGIN:
        found.append(visit.command(words.POLL_BUTTON, "/askdisplaced", Role.CONTROL))
    return found


def _button(visit: Visit, label: Text, asked: Asked, role: Role = Role.OPTION) -> Button:
    return visit.command(label, f"/returns {asked.view}.{asked.subject} {asked.place}", role)


def _exists(visit: Visit, asked: Asked) -> bool:
    return figure_of(asked.view, asked.subject) is not None or _is_governorate(visit, asked.place)


def _is_governorate(visit: Visit, code: str) -> bool:
    place = visit.service.places.get(code)
    return place is not None and place.level is Level.GOVERNORATE


def _read(visit: Visit, mandate: Mandate, argument: str) -> tuple[str, Asked | None]:
    """Return what is wanted of which table: a button's codes, or the name of a place, or nothing.

    None for a place outside the area, as for one that does not exist.
    """
    wanted, rest = _first(argument, (_CHANGE, _PICTURE, _FILE))
    code, rest = _first(rest, _TABLES)
    view, subject = _TABLES.get(code, (View.ORIGIN, Subject.INTENTIONS))
    if not rest:
        return wanted, Asked(mandate.area.place, view, subject)
    named = (rest, *visit.service.places.exact(rest, visit.service.home))
    place = next((each for each in named if each in mandate.area), None)
    return wanted, Asked(place, view, subject) if place else None


def _first(text: str, known: tuple[str, ...] | dict[str, tuple[View, Subject]]) -> tuple[str, str]:
    """Return the first word if it is one of these, and the rest."""
    first, _, rest = text.partition(" ")
    return (first, rest.strip()) if first in known else ("", text)


_TABLES: Final = {f"{view}.{subject}": (view, subject) for view in View for subject in Subject}


def tables_of(view: View) -> list[str]:
    """Return the codes of the tables of a view, as buttons carry them."""
    return [code for code, (of, _subject) in _TABLES.items() if of is view]
