"""A published paper is set on paper outside of any turn, and kept for the public pages."""

from __future__ import annotations

from functools import partial
from typing import Final

import structlog

from conversations import public_papers as words
from conversations.figures import Reader
from conversations.pictures import Document
from handlers.drawing import Draw, Undrawn
from handlers.jobs import RETRY_SECONDS
from handlers.service import Service
from storage import jobs, publications
from storage.jobs import Job
from storage.publications import Publication
from storage.store import Store
from storage.work import Work

log = structlog.get_logger()

KIND: Final = publications.DRAW


class PaperDrawer:
    """Draws one published paper a job."""

    def __init__(self, store: Store, service: Service, draw: Draw) -> None:
        self._store, self._service, self._draw = store, service, draw

    async def carry_out(self, job: Job) -> None:
        """Draw the paper that a job names; until it is there the page stands without it."""
        found = await self._store.run(partial(publications.get, publication_id=job.subject))
        if found is None:
            await self._store.run(partial(jobs.done, job_id=job.id))
            return
        try:
            pdf = await self._draw(document(self._service, found))
        except Undrawn as reason:
            log.warning("papers.not-drawn", job=job.id, kind=str(reason))
            await self._store.run(partial(jobs.failed, found=job, retry_in=RETRY_SECONDS))
        else:
            await self._store.run(partial(_drawn, job=job, pdf=pdf))


def document(service: Service, found: Publication) -> Document:
    """Return a published paper as it is set, in the service's first language."""
    reader = Reader(service.wording, service.language)
    return Document(
        language=reader.language,
        title=found.paper.title,
        lines=(reader.say(words.subtitle(found.paper)),),
        sections=words.sections(reader, found.paper),
        note=service.public_name,
    )


def _drawn(work: Work, job: Job, pdf: bytes) -> None:
    jobs.done(work, job.id)
    publications.keep_pdf(work, job.subject, pdf)
