"""The desk at which exports are made, over a world in which nothing else runs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.export_desk import ExportDesk
from bot.exporting import Exporting
from storage.reading import Reader
from storage.store import Store
from tests.world import World


def make_exports(world: World) -> None:
    """Make everything that is ordered, with the real child; the files are not kept."""
    world.service.file_link = lambda token: (f"https://mashwara.example/file/{token}", False)
    with TemporaryDirectory() as folder:
        asyncio.run(_make(world, Path(folder)))


async def _make(world: World, folder: Path) -> None:
    store = Store(world.engine, world.keys, world.clock, world.dice)
    reader = Reader(world.engine.url)
    exporting = Exporting(
        store=store, keys=world.keys, reader=reader, service=world.service, folder=folder
    )
    desk = ExportDesk(exporting)
    while await desk.sweep():
        pass
    await reader.close()
    store.close()
