"""Draws who went from where to where: starts on the side one reads from, streams, ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.drawing.canvas import FILL, SOFT
from bot.drawing.page import INNER, Page, lay_out
from bot.drawing.text import number
from conversations.pictures import Flows

LABEL: Final = 36
COUNT: Final = 40
HEAD: Final = 34
_LABELS: Final = 300  # room for names, on either side
_BAR: Final = 22
_BESIDE: Final = 14
_SLOT: Final = 104  # a name with its count below it
_GAP: Final = 26
_ABOVE: Final = 70
_BELOW: Final = 34
_STREAMS: Final = 560  # of height for all streams together
_COLOURS: Final = (FILL, "#b9772a", "#74508a", "#4f7a3a", "#a14b3c", SOFT)


@dataclass(frozen=True, slots=True)
class _Node:
    """A start or an end: where its slot begins, how high its bar is, how many it is."""

    top: float
    height: float
    count: int

    @property
    def bottom(self) -> float:
        """Where its slot ends."""
        return self.top + max(self.height, _SLOT)


def draw_flows(flows: Flows) -> bytes:
    """Return the streams as PNG."""
    scale = _STREAMS / sum(count for _, _, count in flows.streams)
    starts = _nodes(len(flows.starts), [(start, n) for start, _, n in flows.streams], scale)
    ends = _nodes(len(flows.ends), [(end, n) for _, end, n in flows.streams], scale)
    height = _ABOVE + max(starts[-1].bottom, ends[-1].bottom) + _BELOW
    page = lay_out(flows.language, flows.title, flows.note, height)
    _draw_streams(page, flows, starts, ends, scale)
    far = INNER - _LABELS
    _draw_side(page, flows.starts, starts, _LABELS - _BAR, 0)
    _draw_side(page, flows.ends, ends, far, far + _BAR + _BESIDE)
    for head, begin in zip(flows.heads, (0, far + _BAR + _BESIDE), strict=True):
        said = page.canvas.fitting(head, HEAD, _LABELS)
        page.canvas.text(page.along(begin), page.top + HEAD, said, HEAD, side=page.side)
    return page.canvas.png()


def _nodes(count: int, streams: Sequence[tuple[int, int]], scale: float) -> list[_Node]:
    found: list[_Node] = []
    top = 0.0
    for place in range(count):
        people = sum(n for at, n in streams if at == place)
        found.append(_Node(top, people * scale, people))
        top = found[-1].bottom + _GAP
    return found


def _draw_streams(
    page: Page, flows: Flows, starts: list[_Node], ends: list[_Node], scale: float
) -> None:
    """Draw bands in the order of their ends, so that few of them cross."""
    left = [node.top for node in starts]
    right = [node.top for node in ends]
    top = page.top + _ABOVE
    for start, end, count in sorted(flows.streams):
        tint = start if len(starts) > 1 else end
        page.canvas.ribbon(
            (page.along(_LABELS), top + left[start]),
            (page.along(INNER - _LABELS), top + right[end]),
            count * scale,
            _COLOURS[tint % len(_COLOURS)],
        )
        left[start] += count * scale
        right[end] += count * scale


def _draw_side(
    page: Page, labels: tuple[str, ...], nodes: list[_Node], bar: float, begin: float
) -> None:
    """Draw bars with their names and counts beside them."""
    top = page.top + _ABOVE
    for label, node in zip(labels, nodes, strict=True):
        page.bar(bar, top + node.top, _BAR, node.height, FILL)
        said = page.canvas.fitting(label, LABEL, _LABELS - _BAR - 2 * _BESIDE)
        where = page.along(begin)
        page.canvas.text(where, top + node.top + LABEL, said, LABEL, side=page.side)
        page.canvas.text(
            where,
            top + node.top + LABEL + COUNT * 1.25,
            number(node.count),
            COUNT,
            side=page.side,
            bold=True,
        )
