"""Opening the public pages of ballots, and their address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from bot.entrances import file_link
from bot.pages import ballots
from storage.ballot_reading import PublicBallots

if TYPE_CHECKING:
    from bot.app import App


def open_ballots(app: App, application: web.Application) -> None:
    """Serve rolls and results for whoever wants to check them."""
    home, _local = file_link(app.settings, "")
    app.service.ballot_link = lambda number: f"{home}{ballots.PATH}/{number}"
    read = PublicBallots(app.reader, app.keys)
    ballots.add_routes(application, read, app.service, home, app.settings.trusted_hops)
