"""Who is at the page: a signed cookie with an account, whose phone it is, and the last use."""

from __future__ import annotations

import hmac
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace

from aiohttp import web

from bot.channels.web.desk import Desk
from conversations.wording import LANGUAGES

COOKIE = "s"
_FORM = struct.Struct(">16sBI")  # account, flags, seconds since 1970
_TAG_BYTES = 16
_OWN_PHONE = 0x80
_DAY = 24 * 60 * 60
_PURPOSE = "session"


@dataclass(frozen=True, slots=True)
class Visit:
    """One browser's hold on a conversation."""

    key: bytes
    used: int
    own_phone: bool = False
    language: str = ""  # as chosen in the menu

    @property
    def account(self) -> str:
        """The name under which the rest of the program knows this person."""
        return text_of(self.key)

    def used_at(self, now: float) -> Visit:
        """Return the visit as it is after being used."""
        return replace(self, used=int(now))

    def __repr__(self) -> str:
        return "Visit(***)"


def text_of(data: bytes) -> str:
    """Return bytes as letters that are safe in a cookie, a form and an address."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def begin(desk: Desk) -> Visit:
    """Make a new account that nobody can guess."""
    return Visit(desk.random_bytes(16), int(desk.now()))


def sealed(desk: Desk, visit: Visit) -> str:
    """Return the cookie's value: the visit and our signature."""
    flags = ("", *LANGUAGES).index(visit.language) | (_OWN_PHONE if visit.own_phone else 0)
    data = _FORM.pack(visit.key, flags, visit.used)
    return text_of(data + _tag(desk, b"visit", data))


def opened(desk: Desk, value: str) -> Visit | None:
    """Return the visit of a cookie; None when it is forged, broken, or too long unused."""
    try:
        raw = urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except ValueError:
        return None
    data, tag = raw[: _FORM.size], raw[_FORM.size :]
    if len(data) != _FORM.size or not hmac.compare_digest(tag, _tag(desk, b"visit", data)):
        return None
    key, flags, used = _FORM.unpack(data)
    language = ("", *LANGUAGES)[flags & ~_OWN_PHONE]
    visit = Visit(key, used, bool(flags & _OWN_PHONE), language)
    return None if expired(desk, visit) else visit


def expired(desk: Desk, visit: Visit) -> bool:
    """Say whether the visit was left alone for too long."""
    settings = desk.settings
    allowed = settings.own_phone_days * _DAY if visit.own_phone else settings.idle_seconds
    return desk.now() - visit.used > allowed


def visit_of(desk: Desk, request: web.Request) -> Visit | None:
    """Return the visit that a request belongs to, if any."""
    return opened(desk, request.cookies.get(COOKIE, ""))


def keep(desk: Desk, response: web.StreamResponse, visit: Visit) -> None:
    """Give the browser its cookie anew: for good on one's own phone, else until it closes."""
    response.set_cookie(
        COOKIE,
        sealed(desk, visit.used_at(desk.now())),
        max_age=desk.settings.own_phone_days * _DAY if visit.own_phone else None,
        httponly=True,
        samesite="Strict",
        secure=desk.settings.public_url.startswith("https:"),
    )


def forget(desk: Desk, response: web.StreamResponse) -> None:
    """Take the cookie away."""
    response.del_cookie(
        COOKIE,
        httponly=True,
        samesite="Strict",
        secure=desk.settings.public_url.startswith("https:"),
    )


def form_token(desk: Desk, visit: Visit) -> str:
    """Return what proves that a form came from our own page (against forged requests)."""
    return text_of(_tag(desk, b"form", visit.key))


def is_form_token(desk: Desk, visit: Visit, token: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(token.encode(), form_token(desk, visit).encode())


def id_prefix(desk: Desk, visit: Visit) -> str:
    """Return what keeps one person's message ids apart from another's."""
    return text_of(_tag(desk, b"id", visit.key)[:9])


def _tag(desk: Desk, what: bytes, data: bytes) -> bytes:
    return desk.digest(_PURPOSE, what + b"\0" + data)[:_TAG_BYTES]
