"""The table of messages to many people, as long as they are on their way."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table

from storage.tables import metadata

broadcast = Table(  # gone when everybody was reached who can be
    "broadcast",
    metadata,
    Column("id", String, primary_key=True),
    Column("cause", String, nullable=False, unique=True),  # how the causes of its rows begin
    Column("about", String, nullable=False),  # the id of a draft
    Column("actor", String, nullable=False),  # the mandate or the seat that sent it
    Column("at", BigInteger, nullable=False),
    Column("people", Integer, nullable=False),  # whom it is for, as far as they are counted
    Column("first", BigInteger),  # the outbox's rows it is in lie between these two
    Column("newest", BigInteger),
    Column("complete", Boolean, nullable=False),  # whether everybody is counted
)
