"""Figures about people are made once a week, beside everything else, by one of the workers."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from civic.places import Places
from storage import snapshots, told_support
from storage.keys import Keys
from storage.reading import Reader
from storage.store import NotStored, Store

log = structlog.get_logger()

LOOK_SECONDS: Final = 3600.0
"""A new week is noticed within the hour; what could not be made then is made in the next one."""


async def keep(store: Store, reader: Reader, keys: Keys, places: Places) -> None:
    """Make each week's snapshot for as long as the service runs."""
    while True:
        try:
            if await snapshots.recompute(store, reader, keys, places):
                log.info("figures.made")
            await told_support.recompute(store, reader, keys)
        except NotStored:
            log.warning("figures.wait-for-store")
        await asyncio.sleep(LOOK_SECONDS)
