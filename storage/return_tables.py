"""The tables of return intentions, and of what changed at the places of origin."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.tables import COUNTED, metadata

_CURRENT = text("state IN ('live', 'expired')")

return_intention = Table(
    "return_intention",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", String, ForeignKey("person.id"), nullable=False),
    Column("origin", String, ForeignKey("place.code"), nullable=False),
    Column("current", String, ForeignKey("place.code"), nullable=False),
    Column("intention", String, nullable=False),
    Column("horizon", String, nullable=False),  # empty for all but those who mean to return
    Column("month", String, nullable=False),
    Column("state", String, nullable=False),  # civic.returns.State
    Column("confirmed", String, nullable=False),  # the month in which it was last said to hold
    Column("seen", BigInteger, nullable=False),  # the last change that this record was held against
    Column("body", LargeBinary, nullable=False),  # everything else that was said
    Column("contact", LargeBinary, nullable=False),  # about what and when they are written to
    Index("return_of_person", "person"),
    Index("return_from", "origin", "state"),
    Index("return_in", "current", "state"),
    Index(
        "return_one_of_a_household",
        "person",
        unique=True,
        sqlite_where=_CURRENT,
        postgresql_where=_CURRENT,
    ),
)

return_change = Table(  # what was solved or newly reported; each need once in each way
    "return_change",
    metadata,
    Column("id", COUNTED, primary_key=True, autoincrement=True),
    Column("place", String, ForeignKey("place.code"), nullable=False),
    Column("kind", String, nullable=False),  # solved, reported
    Column("need", String, ForeignKey("need.id"), nullable=False),
    Column("sector", String, nullable=False),
    Column("problem", String, nullable=False),
    Column("month", String, nullable=False),
    UniqueConstraint("need", "kind", name="return_change_once"),
    sqlite_autoincrement=True,
)
