"""Where ids and numbers that nobody may guess come from: the operating system."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime


class SystemDice:
    """Dice for the running service."""

    def token(self) -> str:
        """Return 128 unguessable bits as 22 URL-safe characters."""
        return secrets.token_urlsafe(16)

    def digits(self, count: int) -> str:
        """Return so many random decimal digits."""
        return f"{secrets.randbelow(10**count):0{count}}"


def system_clock() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)
