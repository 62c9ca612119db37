"""return intentions, and what changed at the places of origin."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_CURRENT = sa.text("state IN ('live', 'expired')")


def upgrade() -> None:
    """Bring the tables to this step."""
    op.create_table(
        "return_intention",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("current", sa.String(), nullable=False),
        sa.Column("intention", sa.String(), nullable=False),
        sa.Column("horizon", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("confirmed", sa.String(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.ForeignKeyConstraint(["origin"], ["place.code"]),
        sa.ForeignKeyConstraint(["current"], ["place.code"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("return_intention", schema=None) as batch_op:
        batch_op.create_index("return_of_person", ["person"], unique=False)
        batch_op.create_index("return_from", ["origin", "state"], unique=False)
        batch_op.create_index("return_in", ["current", "state"], unique=False)
        batch_op.create_index(
            "return_one_of_a_household",
            ["person"],
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        )

    op.create_table(
        "return_change",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["place"], ["place.code"]),
        sa.ForeignKeyConstraint(["need"], ["need.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("need", "kind", name="return_change_once"),
        sqlite_autoincrement=True,
    )

    _add_figures()
    _add_polls()


def _add_figures() -> None:
    op.create_table(
        "return_figure",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place", "figure", "category", "week"),
    )


def _add_polls() -> None:
    op.create_table(
        "return_poll",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened", sa.BigInteger(), nullable=False),
        sa.Column("closes", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.id"]),
        sa.ForeignKeyConstraint(["place"], ["place.code"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("return_poll", schema=None) as batch_op:
        batch_op.create_index("return_poll_of_office", ["office", "state"], unique=False)

    op.create_table(
        "return_poll_answer",
        sa.Column("poll", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["poll"], ["return_poll.id"]),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.PrimaryKeyConstraint("poll", "person"),
    )
    with op.batch_alter_table("return_poll_answer", schema=None) as batch_op:
        batch_op.create_index("return_poll_answer_of", ["person"], unique=False)


def downgrade() -> None:
    """Refuse: what was said would be lost; the way back is the back-up made before."""
    raise NotImplementedError("restore the back-up that was made before this step")
