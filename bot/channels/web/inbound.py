"""What a page sent becomes an Incoming; nothing is decided here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from msgspec.structs import replace

from bot.channels.web.desk import Desk
from bot.channels.web.forms import Form, Upload
from bot.channels.web.repeats import Repeats
from bot.channels.web.trouble import too_long, unreadable
from bot.channels.web.visits import Visit, id_prefix
from civic.text import clean, units
from conversations.messages import FileHandle, Incoming, Kind

CHANNEL = "web"
START = "/start"
_ID = re.compile(r"[A-Za-z0-9_-]{6,32}")
_SHORT = 64  # bytes a button may carry, and characters of a reference
_KINDS = {"image": Kind.PHOTO, "audio": Kind.VOICE, "video": Kind.VOICE}  # webm is a recorder's


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person sent by form or socket, with the id that their page gave it."""

    id: str
    text: str = ""
    tap: str = ""
    message: str = ""
    place: tuple[float, float] | None = None
    upload: Upload | None = None


def said_in(form: Form) -> Said:
    """Read the fields of a form."""
    place = None
    if form["lat"] or form["lon"]:
        try:
            place = float(form["lat"]), float(form["lon"])
        except ValueError:
            raise unreadable() from None
    return Said(
        id=form["n"],
        text=form["text"],
        tap=form["tap"],
        message=form["m"],
        place=place,
        upload=form.upload,
    )


def starting(desk: Desk, visit: Visit, language: str) -> Incoming:
    """Return what a new page says for its person, once for an account."""
    return replace(_blank(desk, visit, language, "start"), text=START)


def incoming_of(
    desk: Desk, visit: Visit, language: str, said: Said, repeats: Repeats
) -> Incoming | None:
    """Return what was said, or None when there is nothing in it; raises Trouble.

    The same form sent twice counts once, while another answer given after the browser's
    own "back" is not mistaken for the first; the id tells nothing of what was said.
    """
    if not _ID.fullmatch(said.id) or max(len(said.message), len(said.tap.encode())) > _SHORT:
        raise unreadable()
    text = clean(said.text)
    if units(text) > desk.settings.text_units:
        raise too_long(text)
    blank = _blank(desk, visit, language, _id_of(visit, said, repeats))
    if said.tap:
        return replace(blank, kind=Kind.TAP, tap=said.tap, message=said.message)
    if said.upload:
        content, ending = said.upload.content, said.upload.ending
        file = FileHandle(content=content, size=len(content), ending=ending)
        return replace(blank, kind=_kind_of(said.upload), text=text, file=file)
    if said.place:
        latitude, longitude = said.place
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise unreadable()
        return replace(blank, kind=Kind.LOCATION, latitude=latitude, longitude=longitude)
    return replace(blank, text=text, message=said.id) if text else None


def _blank(desk: Desk, visit: Visit, language: str, own_id: str) -> Incoming:
    return Incoming(
        channel=CHANNEL,
        sender=visit.account,
        chat=visit.account,
        id=f"{id_prefix(desk, visit)}.{own_id}",
        kind=Kind.TEXT,
        language=language,
    )


def _kind_of(upload: Upload) -> Kind:
    kind = _KINDS.get(upload.content_type.partition("/")[0])
    if kind is None and upload.field == "voice":
        return Kind.VOICE  # phones name recordings in many ways
    return kind or Kind.DOCUMENT


def _id_of(visit: Visit, said: Said, repeats: Repeats) -> str:
    """Return the page's own id, and after it which of the things said under it this is."""
    texts = (said.text, said.tap, said.message, repr(said.place))
    file = said.upload.content if said.upload else b""
    name = f"{visit.account}.{said.id}"
    number = repeats.number(name, *(text.encode(errors="replace") for text in texts), file)
    return f"{said.id}.{number}" if number else said.id
