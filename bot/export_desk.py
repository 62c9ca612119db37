"""The desk at which exports are made: one after another, by the one worker that is elected."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

import structlog

from bot.exporting import Exporting, Finished, run_export
from civic.refusals import Refusal
from handlers import export_news
from storage.export_rows import ExportOrder
from storage.store import NotStored
from storage.work import Work

log = structlog.get_logger()

SWEEP_SECONDS: Final = 5.0


class ExportDesk:
    """Makes what is ordered, and lets whoever ordered it hear of it."""

    def __init__(self, exporting: Exporting) -> None:
        self._exporting, self._service = exporting, exporting.service
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look at once, because an order can be made."""
        self._wake.set()

    async def run(self) -> None:
        """Make exports until cancelled."""
        while True:
            try:
                while await self.sweep():
                    pass
            except NotStored:
                log.warning("exports.wait-for-store")
            try:
                await asyncio.wait_for(self._wake.wait(), SWEEP_SECONDS)
            except TimeoutError:
                continue
            finally:
                self._wake.clear()

    async def sweep(self) -> bool:
        """Make the next export; false when none waits."""
        turn = partial(export_news.next_one, service=self._service)
        found = await self._exporting.store.run(turn)
        if found is None:
            return False
        order, places = found
        try:
            await run_export(self._exporting, order, places, self)
        except Refusal as refusal:
            log.warning("export.refused", export=order.id, code=refusal.code)
        return True

    async def progress(self, order: ExportOrder, done: int, total: int) -> None:
        """Show how much is written; that it cannot be shown holds up no file."""
        turn = partial(
            export_news.progress, service=self._service, order=order, done=done, total=total
        )
        try:
            await self._exporting.store.run(turn)
        except NotStored:
            log.warning("exports.progress-not-told")

    def ready(self, work: Work, finished: Finished) -> None:
        """Hand the link over, in the turn that makes it good."""
        export_news.ready(work, self._service, finished.order, finished.token, finished.rows)

    def failed(self, work: Work, order: ExportOrder, code: str) -> None:
        """Say why nothing came of it, in the turn that gives it up."""
        export_news.failed(work, self._service, order, code)
