"""How much personal detail an office-holder may see: on demand, so many a day, not for long."""

from __future__ import annotations

from typing import Final

MOST_A_DAY: Final = 30
"""Details that one mandate may open on a day; the last one alarms the administrators."""

SHOWN_SECONDS: Final = 600
"""After ten minutes the message with the detail is taken out of the chat."""
