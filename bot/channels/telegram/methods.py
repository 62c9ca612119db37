"""The two Bot API methods by which messages are shown, reading only the id of the result.

aiogram's own ones decode the whole message that was sent, so that a new kind of anything in
it would make a delivered message look failed, and be sent again.
"""

from __future__ import annotations

from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardMarkup, LinkPreviewOptions, MessageId


class Send(TelegramMethod[MessageId]):
    """Show a new message."""

    __returning__ = MessageId
    __api_method__ = "sendMessage"

    chat_id: int | str
    text: str
    link_preview_options: LinkPreviewOptions
    reply_markup: InlineKeyboardMarkup | None = None


class Edit(TelegramMethod[MessageId]):
    """Show something else in place of a message; no `reply_markup` takes its buttons away."""

    __returning__ = MessageId
    __api_method__ = "editMessageText"

    chat_id: int | str
    message_id: int
    text: str
    link_preview_options: LinkPreviewOptions
    reply_markup: InlineKeyboardMarkup | None = None
