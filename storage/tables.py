"""Every table of the main database.

Times are whole seconds since 1970 (UTC) while a clock runs on them; what only history
needs is kept as a month ("2026-11"). `body` columns are sealed under the key named in
`owner` or `person`, bound to table|column|row (storage/ciphers.py).
"""

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
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

# SQLite numbers rows by itself only where the key is declared INTEGER.
COUNTED = BigInteger().with_variant(Integer, "sqlite")

standing = Table(  # single facts of the service itself: last heartbeat, leases
    "standing",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

place = Table(
    "place",
    metadata,
    Column("code", String, primary_key=True),
    Column("pcode", String),
    Column("parent", String),
    Column("level", String, nullable=False),
    Column("name_ar", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("valid_from", String),
    Column("valid_to", String),
)

place_alias = Table(
    "place_alias",
    metadata,
    Column("place", String, ForeignKey("place.code"), primary_key=True),
    Column("name", String, primary_key=True),
)

place_above = Table(  # every place with itself and all that it lies in
    "place_above",
    metadata,
    Column("above", String, primary_key=True),
    Column("place", String, primary_key=True),
    Index("place_above_of", "place"),
)

person = Table(
    "person",
    metadata,
    Column("id", String, primary_key=True),
    Column("language", String, nullable=False),
    Column("joined", String, nullable=False),  # month
    Column("forgotten", Boolean, nullable=False, default=False),
)

consent = Table(
    "consent",
    metadata,
    Column("person", String, ForeignKey("person.id"), primary_key=True),
    Column("purpose", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("given", BigInteger, nullable=False),
)

identity = Table(
    "identity",
    metadata,
    Column("mark", LargeBinary, primary_key=True),  # blind index of channel and account
    Column("person", String, ForeignKey("person.id"), nullable=False, index=True),
    Column("channel", String, nullable=False),
    Column("reachable", Boolean, nullable=False, default=True),
    Column("body", LargeBinary, nullable=False),  # account and chat
)

link_code = Table(  # a code asked for in a new channel, to be confirmed in the old one
    "link_code",
    metadata,
    Column("code_mark", LargeBinary, primary_key=True),
    Column("mark", LargeBinary, nullable=False),  # blind index of the account that asked
    Column("until", BigInteger, nullable=False),
    Column("owner", String, nullable=False),
    Column("body", LargeBinary, nullable=False),  # channel, account, chat
)

link_try = Table(
    "link_try",
    metadata,
    Column("mark", LargeBinary, primary_key=True),  # blind index of who tries
    Column("tries", Integer, nullable=False),
    Column("until", BigInteger, nullable=False),
)

return_code = Table(  # by which a person comes back to a shared phone's conversation
    "return_code",
    metadata,
    Column("mark", LargeBinary, primary_key=True),
    Column("person", String, ForeignKey("person.id"), nullable=False, index=True),
)

timer = Table(  # what time will bring; swept by handlers/due.py
    "timer",
    metadata,
    Column("kind", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("due", BigInteger, nullable=False, index=True),
    Column("away", BigInteger),  # outages until it was set, where later ones put it off
)

journal = Table(
    "journal",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", String, ForeignKey("person.id"), nullable=False),
    Column("state", String, nullable=False),  # open, kept
    Column("revision", Integer, nullable=False),
    Column("touched", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("journal_of_person", "person", "state"),
)

inbox = Table(  # ids that were handled; kept 30 days
    "inbox",
    metadata,
    Column("channel", String, primary_key=True),
    Column("external_id", String, primary_key=True),
    Column("at", BigInteger, nullable=False, index=True),
)

trying = Table(  # what was being handled when a process died; it is tried alone
    "trying",
    metadata,
    Column("channel", String, primary_key=True),
    Column("external_id", String, primary_key=True),
    Column("crashes", Integer, nullable=False),
)

parked = Table(
    "parked",
    metadata,
    Column("number", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("external_id", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("failure", String, nullable=False),  # type, file and line; never values
    Column("owner", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("channel", "external_id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", COUNTED, primary_key=True, autoincrement=True),
    Column("cause", String, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("channel", String, nullable=False),
    Column("lane", LargeBinary, nullable=False),  # blind index of channel and chat
    Column("person", String),  # none for someone who has not agreed yet
    Column("owner", String, nullable=False),  # whose key seals the body
    Column("priority", Integer, nullable=False),  # 0 replies, 1 notices, 2 broadcasts
    Column("due", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("state", String, nullable=False),  # owed, held, farewell, sent, failed, echo
    Column("reference", String),  # the channel's id of the message once it is sent
    Column("settled", BigInteger),
    Column("body", LargeBinary),  # chat and message; gone 24 hours after settling
    UniqueConstraint("cause", "ordinal"),
    Index("outbox_owed", "state", "due"),
    Index("outbox_lane", "lane", "id"),
    sqlite_autoincrement=True,
)

attachment = Table(
    "attachment",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", String, ForeignKey("person.id"), nullable=False, index=True),
    Column("need", String, ForeignKey("need.id"), index=True),
    Column("kind", String, nullable=False),  # photo, voice
    Column("state", String, nullable=False),  # wanted, kept, refused
    Column("body", LargeBinary, nullable=False),
)

picture = Table(  # what is drawn for one chat, and what was drawn
    "picture",
    metadata,
    Column("id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("lane", LargeBinary, nullable=False, index=True),  # blind index of channel and chat
    Column("person", String, index=True),
    Column("owner", String, nullable=False),  # whose key seals the body
    Column("state", String, nullable=False),  # wanted, drawn, failed
    Column("made", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

job = Table(
    "job",
    metadata,
    Column("id", COUNTED, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("state", String, nullable=False),  # waiting, done, failed
    Column("attempts", Integer, nullable=False, default=0),
    Column("due", BigInteger, nullable=False),
    Index("job_waiting", "state", "due"),
    sqlite_autoincrement=True,
)

officer = Table(  # trained people to whom sensitive referrals are sealed
    "officer",
    metadata,
    Column("name", String, primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("recovery", Boolean, nullable=False, default=False),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger),
)

referral = Table(
    "referral",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", String, nullable=False, unique=True),
    Column("month", String, nullable=False),
    Column("mark", LargeBinary, index=True),  # blind index of the person, none once forgotten
    Column("sealed", LargeBinary, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("sequence", COUNTED, primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("previous", LargeBinary),
    Column("digest", LargeBinary),
    sqlite_autoincrement=True,
)

Index(
    "audit_unsealed",
    audit.c.sequence,
    sqlite_where=audit.c.digest.is_(None),
    postgresql_where=audit.c.digest.is_(None),
)
