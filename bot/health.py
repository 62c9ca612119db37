"""Whether the service could store a turn now, and its figures for Prometheus."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from storage import outbox, standing
from storage.store import Store, StoreUnavailable, TurnFailed
from storage.work import Work


def add_routes(application: web.Application, store: Store) -> None:
    """Answer /healthz and /metrics."""
    registry = CollectorRegistry()
    owed = Gauge("mashwara_outbox_owed", "Messages that wait to be sent", registry=registry)

    async def healthz(_request: web.Request) -> web.Response:
        try:
            await store.run(_touch)
        except (StoreUnavailable, TurnFailed):
            return web.Response(status=503, text="nothing can be stored now\n")
        return web.Response(text="ok\n")

    async def metrics(_request: web.Request) -> web.Response:
        try:
            owed.set(await store.run(outbox.count_owed))
        except StoreUnavailable:
            return web.Response(status=503)
        return web.Response(body=generate_latest(registry), content_type="text/plain")

    application.router.add_get("/healthz", healthz)
    application.router.add_get("/metrics", metrics)


def _touch(work: Work) -> None:
    """Write a row, because a full disk shows only when something is written."""
    standing.put(work, "heartbeat", str(work.seconds))
