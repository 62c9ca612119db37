"""What administrators are told at once, because somebody may be trying to get in."""

from __future__ import annotations

from conversations import keypad
from handlers import officials
from handlers.service import Service
from storage import mandates
from storage.mandates import Held
from storage.work import Work


def wrong_tries(work: Work, service: Service, held: Held, tries: int) -> None:
    """Tell that a secret number was tried wrongly so often that it is blocked."""
    for language, told in officials.by_language(work, mandates.administrators(work)):
        text = keypad.alarm(held.office.name(language), tries)
        officials.tell(work, service, told, text, cause=f"tries:{held.id}:{work.seconds}")
