"""Invented figures of an area, worded as charts, a map and a report."""

from __future__ import annotations

from datetime import date, timedelta

from civic.needs import Severity, Status
from civic.places import Level, Places
from civic.situation import Answers
from conversations import figure_maps, figures, situation
from conversations.figures import Reader
from conversations.pictures import BubbleMap, Chart, SituationReport, Trend
from conversations.situation import Situation, TopNeed, Totals
from conversations.wording import Wording
from storage.place_files import bundled_places

AREA = "SY0903"
GOVERNORATE = "SY09"
DAY = date(2026, 11, 22)
SATURDAY = date(2026, 9, 5)
OPEN = {
    "water": 148,
    "electricity": 96,
    "bread": 71,
    "health": 40,
    "education": 33,
    "roads": 28,
    "fuel": 21,
    "agriculture": 17,
    "shelter": 12,
    "documents": 9,
    "mines": 6,
    "telecom": 5,
    "municipal": 4,
    "camps": 2,
    "women": 1,
}
WEEKS = (31, 44, 40, 52, 75, 68, 49, 57, 63, 42, 38, 47)
SEVERITIES = {
    Severity.CATASTROPHIC: 18,
    Severity.EXTREME: 77,
    Severity.SEVERE: 204,
    Severity.STRESS: 139,
    Severity.MINIMAL: 41,
    Severity.UNKNOWN: 14,
}
WORDS = """الأولوية هذا الشهر لمحطة مياه الشحيل، فهي متوقفة منذ أسبوعين والصهاريج غالية.
وعدت مديرية المياه بمضخة جديدة قبل نهاية كانون الأول 2026 (كتاب رقم 45/ش).
نرجو تأمين محروقات للأفران في البصيرة وذيبان قبل البرد."""


def gazetteer() -> Places:
    """Return the places that come with the program."""
    return Places(bundled_places())


def reader(places: Places, language: str = "ar", wording: Wording | None = None) -> Reader:
    """Return somebody who reads a language, with the names of the places in it."""
    return Reader(wording or Wording.load(places=places.called, levels=places.level), language)


def chart(read: Reader) -> Chart:
    """The open needs of the governorate by sector."""
    return figures.by_sector(read, GOVERNORATE, OPEN, DAY)


def trend(read: Reader, area: str = AREA) -> Trend:
    """The new needs of twelve weeks."""
    weeks = {SATURDAY + timedelta(weeks=week): count for week, count in enumerate(WEEKS)}
    return figures.weekly(read, area, weeks, DAY)


def map_of_the_governorate(read: Reader, places: Places) -> BubbleMap:
    """The open needs by sub-district, with two villages whose position nobody knows."""
    districts = places.children(GOVERNORATE, Level.DISTRICT)
    codes = [code for one in districts for code in places.children(one, Level.SUBDISTRICT)]
    counts = {code: 4 + (place * 37) % 83 for place, code in enumerate(codes)}
    counts |= {"x-sy090102-06": 3, "x-sy090102-07": 2}
    return figure_maps.on_map(read, places, GOVERNORATE, counts, DAY)


ANSWERS: Answers = {
    "informants": 3,
    "informants.men": 2,
    "people": 91_000,
    "people.arrivals": 1_250,
    "people.departures": 40,
    "water": "4",
    "water.problems": ("water_station", "water_truck", "water_price"),
    "water.source": "truck",
    "water.days": 2,
    "water.treated": "no",
    "water.confidence": "sure",
    "electricity": "3",
    "electricity.problems": ("power_hours",),
    "electricity.hours": 4,
    "electricity.confidence": "rather",
    "health": "unknown",
    "health.access": "some",
    "health.barrier": "far",
    "priorities": ("water", "health", "bread"),
    "assistance": ("food", "cash"),
}
"""What an office told, with some parts left open."""


def report(read: Reader, *, words: str = WORDS, first: bool = False) -> SituationReport:
    """The report of a month on a district."""
    sectors = {
        code: Totals(count // 3, count, count // 4, count // 9) for code, count in OPEN.items()
    }
    told = Situation(
        area=AREA,
        office="مجلس منطقة الميادين" if read.language == "ar" else "Council of Al Mayadin",
        since=date(2026, 10, 24),
        until=date(2026, 11, 21),
        made=DAY,
        totals=sum(sectors.values(), Totals()),
        last=None if first else Totals(188, 470, 119, 52),
        sectors=sectors,
        last_open={} if first else OPEN | {"water": 121, "bread": 83, "mines": 2, "women": 4},
        severities=SEVERITIES,
        needs=needs(),
        trend=trend(read),
        answers={} if first else ANSWERS,
        words=words,
    )
    return situation.situation_report(read, told)


def needs() -> tuple[TopNeed, ...]:
    """Ten needs that weigh most."""
    rows = (
        ("10482957", "x-sy090102-11", "water", "water_station", Severity.EXTREME, 15),
        ("20391846", "x-sy090102-01", "bread", "flour", Severity.SEVERE, 9),
        ("30581725", "x-sy090300-01", "health", "dialysis", Severity.CATASTROPHIC, 3),
        ("40172639", "x-sy090301-01", "electricity", "transformer", Severity.SEVERE, 22),
        ("50928374", "x-sy090302-01", "roads", "bridge", Severity.STRESS, 41),
        ("61827364", "x-sy090301-02", "mines", "mine_seen", Severity.CATASTROPHIC, 1),
        ("71625348", "x-sy090302-02", "education", "teachers", Severity.SEVERE, 30),
        ("81726354", "x-sy090300-02", "fuel", "diesel", Severity.SEVERE, 12),
        ("91827465", "x-sy090302-03", "water", "water_truck", Severity.STRESS, 8),
        ("11223348", "x-sy090301-03", "shelter", "house_repair", Severity.EXTREME, 19),
    )
    statuses = (Status.PASSED_UP, Status.TAKEN_ON, Status.RECEIVED, Status.PLANNED, Status.REOPENED)
    return tuple(
        TopNeed(
            number=number,
            place=place,
            sector=sector,
            problem=problem,
            severity=severity,
            days=days,
            status=statuses[position % len(statuses)],
        )
        for position, (number, place, sector, problem, severity, days) in enumerate(rows)
    )
