"""How the service writes its log: one line of JSON for an event, and never anybody's words."""

from __future__ import annotations

import logging
import sys

import structlog


def set_up_logs() -> None:
    """Write events to the standard error, times in UTC; libraries only when they warn."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s %(levelname)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
