"""Fetching and cleaning what people sent: the edge reads, a bounded child process cleans."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

import structlog

from conversations.messages import Message
from conversations.wording import Text, _
from handlers.delivery import Outbound, SendTrouble
from handlers.jobs import RETRY_SECONDS
from handlers.service import Service
from storage import attachments, group_sources, jobs, outbox, people, waiting_votes
from storage.attachments import Attachment
from storage.jobs import Job
from storage.outbox import Priority
from storage.store import Store
from storage.work import Work

log = structlog.get_logger()

KIND: Final = "clean"

NOT_KEPT: Text = _(
    "We could not keep the file that you sent. Please send it again, or describe it in words."
)

Clean = Callable[[str, bytes], Awaitable[bytes]]
"""Cleans a file of a kind in a child process; raises Unclean when it cannot be read."""


class Unclean(Exception):
    """A file that is not what it says, too large, or too slow to read."""


class NotOpen(Exception):
    """The channel of a file is not open, as just after the start; that is no failure."""


class Cleaner:
    """Fetches and cleans one file a job, and stores the result in another turn."""

    def __init__(
        self, store: Store, service: Service, channels: Mapping[str, Outbound], clean: Clean
    ) -> None:
        self._store, self._service = store, service
        self._channels, self._clean = channels, clean

    async def carry_out(self, job: Job) -> None:
        """Clean the file that a job names, or note why it cannot be."""
        attachment = await self._store.run(partial(attachments.get, attachment_id=job.subject))
        if attachment is None:
            await self._store.run(partial(jobs.done, job_id=job.id))
            return
        try:
            content = attachment.body.content or await self._fetch(attachment)
            cleaned = await self._clean(attachment.kind, content)
        except NotOpen:
            settle = _put_off
        except SendTrouble:
            settle = partial(_fetch_failed, service=self._service)
        except Unclean as reason:
            log.warning("cleaning.refused", job=job.id, kind=str(reason))
            settle = partial(_refuse, service=self._service)
        else:
            settle = partial(_keep, content=cleaned)
        await self._store.run(partial(settle, job=job, attachment=attachment))

    async def _fetch(self, attachment: Attachment) -> bytes:
        channel = self._channels.get(attachment.body.channel)
        if channel is None:
            raise NotOpen
        return await channel.fetch(attachment.body.reference)


def _keep(work: Work, job: Job, attachment: Attachment, content: bytes) -> None:
    attachments.keep(work, attachment, content)
    group_sources.file_kept(work, attachment.id, content)
    jobs.done(work, job.id)


def _refuse(work: Work, service: Service, job: Job, attachment: Attachment) -> None:
    _give_up(work, attachment)
    jobs.done(work, job.id)
    _tell(work, service, job, attachment)


def _put_off(work: Work, job: Job, attachment: Attachment) -> None:
    jobs.put_off(work, job, RETRY_SECONDS)


def _fetch_failed(work: Work, service: Service, job: Job, attachment: Attachment) -> None:
    if jobs.failed(work, job, RETRY_SECONDS):
        _give_up(work, attachment)
        _tell(work, service, job, attachment)


def _give_up(work: Work, attachment: Attachment) -> None:
    """Keep nothing of a file; a source or a spoken reason that it was is none any more."""
    attachments.refuse(work, attachment)
    group_sources.file_refused(work, attachment.id)
    waiting_votes.file_refused(work, attachment.id)


def _tell(work: Work, service: Service, job: Job, attachment: Attachment) -> None:
    """Tell the person that the file is not there, in the channel that it came from."""
    language = people.language_of(work, attachment.person)
    message = Message(text=service.wording.say(NOT_KEPT, language), language=language)
    for address in people.addresses(work, attachment.person):
        if address.channel == attachment.body.channel:
            cause = f"job:{job.id}:{address.lane.hex()}"
            row = outbox.owe(work, address, message, cause=cause, priority=Priority.NOTICE)
            work.afterwards.append(partial(service.owed, row))
