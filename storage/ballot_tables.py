"""The tables of ballots of residents; none of them holds a person, a time of voting or a choice.

Two keys: `ballot:ID` lasts and seals the question; `ballot-votes:ID` seals what people vote and
the secret by which they stand on the roll, and is destroyed at the close (storage/ballot_keys.py).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, String, Table

from storage.tables import metadata

ballot = Table(
    "ballot",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("place", String, ForeignKey("place.code"), nullable=False),
    Column("office", String, ForeignKey("office.id"), nullable=False),
    Column("state", String, nullable=False),  # frozen, counted, closed
    Column("opens", BigInteger, nullable=False),
    Column("closes", BigInteger, nullable=False),  # outages included
    Column("announced", BigInteger, nullable=False),  # the close as the roll's record names it
    Column("voters", Integer, nullable=False),
    Column("roll", LargeBinary, nullable=False),  # SHA-256 of the roll's record
    Column("cast", Integer),  # how many voted, where that is told; none before the close
    Column("result", LargeBinary),  # SHA-256 of the result's record
    Column("secret", LargeBinary),  # from which codes are drawn; the key of votes, none after
    Column("body", LargeBinary, nullable=False),  # question and options
)

ballot_seat = Table(  # the roll; a row for each voter from the start, alike whether they voted
    "ballot_seat",
    metadata,
    Column("ballot", String, ForeignKey("ballot.id"), primary_key=True),
    Column("code", String, primary_key=True),  # civic.ballot_codes.roll_code
    Column("body", LargeBinary),  # place and vote; the key of votes, none after the close
    sqlite_with_rowid=False,  # ordered by the codes and by nothing else
)

ballot_counted = Table(  # the inclusion codes of those whose vote was counted
    "ballot_counted",
    metadata,
    Column("ballot", String, ForeignKey("ballot.id"), primary_key=True),
    Column("code", String, primary_key=True),
    sqlite_with_rowid=False,
)

ballot_cell = Table(  # the result as it is told: places of few voters folded into larger ones
    "ballot_cell",
    metadata,
    Column("ballot", String, ForeignKey("ballot.id"), primary_key=True),
    Column("place", String, primary_key=True),
    Column("option", Integer, primary_key=True),  # from 1
    Column("votes", Integer, nullable=False),
    sqlite_with_rowid=False,
)
