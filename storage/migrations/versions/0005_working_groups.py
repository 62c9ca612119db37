"""working groups, from the proposal to the published paper."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_OF_GROUP = "group>working_group.id"
_BY_SEAT = "seat>group_seat.id"


def upgrade() -> None:
    """Bring the tables to this step."""
    _add_groups()
    _add_research()
    _add_comments()
    _add_votes()
    _add_recordings()
    _add_papers()
    _add_broadcasts()


def _add_groups() -> None:
    _add(
        "working_group",
        texts="id place office convener? stage",
        numbers="number seats quota window_days? version",
        instants="window_closes?",
        sealed="body",
        refers="place>place.code office>office.id convener>person.id",
        once="number",
    )
    _index("working_group", "place", "stage", "convener")
    op.create_table(
        "group_stage",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        *_columns(sa.String(), "group was? stage actor"),
        *_columns(sa.BigInteger(), "at"),
        *_columns(sa.LargeBinary(), "body"),
        sa.ForeignKeyConstraint(["group"], ["working_group.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    _index("group_stage", "group")
    _add(
        "group_seat",
        texts="id group person? gender place",
        numbers="number",
        instants="since until?",
        sealed="body?",
        refers=f"{_OF_GROUP} person>person.id place>place.code",
        once="group number",
    )
    _index("group_seat", "group", "person")
    _add(
        "group_candidacy",
        texts="id group person? gender place state",
        instants="at",
        sealed="body",
        refers=f"{_OF_GROUP} person>person.id place>place.code",
        once="group person",
    )
    _index("group_candidacy", "person")


def _add_research() -> None:
    _add(
        "group_source",
        texts="id group kind seat attachment?",
        numbers="number",
        instants="at",
        flags="dropped",
        sealed="body",
        refers=f"{_OF_GROUP} {_BY_SEAT} attachment>attachment.id",
        once="group number",
    )
    _add(
        "group_draft",
        texts="id group state seat",
        numbers="version",
        instants="at frozen?",
        sealed="digest?",
        refers=f"{_OF_GROUP} {_BY_SEAT}",
        once="group version",
    )
    _add(
        "group_paragraph",
        key="draft number",
        texts="draft",
        numbers="number",
        sealed="body",
        refers="draft>group_draft.id",
    )
    _add(
        "draft_file",
        texts="id group seat attachment? state",
        instants="at",
        sealed="body?",
        refers=f"{_OF_GROUP} {_BY_SEAT} attachment>attachment.id",
        once="seat",
    )
    _index("draft_file", "group")


def _add_comments() -> None:
    _add(
        "group_answer",
        texts="id group kind seat",
        instants="at",
        sealed="body",
        refers=f"{_OF_GROUP} {_BY_SEAT}",
    )
    _index("group_answer", "group")
    _add(
        "group_comment",
        texts="id group draft person? attachment? answer?",
        numbers="number paragraph",
        instants="at",
        sealed="body name?",
        refers=f"{_OF_GROUP} draft>group_draft.id person>person.id "
        "attachment>attachment.id answer>group_answer.id",
        once="group number",
    )
    _index("group_comment", "person", "answer")
    op.create_index("group_comment_of_draft", "group_comment", ["draft", "person"])
    _add(
        "group_decline",
        key="draft person",
        texts="draft person",
        refers="draft>group_draft.id person>person.id",
    )
    _add(
        "group_session",
        texts="id group state",
        numbers="number",
        instants="at",
        sealed="body",
        refers=_OF_GROUP,
        once="group number",
    )
    _add(
        "group_attendance",
        key="session seat",
        texts="session seat comes",
        refers=f"session>group_session.id {_BY_SEAT}",
    )


def _add_votes() -> None:
    _add(
        "group_vote",
        texts="id group draft state",
        flags="by_paragraph",
        instants="opened closes",
        numbers="quorum",
        sealed="opening head",
        refers=f"{_OF_GROUP} draft>group_draft.id",
    )
    _index("group_vote", "group")
    _add(
        "group_vote_seat",
        key="vote seat",
        texts="vote seat",
        instants="cast?",
        sealed="salts bound",
        refers=f"vote>group_vote.id {_BY_SEAT}",
    )
    _add(
        "group_vote_cast",
        key="vote sequence",
        texts="vote seat",
        numbers="sequence paragraph",
        instants="at",
        sealed="choice commitment digest body",
        refers=f"vote>group_vote.id {_BY_SEAT}",
    )


def _add_recordings() -> None:
    _add(
        "recording",
        texts="id group subject about person? attachment? state writer?",
        numbers="number part",
        instants="at",
        sealed="body?",
        refers=f"{_OF_GROUP} person>person.id attachment>attachment.id writer>group_seat.id",
        once="group number",
    )
    _index("recording", "about", "person")
    _add(
        "waiting_vote",
        key="vote seat",
        texts="vote seat",
        instants="at",
        sealed="body?",
        refers=f"vote>group_vote.id {_BY_SEAT}",
    )


def _add_papers() -> None:
    _add(
        "joint_paper",
        texts="id group vote",
        numbers="version",
        instants="at approved?",
        sealed="body",
        refers=f"{_OF_GROUP} vote>group_vote.id",
        once="vote",
    )
    _add(
        "opposing_opinion",
        key="paper seat",
        texts="paper seat state",
        instants="due settled?",
        sealed="body",
        refers=f"paper>joint_paper.id {_BY_SEAT}",
    )
    _add(
        "summary_approval",
        key="paper seat",
        texts="paper seat",
        numbers="version",
        flags="approves named",
        refers=f"paper>joint_paper.id {_BY_SEAT}",
    )
    _add(
        "group_review",
        texts="id paper office state mandate?",
        instants="opened due settled?",
        refers="paper>joint_paper.id office>office.id",
    )
    _index("group_review", "paper", "office")
    _add(
        "review_note",
        key="review number",
        texts="review seat?",
        numbers="number",
        instants="answered?",
        sealed="body answer?",
        refers=f"review>group_review.id {_BY_SEAT}",
    )
    _add(
        "publication",
        texts="id paper slug",
        instants="at",
        sealed="page pdf?",
        refers="paper>joint_paper.id",
        once="paper|slug",
    )


def _add_broadcasts() -> None:
    op.create_index("need_supporter_of_person", "need_supporter", ["person"])
    op.drop_index("need_of_person", "need")
    op.create_index("need_of_person", "need", ["person", "place"])
    _add(
        "broadcast",
        texts="id cause about actor",
        numbers="people",
        instants="at first? newest?",
        flags="complete",
        once="cause",
    )


def _add(
    table: str,
    *,
    key: str = "id",
    texts: str = "",
    numbers: str = "",
    instants: str = "",
    flags: str = "",
    sealed: str = "",
    refers: str = "",
    once: str = "",
) -> None:
    """Make a table: names of columns by their types, `?` after one that may be empty.

    `refers` are column>table.column; `once` are columns that are unique together.
    """
    targets = [each.split(">") for each in refers.split()]
    op.create_table(
        table,
        *_columns(sa.String(), texts),
        *_columns(sa.Integer(), numbers),
        *_columns(sa.BigInteger(), instants),
        *_columns(sa.Boolean(), flags),
        *_columns(sa.LargeBinary(), sealed),
        *(sa.ForeignKeyConstraint([column], [target]) for column, target in targets),
        sa.PrimaryKeyConstraint(*key.split()),
        *(sa.UniqueConstraint(*each.split()) for each in once.split("|") if each),
    )


def _columns(kind: sa.types.TypeEngine[Any], names: str) -> list[sa.Column[Any]]:
    return [
        sa.Column(name.rstrip("?"), kind, nullable=name.endswith("?")) for name in names.split()
    ]


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """Refuse: what was said would be lost; the way back is the back-up made before."""
    raise NotImplementedError("restore the back-up that was made before this step")
