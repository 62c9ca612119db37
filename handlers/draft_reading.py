"""Reading a draft from a file: fetched at the edge, read by a bounded child, told to its sender."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

import structlog

from civic.draft_files import LARGEST, Doubt, Trouble, Unreadable
from handlers import draft_answers
from handlers.cleaning import NotOpen
from handlers.delivery import Outbound, SendTrouble, Undeliverable
from handlers.jobs import RETRY_SECONDS
from handlers.service import Service
from storage import attachments, group_seats, jobs
from storage import draft_files as stored
from storage.attachments import Attachment
from storage.draft_files import Body, DraftFile
from storage.jobs import Job
from storage.store import Store
from storage.work import Work

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of a file, ready to be numbered."""

    paragraphs: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


ReadDraft = Callable[[bytes], Awaitable[Found]]
"""Reads a draft in a child process; raises Unreadable."""

Settle = Callable[[Work, Job, DraftFile], None]


class DraftReader:
    """Reads one file a job, and stores what it says, or tells why not, in another turn."""

    def __init__(
        self, store: Store, service: Service, channels: Mapping[str, Outbound], read: ReadDraft
    ) -> None:
        self._store, self._service = store, service
        self._channels, self._read = channels, read

    async def carry_out(self, job: Job) -> None:
        """Read the file that a job names."""
        found = await self._store.run(partial(_of_job, job=job))
        if found is None:
            return
        file, attachment = found
        settle = await self._outcome(attachment)
        await self._store.run(partial(_settle, settle=settle, job=job, file_id=file.id))

    async def _outcome(self, attachment: Attachment) -> Settle:
        try:
            content = attachment.body.content or await self._fetch(attachment)
            if len(content) > LARGEST:
                raise Unreadable(Trouble.LARGE)
            read = await self._read(content)
        except NotOpen:
            return _put_off
        except Undeliverable:
            return partial(_refuse, service=self._service, trouble=Trouble.AWAY)
        except SendTrouble:
            return partial(_fetch_failed, service=self._service)
        except Unreadable as unreadable:
            log.info("drafts.unreadable", kind=unreadable.trouble.value)
            return partial(_refuse, service=self._service, trouble=unreadable.trouble)
        return partial(_keep, service=self._service, read=read)

    async def _fetch(self, attachment: Attachment) -> bytes:
        channel = self._channels.get(attachment.body.channel)
        if channel is None:
            raise NotOpen
        return await channel.fetch(attachment.body.reference)


def _of_job(work: Work, job: Job) -> tuple[DraftFile, Attachment] | None:
    """Return the file that a job is about; a job whose file is gone is done."""
    file = stored.get(work, job.subject)
    attachment = attachments.get(work, file.attachment) if file and file.attachment else None
    if file is None or attachment is None:
        jobs.done(work, job.id)
        return None
    return file, attachment


def _settle(work: Work, settle: Settle, job: Job, file_id: str) -> None:
    """Store what came of a job, unless its sender has sent another file meanwhile."""
    file = stored.get(work, file_id)
    if file is None or file.attachment is None:
        jobs.done(work, job.id)
    else:
        settle(work, job, file)


def _keep(work: Work, job: Job, file: DraftFile, service: Service, read: Found) -> None:
    channel = _channel_of(work, file)
    body = Body(read.paragraphs, read.doubts)
    stored.keep(work, file, body)
    jobs.done(work, job.id)
    _tell(work, service, job, file, channel, draft_answers.told(work, file, body))


def _refuse(work: Work, job: Job, file: DraftFile, service: Service, trouble: Trouble) -> None:
    channel = _channel_of(work, file)
    stored.drop(work, file.seat)
    jobs.done(work, job.id)
    _tell(work, service, job, file, channel, draft_answers.refused(work, file, trouble))


def _put_off(work: Work, job: Job, _file: DraftFile) -> None:
    jobs.put_off(work, job, RETRY_SECONDS)


def _fetch_failed(work: Work, job: Job, file: DraftFile, service: Service) -> None:
    if jobs.failed(work, job, RETRY_SECONDS):
        _refuse(work, job, file, service, Trouble.AWAY)


def _channel_of(work: Work, file: DraftFile) -> str:
    attachment = attachments.get(work, file.attachment) if file.attachment else None
    return attachment.body.channel if attachment else ""


def _tell(
    work: Work, service: Service, job: Job, file: DraftFile, channel: str, told: draft_answers.Told
) -> None:
    """Answer where the file came from, whatever has been said there meanwhile."""
    seat = next(
        (each for each in group_seats.of_group(work, file.group) if each.id == file.seat), None
    )
    if seat is not None and seat.person:
        draft_answers.answer(work, service, seat.person, channel, told, cause=f"job:{job.id}")
