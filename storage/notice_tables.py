"""The table of notices that people do not want."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table

from storage.tables import metadata

unwanted_notice = Table(
    "unwanted_notice",
    metadata,
    Column("person", String, ForeignKey("person.id"), primary_key=True),
    Column("kind", String, primary_key=True),  # nominations
)
