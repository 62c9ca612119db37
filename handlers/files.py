"""Putting away what was sent: the row now, the fetching and cleaning in a job."""

from __future__ import annotations

from civic.draft_files import check
from civic.refusals import Refusal
from conversations.draft_files import why_not
from conversations.messages import Incoming, Kind
from conversations.wording import Text
from handlers import cleaning
from handlers.visit import Visit
from storage import attachments, jobs
from storage.people import Person


def put_away(visit: Visit, person: Person) -> str:
    """Store what was sent, sealed, and leave its cleaning to a job; returns its id.

    A document is fetched once it is known what for.
    """
    incoming = visit.incoming
    file = incoming.file
    if file is None:
        raise ValueError("nothing was sent")
    body = attachments.Body(incoming.channel, file.reference, file.content)
    attachment = attachments.want(visit.work, person.id, incoming.kind.value, body)
    if incoming.kind is not Kind.DOCUMENT:
        jobs.add(visit.work, cleaning.KIND, attachment)
        visit.work.afterwards.append(visit.service.job_waiting)
    return attachment


def is_here(visit: Visit, attachment_id: str) -> bool:
    """Tell whether a file is kept, or may still be."""
    found = attachments.get(visit.work, attachment_id)
    return found is not None and found.state != attachments.REFUSED


def fetch(visit: Visit, attachment_id: str) -> None:
    """Leave the fetching of a document to a job, now that it is known what it is for."""
    found = attachments.get(visit.work, attachment_id) if attachment_id else None
    if found is not None and found.kind == Kind.DOCUMENT and found.state == attachments.WANTED:
        jobs.add(visit.work, cleaning.KIND, attachment_id)
        visit.work.afterwards.append(visit.service.job_waiting)


def problem(incoming: Incoming) -> Text | None:
    """Say why a document cannot be taken, as far as its name and size tell before it is fetched."""
    file = incoming.file
    if incoming.kind is not Kind.DOCUMENT or file is None:
        return None
    try:
        check(file.ending, file.size)
    except Refusal as refusal:
        return why_not(refusal)
    return None
