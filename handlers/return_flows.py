"""The picture of where those are now who come from an area: drawn from what is told anyway."""

from __future__ import annotations

from collections import Counter

from civic.disclosure import LEVELS, Figure
from civic.mandates import Mandate
from conversations import flow_pictures
from conversations import return_figures as words
from conversations.figures import Reader
from conversations.wording import lines
from handlers.drawing import have_drawn
from handlers.visit import Visit, going_on
from storage import return_figures


def draw(visit: Visit, mandate: Mandate, place: str, week: str) -> None:
    """Have the flows drawn, or say that too few are told of."""
    told = _flows(visit, mandate, place)
    if not any(told.values()):
        visit.say(words.NOT_DRAWN, *going_on(visit))
        return
    reader = Reader(visit.service.wording, visit.language)
    picture = flow_pictures.flows(reader, place, week, told)
    caption = lines(flow_pictures.title(place), flow_pictures.note(week))
    have_drawn(visit, picture, caption, "returns", *going_on(visit))


def _flows(visit: Visit, mandate: Mandate, place: str) -> dict[str, dict[str, int]]:
    """Return what is told of each part, and what of the place without telling of which part."""
    parts = visit.service.places.children(place, *LEVELS)
    told = {part: _of(visit, mandate, part) for part in parts}
    rest = Counter(_of(visit, mandate, place))
    for counts in told.values():
        rest.subtract(counts)
    told[flow_pictures.ELSEWHERE] = {end: count for end, count in rest.items() if count > 0}
    return told


def _of(visit: Visit, mandate: Mandate, place: str) -> dict[str, int]:
    table = return_figures.table(visit.work, mandate.area, place, Figure.ORIGIN_FLOWS)
    return table.at()
