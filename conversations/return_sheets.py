"""The tables of going home as a file: what is told and nothing else, a row for each figure."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from civic.disclosure import Figure
from civic.return_figures import Freshness, Subject, View
from conversations.figures import Reader
from conversations.return_figures import FRESHNESS, SUBJECT, VIEW, label_of, step_of, week_began
from conversations.wording import PlaceName, Text, _

MARK = "\ufeff"
"""By which Excel knows that it is UTF-8."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure that is told of a place."""

    place: str
    figure: Figure
    category: str
    people: int


def write(reader: Reader, week: str, rows: Iterable[Row]) -> bytes:
    """Return the rows as CSV (RFC 4180), worded for a reader, with codes for programs."""
    text = StringIO(newline="")
    lines = csv.writer(text, quoting=csv.QUOTE_ALL)
    lines.writerow([_plain(reader, head) for head in _heads()])
    for row in rows:
        lines.writerow([week_began(week).isoformat(), row.place, *_cells(reader, row)])
    return (MARK + text.getvalue()).encode()


def _heads() -> list[Text]:
    return [
        _("Week"),
        _("Code of the place"),
        _("Place"),
        _("Seen from"),
        _("Table"),
        _("Answers"),
        _("Category"),
        _("About how many"),
        _("In steps of"),
        _("Code"),
    ]


def _cells(reader: Reader, row: Row) -> list[str]:
    view, subject = (part for part in row.figure.value.split("."))
    table = Subject(subject)
    stale = row.category.startswith(Freshness.STALE)
    said = [
        PlaceName(row.place, within=True),
        VIEW[View(view)],
        SUBJECT[table],
        FRESHNESS[Freshness.STALE if stale else Freshness.FRESH],
        label_of(table, row.category),
    ]
    counts = [str(row.people), str(step_of(table))]
    return [*(_plain(reader, each) for each in said), *counts, f"{row.figure}.{row.category}"]


def _plain(reader: Reader, text: Text) -> str:
    return reader.wording.label(text, reader.language)
