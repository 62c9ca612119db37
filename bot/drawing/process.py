"""The drawing process: warm and waiting, it forks a bounded copy of itself for every picture.

Loading what draws takes longer than drawing, so it is loaded once; a copy draws one picture and
is gone, so that nothing of one picture is left when the next is drawn. Requests come in by
standard input and pictures go out by standard output, each with its length before it. When a
copy dies the whole process ends with it, since nobody knows how far it wrote.
"""

from __future__ import annotations

import gc
import os
import resource
import select
import signal
import sys
from typing import Final, NoReturn

import msgspec

from bot.bounds import bound
from bot.drawing.charts import draw_chart
from bot.drawing.flows import draw_flows
from bot.drawing.maps import draw_map
from bot.drawing.trends import draw_trend
from bot.drawing.wire import HEAD, read, write
from conversations.first_contact import LANGUAGE_NAMES
from conversations.pictures import Chart, Document, Flows, Picture, SituationReport, Trend

MEMORY: Final = 768 * 1024 * 1024
"""Of address space: measured, a report reserves 410 MB at most and touches 110 MB."""
CPU_SECONDS: Final = 10
SECONDS: Final = 15
IDLE_SECONDS: Final = 300
FAILED: Final = 1
BY_SIGNAL: Final = 128
"""What is added to a signal's number to make it an exit code, as shells do."""


def draw(picture: Picture) -> bytes:
    """Return a picture as PNG, a report as PDF."""
    match picture:
        case Chart():
            return draw_chart(picture)
        case Trend():
            return draw_trend(picture)
        case Flows():
            return draw_flows(picture)
        case SituationReport() | Document():
            return _set(picture)
    return draw_map(picture)


def _set(paper: SituationReport | Document) -> bytes:
    """Set a paper, with what only papers need: it is soon loaded, and weighs 10 MB for good."""
    from bot.drawing.documents import draw_document
    from bot.drawing.paper import draw_report

    return draw_report(paper) if isinstance(paper, SituationReport) else draw_document(paper)


def warm_up() -> None:
    """Do once what every chart needs: fonts, libraries loaded late, tables of letters."""
    title = " ".join(LANGUAGE_NAMES.values())
    draw_chart(Chart(language="ar", title=title, rows=((title, 1),), note=title))
    gc.collect()
    gc.freeze()


def serve(requests: int, replies: int) -> None:
    """Draw what is asked for on one pipe and answer on another, until nobody asks any more."""
    while length := _next(requests):
        copy = os.fork()
        if copy == 0:
            _draw_one(requests, replies, length)
        _, status = os.waitpid(copy, 0)
        if code := os.waitstatus_to_exitcode(status):
            sys.exit(code if code > 0 else BY_SIGNAL - code)


def _next(requests: int) -> int:
    """Return the length of the next request; 0 when there is none for long, or never again."""
    waiting, _, _ = select.select([requests], [], [], IDLE_SECONDS)
    head = read(requests, HEAD.size) if waiting else b""
    return int(HEAD.unpack(head)[0]) if head else 0


def _draw_one(requests: int, replies: int, length: int) -> NoReturn:
    """Draw one picture within bounds and end, whatever happens."""
    code = FAILED
    try:
        _bound()
        picture = msgspec.msgpack.decode(read(requests, length), type=Picture)
        write(replies, draw(picture))
        code = 0
    finally:
        os._exit(code)


def _bound() -> None:
    bound(MEMORY, CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no file is written
    sys.addaudithook(_refuse_network)
    signal.alarm(SECONDS)  # nobody catches it, so it ends even what hangs inside a library


def _refuse_network(event: str, _arguments: object) -> None:
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.system")):
        raise PermissionError(event)


def main() -> None:
    """Keep standard output for pictures alone, warm up, and serve."""
    replies = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    warm_up()
    serve(0, replies)


if __name__ == "__main__":
    main()
