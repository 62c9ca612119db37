"""A filter in few letters, for buttons that lead to a list: "=place;sector;…"."""

from __future__ import annotations

from civic.ages import MOST_DAYS
from civic.need_filters import NeedFilter
from civic.needs import SECTORS, Severity, Status, sector_of

_MARK = "="


def encode(wanted: NeedFilter, after: str = "") -> str:
    """Return a filter as an argument; `after` is the number of the last need that was shown.

    Words are left out: they are people's, and a button has 64 bytes.
    """
    subject = wanted.problem if wanted.problem in _NAMED else wanted.sector
    parts = (
        wanted.place,
        subject,
        wanted.severity or "",
        wanted.status[:3] if wanted.status else "",
        "" if wanted.older_than is None else str(wanted.older_than),
        f"{'o' if wanted.overdue else ''}{'u' if wanted.unassigned else ''}",
        after,
    )
    return _MARK + ";".join(parts)


def decode(argument: str) -> tuple[NeedFilter, str] | None:
    """Return what `encode` wrote; None for anything else, whoever made it."""
    parts = argument.removeprefix(_MARK).split(";")
    if not argument.startswith(_MARK) or len(parts) != 7:
        return None
    place, subject, severity, status, older, marks, after = parts
    try:
        wanted = NeedFilter(
            place=place,
            sector=sector_of(subject) if subject in _NAMED else _sector(subject),
            problem=subject if subject in _NAMED else "",
            severity=Severity(severity) if severity else None,
            status=_STATUSES[status] if status else None,
            older_than=_days(older) if older else None,
            overdue="o" in marks,
            unassigned="u" in marks,
        )
    except (ValueError, KeyError):
        return None
    return wanted, after


_STATUSES = {status[:3]: status for status in Status}
_NAMED = frozenset(
    problem for problems in SECTORS.values() for problem in problems if problem != "other"
)


def _days(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST_DAYS))):
        raise ValueError(typed)
    return int(typed)


def _sector(code: str) -> str:
    if code and code not in SECTORS:
        raise ValueError(code)
    return code
