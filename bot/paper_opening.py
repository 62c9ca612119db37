"""Opening what publishes papers: the job that draws them, their pages, and their address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from bot.entrances import file_link
from bot.pages import papers

if TYPE_CHECKING:
    from bot.app import App


def open_papers(app: App, application: web.Application) -> None:
    """Serve what groups have published."""
    home, _local = file_link(app.settings, "")
    app.service.paper_link = lambda slug: f"{home}{papers.PATH}/{slug}"
    papers.add_routes(application, app.reader, app.service, home, app.settings.trusted_hops)
