"""The tables of what is told of return intentions, and of questions to the displaced."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from storage.tables import metadata

return_figure = Table(  # totals as representatives are told them; a row where one changed in a week
    "return_figure",
    metadata,
    Column("place", String, primary_key=True),
    Column("figure", String, primary_key=True),  # civic.disclosure.Figure
    Column("category", String, primary_key=True),
    Column("week", String, primary_key=True),  # "2026-W47"
    Column("people", Integer, nullable=False),  # of the place with its parts; 0 is suppressed
)

return_poll = Table(  # a question of an office to the displaced of its place
    "return_poll",
    metadata,
    Column("id", String, primary_key=True),
    Column("office", String, ForeignKey("office.id"), nullable=False),
    Column("place", String, ForeignKey("place.code"), nullable=False),
    Column("state", String, nullable=False),  # open, closed
    Column("opened", BigInteger, nullable=False),
    Column("closes", BigInteger, nullable=False),
    Column("owner", String, nullable=False),  # whose key the body is under
    Column("body", LargeBinary, nullable=False),  # the question, its choices, what is told of them
    Index("return_poll_of_office", "office", "state"),
)

return_poll_answer = Table(  # who was asked; the choice is sealed under their own key
    "return_poll_answer",
    metadata,
    Column("poll", String, ForeignKey("return_poll.id"), primary_key=True),
    Column("person", String, ForeignKey("person.id"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Index("return_poll_answer_of", "person"),
)
