"""offices and what they do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this step."""
    _make_offices_anew()
    op.create_table(
        "need_tally",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place", "sector", "status", "severity"),
    )
    op.create_table(
        "need_week",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place", "week", "sector"),
    )
    op.create_table(
        "place_above",
        sa.Column("above", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("above", "place"),
    )
    with op.batch_alter_table("place_above", schema=None) as batch_op:
        batch_op.create_index("place_above_of", ["place"], unique=False)

    op.create_table(
        "snapshot",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("place", "audience", "figure", "category", "week"),
    )
    op.create_table(
        "timer",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject"),
    )
    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timer_due"), ["due"], unique=False)

    op.create_table(
        "export",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("asked", sa.BigInteger(), nullable=True),
        sa.Column("agreed_by", sa.String(), nullable=True),
        sa.Column("agreed", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mark"),
    )
    with op.batch_alter_table("export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_export_until"), ["until"], unique=False)

    op.create_table(
        "pin",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("blocked_until", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_table(
        "invitation",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office"],
            ["office.id"],
        ),
        sa.PrimaryKeyConstraint("mark"),
    )
    op.create_table(
        "mandate",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("appointed_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office"],
            ["office.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mandate_office"), ["office"], unique=False)
        batch_op.create_index(batch_op.f("ix_mandate_person"), ["person"], unique=False)

    op.create_table(
        "nomination",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened", sa.BigInteger(), nullable=False),
        sa.Column("closes", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office"],
            ["office.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nomination_office"), ["office"], unique=False)

    op.create_table(
        "situation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office"],
            ["office.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("office", "period"),
    )
    op.create_table(
        "nomination_voice",
        sa.Column("nomination", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nomination"],
            ["nomination.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("nomination", "person"),
    )
    op.create_table(
        "unlock",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("mandate", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mandate"],
            ["mandate.id"],
        ),
        sa.PrimaryKeyConstraint("mark"),
    )
    with op.batch_alter_table("unlock", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unlock_mandate"), ["mandate"], unique=False)

    op.create_table(
        "viewing",
        sa.Column("mandate", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mandate"],
            ["mandate.id"],
        ),
        sa.PrimaryKeyConstraint("mandate", "day"),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("open", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(sa.Column("received", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("planned", sa.String(), nullable=True))
        batch_op.add_column(
            sa.Column("supporters", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("priority", sa.Float(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("merged_into", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("entered_by", sa.String(), nullable=True))
        batch_op.add_column(
            sa.Column("flagged", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("likeness", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index("need_likeness", ["likeness"], unique=False)
        batch_op.create_index("need_of_office", ["office", "open", "due"], unique=False)
        batch_op.create_index(
            "need_of_place", ["place", "open", "priority", "number"], unique=False
        )
        batch_op.create_index("need_of_problem", ["problem", "open", "place"], unique=False)
        batch_op.create_index("need_overdue", ["open", "due"], unique=False)
        batch_op.create_index("need_ranked", ["open", "priority", "number"], unique=False)
        batch_op.drop_column("verified")

    with op.batch_alter_table("need_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mandate", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("detail", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("owner", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("body", sa.LargeBinary(), nullable=True))
        batch_op.create_index(batch_op.f("ix_need_event_owner"), ["owner"], unique=False)

    with op.batch_alter_table("need_supporter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_from", sa.String(), nullable=True))

    _count_what_is_there()


def _count_what_is_there() -> None:
    """Give what the first release stored its place in the order and in the counts."""
    op.execute(
        "INSERT INTO place_above (above, place) WITH RECURSIVE chain (place, above) AS ("
        "SELECT code, code FROM place UNION ALL "
        "SELECT chain.place, place.parent FROM chain JOIN place ON place.code = chain.above "
        "WHERE place.parent IS NOT NULL) SELECT above, place FROM chain"
    )
    op.execute(
        "UPDATE need SET supporters = "
        "(SELECT count(*) FROM need_supporter WHERE need_supporter.need = need.id)"
    )
    op.execute(
        "INSERT INTO need_tally (place, sector, status, severity, count, confirmed) "
        "SELECT above, sector, status, severity, count(*), "
        "sum(CASE WHEN supporters > 0 THEN 1 ELSE 0 END) "
        "FROM need JOIN place_above ON place_above.place = need.place "
        "GROUP BY above, sector, status, severity"
    )


def _make_offices_anew() -> None:
    """The first release had the table and no way of filling it."""
    op.drop_table("office")
    op.create_table(
        "office",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name_ar", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("valid_to", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["place"], ["place.code"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_office_place", "office", ["place"])


def downgrade() -> None:
    """Refuse: what offices did would be lost; the way back is the back-up made before."""
    raise NotImplementedError("restore the back-up that was made before this step")
