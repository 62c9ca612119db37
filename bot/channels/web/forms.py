"""Reads forms with or without a file, never more than is allowed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.channels.web.desk import WebSettings
from bot.channels.web.trouble import too_large, unreadable
from conversations.messages import ending_of

_MOST_FIELDS = 32


@dataclass(frozen=True, slots=True)
class Upload:
    """A file from a form."""

    field: str
    content_type: str
    content: bytes
    ending: str = ""


@dataclass(slots=True)
class Form:
    """The fields of a form by name, and the file if one was chosen."""

    fields: dict[str, str] = field(default_factory=dict)
    upload: Upload | None = None

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


async def read_form(request: web.Request, settings: WebSettings) -> Form:
    """Read a posted form; Trouble 413 when it is too large, 400 when it cannot be read."""
    if request.content_type == "application/x-www-form-urlencoded":
        body = await read_body(request, settings.form_bytes)
        try:
            return Form(dict(parse_qsl(body.decode(errors="replace"), max_num_fields=_MOST_FIELDS)))
        except ValueError:
            raise unreadable() from None
    if request.content_type != "multipart/form-data":
        raise unreadable()
    if (request.content_length or 0) > settings.form_bytes + settings.file_bytes:
        raise too_large()
    try:
        return await _read_parts(request, settings)
    except ValueError:
        raise unreadable() from None


async def read_body(request: web.Request, most: int) -> bytes:
    """Read a body of at most so many bytes; else Trouble 413."""
    if (request.content_length or 0) > most:
        raise too_large()
    return await _gathered(request.content.iter_any(), most)


async def _read_parts(request: web.Request, settings: WebSettings) -> Form:
    form, left, count = Form(), settings.form_bytes, 0
    async for part in await request.multipart():
        count += 1
        if not isinstance(part, BodyPartReader) or not part.name or count > _MOST_FIELDS:
            raise unreadable()
        content = await _gathered(
            _chunks(part), left if part.filename is None else settings.file_bytes
        )
        if part.filename is None:
            left -= len(content)
            form.fields[part.name] = content.decode(errors="replace")
        elif content:  # a file field left empty comes with an empty name and no bytes
            kind = part.headers.get("Content-Type", "")
            form.upload = Upload(part.name, kind.lower(), content, ending_of(part.filename))
    return form


async def _chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    while chunk := await part.read_chunk(65_536):
        yield chunk


async def _gathered(chunks: AsyncIterator[bytes], most: int) -> bytes:
    content = bytearray()
    async for chunk in chunks:
        content += chunk
        if len(content) > most:
            raise too_large()
    return bytes(content)
