"""What could not be handled: it is put aside, and whoever sent it is told with a number."""

from __future__ import annotations

import msgspec

from civic.sensitive import referral_topic_of_text
from conversations.messages import Incoming
from conversations.wording import Code, _
from handlers import ballot_papers, ballot_voting
from handlers.service import Service
from handlers.visit import Visit
from storage import caution, inbox, parked, people
from storage.caution import Mark
from storage.work import Work


def park_incoming(work: Work, service: Service, incoming: Incoming, failure: str) -> None:
    """Put an incoming thing aside and apologise; its id counts as seen."""
    if not inbox.is_first(work, incoming.channel, incoming.id):
        return
    caution.acquit(work.connection, Mark(incoming.channel, incoming.id))
    person = people.find(work, incoming.channel, incoming.sender, incoming.chat)
    address = (
        person.address if person else people.stranger_at(work, incoming.channel, incoming.chat)
    )
    language = person.language if person else service.language
    visit = Visit(work, service, incoming, address, language, person)
    # Of somebody who has not agreed nothing is kept, of some matters no story, and of a vote
    # nothing, even here.
    vote_in = ballot_voting.vote_in(visit) if person else None
    guarded = referral_topic_of_text(incoming.text) is not None or vote_in is not None
    body = b"" if person is None or guarded else msgspec.json.encode(incoming)
    number = parked.park(work, person, incoming.channel, incoming.id, failure, body)
    if number is None:
        return
    once_more = _(
        "We are sorry. Something failed on our side. Please write it again. Fault number: "
        "{number}.",
        number=Code(number),
    )
    if vote_in is not None:
        ballot_papers.say_instead(visit, once_more, ballot_papers.to_paper(visit, vote_in))
        return
    if not body:
        visit.say(once_more)
        return
    visit.say(
        _(
            "We are sorry. Something failed on our side, and your message is kept. Fault number: "
            "{number}. You need not do anything, or you can write it in other words.",
            number=Code(number),
        )
    )


def park_raw(work: Work, channel: str, external_id: str, raw: bytes, failure: str) -> None:
    """Put aside what could not even be read; there is nobody to apologise to."""
    if inbox.is_first(work, channel, external_id):
        parked.park(work, None, channel, external_id, failure, raw)
