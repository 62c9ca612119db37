"""ballots of residents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this step."""
    op.create_table(
        "ballot",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opens", sa.BigInteger(), nullable=False),
        sa.Column("closes", sa.BigInteger(), nullable=False),
        sa.Column("announced", sa.BigInteger(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("roll", sa.LargeBinary(), nullable=False),
        sa.Column("cast", sa.Integer(), nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["place"], ["place.code"]),
        sa.ForeignKeyConstraint(["office"], ["office.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "ballot_seat",
        *_of_ballot("code"),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("ballot", "code"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot_counted",
        *_of_ballot("code"),
        sa.PrimaryKeyConstraint("ballot", "code"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot_cell",
        *_of_ballot("place"),
        sa.Column("option", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ballot", "place", "option"),
        sqlite_with_rowid=False,
    )


def _of_ballot(second: str) -> tuple[sa.Column[str], sa.Column[str], sa.ForeignKeyConstraint]:
    return (
        sa.Column("ballot", sa.String(), nullable=False),
        sa.Column(second, sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ballot"], ["ballot.id"]),
    )


def downgrade() -> None:
    """Refuse: what was said would be lost; the way back is the back-up made before."""
    raise NotImplementedError("restore the back-up that was made before this step")
