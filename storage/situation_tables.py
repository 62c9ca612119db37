"""The tables of what offices tell of their areas from time to time."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, UniqueConstraint

from storage.tables import metadata

situation = Table(  # what an office told of a period; a correction is another row
    "situation",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", String, nullable=False, unique=True),
    Column("office", String, ForeignKey("office.id"), nullable=False),
    Column("period", String, nullable=False),  # a month, "2026-11", or a week, "2026-W47"
    Column("ends", String, nullable=False),  # the last day of the period
    Column("revision", Integer, nullable=False),  # from 1; the highest one counts
    Column("state", String, nullable=False),  # live, replaced
    Column("day", String, nullable=False),  # on which it was sent
    Column("mandate", String, nullable=False),  # who of the office sent it
    Column("above", String),  # the office that was told
    Column("counts", String, nullable=False),  # needs of the area on that day, as JSON
    Column("body", LargeBinary, nullable=False),  # what was said in words, under the office's key
    UniqueConstraint("office", "period", "revision"),
)

situation_answer = Table(  # a code or a number, by the name of its question
    "situation_answer",
    metadata,
    Column("situation", String, ForeignKey("situation.id"), primary_key=True),
    Column("question", String, primary_key=True),
    Column("answer", String, nullable=False),  # several codes with spaces between
)
