"""One open transaction, with what a turn may use: the connection, the time, dice and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from storage.keys import Keys


class Conflict(Exception):
    """Another worker changed the same thing meanwhile; the store runs the turn again later."""


class Dice(Protocol):
    """Where ids and numbers that nobody may guess come from."""

    def token(self) -> str:
        """Return 128 unguessable bits as 22 URL-safe characters."""
        ...

    def digits(self, count: int) -> str:
        """Return so many random decimal digits."""
        ...


@dataclass(slots=True)
class Work:
    """The open transaction of one turn.

    A turn has no effect outside it and may be run again; what must follow the commit
    is left with `afterwards` and is dropped when the turn is rolled back.
    """

    connection: Connection
    now: datetime
    dice: Dice
    keys: Keys
    afterwards: list[Callable[[], None]] = field(default_factory=list)

    @property
    def seconds(self) -> int:
        """Now, as whole seconds since 1970."""
        return int(self.now.timestamp())

    @property
    def month(self) -> str:
        """This month as "2026-11"."""
        return f"{self.now:%Y-%m}"
