"""The tables of needs: what was reported, what happened to it, and how it is counted."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    text,
)

from storage.tables import COUNTED, metadata

need = Table(
    "need",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", String, nullable=False, unique=True),  # 8 digits and a check digit
    Column("place", String, ForeignKey("place.code"), nullable=False),
    Column("sector", String, nullable=False),
    Column("problem", String, nullable=False),
    Column("severity", Integer, nullable=False),  # 1 to 5, 0 unknown
    Column("since", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("people", Integer),
    Column("affected", String, nullable=False),  # codes with spaces between
    Column("status", String, nullable=False),
    Column("open", Boolean, nullable=False),  # whether an office still owes an answer
    Column("office", String),  # who has it now; none while nobody is appointed
    Column("month", String, nullable=False),
    Column("received", BigInteger),  # the hour; gone ninety days after closing
    Column("due", BigInteger),  # when it must have been seen, as stored by storage/outages.py
    Column("planned", String),  # the day announced, "2026-12-01"
    Column("supporters", Integer, nullable=False),  # for nobody's eyes; what is told comes next
    Column("told_support", Integer),  # storage/told_support.py: weekly, in whole steps; or none
    Column("told_support_week", String),  # since when it is told, "2026-W47"
    Column("priority", Float, nullable=False),  # civic/priority.py; grows alike for all with age
    Column("merged_into", String),  # the need that this one was found to be the same as
    Column("entered_by", String),  # the office that wrote it down for somebody without a phone
    Column("told_solved", String),  # who said since it was closed that it is: people, else office
    Column("flagged", Boolean, nullable=False),  # one of a burst of alike texts
    Column("likeness", LargeBinary),  # what tells near-equal words, under a key; gone after hours
    Column("version", Integer, nullable=False),
    Column("person", String, ForeignKey("person.id")),
    Column("body", LargeBinary, nullable=False),  # words, location
    Index("need_alike", "place", "sector", "status"),
    Index("need_of_person", "person", "place"),
    Index("need_ranked", "open", "priority", "number"),
    # Everything that a list is narrowed to and sorted by, so that no row is read for finding it.
    Index(
        "need_facts",
        *("open", "place", "sector", "problem", "severity", "status"),
        *("received", "due", "office", "priority", "number", "month"),
    ),
    Index(
        "need_unassigned",
        *("open", "place", "priority", "number"),
        sqlite_where=text("office IS NULL"),
        postgresql_where=text("office IS NULL"),
    ),
    Index("need_of_place", "place", "open", "priority", "number"),
    Index("need_of_office", "office", "open", "due"),
    Index("need_overdue", "open", "due", "place", "priority", "number"),
    Index(
        "need_likeness",
        "place",
        sqlite_where=text("likeness IS NOT NULL"),
        postgresql_where=text("likeness IS NOT NULL"),
    ),
    Index(
        "need_flagged",
        *("flagged", "open", "place"),  # the first, so that SQLite never takes another
        sqlite_where=text("flagged = 1"),
        postgresql_where=text("flagged"),
    ),
)

need_tally = Table(  # exact counts, for a place with all below it; kept in the turns
    "need_tally",
    metadata,
    Column("place", String, primary_key=True),
    Column("sector", String, primary_key=True),
    Column("status", String, primary_key=True),
    Column("severity", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("confirmed", Integer, nullable=False),  # those of which support is told
    Column("unassigned", Integer, nullable=False),  # those that no office has
    Column("solved", Integer, nullable=False),  # closed, and somebody said that it is solved
    Column("passed_on", Integer, nullable=False),  # closed, and only an office said it for them
    sqlite_with_rowid=False,  # one tree for key and counts: eleven times as fast to sum
)

need_day = Table(  # how many that are open came in on a day; a day with none has no row
    "need_day",
    metadata,
    Column("place", String, primary_key=True),
    Column("day", Integer, primary_key=True),  # days since 1970
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

need_week = Table(  # how many came in a week, for sub-districts and what lies above them
    "need_week",
    metadata,
    Column("place", String, primary_key=True),
    Column("week", String, primary_key=True),  # "2026-W47"
    Column("sector", String, primary_key=True),
    Column("count", Integer, nullable=False),
)

need_event = Table(
    "need_event",
    metadata,
    Column("id", COUNTED, primary_key=True, autoincrement=True),
    Column("need", String, ForeignKey("need.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("month", String, nullable=False),
    Column("at", BigInteger),  # gone after thirty days
    Column("office", String),
    Column("mandate", String),  # who of the office acted
    Column("detail", String),  # a code or a day that the kind needs: the other office, the date
    Column("owner", String, index=True),  # whose key seals the body; a person who answered
    Column("body", LargeBinary),  # what was said with it
    sqlite_autoincrement=True,
)

need_change = Table(  # other words belong to a need, and no event says so; for a day
    "need_change",
    metadata,
    Column("id", COUNTED, primary_key=True, autoincrement=True),
    Column("need", String, ForeignKey("need.id"), nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
    sqlite_autoincrement=True,
)

need_supporter = Table(
    "need_supporter",
    metadata,
    Column("need", String, ForeignKey("need.id"), primary_key=True),
    Column("person", String, ForeignKey("person.id"), primary_key=True),
    Column("month", String, nullable=False),
    Column("merged_from", String),  # the need with which they came, when it was merged into this
    Column("body", LargeBinary, nullable=False),  # their own words; with those who came, none
    Index("need_supporter_of_person", "person"),
)

need_behalf = Table(  # what was written down for somebody without a phone
    "need_behalf",
    metadata,
    Column("need", String, ForeignKey("need.id"), primary_key=True),
    Column("mandate", String, nullable=False),  # who wrote it down, and hears of it meanwhile
    Column("state", String, nullable=False),  # waiting, claimed, confirmed
)

snapshot = Table(  # figures about people, as they are told; a row where one changed in a week
    "snapshot",
    metadata,
    Column("place", String, primary_key=True),  # with a / behind: what lies in none of its parts
    Column("audience", String, primary_key=True),  # representatives, public
    Column("figure", String, primary_key=True),  # reporters, supporters
    Column("category", String, primary_key=True),  # sector
    Column("week", String, primary_key=True),  # "2026-W47"
    Column("people", Integer),  # of the place without its parts; none where it is suppressed
)
