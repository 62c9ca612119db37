"""Work that a turn must not do itself: reading and drawing files, in bounded child processes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from storage.tables import job
from storage.work import Work

WAITING, FAILED = "waiting", "failed"
ATTEMPTS = 8
DAYS = 7


@dataclass(frozen=True, slots=True)
class Job:
    """One job: what kind, about which row."""

    id: int
    kind: str
    subject: str
    attempts: int


def add(work: Work, kind: str, subject: str) -> None:
    """Write a job that the edge will carry out after the commit."""
    work.connection.execute(
        insert(job).values(kind=kind, subject=subject, state=WAITING, due=work.seconds)
    )


def waiting(work: Work, kind: str, most: int = 8) -> list[Job]:
    """Return jobs of a kind that are due, oldest first."""
    rows = work.connection.execute(
        select(job)
        .where(job.c.state == WAITING, job.c.due <= work.seconds, job.c.kind == kind)
        .order_by(job.c.id)
        .limit(most)
    )
    return [Job(row.id, row.kind, row.subject, row.attempts) for row in rows]


def done(work: Work, job_id: int) -> None:
    """Delete a job that is done."""
    work.connection.execute(delete(job).where(job.c.id == job_id))


def drop_old(work: Work) -> None:
    """Delete jobs that failed for good, after a week."""
    old = job.c.state == FAILED, job.c.due < work.seconds - DAYS * 86_400
    work.connection.execute(delete(job).where(*old))


def put_off(work: Work, found: Job, seconds: int) -> None:
    """Let a job wait, which is no failure of it."""
    work.connection.execute(
        update(job).where(job.c.id == found.id).values(due=work.seconds + seconds)
    )


def failed(work: Work, found: Job, retry_in: int, most: int = ATTEMPTS) -> bool:
    """Note a failure; returns whether it was the last attempt."""
    attempts = found.attempts + 1
    last = attempts >= most
    work.connection.execute(
        update(job)
        .where(job.c.id == found.id)
        .values(
            attempts=attempts,
            state=FAILED if last else WAITING,
            due=work.seconds + retry_in * 2**attempts,
        )
    )
    return last
