"""The service by the real clock, as if it had been started at noon: at night nobody is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import bot.dice
from civic.hours import WALL

_STARTED: Final = datetime.now(UTC)
NOON: Final = _STARTED.astimezone(WALL).replace(hour=12, minute=0, second=0, microsecond=0)
AHEAD: Final[timedelta] = NOON - _STARTED


def clock() -> datetime:
    """Return the time; it goes on as everywhere."""
    return datetime.now(UTC) + AHEAD


if __name__ == "__main__":
    bot.dice.system_clock = clock
    from bot.__main__ import main

    main()
