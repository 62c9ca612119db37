"""Shows messages on Telegram, by plain calls to the Bot API."""

from __future__ import annotations

import asyncio
from typing import Any, Final, NamedTuple

import aiohttp
import msgspec

from bot.channels.telegram.addresses import chat_id, is_group, topic
from bot.channels.telegram.api import TELEGRAM, ApiTrouble, BotApi, Pause, Upload, read
from bot.channels.telegram.files import is_caption, method_of
from bot.channels.telegram.keyboards import Key, rows
from bot.channels.telegram.pins import pin
from bot.channels.telegram.texts import directed, split
from bot.channels.telegram.troubles import translated
from conversations.messages import Message
from handlers.delivery import Limits, NotPinned, Owed, SendTrouble, TryLater, Undeliverable

LIMITS: Final = Limits(
    per_second=30, seconds_between_in_chat=1, per_minute_in_group=20, is_group=is_group
)
BIGGEST_FILE: Final = 20_000_000
"""The most bytes that the Bot API lets a bot download."""

_TIMEOUT: Final = 30
_UPLOAD_TIMEOUT: Final = 120
_MOST_DELETED: Final = 100
_TRIES: Final = 3
_LONGEST_PAUSE: Final = 30.0
_MOST_UNFINISHED: Final = 1000
_NO_PREVIEW: Final = {"is_disabled": True}
_UNCHANGED: Final = "message is not modified"
_NOT_EDITABLE: Final = ("message to edit not found", "can't be edited", "message_id_invalid")


Markup = dict[str, Any]


class _Part(NamedTuple):
    """One message on Telegram, of those that show one of ours."""

    text: str
    markup: Markup | None = None
    replaces: str = ""
    method: str = ""
    upload: Upload | None = None


class _Shown(msgspec.Struct, frozen=True):
    """All that is read of a message that was sent: new kinds of anything in it cannot hurt."""

    message_id: int


class _File(msgspec.Struct, frozen=True):
    """Where a file can be fetched."""

    file_path: str = ""
    file_size: int = 0


class TelegramOutbound:
    """The outgoing half; implements handlers.delivery.Outbound.

    A reference is the message's id, or several with commas where a text took several
    messages. `mirrored` reverses rows of buttons in right-to-left messages.
    """

    def __init__(
        self,
        token: str,
        base: str = TELEGRAM,
        *,
        limits: Limits = LIMITS,
        mirrored: bool = True,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self.limits = limits
        self._mirrored = mirrored
        self._pause = pause
        self._session = aiohttp.ClientSession()
        self._api = BotApi(self._session, token, base)
        self._unfinished: dict[int, list[int]] = {}

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def send(self, owed: Owed) -> str:
        """Show the message and return its reference; raises SendTrouble.

        Where a text takes several messages, those shown before a trouble are remembered
        in this process, so that the next attempt goes on behind them.
        """
        parts = self._parts(owed)
        shown = self._unfinished.pop(owed.id, [])
        for part in parts[len(shown) :]:
            if shown:  # a second message to one chat within a second would be refused
                await self._pause(self.limits.seconds_between_in_chat)
            try:
                shown.append(await translated(self._show(owed.chat, part), owed.attempts))
            except SendTrouble:
                self._remember(owed.id, shown)
                raise
        await self._pin(owed, shown[-1])
        return ",".join(map(str, shown))

    async def fetch(self, reference: str) -> bytes:
        """Return the bytes of a file, at most 20 MB; raises SendTrouble."""
        file = await translated(self._api.result(_File, "getFile", {"file_id": reference}))
        if not file.file_path or file.file_size > BIGGEST_FILE:
            raise Undeliverable("the file cannot be downloaded")
        content = await translated(self._api.download(file.file_path, BIGGEST_FILE))
        if content is None:
            raise Undeliverable("the file is too large")
        return content

    async def withdraw(self, chat: str, references: list[str]) -> None:
        """Delete messages in hundreds; what Telegram refuses to delete stays."""
        ids = [number for reference in references for number in _ids(reference)]
        for start in range(0, len(ids), _MOST_DELETED):
            await self._delete(chat, ids[start : start + _MOST_DELETED])

    async def _pin(self, owed: Owed, number: int) -> None:
        """Pin what is to stay in sight; a message that was edited in place is pinned already."""
        if not owed.message.pin or number in _ids(owed.message.replaces):
            return
        if not await pin(self._api, owed.chat, number, self._pause):
            raise NotPinned(str(number))

    def _parts(self, owed: Owed) -> list[_Part]:
        """Return the messages that show one: its file first, its buttons under the last."""
        message, markup = owed.message, self._markup(owed.message)
        text = directed(message.text, message.language)
        file = message.file
        if file is None:
            parts = [_Part(each) for each in split(text)]
            parts[0] = parts[0]._replace(replaces=message.replaces)
        else:
            method = method_of(file, owed.content)
            upload = Upload(method.field, file.name, owed.content)
            caption, rest = (text, []) if is_caption(text) else ("", split(text))
            parts = [_Part(caption, method=method.name, upload=upload), *map(_Part, rest)]
        parts[-1] = parts[-1]._replace(markup=markup)
        return parts

    def _markup(self, message: Message) -> Markup | None:
        try:
            laid = rows(message, mirrored=self._mirrored)
        except ValueError as error:
            raise Undeliverable(str(error)) from None
        if not laid:
            return None
        return {"inline_keyboard": [[_button(key) for key in row] for row in laid]}

    async def _show(self, chat: str, part: _Part) -> int:
        shown: dict[str, object] = {"chat_id": chat_id(chat)}
        if part.markup:
            shown["reply_markup"] = part.markup
        if part.upload:
            shown |= topic(chat)
            if part.text:
                shown["caption"] = part.text
            body = await self._api.upload(part.method, shown, part.upload, _UPLOAD_TIMEOUT)
            return read(_Shown, part.method, body).message_id
        shown |= {"text": part.text, "link_preview_options": _NO_PREVIEW}
        for number in _ids(part.replaces)[-1:]:
            if await self._edited({**shown, "message_id": number}):
                return number
        shown |= topic(chat)
        return (await self._api.result(_Shown, "sendMessage", shown, _TIMEOUT)).message_id

    async def _edited(self, shown: dict[str, object]) -> bool:
        """Edit a message; False when it can no longer be edited."""
        try:
            await self._api.call("editMessageText", shown, _TIMEOUT)
        except ApiTrouble as refusal:
            said = refusal.description.lower()
            if refusal.status == 400 and _UNCHANGED in said:
                return True
            if refusal.status == 400 and any(phrase in said for phrase in _NOT_EDITABLE):
                return False
            raise
        return True

    def _remember(self, owed: int, shown: list[int]) -> None:
        if not shown:
            return
        if len(self._unfinished) >= _MOST_UNFINISHED:
            del self._unfinished[next(iter(self._unfinished))]
        self._unfinished[owed] = shown

    async def _delete(self, chat: str, ids: list[int]) -> None:
        for attempt in range(_TRIES):
            try:
                deleting = {"chat_id": chat_id(chat), "message_ids": ids}
                await translated(self._api.call("deleteMessages", deleting), attempt)
                return
            except TryLater as trouble:
                await self._pause(min(trouble.seconds, _LONGEST_PAUSE))
            except SendTrouble:
                return


def _button(key: Key) -> dict[str, str]:
    if key.link:
        return {"text": key.label, "url": key.link}
    return {"text": key.label, "callback_data": key.data}


def _ids(reference: str) -> list[int]:
    """Return the message ids that a reference holds; none for what is not ours."""
    return [int(number) for number in reference.split(",") if number.isdecimal()]
