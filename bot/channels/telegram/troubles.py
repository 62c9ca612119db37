"""Says in the house's words what went wrong at Telegram; nothing of the request goes along."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Final, TypeVar

from bot.channels.telegram.api import ApiTrouble, backoff
from handlers.delivery import Disowned, Moved, SendTrouble, TryLater, Undeliverable, Unreachable

_NOBODY_THERE: Final = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user_deactivated",
    "group chat was deactivated",
    "chat_write_forbidden",
    "not enough rights to send",
    "have no rights to send",
    "topic_closed",
    "topic_deleted",
    "message thread not found",
)

Result = TypeVar("Result")


async def translated(work: Awaitable[Result], attempts: int = 0) -> Result:
    """Await some work, raising SendTrouble for what the Bot API and the network answer."""
    try:
        return await work
    except ApiTrouble as failure:
        trouble = trouble_of(failure, attempts)
    raise trouble


def trouble_of(failure: ApiTrouble, attempts: int = 0) -> SendTrouble:
    """Return what a failure means for the message after so many attempts."""
    if failure.seconds:
        return TryLater(failure.seconds, everyone=True)
    if failure.moved_to:
        return Moved(str(failure.moved_to))
    match failure.status:
        case 401 | 404:
            return Disowned()
        case 403:
            return Unreachable(failure.description)
        case 400:
            return _refused(failure.description)
        case 413:
            return Undeliverable("too large")
    return TryLater(backoff(attempts))


def _refused(description: str) -> SendTrouble:
    if any(phrase in description.lower() for phrase in _NOBODY_THERE):
        return Unreachable(description)
    return Undeliverable(description)
