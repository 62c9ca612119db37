"""The tables of working groups, from the proposal to the answers to comments.

What a body says (topics, drafts, comments, answers, minutes) is sealed under the group's key
(`group:<id>`); a person's own name is under the person's.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables import COUNTED, metadata

working_group = Table(
    "working_group",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),  # counted from 1, for people
    Column("place", String, ForeignKey("place.code"), nullable=False, index=True),
    Column("office", String, ForeignKey("office.id"), nullable=False),
    Column("convener", String, ForeignKey("person.id"), index=True),  # none once forgotten
    Column("stage", String, nullable=False, index=True),  # civic.groups.Stage
    Column("seats", Integer, nullable=False),  # how many are to be taken
    Column("quota", Integer, nullable=False),  # percent of them, women's at least
    Column("window_days", Integer),
    Column("window_closes", BigInteger),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),  # topic, and why
)

group_stage = Table(  # every step of a group: who, when and why; nothing is ever changed here
    "group_stage",
    metadata,
    Column("id", COUNTED, primary_key=True, autoincrement=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False, index=True),
    Column("was", String),
    Column("stage", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", String, nullable=False),  # a mandate, a seat, or "clock"
    Column("body", LargeBinary, nullable=False),  # the reason given
    sqlite_autoincrement=True,
)

group_seat = Table(
    "group_seat",
    metadata,
    Column("id", String, primary_key=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),  # 1 to 5
    Column("person", String, ForeignKey("person.id"), index=True),  # none once forgotten
    Column("gender", String, nullable=False),
    Column("place", String, ForeignKey("place.code"), nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger),
    Column("body", LargeBinary),  # the name in the group, the person's key
    UniqueConstraint("group", "number"),
)

group_candidacy = Table(
    "group_candidacy",
    metadata,
    Column("id", String, primary_key=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False),
    Column("person", String, ForeignKey("person.id"), index=True),  # none once forgotten
    Column("gender", String, nullable=False),
    Column("place", String, ForeignKey("place.code"), nullable=False),
    Column("state", String, nullable=False),  # open, seated, passed, withdrawn
    Column("at", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),  # name, topics, experience, languages; theirs
    UniqueConstraint("group", "person"),
)

group_source = Table(
    "group_source",
    metadata,
    Column("id", String, primary_key=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String, nullable=False),  # link, note, quotation, file
    Column("seat", String, ForeignKey("group_seat.id"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("dropped", Boolean, nullable=False, default=False),
    Column("attachment", String, ForeignKey("attachment.id")),
    Column("body", LargeBinary, nullable=False),  # what it is, and why
    UniqueConstraint("group", "number"),
)

group_draft = Table(
    "group_draft",
    metadata,
    Column("id", String, primary_key=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String, nullable=False),  # open, frozen, replaced
    Column("seat", String, ForeignKey("group_seat.id"), nullable=False),  # who sent it
    Column("at", BigInteger, nullable=False),
    Column("frozen", BigInteger),
    Column("digest", LargeBinary),  # SHA-256 of the frozen text (civic.drafts.digest)
    UniqueConstraint("group", "version"),
)

group_paragraph = Table(
    "group_paragraph",
    metadata,
    Column("draft", String, ForeignKey("group_draft.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

group_answer = Table(  # one answer to one comment, or to a bundle of them that has a name
    "group_answer",
    metadata,
    Column("id", String, primary_key=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),  # accepted, partly, declined
    Column("seat", String, ForeignKey("group_seat.id"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),  # the bundle's name and the reason
)

group_comment = Table(
    "group_comment",
    metadata,
    Column("id", String, primary_key=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("draft", String, ForeignKey("group_draft.id"), nullable=False),
    Column("paragraph", Integer, nullable=False),  # 0 for the whole text
    Column("person", String, ForeignKey("person.id"), index=True),  # none once forgotten
    Column("at", BigInteger, nullable=False),
    Column("attachment", String, ForeignKey("attachment.id")),  # a voice note
    Column("answer", String, ForeignKey("group_answer.id"), index=True),
    Column("body", LargeBinary, nullable=False),  # stance and reason, the group's key
    Column("name", LargeBinary),  # of who wishes to be named when published, the person's key
    UniqueConstraint("group", "number"),
    Index("group_comment_of_draft", "draft", "person"),
)

group_decline = Table(  # who wants to hear nothing more of a draft
    "group_decline",
    metadata,
    Column("draft", String, ForeignKey("group_draft.id"), primary_key=True),
    Column("person", String, ForeignKey("person.id"), primary_key=True),
)

group_session = Table(
    "group_session",
    metadata,
    Column("id", String, primary_key=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("state", String, nullable=False),  # planned, held, cancelled
    Column("body", LargeBinary, nullable=False),  # agenda, then minutes
    UniqueConstraint("group", "number"),
)

group_attendance = Table(
    "group_attendance",
    metadata,
    Column("session", String, ForeignKey("group_session.id"), primary_key=True),
    Column("seat", String, ForeignKey("group_seat.id"), primary_key=True),
    Column("comes", String, nullable=False),  # yes, no, came, absent
)
