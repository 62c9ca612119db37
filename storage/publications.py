"""What groups have published: each paper in the clear, as everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import Row, bindparam, insert, select, update

from civic.publications import PublicPaper
from storage.group_paper_tables import publication
from storage.reading import Reader
from storage.work import Work

DRAW: Final = "group.paper"
"""The kind of job that sets a published paper on paper."""

MOST: Final = 100
"""How many papers a list shows."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A published paper, when it was published (seconds), and the same on paper once drawn."""

    id: str
    of: str  # the id of the joint paper
    slug: str
    at: int
    paper: PublicPaper
    pdf: bytes | None


_ONE: Final = select(publication).where(publication.c.slug == bindparam("wanted"))
_NEWEST: Final = (
    select(
        publication.c.id,
        publication.c.paper,
        publication.c.slug,
        publication.c.at,
        publication.c.page,
    )
    .order_by(publication.c.at.desc(), publication.c.slug)
    .limit(MOST)
)


def publish(work: Work, paper_id: str, paper: PublicPaper) -> Publication:
    """Publish a paper under its group's number, which is its address."""
    row = work.dice.token()
    work.connection.execute(
        insert(publication).values(
            id=row,
            paper=paper_id,
            slug=str(paper.number),
            at=work.seconds,
            page=msgspec.json.encode(paper),
        )
    )
    return Publication(row, paper_id, str(paper.number), work.seconds, paper, None)


def get(work: Work, publication_id: str) -> Publication | None:
    """Return a publication by its id."""
    query = select(publication).where(publication.c.id == publication_id)
    row = work.connection.execute(query).first()
    return _read(row) if row else None


def of_group(work: Work, number: int) -> Publication | None:
    """Return what the group of this number published."""
    row = work.connection.execute(_ONE, {"wanted": str(number)}).first()
    return _read(row) if row else None


def keep_pdf(work: Work, publication_id: str, pdf: bytes) -> None:
    """Keep the paper that was drawn."""
    which = publication.c.id == publication_id
    work.connection.execute(update(publication).where(which).values(pdf=pdf))


async def find(reader: Reader, slug: str) -> Publication | None:
    """Return a publication by its address, for the public pages."""
    rows = await reader.rows(_ONE, wanted=slug)
    return _read(rows[0]) if rows else None


async def newest(reader: Reader) -> list[Publication]:
    """Return what was published last, the newest first, without the drawn papers."""
    return [_read(row) for row in await reader.rows(_NEWEST)]


def _read(row: Row[Any]) -> Publication:
    paper = msgspec.json.decode(row.page, type=PublicPaper)
    return Publication(row.id, row.paper, row.slug, row.at, paper, row._mapping.get("pdf"))
