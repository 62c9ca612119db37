"""Exports: an order becomes a sealed file, which one link gives once, and then nothing is left."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Protocol

import structlog

from bot.sheets.columns import needs_sheet
from bot.sheets.needs import NeedRows
from bot.sheets.rows import Row, Sheet
from bot.sheets.running import Unwritten, write_sheet
from civic.refusals import Refusal
from handlers.service import Service
from storage import caution, exports, sealed_files
from storage import export_orders as orders
from storage.export_rows import ExportOrder, owner_of
from storage.keys import Keys
from storage.reading import Reader
from storage.sealed_files import SealedWriter
from storage.store import NotStored, Store
from storage.work import Work

log = structlog.get_logger()

PROGRESS_SECONDS: Final = 2.0
SWEEP_SECONDS: Final = 60.0
SUFFIX: Final = ".sealed"


async def _nothing() -> None:
    """Have nothing to let go of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporting:
    """What making and giving exports needs of the rest; files lie in `folder`.

    `make_room` lets go of memory that nobody needs just now.
    """

    store: Store
    keys: Keys
    reader: Reader
    service: Service
    folder: Path
    make_room: Callable[[], Awaitable[None]] = _nothing
    monotonic: Callable[[], float] = time.monotonic

    def path(self, export_id: str) -> Path:
        """Return where the sealed file of an export lies."""
        return self.folder / f"{export_id}{SUFFIX}"


@dataclass(frozen=True, slots=True)
class Finished:
    """A file that lies ready; `token` goes into its one link and is kept nowhere."""

    order: ExportOrder
    token: str
    rows: int
    size: int

    def __repr__(self) -> str:
        return f"Finished({self.order.id}, ***)"


Taken = tuple[ExportOrder, Generator[bytes, None, None]]
"""An export whose link was used, with the pieces of its file."""


class Listener(Protocol):
    """Who hears how an export goes; `ready` and `failed` are parts of the turns they tell of."""

    async def progress(self, order: ExportOrder, done: int, total: int) -> None:
        """Hear, every two seconds at most, how many rows of how many are written."""
        ...

    def ready(self, work: Work, finished: Finished) -> None:
        """Hear that the file lies ready; its token is kept nowhere else."""
        ...

    def failed(self, work: Work, order: ExportOrder, code: str) -> None:
        """Hear that the order was given up, and why."""
        ...


async def run_export(
    exporting: Exporting, order: ExportOrder, places: frozenset[str], listener: Listener
) -> Finished:
    """Make the file of an order that waits; `places` is the office's area as it is now.

    Raises Refusal "export_is_not_waiting" (not agreed to, or made already), or, after which the
    order is given up, "nothing_to_export", "too_much_to_export" or "export_failed".
    """
    taken_up = await exporting.store.run(partial(orders.start, export_id=order.id))
    if taken_up is None:
        raise Refusal("export_is_not_waiting")
    await exporting.make_room()
    try:
        return await _made(exporting, taken_up, places, listener)
    except Refusal as refusal:
        await _give_up(exporting, order, listener, refusal.code)
        raise
    except (Unwritten, NotStored, OSError) as error:
        log.error("export.failed", where=caution.where(error))
        await _give_up(exporting, order, listener, "export_failed")
        raise Refusal("export_failed") from None


async def take_file(exporting: Exporting, token: str) -> Taken | None:
    """Use a link up; returns the pieces of its file, of which nothing is on the disk any more.

    None for a link that is used, old or nobody's. The pieces are to be read to the end or
    closed, and not in the event loop.
    """
    found = await exporting.store.run(partial(orders.linked, token=token))
    if found is None:
        return None
    # Opened before the link is used up, since from then on any sweep may delete file and key.
    try:
        cipher = exporting.keys.cipher(found.owner)
        file = exporting.path(found.id).open("rb")
    except (FileNotFoundError, Refusal):
        log.error("export.file-is-gone", export=found.id)
        return None
    with ExitStack() as unless_given:
        unless_given.callback(file.close)
        order = await exporting.store.run(partial(orders.take, token=token))
        if order is None:
            return None
        unless_given.pop_all()
    await _erase(exporting, order.id)
    return order, sealed_files.opened(file, cipher, _about(order.id), order.details.pieces)


async def keep_exports(exporting: Exporting) -> None:
    """Sweep once a minute for as long as the service runs."""
    while True:
        try:
            await sweep(exporting)
        except NotStored:
            log.warning("exports.wait-for-store")
        await asyncio.sleep(SWEEP_SECONDS)


async def sweep(exporting: Exporting) -> None:
    """Leave nothing of exports that were taken, failed or grew old, nor of files without one."""
    lying = [path.stem for path in exporting.folder.glob(f"*{SUFFIX}")]
    known = await exporting.store.run(orders.known)
    for stray in set(lying) - known:
        exporting.path(stray).unlink(missing_ok=True)
    for export_id in await exporting.store.run(orders.over):
        await _erase(exporting, export_id)
        await exporting.store.run(partial(orders.drop, export_id=export_id))


async def _made(
    exporting: Exporting, order: ExportOrder, places: frozenset[str], listener: Listener
) -> Finished:
    numbers = await exports.chosen(exporting.reader, places, order.details.wanted, order.made)
    batches = _batches(exporting, order, places, numbers, listener)
    writer = await asyncio.to_thread(_writer, exporting, order)

    async def take(piece: bytes) -> None:
        await asyncio.to_thread(writer.append, piece)

    try:
        await write_sheet(_sheet(exporting, order), batches, take, sealed_files.PIECE)
    finally:
        await asyncio.to_thread(writer.close)

    def finish(work: Work) -> Finished:
        rows = len(numbers)
        token = orders.finish(work, order, rows=rows, size=writer.size, pieces=writer.pieces)
        finished = Finished(order, token, rows, writer.size)
        listener.ready(work, finished)
        return finished

    return await exporting.store.run(finish)


def _sheet(exporting: Exporting, order: ExportOrder) -> Sheet:
    wording, details = exporting.service.wording, order.details
    return needs_sheet(wording, order.kind, details.language, order.day, words=order.words)


def _writer(exporting: Exporting, order: ExportOrder) -> SealedWriter:
    cipher = exporting.keys.cipher(order.owner)
    return SealedWriter(exporting.path(order.id), cipher, _about(order.id))


async def _batches(
    exporting: Exporting,
    order: ExportOrder,
    places: frozenset[str],
    numbers: Sequence[int],
    listener: Listener,
) -> AsyncIterator[list[Row]]:
    service, language = exporting.service, order.details.language
    told = NeedRows(service.wording, service.places, language, order.made)
    done, last = 0, exporting.monotonic()
    found = exports.pages(exporting.reader, exporting.keys, places, numbers, words=order.words)
    async for page in found:
        yield [told.row(need) for need in page]
        done += len(page)
        if exporting.monotonic() - last >= PROGRESS_SECONDS:
            await listener.progress(order, done, len(numbers))
            last = exporting.monotonic()


async def _give_up(exporting: Exporting, order: ExportOrder, to: Listener, code: str) -> None:
    def give_up(work: Work) -> None:
        orders.fail(work, order.id)
        to.failed(work, order, code)

    try:
        await exporting.store.run(give_up)
        await _erase(exporting, order.id)
    except NotStored:
        log.warning("exports.wait-for-store")


async def _erase(exporting: Exporting, export_id: str) -> None:
    """Delete the file and the key; the key alone would do, in every backup too."""
    exporting.path(export_id).unlink(missing_ok=True)
    await asyncio.to_thread(exporting.keys.forget, owner_of(export_id))


def _about(export_id: str) -> str:
    return f"export|file|{export_id}"
