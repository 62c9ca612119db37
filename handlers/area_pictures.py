"""What an office looks at rather than reads: charts of its area's needs, and a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from civic.mandates import Mandate
from civic.need_filters import NeedFilter
from civic.needs import Severity
from civic.places import LOOSE, Level, Places
from civic.refusals import Refusal
from conversations import area_lists, area_pictures, figure_maps, figures
from conversations.area_pictures import Kind
from conversations.figures import Reader
from conversations.filter_codes import encode
from conversations.messages import Button
from conversations.pictures import Picture
from handlers import drawing
from handlers.counting import to_count
from handlers.visit import Visit, going_on
from storage import area_figures, area_needs
from storage.people import Person

_WEEKLY: Final = frozenset((Level.COUNTRY, Level.GOVERNORATE, Level.DISTRICT, Level.SUBDISTRICT))
"""Levels of which weeks are kept; a village's few reports are shown by month."""

_LARGE: Final = frozenset((Level.COUNTRY, Level.GOVERNORATE))
"""Levels whose map shows sub-districts, since their communities would hide one another."""

Draw = Callable[[Visit, Mandate, NeedFilter, Reader, date], Picture]


def show_chart(visit: Visit, _person: Person, mandate: Mandate, argument: str) -> None:
    """Have a chart drawn: of which kind the first word says, by subject if it says nothing."""
    first, _space, rest = argument.partition(" ")
    known = first in set(Kind)
    kind = Kind(first) if known else Kind.SECTORS
    wanted = to_count(visit, rest if known else argument)
    if wanted is not None and kind is Kind.TIME:
        wanted = NeedFilter(place=wanted.place, sector=wanted.sector)
    if wanted is not None:
        _have_drawn(visit, mandate, wanted, _CHARTS[kind], kind.value)


def show_map(visit: Visit, _person: Person, mandate: Mandate, argument: str) -> None:
    """Have a map drawn of where the needs are that a line asks for."""
    wanted = to_count(visit, argument)
    if wanted is not None:
        _have_drawn(visit, mandate, wanted, _map, "map")


def buttons(visit: Visit, wanted: NeedFilter) -> tuple[Button, ...]:
    """Return what else can be looked at of the same needs."""
    code = encode(wanted)
    charts = (
        visit.command(label, f"/chart {kind} {code}")
        for kind, label in area_pictures.BUTTONS.items()
    )
    return (*charts, visit.command(area_pictures.MAP_BUTTON, f"/map {code}"))


def _have_drawn(visit: Visit, mandate: Mandate, wanted: NeedFilter, draw: Draw, name: str) -> None:
    """Count, and leave the drawing to the edge; where nothing is counted, say so."""
    reader = Reader(visit.service.wording, visit.language)
    place = wanted.place or mandate.area.place
    try:
        picture = draw(visit, mandate, wanted, reader, visit.work.now.date())
    except Refusal as refusal:
        missing = refusal.code == "figures.no-positions"
        said = area_pictures.NO_POSITION if missing else area_lists.NOTHING_MEANT
        visit.say(said, *going_on(visit))
        return
    visit.say(area_pictures.DRAWING)
    caption = area_pictures.caption(place, wanted)
    drawing.have_drawn(visit, picture, caption, f"{place}-{name}", *buttons(visit, wanted))


def _by_sector(
    visit: Visit, mandate: Mandate, wanted: NeedFilter, reader: Reader, day: date
) -> Picture:
    counts = Counter[str]()
    for cell in area_needs.tallies(visit.work, mandate.area, wanted):
        counts[cell.sector] += cell.count
    return figures.by_sector(reader, _place(mandate, wanted), counts, day)


def _by_severity(
    visit: Visit, mandate: Mandate, wanted: NeedFilter, reader: Reader, day: date
) -> Picture:
    counts = Counter[Severity]()
    for cell in area_needs.tallies(visit.work, mandate.area, wanted):
        step = Severity(str(cell.severity)) if cell.severity else Severity.UNKNOWN
        counts[step] += cell.count
    return figures.by_severity(reader, _place(mandate, wanted), counts, day)


def _by_place(
    visit: Visit, mandate: Mandate, wanted: NeedFilter, reader: Reader, day: date
) -> Picture:
    place = _place(mandate, wanted)
    parts = visit.service.places.children(place) or (place,)
    counts = area_figures.by_place(visit.work, mandate.area, wanted, parts)
    return figures.by_place(reader, place, counts, day)


def _over_time(
    visit: Visit, mandate: Mandate, wanted: NeedFilter, reader: Reader, day: date
) -> Picture:
    place = _place(mandate, wanted)
    if _level(visit, place) in _WEEKLY:
        weeks = area_figures.by_week(visit.work, mandate.area, place, wanted.sector)
        return figures.weekly(reader, place, weeks, day)
    months = area_figures.by_month(visit.work, mandate.area, place, wanted.sector)
    return figures.monthly(reader, place, months, day)


def _map(visit: Visit, mandate: Mandate, wanted: NeedFilter, reader: Reader, day: date) -> Picture:
    places, place = visit.service.places, _place(mandate, wanted)
    shown = Level.SUBDISTRICT if _level(visit, place) in _LARGE else Level.COMMUNITY
    parts = _parts(places, place, shown) or [place]
    counts = area_figures.by_place(visit.work, mandate.area, wanted, parts)
    return figure_maps.on_map(reader, places, place, counts, day)


def _parts(places: Places, place: str, shown: Level) -> list[str]:
    """Return the places of a level within one, with the loose ones that lie in none of them."""
    within = [each for each in places if places.within(each.code, place)]
    level = {each.code: each.level for each in places}
    return [
        each.code
        for each in within
        if each.level is shown
        or (
            each.level in LOOSE
            and shown not in (level[above] for above in places.ancestors(each.code))
        )
    ]


def _place(mandate: Mandate, wanted: NeedFilter) -> str:
    return wanted.place or mandate.area.place


def _level(visit: Visit, place: str) -> Level | None:
    found = visit.service.places.get(place)
    return found.level if found else None


_CHARTS: Final[Mapping[Kind, Draw]] = MappingProxyType(
    {
        Kind.SECTORS: _by_sector,
        Kind.SEVERITIES: _by_severity,
        Kind.PLACES: _by_place,
        Kind.TIME: _over_time,
    }
)
