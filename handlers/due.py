"""What time alone brings: old ids, bodies and unfinished conversations go; audit is sealed."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice

import structlog

from handlers import auditing, ballot_closing
from storage import (
    attachments,
    audit,
    bursts,
    draft_files,
    forgetting,
    inbox,
    invitations,
    jobs,
    journals,
    keypads,
    links,
    mandates,
    need_changes,
    needs,
    outbox,
    parked,
    people,
    pictures,
    room_codes,
    standing,
)
from storage.keys import Keys
from storage.store import NotStored, Store
from storage.work import Work

log = structlog.get_logger()

SWEEP_SECONDS = 60.0
SEAL_SECONDS = 5.0
JOURNAL_DAYS = 90
"""How long an unfinished conversation waits; each answer starts the time anew."""

SYSTEM_KEY_DAYS = 2
"""Messages to people who have not agreed cannot be opened after this."""

ORPHAN_DAYS = 2
"""So old is a key that is looked for in the data: the turn that made it ended long ago."""

MOST_ORPHANS = 100
"""More of them come of a back-up that is too old, not of failed turns; then none is deleted."""

_PAGE = 500


async def keep_house(store: Store, keys: Keys) -> None:
    """Sweep once a minute for as long as the service runs."""
    while True:
        try:
            await sweep(store, keys)
        except NotStored:
            log.warning("house.waits-for-store")
        await asyncio.sleep(SWEEP_SECONDS)


async def keep_audit(store: Store) -> None:
    """Chain what was noted, within five seconds, for as long as the service runs."""
    while True:
        try:
            await store.run(audit.seal_pending)
        except NotStored:
            log.warning("audit.waits-for-store")
        await asyncio.sleep(SEAL_SECONDS)


async def sweep(store: Store, keys: Keys) -> None:
    """Let go of everything whose time is over, and finish what forgetting a crash left."""
    today = await store.run(_sweep)
    if await store.run(_is_first_today):
        keys.drop_days_before((today - timedelta(days=SYSTEM_KEY_DAYS)).date())
        await _drop_orphans(store, keys, (today - timedelta(days=ORPHAN_DAYS)).date())
        await asyncio.to_thread(keys.scrub)
    for person in await store.run(forgetting.unfinished):
        await forget(store, keys, person)
    await ballot_closing.unlink(store, keys)


async def unlink_soon(store: Store, keys: Keys) -> None:
    """Part votes from people at once; what cannot be stored now is finished by the next sweep."""
    try:
        await ballot_closing.unlink(store, keys)
    except NotStored:
        log.warning("ballots.wait-for-store")


async def _drop_orphans(store: Store, keys: Keys, before: date) -> None:
    """Delete the keys of people who are in no row: their turn failed when its keys were there."""
    owners = keys.owners(made_before=before)
    orphans: list[str] = []
    while page := await asyncio.to_thread(list, islice(owners, _PAGE)):
        orphans += await store.run(partial(people.without_row, owners=page))
    if len(orphans) > MOST_ORPHANS:
        log.critical("keys.too-many-orphans", count=len(orphans))
        return
    for owner in orphans:
        await asyncio.to_thread(keys.forget, owner)


async def forget_soon(store: Store, keys: Keys, person: str) -> None:
    """Forget at once; what cannot be stored now is finished by the next sweep."""
    try:
        await forget(store, keys, person)
    except NotStored:
        log.warning("forgetting.waits-for-store")


async def forget(store: Store, keys: Keys, person: str) -> None:
    """Carry out what follows the tombstone: delete the key, then release the farewell."""
    await asyncio.to_thread(keys.forget, f"person:{person}")
    await store.run(partial(forgetting.finish, person_id=person))


def _is_first_today(work: Work) -> bool:
    today = work.now.date().isoformat()
    if standing.get(work, "scrubbed") == today:
        return False
    standing.put(work, "scrubbed", today)
    return True


def _sweep(work: Work) -> datetime:
    inbox.drop_old(work)
    outbox.drop_old(work)
    journals.drop_untouched(work, work.seconds - JOURNAL_DAYS * 86_400)
    draft_files.drop_old(work)
    attachments.drop_unused(work)
    links.drop_old(work)
    room_codes.drop_old(work)
    parked.drop_old(work)
    jobs.drop_old(work)
    pictures.drop_old(work)
    needs.blur_events(work)
    bursts.drop_old(work)
    need_changes.drop_old(work)
    mandates.drop_old(work)
    invitations.drop_old(work)
    keypads.drop_old(work)
    auditing.keep_announcing(work)
    return work.now
