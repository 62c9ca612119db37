"""The service with a fault put into it, for tests: words that end it, each in another way."""

from __future__ import annotations

import os
import re
import sys
from functools import partial

from bot import app
from bot.__main__ import main
from bot.watchdog import watchdog
from conversations.messages import Incoming
from handlers import receiving
from handlers.said import said
from handlers.service import Service
from storage.work import Work

CRASH, HANG, STOP_WRITING = "كلمة تقتل", "كلمة تعلّق", "كلمة توقف الكتابة"
PATIENCE = 1.0


def poisoned(work: Work, service: Service, incoming: Incoming) -> None:
    """Handle a message as ever, but for those that end the process or its writer."""
    said(work, service, incoming)
    if incoming.text == CRASH:
        os._exit(134)
    if incoming.text == HANG:
        re.fullmatch(r"(a+)+b", "a" * 60)
    if incoming.text == STOP_WRITING:
        raise SystemExit


if __name__ == "__main__":
    receiving.said = poisoned  # type: ignore[attr-defined]
    app.watchdog = partial(watchdog, PATIENCE)  # type: ignore[attr-defined]
    sys.argv = ["mashwara", "serve"]
    main()
