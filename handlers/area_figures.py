"""What an office asks in numbers: exact counts of its area's open needs, by subject and effect."""

from __future__ import annotations

from collections import Counter
from typing import Final

from civic.mandates import Mandate
from civic.needs import Severity
from conversations import area_lists, labels, people_list
from conversations.filter_codes import encode
from conversations.wording import PlaceName, Text, _, lines
from handlers import area_pictures
from handlers.counting import to_count
from handlers.visit import Visit, going_on
from storage import area_needs, behalf, bursts, need_replies
from storage.area_needs import Tally
from storage.people import Person

MOST_SUBJECTS: Final = 10


def show(visit: Visit, _person: Person, mandate: Mandate, argument: str) -> None:
    """Count what a line asks for, or everything that is open in the area."""
    wanted = to_count(visit, argument)
    if wanted is None:
        return
    found = area_needs.tallies(visit.work, mandate.area, wanted)
    if not found:
        visit.say(area_lists.NOTHING_MEANT, *going_on(visit))
        return
    solved = need_replies.solved(visit.work, mandate.area)
    visit.say(
        lines(
            PlaceName(wanted.place or mandate.area.place, within=True),
            area_lists.heading(sum(cell.count for cell in found)),
            "",
            *_by_sector(found),
            "",
            *_by_severity(found),
            "",
            *_apart(visit, mandate, found),
            _("Closed as solved: {count}.", count=str(solved.closed)),
            _("Of these, the reporter said yes: {count}.", count=str(solved.confirmed)),
            *_for_others(visit, mandate, solved.passed_on),
        ),
        visit.command(area_lists.ALL_NEEDS, f"/needs {encode(wanted)}"),
        *area_pictures.buttons(visit, wanted),
        visit.command(area_lists.OVERDUE_BUTTON, "/overdue"),
        visit.command(people_list.PEOPLE_BUTTON, f"/people {wanted.place}".rstrip()),
        *going_on(visit),
    )


def _apart(visit: Visit, mandate: Mandate, found: list[Tally]) -> list[Text]:
    """Tell what neighbours confirmed from what one account alone said, and what is flagged."""
    confirmed = sum(cell.confirmed for cell in found)
    flagged = bursts.count(visit.work, mandate.area)
    return [
        area_lists.confirmed(confirmed),
        *([_("In bursts of alike texts: {count}.", count=str(flagged))] if flagged else []),
    ]


def _for_others(visit: Visit, mandate: Mandate, passed_on: int) -> list[Text]:
    """Count apart what offices wrote and said for people without a phone."""
    others = behalf.counts(visit.work, mandate.area)
    found: list[Text] = []
    if passed_on:
        found.append(_("An office said so for somebody: {count}.", count=str(passed_on)))
    if others.entered:
        found += [
            "",
            _("Written down for people without a phone: {count}.", count=str(others.entered)),
            _("Taken over by them since: {count}.", count=str(others.claimed)),
            _("Of these, said to be right: {count}.", count=str(others.confirmed)),
        ]
    return found


def _by_sector(found: list[Tally]) -> list[Text]:
    counts = Counter[str]()
    for cell in found:
        counts[cell.sector] += cell.count
    # Equal ones by name: the order of rows is the database's own, and may tell of its history.
    ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    rows = [_row(labels.SECTOR[sector], count) for sector, count in ranked[:MOST_SUBJECTS]]
    if rest := sum(count for _sector, count in ranked[MOST_SUBJECTS:]):
        rows.append(_row(_("Everything else"), rest))
    return rows


def _by_severity(found: list[Tally]) -> list[Text]:
    counts = Counter[int]()
    for cell in found:
        counts[cell.severity] += cell.count
    worst_first = sorted(counts.items(), reverse=True)
    return [
        _row(labels.SEVERITY[Severity(str(level)) if level else Severity.UNKNOWN], count)
        for level, count in worst_first
    ]


def _row(label: Text, count: int) -> Text:
    return _("{label}: {count}", label=label, count=str(count))
