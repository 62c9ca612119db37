"""What time brings to a question to the displaced: they are asked, it closes, it is counted."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial
from typing import Final

import msgspec

from civic import return_polls as rules
from civic.hours import is_safe, next_safe, today
from civic.return_polls import State
from conversations import return_polls as words
from conversations.messages import Button, Message, Role
from conversations.wording import Text, _
from handlers import officials
from handlers.return_polls import ASK, closing_day, offers
from handlers.service import Service
from storage import jobs, mandates, outbox, people, return_polls, returns, timers
from storage.jobs import Job
from storage.keys import Keys
from storage.outbox import Priority
from storage.reading import Reader
from storage.return_polls import Poll
from storage.returns import ReturnRecord
from storage.snapshots import dice_of
from storage.store import Store
from storage.work import Work

KIND: Final = "poll"
_AGAIN: Final = returns.WEEK * return_polls.DAY
"""After so long those who had heard something in the week before are asked too."""

HAS_CLOSED: Final[Text] = _("The days of your office's question are over.")
LOOK: Final[Text] = _("What was answered")


def ask_some(work: Work, service: Service, subject: str) -> None:
    """Ask the next people of a question; `subject` is its id and the last record looked at."""
    poll_id, _space, after = subject.partition(" ")
    poll = return_polls.get(work, poll_id)
    if poll is None or poll.state is not State.OPEN or poll.closes <= work.seconds:
        return
    if not is_safe(work.now):
        timers.set_timer(work, ASK, subject, next_safe(work.seconds))
        return
    found = return_polls.next_records(work, poll, after)
    day = today(work.now).toordinal()
    wanted = poll.body.help
    for record in found:
        agreed = record.contact.may_be_told(rules.topic_of(wanted), day)
        if agreed and rules.concerns(wanted, record.details):
            _ask(work, service, poll, record, day)
    if found:
        timers.set_timer(work, ASK, f"{poll.id} {found[-1].id}", work.seconds)
    else:
        timers.set_timer(work, ASK, f"{poll.id} ", next_safe(work.seconds + _AGAIN))


def close(work: Work, service: Service, poll_id: str) -> None:
    """Have the answers counted, outside of any turn."""
    jobs.add(work, KIND, poll_id)
    work.afterwards.append(service.job_waiting)


class PollCounter:
    """Counts the answers of one question a job; they are in the clear in memory alone."""

    def __init__(self, store: Store, reader: Reader, keys: Keys, service: Service) -> None:
        self._store, self._reader, self._keys, self._service = store, reader, keys, service

    async def carry_out(self, job: Job) -> None:
        """Count, keep what is told of it, and let the office know."""
        counts, after = Counter[int](), ""
        while rows := await return_polls.page_of_answers(self._reader, job.subject, after):
            counts += await asyncio.to_thread(return_polls.count, self._keys, rows)
            after = rows[-1].person
        told = rules.told(counts, job.subject, dice_of(self._keys))
        await self._store.run(partial(_closed, service=self._service, job=job, told=told))


def _closed(work: Work, service: Service, job: Job, told: dict[int, int]) -> None:
    jobs.done(work, job.id)
    poll = return_polls.get(work, job.subject)
    if poll is None or poll.state is not State.OPEN:
        return
    return_polls.close(work, poll, told)
    seats = mandates.holders(work, poll.office)
    look = ((LOOK, "/askdisplaced"),)
    officials.tell(work, service, seats, HAS_CLOSED, cause=f"{KIND}:{poll.id}", buttons=look)


def _ask(work: Work, service: Service, poll: Poll, record: ReturnRecord, day: int) -> None:
    if return_polls.was_asked(work, poll.id, record.person):
        return
    return_polls.ask(work, poll.id, record.person)
    returns.set_contact(work, record, msgspec.structs.replace(record.contact, told=day))
    language = people.language_of(work, record.person)
    for ordinal, address in enumerate(people.addresses(work, record.person)):
        private = address.channel not in service.returning
        message = _message(service, poll, language, private=private)
        row = outbox.owe(
            work,
            address,
            message,
            cause=f"{KIND}:{poll.id}:{record.person}",
            ordinal=ordinal,
            priority=Priority.NOTICE,
        )
        work.afterwards.append(partial(service.owed, row))


def _message(service: Service, poll: Poll, language: str, *, private: bool) -> Message:
    """Return the question; where others may look on, only that there is one."""
    wording = service.wording
    text: Text = words.WAITING
    offered = [(words.READ_BUTTON, f"/poll {poll.id}", Role.OPTION)]
    if private:
        text = words.question(poll.place, poll.body.question, poll.body.help, closing_day(poll))
        offered = offers(poll)
    buttons = tuple(
        Button(wording.label(label, language), command, role) for label, command, role in offered
    )
    return Message(text=wording.say(text, language), buttons=buttons, language=language)
