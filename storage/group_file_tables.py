"""The tables of what comes to a working group as a file and counts later: drafts, voice notes."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables import metadata

draft_file = Table(  # a draft that a member sent as a file, until it is kept or dropped
    "draft_file",
    metadata,
    Column("id", String, primary_key=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False, index=True),
    Column("seat", String, ForeignKey("group_seat.id"), nullable=False, unique=True),  # one each
    Column("attachment", String, ForeignKey("attachment.id")),  # the file, until it is read
    Column("state", String, nullable=False),  # wanted, read
    Column("at", BigInteger, nullable=False),
    Column("body", LargeBinary),  # its paragraphs once they are read, the group's key
)

recording = Table(  # what was said by voice, until it is written down and agreed to
    "recording",
    metadata,
    Column("id", String, primary_key=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("subject", String, nullable=False),  # vote, comment
    Column("about", String, nullable=False, index=True),  # the vote's or the comment's id
    Column("part", Integer, nullable=False),  # 0 for the whole text
    Column("person", String, ForeignKey("person.id"), index=True),  # who spoke; none once forgotten
    Column("attachment", String, ForeignKey("attachment.id")),  # none once it is settled
    Column("state", String, nullable=False),  # civic.recordings.State
    Column("writer", String, ForeignKey("group_seat.id")),
    Column("at", BigInteger, nullable=False),
    Column("body", LargeBinary),  # what was written down, the group's key
    UniqueConstraint("group", "number"),
)

waiting_vote = Table(  # a vote with a spoken reason, which does not count yet
    "waiting_vote",
    metadata,
    Column("vote", String, ForeignKey("group_vote.id"), primary_key=True),
    Column("seat", String, ForeignKey("group_seat.id"), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("body", LargeBinary),  # what is said to each part, the group's key; none at the close
)
