"""Opening what makes exports and gives them: the desk, the sweep, and the page of their links."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.dice import SystemDice
from bot.entrances import file_link
from bot.export_desk import ExportDesk
from bot.exporting import Exporting, keep_exports
from bot.pages import download
from storage.election import Election

if TYPE_CHECKING:
    from bot.app import App

FOLDER: Final = "exports"


def open_exports(app: App, application: web.Application) -> None:
    """Make what is ordered, where this worker is elected for it, and give it on any."""
    exporting = Exporting(
        store=app.store,
        keys=app.keys,
        reader=app.reader,
        service=app.service,
        folder=app.settings.data_dir / FOLDER,
        make_room=app.drawing.close,
    )
    desk = ExportDesk(exporting)
    app.service.export_waiting = desk.wake
    app.service.file_link = lambda token: file_link(app.settings, download.link_path(token))
    download.add_routes(application, exporting, app.settings.trusted_hops)
    election = Election(app.store, "exports", SystemDice().token(), time.monotonic)
    app.start(election.serve(desk.run))
    app.start(keep_exports(exporting))
