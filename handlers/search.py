"""Searching what people said in an office's area: the nearest first, then the most urgent."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from civic.asking import read_filter
from civic.mandates import Mandate
from civic.need_filters import NeedFilter
from civic.refusals import Refusal
from civic.search_found import Answer
from conversations import area_lists, search
from conversations.messages import Button, Role
from conversations.wording import Text, lines
from handlers.area_rows import everything, narrowing, opening, row
from handlers.visit import Visit, going_on
from storage import area_needs, search_asked
from storage.found_needs import nearest
from storage.people import Person
from storage.search_asked import Asked

PAGE: Final = 8
_TAG_LENGTH: Final = 8
_PRESSED: Final = re.compile(rf"=([1-9][0-9]{{0,2}});([\w-]{{{_TAG_LENGTH}}})")
"""What a button carries: a page, and by what it is known that it belongs to the last search."""


def read(visit: Visit, asked: Asked) -> NeedFilter:
    """Return what a line asks for; raises what `civic.asking.read_filter` does."""
    service = visit.service
    return read_filter(asked.line, service.places, service.home, subjects=asked.subjects)


def begin(visit: Visit, person: Person, mandate: Mandate, asked: Asked, wanted: NeedFilter) -> None:
    """Look for the words of a line, and keep it for further pages."""
    search_asked.keep(visit.work, person, asked)
    _show(visit, mandate, asked, wanted, 1)


def turn_page(visit: Visit, person: Person, mandate: Mandate, argument: str) -> bool:
    """Show a page that a button asks for; false when it is no button's argument."""
    pressed = _PRESSED.fullmatch(argument)
    if pressed is None:
        return False
    asked = search_asked.kept(visit.work, person)
    try:
        wanted = read(visit, asked) if asked and _tag(visit, asked) == pressed[2] else None
    except Refusal:  # the places are other ones by now
        wanted = None
    if asked is None or wanted is None:
        visit.say(search.OLD, everything(visit), *going_on(visit))
    else:
        _show(visit, mandate, asked, wanted, int(pressed[1]))
    return True


def _show(visit: Visit, mandate: Mandate, asked: Asked, wanted: NeedFilter, page: int) -> None:
    answer = _answer(visit, mandate, wanted)
    found = nearest(visit.work, mandate.area, wanted, answer.found)
    final = answer.complete or answer.crowded
    again = [] if final else [_button(visit, asked, search.AGAIN, page)]
    looked_for = search.looked_for(wanted.words)
    if not found:
        text = lines(looked_for, _nothing(answer))
        visit.say(text, *again, everything(visit), *going_on(visit))
        return
    first = (page - 1) * PAGE if (page - 1) * PAGE < len(found) else 0
    shown = area_needs.these(visit.work, mandate.area, found[first : first + PAGE])
    if first + PAGE < len(found):
        again.insert(0, _button(visit, asked, area_lists.NEXT_PAGE, first // PAGE + 2))
    heading = lines(looked_for, area_lists.heading(len(found)), _how_far(answer))
    text = lines(heading, *map(row, shown))
    visit.say(text, *opening(visit, shown), *again, *narrowing(visit))


def _answer(visit: Visit, mandate: Mandate, wanted: NeedFilter) -> Answer:
    """Look for the words in the places that are meant; what is not in memory is read soon."""
    service, area = visit.service, mandate.area.places
    if wanted.place:
        area &= service.places.area(wanted.place).places
    answer = service.find_words(area, wanted.words, visit.work.now)
    if not answer.complete:
        visit.work.afterwards.append(partial(service.search_wanted, area))
    return answer


def _nothing(answer: Answer) -> Text:
    if answer.crowded:
        return search.TOO_MUCH
    return search.NOTHING if answer.complete else search.STILL_READING


def _how_far(answer: Answer) -> Text | None:
    if answer.crowded:
        return search.TOO_MUCH
    if not answer.complete:
        return search.PARTLY_READ
    return search.nearest(len(answer.found.ids)) if answer.found.is_cut else None


def _button(visit: Visit, asked: Asked, label: Text, page: int) -> Button:
    return visit.command(label, f"/search ={page};{_tag(visit, asked)}", Role.CONTROL)


def _tag(visit: Visit, asked: Asked) -> str:
    return visit.token("search", asked.subjects, asked.line)[:_TAG_LENGTH]
