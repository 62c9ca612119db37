"""Forgetting a person: a durable procedure in three steps that a crash cannot leave half done.

1. In the turn: a tombstone is written, indexes and messages go, the farewell is held under
   the system's own key of the day. 2. The person's key is deleted. 3. The farewell is released.
"""

from __future__ import annotations

from sqlalchemy import delete, select, update

from conversations.messages import Message
from storage import (
    attachments,
    ballot_seats,
    export_orders,
    group_leaving,
    leaving,
    needs,
    outbox,
    pictures,
    referrals,
    return_codes,
    return_polls,
    returns,
    unwanted,
)
from storage.people import Person, addresses, owner_of, stranger_at
from storage.tables import consent, identity, journal, parked, person, standing
from storage.work import Work


def begin(work: Work, who: Person, farewell: Message, cause: str) -> None:
    """Step 1: everything of the person goes but the key, which stays until the commit."""
    chats = {(who.address.channel, who.address.chat)}
    chats |= {(each.channel, each.chat) for each in addresses(work, who.id)}
    _erase(work, who.id)
    rows = [
        outbox.owe(
            work,
            stranger_at(work, channel, chat),
            farewell,
            cause=cause,
            ordinal=ordinal,
            state=outbox.FAREWELL,
        )
        for ordinal, (channel, chat) in enumerate(sorted(chats))
    ]
    ids = " ".join(str(row.id) for row in rows)
    work.connection.execute(standing.insert().values(name=f"farewell:{who.id}", value=ids))


def dissolve(work: Work, person_id: str) -> None:
    """Step 1 for somebody who has no chat here, and so is told nothing."""
    _erase(work, person_id)
    work.connection.execute(standing.insert().values(name=f"farewell:{person_id}", value=""))


def unfinished(work: Work) -> list[str]:
    """Return the people whose forgetting has begun and not ended."""
    rows = work.connection.execute(
        select(standing.c.name).where(standing.c.name.like("farewell:%"))
    )
    return [row.name.removeprefix("farewell:") for row in rows]


def finish(work: Work, person_id: str) -> None:
    """Step 3, after the key is gone: release the farewell and delete the tombstone's note."""
    name = f"farewell:{person_id}"
    found = work.connection.execute(select(standing.c.value).where(standing.c.name == name)).first()
    if found is not None:
        outbox.bid_farewell(work, [int(row) for row in found.value.split()])
        work.connection.execute(delete(standing).where(standing.c.name == name))


def _erase(work: Work, person_id: str) -> None:
    outbox.drop_for(work, person_id)
    group_leaving.let_go(work, person_id)
    ballot_seats.let_go(work, person_id)
    attachments.drop_for(work, person_id)
    pictures.drop_for(work, person_id)
    return_codes.drop_for(work, person_id)
    returns.let_go(work, person_id)
    return_polls.let_go(work, person_id)
    export_orders.let_go(work, person_id)
    needs.let_go(work, person_id)
    referrals.let_go(work, person_id)
    unwanted.let_go(work, person_id)
    leaving.leave_offices(work, person_id)
    for table in (journal, consent, identity):
        work.connection.execute(delete(table).where(table.c.person == person_id))
    work.connection.execute(delete(parked).where(parked.c.owner == owner_of(person_id)))
    work.connection.execute(update(person).where(person.c.id == person_id).values(forgotten=True))
