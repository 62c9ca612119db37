"""What the handlers need of the process that draws."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from conversations.pictures import Picture

Draw = Callable[[Picture], Awaitable[bytes]]
"""Draws a picture as PNG or a report as PDF, outside every turn; raises Undrawn."""


class Undrawn(Exception):
    """The drawing process died, was too slow, or was asked for too much; worth another try."""
