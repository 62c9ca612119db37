"""pictures and reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this step."""
    op.create_table(
        "picture",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_picture_lane", "picture", ["lane"])
    op.create_index("ix_picture_person", "picture", ["person"])
    op.create_table(
        "need_change",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["need"], ["need.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_need_change_at", "need_change", ["at"])
    op.add_column("unlock", sa.Column("asked", sa.LargeBinary(), nullable=True))
    op.create_table(
        "need_behalf",
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("mandate", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["need"], ["need.id"]),
        sa.PrimaryKeyConstraint("need"),
    )
    op.add_column("timer", sa.Column("away", sa.BigInteger(), nullable=True))
    op.add_column("need", sa.Column("told_solved", sa.String(), nullable=True))
    op.add_column("need", sa.Column("told_support", sa.Integer(), nullable=True))
    op.add_column("need", sa.Column("told_support_week", sa.String(), nullable=True))
    op.drop_index("need_of_problem", "need")
    facts = ["open", "place", "sector", "problem", "severity", "status"]
    times = ["received", "due", "office", "priority", "number", "month"]
    op.create_index("need_facts", "need", [*facts, *times])
    op.drop_index("need_overdue", "need")
    op.create_index("need_overdue", "need", ["open", "due", "place", "priority", "number"])
    nobodys = sa.text("office IS NULL")
    op.create_index(
        "need_unassigned",
        "need",
        ["open", "place", "priority", "number"],
        sqlite_where=nobodys,
        postgresql_where=nobodys,
    )
    _note_who_said_solved()
    _count_anew()
    _count_days()
    _make_situations_anew()
    _index_bursts()
    op.create_table(
        "unwanted_notice",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.PrimaryKeyConstraint("person", "kind"),
    )


def _note_who_said_solved() -> None:
    """Keep with each closed need what its history tells: whether anybody found it solved."""
    op.execute(
        "UPDATE need SET told_solved = 'people' WHERE status = 'resolved' AND EXISTS ("
        "SELECT 1 FROM need_event AS told WHERE told.need = need.id AND told.kind = 'confirmed' "
        "AND told.detail = 'yes' AND NOT EXISTS (SELECT 1 FROM need_event AS later "
        "WHERE later.need = need.id AND later.kind = 'resolved' AND later.id > told.id))"
    )


def _count_anew() -> None:
    """Count more of needs, and in the tree of their key, where SQLite reads them in a row.

    Support is told anew, by the week.
    """
    op.drop_table("need_tally")
    cell = ["place", "sector", "status", "severity"]
    op.create_table(
        "need_tally",
        *(sa.Column(name, sa.String(), nullable=False) for name in cell[:3]),
        sa.Column("severity", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("count", "confirmed")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("unassigned", "solved")),
        sa.Column("passed_on", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*cell),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO need_tally "
        "SELECT above, sector, status, severity, count(*), 0, "
        "sum(CASE WHEN office IS NULL THEN 1 ELSE 0 END), "
        "sum(CASE WHEN told_solved = 'people' THEN 1 ELSE 0 END), "
        "sum(CASE WHEN told_solved = 'office' THEN 1 ELSE 0 END) "
        "FROM need JOIN place_above ON place_above.place = need.place "
        "GROUP BY above, sector, status, severity"
    )


def _count_days() -> None:
    """Count what is open by the day on which it came in."""
    op.create_table(
        "need_day",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place", "day"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO need_day SELECT above, received / 86400, count(*) "
        "FROM need JOIN place_above ON place_above.place = need.place "
        "WHERE open AND received IS NOT NULL GROUP BY above, received / 86400"
    )


def _make_situations_anew() -> None:
    """Nothing was ever stored in the table of the step before."""
    op.drop_table("situation")
    op.create_table(
        "situation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("mandate", sa.String(), nullable=False),
        sa.Column("above", sa.String(), nullable=True),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("office", "period", "revision"),
    )
    op.create_table(
        "situation_answer",
        sa.Column("situation", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["situation"], ["situation.id"]),
        sa.PrimaryKeyConstraint("situation", "question"),
    )


def _index_bursts() -> None:
    """Find what was signed in the last hours, and what is flagged, without reading all needs."""
    op.drop_index("need_likeness", "need")
    signed, flagged = sa.text("likeness IS NOT NULL"), sa.text("flagged")
    op.create_index(
        "need_likeness", "need", ["place"], sqlite_where=signed, postgresql_where=signed
    )
    op.create_index(
        "need_flagged",
        "need",
        ["flagged", "open", "place"],
        sqlite_where=sa.text("flagged = 1"),
        postgresql_where=flagged,
    )


def downgrade() -> None:
    """Refuse: what was stored would be lost; the way back is the back-up made before."""
    raise NotImplementedError("restore the back-up that was made before this step")
