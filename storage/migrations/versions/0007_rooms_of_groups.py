"""Rooms in which working groups meet, and the codes that bind them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this step."""
    op.create_table(
        "group_room",
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("shown", sa.BigInteger(), nullable=False),
        sa.Column("shows", sa.LargeBinary(), nullable=True),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["group"], ["working_group.id"]),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.PrimaryKeyConstraint("group"),
        sa.UniqueConstraint("mark"),
    )
    op.create_index("ix_group_room_lane", "group_room", ["lane"])
    op.create_index("ix_group_room_person", "group_room", ["person"])
    op.create_table(
        "room_code",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group"], ["working_group.id"]),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.PrimaryKeyConstraint("mark"),
    )
    op.create_index("ix_room_code_person", "room_code", ["person"])
    op.create_index("ix_room_code_until", "room_code", ["until"])


def downgrade() -> None:
    """Refuse: what was said would be lost; the way back is the back-up made before."""
    raise NotImplementedError("restore the back-up that was made before this step")
