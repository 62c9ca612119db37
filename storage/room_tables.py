"""The tables of rooms: the chat or topic in which a working group meets, and codes to bind one.

Where a room is, is sealed under the group's key; what finds it are blind indexes.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, LargeBinary, String, Table

from storage.tables import metadata

group_room = Table(
    "group_room",
    metadata,
    Column("group", String, ForeignKey("working_group.id"), primary_key=True),
    Column("mark", LargeBinary, nullable=False, unique=True),  # blind index of the chat or topic
    Column("lane", LargeBinary, nullable=False, index=True),  # of the chat that a topic is in
    Column("person", String, ForeignKey("person.id"), index=True),  # who asked for the code
    Column("state", String, nullable=False),  # bound, lost
    Column("round", BigInteger, nullable=False),  # counted: each has a status message of its own
    Column("stage", String, nullable=False),  # the one that was told last
    Column("shown", BigInteger, nullable=False),  # when the status was written or edited last
    Column("shows", LargeBinary),  # hash of the status as it stands there
    Column("pinned", Boolean, nullable=False),  # as far as we may pin there
    Column("reference", String),  # the channel's id of the pinned message
    Column("body", LargeBinary, nullable=False),  # channel, chat and topic, the group's key
)

room_code = Table(
    "room_code",
    metadata,
    Column("mark", LargeBinary, primary_key=True),  # blind index of the code
    Column("group", String, ForeignKey("working_group.id"), nullable=False),
    Column("person", String, ForeignKey("person.id"), nullable=False, index=True),
    Column("until", BigInteger, nullable=False, index=True),
)
