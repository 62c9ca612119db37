"""The tables of a working group's decision: the vote, the joint paper, its review and publication.

As in storage/group_tables.py, what the group says is sealed under the group's key.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
)

from storage.tables import metadata

group_vote = Table(  # one ballot of a group on a frozen text
    "group_vote",
    metadata,
    Column("id", String, primary_key=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False, index=True),
    Column("draft", String, ForeignKey("group_draft.id"), nullable=False),
    Column("by_paragraph", Boolean, nullable=False),
    Column("state", String, nullable=False),  # open, closed
    Column("opened", BigInteger, nullable=False),
    Column("closes", BigInteger, nullable=False),
    Column("quorum", Integer, nullable=False),  # seats that must have voted
    Column("opening", LargeBinary, nullable=False),  # the chain's first link: text, seats, salts
    Column("head", LargeBinary, nullable=False),  # its last one
)

group_vote_seat = Table(  # one row for each seat from the start, so turnout is always known
    "group_vote_seat",
    metadata,
    Column("vote", String, ForeignKey("group_vote.id"), primary_key=True),
    Column("seat", String, ForeignKey("group_seat.id"), primary_key=True),
    Column("cast", BigInteger),  # the latest vote, none while undecided
    Column("salts", LargeBinary, nullable=False),  # drawn before opening, the group's key
    Column("bound", LargeBinary, nullable=False),  # the seat in the first link: number, name, salt
)

group_vote_cast = Table(  # every vote that was cast, in order; the last one of a seat counts
    "group_vote_cast",
    metadata,
    Column("vote", String, ForeignKey("group_vote.id"), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("seat", String, ForeignKey("group_seat.id"), nullable=False),
    Column("paragraph", Integer, nullable=False),  # 0 for the whole text
    Column("choice", LargeBinary, nullable=False),  # civic.group_votes; the group's key
    Column("at", BigInteger, nullable=False),
    Column("commitment", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),  # the reason and the salt, the group's key
)

joint_paper = Table(
    "joint_paper",
    metadata,
    Column("id", String, primary_key=True),
    Column("group", String, ForeignKey("working_group.id"), nullable=False),
    Column("vote", String, ForeignKey("group_vote.id"), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("approved", BigInteger),  # when the group approved the summary
    Column("body", LargeBinary, nullable=False),  # title, text of the majority, summary
)

opposing_opinion = Table(
    "opposing_opinion",
    metadata,
    Column("paper", String, ForeignKey("joint_paper.id"), primary_key=True),
    Column("seat", String, ForeignKey("group_seat.id"), primary_key=True),
    Column("state", String, nullable=False),  # asked, confirmed, unconfirmed
    Column("due", BigInteger, nullable=False),
    Column("settled", BigInteger),
    Column("body", LargeBinary, nullable=False),  # the text, the group's key
)

summary_approval = Table(
    "summary_approval",
    metadata,
    Column("paper", String, ForeignKey("joint_paper.id"), primary_key=True),
    Column("seat", String, ForeignKey("group_seat.id"), primary_key=True),
    Column("version", Integer, nullable=False),  # the paper's when it was approved
    Column("approves", Boolean, nullable=False),
    Column("named", Boolean, nullable=False),  # whether the public page names this member
)

group_review = Table(
    "group_review",
    metadata,
    Column("id", String, primary_key=True),
    Column("paper", String, ForeignKey("joint_paper.id"), nullable=False, index=True),
    Column("office", String, ForeignKey("office.id"), nullable=False, index=True),
    Column("opened", BigInteger, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("state", String, nullable=False),  # open, no_reservation, notes, silent
    Column("settled", BigInteger),
    Column("mandate", String),  # who said so for the office
)

review_note = Table(
    "review_note",
    metadata,
    Column("review", String, ForeignKey("group_review.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("seat", String, ForeignKey("group_seat.id")),  # who answered it
    Column("answered", BigInteger),
    Column("body", LargeBinary, nullable=False),  # the note, the group's key
    Column("answer", LargeBinary),  # what the group answers, the same
)

publication = Table(
    "publication",
    metadata,
    Column("id", String, primary_key=True),
    Column("paper", String, ForeignKey("joint_paper.id"), nullable=False, unique=True),
    Column("slug", String, nullable=False, unique=True),  # its address on the public pages
    Column("at", BigInteger, nullable=False),
    Column("page", LargeBinary, nullable=False),  # what everybody may read, in the clear
    Column("pdf", LargeBinary),  # the same on paper, once it is drawn
)
