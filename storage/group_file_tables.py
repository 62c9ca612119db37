"""The tables of what comes to a working group as a file: drafts that are read before they count."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, String, Table

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
