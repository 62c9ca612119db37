"""After an outage: taps made meanwhile are gone at the app, so open questions are shown again."""

from __future__ import annotations

from functools import partial

from conversations.engine.play import play
from conversations.messages import Incoming, Kind
from conversations.scripts.registry import CONVERSATIONS
from conversations.wording import Text, _
from handlers import clocks, conversing
from handlers.conversing import Talk
from handlers.lookups import Outside
from handlers.service import Service
from handlers.visit import Visit
from storage import journals, people, situation_clock
from storage.people import Person
from storage.store import Store
from storage.work import Work

TAPS_LIVE_SECONDS = 150
"""How long the Bot API keeps a tap that nobody takes (reference: security, platforms)."""

RECENT_SECONDS = 24 * 3600
BACK_AGAIN: Text = _(
    "We were away for a while. If you pressed a button meanwhile, please press it again or type "
    "its number. This is the open question:"
)


async def wake(store: Store, service: Service) -> int:
    """Show recent open questions again if the service was away too long; returns how many.

    Also sets the reminders that offices from before an upgrade do not have yet.
    """
    await store.run(situation_clock.expect_all, lane=clocks.LANE)
    people_asked = await store.run(_who_was_left, lane=clocks.LANE)
    for person in people_asked:
        await store.run(partial(_show_again, service=service, person_id=person))
    return len(people_asked)


def _who_was_left(work: Work) -> list[str]:
    away = clocks.go_on(work)
    if away <= TAPS_LIVE_SECONDS:
        return []
    return journals.people_with_open_ones(work, since=work.seconds - away - RECENT_SECONDS)


def _show_again(work: Work, service: Service, person_id: str) -> None:
    language = people.language_of(work, person_id)
    for address in people.addresses(work, person_id):
        if address.channel not in service.taps_die:
            continue
        mark = people.mark_of(work.keys, address.channel, address.chat)
        person = Person(id=person_id, language=language, address=address, mark=mark)
        stored = journals.open_one(work, person)
        if stored is None or stored.journal.script not in CONVERSATIONS:
            return
        incoming = Incoming(
            channel=address.channel,
            sender=address.chat,
            chat=address.chat,
            id=f"woken {work.seconds} {stored.id}",
            kind=Kind.OTHER,
        )
        visit = Visit(work, service, incoming, address, language, person)
        turn = play(CONVERSATIONS[stored.journal.script], stored.journal, Outside(visit))
        if turn.asked is not None and turn.asked.options:
            conversing.show_again(Talk(visit, person, stored), BACK_AGAIN)
