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
_Counted = BigInteger().with_variant(Integer, "sqlite")

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

office = Table(  # a body that stands for a place, vacant or not
    "office",
    metadata,
    Column("id", String, primary_key=True),
    Column("place", String, ForeignKey("place.code"), nullable=False, index=True),
    Column("kind", String, nullable=False),  # representative, administration
    Column("name_ar", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("valid_from", BigInteger, nullable=False),
    Column("valid_to", BigInteger),
)

mandate = Table(  # who sits in an office, since and until when, appointed by whom
    "mandate",
    metadata,
    Column("id", String, primary_key=True),
    Column("office", String, ForeignKey("office.id"), nullable=False, index=True),
    Column("person", String, ForeignKey("person.id"), index=True),  # none once forgotten
    Column("gender", String, nullable=False),  # f, m, or empty when not told
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger),
    Column("appointed_by", String, nullable=False),  # a mandate, or "operator"
)

invitation = Table(  # a one-use link that activates a mandate
    "invitation",
    metadata,
    Column("mark", LargeBinary, primary_key=True),  # blind index of what the link carries
    Column("office", String, ForeignKey("office.id"), nullable=False),
    Column("gender", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("until", BigInteger, nullable=False),
)

pin = Table(
    "pin",
    metadata,
    Column("person", String, ForeignKey("person.id"), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("blocked_until", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),  # salt and hash
)

unlock = Table(  # an office that is open in one chat, for ten minutes at most
    "unlock",
    metadata,
    Column("mark", LargeBinary, primary_key=True),  # the identity it was opened in
    Column("mandate", String, ForeignKey("mandate.id"), nullable=False, index=True),
    Column("until", BigInteger, nullable=False),
)

nomination = Table(
    "nomination",
    metadata,
    Column("id", String, primary_key=True),
    Column("office", String, ForeignKey("office.id"), nullable=False, index=True),
    Column("person", String, ForeignKey("person.id")),  # none once forgotten
    Column("gender", String, nullable=False),
    Column("state", String, nullable=False),  # open, appointed, refused, withdrawn
    Column("opened", BigInteger, nullable=False),
    Column("closes", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),  # statement and competence, the person's key
)

nomination_voice = Table(
    "nomination_voice",
    metadata,
    Column("nomination", String, ForeignKey("nomination.id"), primary_key=True),
    Column("person", String, ForeignKey("person.id"), primary_key=True),
    Column("stance", String, nullable=False),  # support, object
    Column("body", LargeBinary, nullable=False),  # the reason
)

viewing = Table(  # how many details a mandate has seen on a day
    "viewing",
    metadata,
    Column("mandate", String, ForeignKey("mandate.id"), primary_key=True),
    Column("day", String, primary_key=True),
    Column("seen", Integer, nullable=False),
)

timer = Table(  # what time will bring; swept by handlers/due.py
    "timer",
    metadata,
    Column("kind", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("due", BigInteger, nullable=False, index=True),
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
    Column("id", _Counted, primary_key=True, autoincrement=True),
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
    Column("due", BigInteger),  # when the office must have seen it
    Column("planned", String),  # the day announced, "2026-12-01"
    Column("supporters", Integer, nullable=False),
    Column("priority", Float, nullable=False),  # civic/priority.py; grows alike for all with age
    Column("merged_into", String),  # the need that this one was found to be the same as
    Column("entered_by", String),  # the office that wrote it down for somebody without a phone
    Column("flagged", Boolean, nullable=False),  # one of a burst of alike texts
    Column("likeness", LargeBinary),  # blind index of the words' terms; gone after a week
    Column("version", Integer, nullable=False),
    Column("person", String, ForeignKey("person.id")),
    Column("body", LargeBinary, nullable=False),  # words, location
    Index("need_alike", "place", "sector", "status"),
    Index("need_of_person", "person"),
    Index("need_ranked", "open", "priority", "number"),
    Index("need_of_place", "place", "open", "priority", "number"),
    Index("need_of_office", "office", "open", "due"),
    Index("need_overdue", "open", "due"),
    Index("need_likeness", "likeness"),
)

need_tally = Table(  # exact counts, for a place with all below it; kept in the turns
    "need_tally",
    metadata,
    Column("place", String, primary_key=True),
    Column("sector", String, primary_key=True),
    Column("status", String, primary_key=True),
    Column("severity", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("confirmed", Integer, nullable=False),  # those that any neighbour supports
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
    Column("id", _Counted, primary_key=True, autoincrement=True),
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

need_supporter = Table(
    "need_supporter",
    metadata,
    Column("need", String, ForeignKey("need.id"), primary_key=True),
    Column("person", String, ForeignKey("person.id"), primary_key=True),
    Column("month", String, nullable=False),
    Column("merged_from", String),  # the need with which they came, when it was merged into this
    Column("body", LargeBinary, nullable=False),  # their own words; with those who came, none
)

situation = Table(  # the periodic report of an office about its place
    "situation",
    metadata,
    Column("id", String, primary_key=True),
    Column("office", String, ForeignKey("office.id"), nullable=False),
    Column("period", String, nullable=False),  # a month, "2026-11", or a week, "2026-W47"
    Column("state", String, nullable=False),  # sent, passed up
    Column("body", LargeBinary, nullable=False),  # under the office's key
    UniqueConstraint("office", "period"),
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

job = Table(
    "job",
    metadata,
    Column("id", _Counted, primary_key=True, autoincrement=True),
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
    Column("sequence", _Counted, primary_key=True, autoincrement=True),
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

export = Table(  # a file that an office-holder asked for; the file lies sealed beside the data
    "export",
    metadata,
    Column("id", String, primary_key=True),
    Column("office", String, nullable=False),
    Column("person", String, ForeignKey("person.id"), nullable=False),
    Column("kind", String, nullable=False),  # xlsx, csv, geojson
    Column("state", String, nullable=False),  # asked, waiting, running, ready, taken, failed
    Column("made", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False, index=True),
    Column("mark", LargeBinary, unique=True),  # blind index of what the link carries
    Column("owner", String, nullable=False),  # the export's own key, gone with the file
    Column("body", LargeBinary, nullable=False),  # what was asked for, what the file is
    Column("asked", BigInteger),  # when people's words were asked for, to which a second agrees
    Column("agreed_by", String),  # that second person
    Column("agreed", BigInteger),
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
