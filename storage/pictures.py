"""Pictures and papers drawn for one chat, sealed like what is said there, and as short-lived."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import delete, insert, select, update

from conversations.messages import FileKind, Message, SentFile
from conversations.pictures import Picture, SituationReport
from storage.people import Address
from storage.tables import picture
from storage.work import Work

WANTED, DRAWN, FAILED = "wanted", "drawn", "failed"
KEPT_SECONDS = 24 * 3600
"""As long as the body of a message."""


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What the sealed body holds: for which chat, what to draw, the words that go with it."""

    chat: str
    wanted: Picture | None
    caption: Message
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with whom it is for and what it holds."""

    id: str
    to: Address
    body: Body


def want(work: Work, to: Address, wanted: Picture, caption: Message, name: str) -> str:
    """Note what is to be drawn for a chat, and the message that it will go with.

    `name` is what the file is called, without an ending. Returns the picture's id.
    """
    row = work.dice.token()
    paper = isinstance(wanted, SituationReport)
    kind, ending = (FileKind.DOCUMENT, "pdf") if paper else (FileKind.PHOTO, "png")
    file = SentFile(id=row, kind=kind, name=f"{name}.{ending}")
    body = Body(to.chat, wanted, msgspec.structs.replace(caption, file=file))
    _insert(work, to, row, WANTED, body)
    return row


def put(work: Work, to: Address, content: bytes, caption: Message, name: str) -> Message:
    """Keep a small file that needs no drawing, and return the message that it goes with."""
    row = work.dice.token()
    file = SentFile(id=row, kind=FileKind.DOCUMENT, name=name)
    message = msgspec.structs.replace(caption, file=file)
    _insert(work, to, row, DRAWN, Body(to.chat, None, message, content))
    return message


def get(work: Work, picture_id: str) -> Drawing | None:
    """Open a picture; None when it is gone."""
    row = work.connection.execute(select(picture).where(picture.c.id == picture_id)).first()
    if row is None or not work.keys.has(row.owner):
        return None
    plain = work.keys.cipher(row.owner).open(row.body, _at(row.id))
    body = msgspec.msgpack.decode(plain, type=Body)
    to = Address(
        channel=row.channel,
        chat=body.chat,
        lane=row.lane,
        owner=row.owner,
        person=row.person or "",
    )
    return Drawing(row.id, to, body)


def keep(work: Work, found: Drawing, content: bytes) -> None:
    """Store what was drawn; what it was drawn from is let go."""
    body = Body(found.body.chat, None, found.body.caption, content)
    sealed = _sealed(work, found.to.owner, found.id, body)
    _change(work, found.id, DRAWN, sealed)


def fail(work: Work, found: Drawing) -> None:
    """Note that it could not be drawn; nothing of it is kept."""
    body = Body(found.body.chat, None, Message(text=""))
    _change(work, found.id, FAILED, _sealed(work, found.to.owner, found.id, body))


def drop_lane(work: Work, lane: bytes) -> None:
    """Delete everything that was drawn for a chat."""
    work.connection.execute(delete(picture).where(picture.c.lane == lane))


def drop_for(work: Work, person: str) -> None:
    """Delete every picture for a person who is being forgotten."""
    work.connection.execute(delete(picture).where(picture.c.person == person))


def drop_old(work: Work) -> None:
    """Delete what is older than a day."""
    work.connection.execute(delete(picture).where(picture.c.made < work.seconds - KEPT_SECONDS))


def _insert(work: Work, to: Address, row: str, state: str, body: Body) -> None:
    work.connection.execute(
        insert(picture).values(
            id=row,
            channel=to.channel,
            lane=to.lane,
            person=to.person or None,
            owner=to.owner,
            state=state,
            made=work.seconds,
            body=_sealed(work, to.owner, row, body),
        )
    )


def _change(work: Work, picture_id: str, state: str, sealed: bytes) -> None:
    work.connection.execute(
        update(picture).where(picture.c.id == picture_id).values(state=state, body=sealed)
    )


def _sealed(work: Work, owner: str, row: str, body: Body) -> bytes:
    return work.keys.cipher(owner).seal(msgspec.msgpack.encode(body), _at(row))


def _at(row: str) -> str:
    return f"picture|body|{row}"
