"""One open transaction, with what a turn may use: the connection, the time, dice and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from sqlalchemy import Connection, select

from storage.keys import Keys
from storage.tables import standing

AWAY: Final = "away"
"""The name under which the sum of all outages stands."""

AWAY_QUERY: Final = select(standing.c.value).where(standing.c.name == AWAY)


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
    _away: int | None = None

    @property
    def seconds(self) -> int:
        """Now, as whole seconds since 1970."""
        return int(self.now.timestamp())

    @property
    def month(self) -> str:
        """This month as "2026-11"."""
        return f"{self.now:%Y-%m}"

    @property
    def away(self) -> int:
        """The seconds of all outages that count, which put off what pauses (storage/outages.py)."""
        if self._away is None:
            row = self.connection.execute(AWAY_QUERY).first()
            self._away = int(row.value) if row else 0
        return self._away

    @away.setter
    def away(self, seconds: int) -> None:
        """Know of an outage that this turn has just noted."""
        self._away = seconds

    def paused(self, instant: int | None) -> int | None:
        """Return an instant as what pauses is stored: as if there had been no outage."""
        return None if instant is None else instant - self.away

    def resumed(self, stored: int | None) -> int | None:
        """Return when what was stored so comes, if the service stays."""
        return None if stored is None else stored + self.away
