"""Which needs of an area are meant: what a list, a count or an export is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass

from civic.needs import Severity, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFilter:
    """What to narrow to; an empty or None field narrows nothing.

    `place` means it with all below it, `severity` this one or worse, `older_than` a number
    of days since the need came in, `words` what is searched for in people's own words.
    Without a status only open needs are meant.
    """

    place: str = ""
    sector: str = ""
    problem: str = ""
    severity: Severity | None = None
    status: Status | None = None
    older_than: int | None = None
    overdue: bool = False
    unassigned: bool = False
    words: str = ""
