"""What stands on the paper of an account: what was told, and the needs as they were counted."""

from __future__ import annotations

from collections.abc import Mapping

from civic.areas import Area
from civic.hours import today
from civic.need_filters import NeedFilter
from civic.needs import Severity
from conversations.figures import Reader
from conversations.pictures import SituationReport
from conversations.situation import MOST_NEEDS, Situation, TopNeed, Totals, situation_report
from conversations.situation_counts import since_last, summed
from conversations.situation_message import WRITTEN, line
from storage import area_needs, situations
from storage.area_needs import DAY, AreaNeed
from storage.situations import Account
from storage.work import Work


def paper(
    work: Work, reader: Reader, area: Area, account: Account, before: Account | None
) -> SituationReport:
    """Return the paper; needs are listed only while it is of today, since they move on."""
    sectors = since_last(account.counts, before.counts if before else {})
    earlier = situations.latest(work, before.office.id, before.period) if before else None
    fresh = account.day == today(work.now)
    words = situations.words_of(work, account)
    return situation_report(
        reader,
        Situation(
            area=account.office.place,
            office=account.office.name(reader.language),
            since=account.period.first,
            until=account.period.last,
            made=account.day,
            totals=summed(sectors),
            last=_totals(before, earlier) if before else None,
            sectors=sectors,
            last_open={sector: row[1] for sector, row in before.counts.items()} if before else {},
            severities=_severities(work, area) if fresh else {},
            needs=_needs(work, area) if fresh else (),
            answers=account.answers,
            words=_words(reader, words),
        ),
    )


def _words(reader: Reader, words: Mapping[str, str]) -> str:
    return "\n".join(
        reader.say(line(label, words[name])) for name, label in WRITTEN.items() if name in words
    )


def _totals(account: Account, before: Account | None) -> Totals:
    return summed(since_last(account.counts, before.counts if before else {}))


def _severities(work: Work, area: Area) -> dict[Severity, int]:
    found: dict[Severity, int] = {}
    for cell in area_needs.tallies(work, area, NeedFilter()):
        step = Severity(str(cell.severity)) if cell.severity else Severity.UNKNOWN
        found[step] = found.get(step, 0) + cell.count
    return found


def _needs(work: Work, area: Area) -> tuple[TopNeed, ...]:
    found = area_needs.page(work, area, NeedFilter(), most=MOST_NEEDS)
    return tuple(_top(work, each) for each in found)


def _top(work: Work, need: AreaNeed) -> TopNeed:
    return TopNeed(
        number=need.number,
        place=need.place,
        sector=need.sector,
        problem=need.problem,
        severity=need.severity,
        days=(work.seconds - need.received) // DAY if need.received else 0,
        status=need.status,
    )
