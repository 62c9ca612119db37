"""Says in the house's words what went wrong at Telegram; nothing of the request goes along."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Final, TypeVar

from aiogram import exceptions as aiogram_errors
from aiohttp import ClientError

from bot.channels.telegram.api import backoff
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
)

Failure = aiogram_errors.AiogramError | ClientError | OSError
Result = TypeVar("Result")


async def translated(work: Awaitable[Result], attempts: int = 0) -> Result:
    """Await some work, raising SendTrouble for what aiogram and the network raise.

    The cause is dropped: it may hold the address, and so the token, or the person's text.
    """
    try:
        return await work
    except (aiogram_errors.AiogramError, ClientError, OSError) as failure:
        trouble = trouble_of(failure, attempts)
    raise trouble


def trouble_of(failure: Failure, attempts: int = 0) -> SendTrouble:
    """Return what a failure means for the message after so many attempts."""
    match failure:
        case aiogram_errors.TelegramRetryAfter():
            return TryLater(failure.retry_after, everyone=True)
        case aiogram_errors.TelegramMigrateToChat():
            return Moved(str(failure.migrate_to_chat_id))
        case aiogram_errors.TelegramUnauthorizedError() | aiogram_errors.TelegramNotFound():
            return Disowned()
        case aiogram_errors.TelegramForbiddenError():
            return Unreachable(failure.message)
        case aiogram_errors.TelegramBadRequest():
            return _refused(failure.message)
        case aiogram_errors.TelegramEntityTooLarge():
            return Undeliverable("too large")
    return TryLater(backoff(attempts))


def _refused(description: str) -> SendTrouble:
    if any(phrase in description.lower() for phrase in _NOBODY_THERE):
        return Unreachable(description)
    return Undeliverable(description)
