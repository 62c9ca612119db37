"""Putting a photo or voice note away: the row now, the fetching and cleaning in a job."""

from __future__ import annotations

from handlers import cleaning
from handlers.visit import Visit
from storage import attachments, jobs
from storage.people import Person


def put_away(visit: Visit, person: Person) -> str:
    """Store what was sent, sealed, and leave its cleaning to a job; returns its id."""
    incoming = visit.incoming
    file = incoming.file
    if file is None:
        raise ValueError("nothing was sent")
    body = attachments.Body(incoming.channel, file.reference, file.content)
    attachment = attachments.want(visit.work, person.id, incoming.kind.value, body)
    jobs.add(visit.work, cleaning.KIND, attachment)
    visit.work.afterwards.append(visit.service.job_waiting)
    return attachment
