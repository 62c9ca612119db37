"""How an office reads the needs of its area: lines of a list, and one need as a card."""

from __future__ import annotations

from collections.abc import Sequence

from civic.needs import Affected, Scope, Severity, Since
from conversations import labels, receipts
from conversations.wording import Code, PlaceName, Text, Words, _, counted, together

NOTHING_MEANT: Text = _("No request in your area fits this.")
BURST: Text = _(
    "Near-equal texts came from several new accounts within a few hours. Please check before "
    "acting."
)
NOT_COUNTED: Text = _(
    "This counts by place, subject, effect and status. Please leave out the rest, for example: "
    "/stats water Al-Kasra"
)
NOTHING_OVERDUE: Text = _("Nothing in your area is overdue.")
OVERDUE: Text = _("Overdue, the longest first:")
NEXT_PAGE: Text = _("Next page")
URGENT: Text = _("Dangers only")
OVERDUE_BUTTON: Text = _("Overdue")
DETAIL: Text = _("The words")
ALL_NEEDS: Text = _("All requests")
TOO_MANY_DETAILS: Text = _(
    "You have opened as many details today as anybody may. It goes on tomorrow."
)
WORDS_GONE: Text = _("Whoever wrote this has deleted their words.")
NO_WORDS: Text = _("Nothing was written with this request.")
GONE_IN_TEN_MINUTES: Text = _("This message disappears after ten minutes.")


def many_details(office: str, most: int) -> Text:
    """Tell administrators that an office-holder opened as many details as a day allows."""
    return _("{office}: {count} details were opened today.", office=office, count=str(most))


def heading(count: int) -> Words:
    """Say how many requests are meant."""
    return counted("{count} request", "{count} requests", count)


def row(
    number: str, place: str, sector: str, problem: str, severity: Severity, status: str
) -> Text:
    """Return one line of a list."""
    return _(
        "{number}: {problem}, {place}. {severity}. {status}",
        number=Code(number),
        problem=receipts.what(sector, problem),
        place=PlaceName(place),
        severity=labels.SEVERITY[severity],
        status=labels.STATUS[status],
    )


def alike(line: Text) -> Text:
    """Mark a line of a list as one of a burst of alike texts."""
    return _("{line} (alike texts: please check)", line=line)


def effect(severity: Severity) -> Text:
    """Say how much a need harms."""
    return _("Effect: {severity}.", severity=labels.SEVERITY[severity])


def supported(told: int | None) -> Text:
    """Say what is told this week of a need's supporters, and of few only that they are few."""
    if not told:
        return _("Supporters, counted weekly: fewer than 5.")
    return _("Supporters, counted weekly: about {count}.", count=str(told))


def confirmed(needs: int) -> Text:
    """Say of how many requests it is told that neighbours support them."""
    return _(
        "Confirmed by about five neighbours or more, counted weekly: {count}.", count=str(needs)
    )


def touched(since: str, scope: str, people: int | None, affected: Sequence[str]) -> list[Text]:
    """Say since when a need lasts and whom it touches, as far as it was told."""
    found: list[Text] = []
    if since:
        found.append(_("Since: {since}.", since=labels.SINCE[Since(since)]))
    if scope:
        found.append(_("Touches: {scope}.", scope=labels.SCOPE[Scope(scope)]))
    if people:
        found.append(_("People: {count}.", count=str(people)))
    if affected:
        who = together(*(labels.AFFECTED[Affected(each)] for each in affected))
        found.append(_("Most of all: {who}.", who=who))
    return found
