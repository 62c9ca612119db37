"""Drawing what an office wants to look at: asked for in a turn, drawn outside, sent by another."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import structlog

from conversations.messages import Button, Message
from conversations.pictures import Picture
from conversations.wording import Lines, Text, _
from handlers.jobs import RETRY_SECONDS
from handlers.service import Service
from handlers.visit import Visit
from storage import jobs, outbox, pictures
from storage.jobs import Job
from storage.pictures import Drawing
from storage.store import Store
from storage.work import Work

log = structlog.get_logger()

KIND: Final = "draw"

MOST_ATTEMPTS: Final = 3
"""Whoever waits for a picture is told within a minute or two that there will be none."""

NOT_DRAWN: Text = _("The picture could not be drawn. Please ask for it again in a while.")

Draw = Callable[[Picture], Awaitable[bytes]]
"""Draws a picture as PNG or a report as PDF, outside every turn; raises Undrawn."""


class Undrawn(Exception):
    """The drawing process died, was too slow, or was asked for too much; worth another try."""


def have_drawn(
    visit: Visit, wanted: Picture, caption: Text | Lines, name: str, *buttons: Button
) -> None:
    """Have a picture or a paper drawn and sent to this chat with a caption under it.

    `name` is what the file is called, in Latin letters and without an ending.
    """
    said = visit.service.wording.say(caption, visit.language)
    message = Message(text=said, buttons=buttons, language=visit.language)
    row = pictures.want(visit.work, visit.address, wanted, message, name)
    jobs.add(visit.work, KIND, row)
    visit.work.afterwards.append(visit.service.job_waiting)


class Drawer:
    """Draws one picture a job, and owes it to its chat in another turn."""

    def __init__(self, store: Store, service: Service, draw: Draw) -> None:
        self._store, self._service, self._draw = store, service, draw

    async def carry_out(self, job: Job) -> None:
        """Draw the picture that a job names, or tell its chat that it cannot be drawn."""
        found = await self._store.run(partial(pictures.get, picture_id=job.subject))
        if found is None or found.body.wanted is None:
            await self._store.run(partial(jobs.done, job_id=job.id))
            return
        try:
            content = await self._draw(found.body.wanted)
        except Undrawn as reason:
            log.warning("drawing.failed", job=job.id, kind=str(reason))
            settle = partial(_failed, service=self._service)
        else:
            settle = partial(_drawn, service=self._service, content=content)
        await self._store.run(partial(settle, job=job, found=found))


def _drawn(work: Work, service: Service, job: Job, found: Drawing, content: bytes) -> None:
    jobs.done(work, job.id)
    if pictures.get(work, found.id) is None:
        return  # the chat was hidden or forgotten meanwhile
    pictures.keep(work, found, content)
    _owe(work, service, job, found, found.body.caption)


def _failed(work: Work, service: Service, job: Job, found: Drawing) -> None:
    if not jobs.failed(work, job, RETRY_SECONDS, MOST_ATTEMPTS):
        return
    pictures.fail(work, found)
    language = found.body.caption.language
    said = service.wording.say(NOT_DRAWN, language)
    _owe(work, service, job, found, Message(text=said, language=language))


def _owe(work: Work, service: Service, job: Job, found: Drawing, message: Message) -> None:
    row = outbox.owe(work, found.to, message, cause=f"job:{job.id}")
    work.afterwards.append(partial(service.owed, row))
