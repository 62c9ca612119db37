"""What time it is, as something that is handed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Returns the present time, aware and in UTC."""
