"""A small village to talk to: a real bot in memory behind the real web channel."""

from __future__ import annotations

import gettext
import hashlib
import hmac
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient

from bot.channels.web.desk import Desk, Line, Unavailable, WebSettings
from bot.channels.web.outbound import WebOutbound
from bot.channels.web.rooms import Rooms
from bot.channels.web.routes import add_routes
from civic.follow_up import Return
from conversations.messages import (
    Button,
    Expecting,
    Incoming,
    Kind,
    Message,
    Role,
    SentFile,
)
from handlers.delivery import Owed

GREETING = "أهلاً بكم. هنا يمكنكم إيصال احتياجات منطقتكم ومتابعة ما يحدث بعدها. ما الموضوع؟"
SECTORS = ("المياه", "الكهرباء", "الطرق والجسور", "موضوع آخر")
CONTROLS = (
    Button("لا أعرف", "k:unknown", Role.CONTROL),
    Button("أفضّل عدم الإجابة", "k:silent", Role.CONTROL),
)


class PseudoArabic(gettext.NullTranslations):
    """Every Latin letter as an Arabic one: as long and as wide as a translation would be."""

    def gettext(self, message: str) -> str:
        """Return the sentence in make-believe Arabic, its places untouched."""
        parts = re.split(r"(\{\w+\})", message)
        letters = "ابتثجحخدذرزسشصضطظعغفقكلمنه"
        return "".join(
            part
            if part.startswith("{")
            else re.sub("[A-Za-z]", lambda found: letters[ord(found[0].lower()) - 97], part)
            for part in parts
        )


@dataclass
class Clock:
    """Time that moves only when told."""

    seconds: float = 1_790_000_000.0

    def __call__(self) -> float:
        return self.seconds

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds


@dataclass
class Village:
    """Remembers everything that was said and answers a few simple things."""

    outbound: WebOutbound
    heard: list[Incoming] = field(default_factory=list)
    lines: defaultdict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    earlier: dict[tuple[str, str], str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    agreed: set[str] = field(default_factory=set)
    open: bool = True
    count: int = 0
    files: dict[str, bytes] = field(default_factory=dict)

    async def receive(self, incoming: Incoming) -> None:
        """Store what was said once, and answer it."""
        if not self.open:
            raise Unavailable
        if any(said.id == incoming.id for said in self.heard):
            return
        self.heard.append(incoming)
        if incoming.kind is not Kind.TAP:
            self._line(incoming.chat, Message(text=incoming.text or "📎"), mine=True)
        await self.answer(incoming.chat, self._reply(incoming))

    async def answer(self, chat: str, message: Message) -> str:
        """Say something to a chat."""
        number = self._line(chat, message, mine=False)
        owed = Owed(id=number, channel="web", lane=b"", chat=chat, message=message)
        return await self.outbound.send(owed)

    async def recent(self, account: str) -> Sequence[Line]:
        """Return the lines of an account."""
        return self.lines[self.moved.get(account, account)]

    async def file_of(self, account: str, reference: str) -> tuple[SentFile, bytes] | None:
        """Return the file of an account's line."""
        for line in await self.recent(account):
            file = line.message.file
            if line.reference == reference and file is not None and file.id in self.files:
                return file, self.files[file.id]
        return None

    async def come_back(self, account: str, number: str, secret: str) -> Return:
        """Give an account an earlier conversation."""
        earlier = self.earlier.get((number, secret))
        if earlier is None:
            return Return.UNKNOWN
        if account in self.agreed:
            return Return.TAKEN
        self.moved[account] = earlier
        return Return.OPENED

    def texts(self) -> list[str]:
        """Return what people said, without the pages' own beginning."""
        return [said.text for said in self.heard if said.text and said.text != "/start"]

    def _line(self, chat: str, message: Message, *, mine: bool) -> int:
        self.count += 1
        self.lines[chat].append(Line(reference=str(self.count), mine=mine, message=message))
        return self.count

    def _reply(self, incoming: Incoming) -> Message:
        if incoming.text == "/start":
            return question(GREETING, SECTORS)
        if incoming.text == "عدة":
            return several(frozenset())
        if incoming.tap.startswith("many:"):
            on = frozenset(map(int, re.findall(r"\d", incoming.tap)))
            return replace_line(several(on), incoming.message)
        if incoming.text == "أين":
            return Message(text="أين أنتم؟", expecting=Expecting.LOCATION)
        if incoming.kind is Kind.TAP:
            asked = question(f"{incoming.tap}: منذ متى؟", ("اليوم", "هذا الأسبوع", "منذ أشهر"))
            return replace_line(asked, incoming.message)
        return question(f"وصلت رسالتكم: {incoming.text or incoming.kind}", ("نعم", "لا"))


def question(text: str, options: Sequence[str]) -> Message:
    """Build a question with options and controls."""
    buttons = tuple(Button(label, f"tap:{label}"[:32]) for label in options)
    return Message(text=text, buttons=buttons, controls=CONTROLS, expecting=Expecting.TAP)


def several(on: frozenset[int]) -> Message:
    """Build a question with several choices, of which some are on."""
    buttons = tuple(
        Button(label, "many:" + "".join(map(str, sorted(on ^ {index}))), Role.CHOSEN)
        if index in on
        else Button(label, "many:" + "".join(map(str, sorted(on ^ {index}))))
        for index, label in enumerate(SECTORS)
    )
    done = Button("تم", "done", Role.MAIN)
    return Message(text="ما الذي ينقصكم؟", buttons=buttons, controls=(done, *CONTROLS))


def replace_line(message: Message, reference: str) -> Message:
    """Let a message take the place of another."""
    return Message(
        text=message.text,
        buttons=message.buttons,
        controls=message.controls,
        expecting=message.expecting,
        replaces=reference,
    )


@dataclass
class World:
    """The desk, the village behind it and the clock above it."""

    clock: Clock
    village: Village
    desk: Desk
    rooms: Rooms

    def app(self, settings: WebSettings | None = None) -> web.Application:
        """Build an application around the desk."""
        app = web.Application()
        desk = replace(self.desk, settings=settings) if settings else self.desk
        add_routes(app, desk, self.rooms)
        return app


def digest(purpose: str, data: bytes) -> bytes:
    """Return a keyed digest as the program's own would be."""
    return hmac.digest(b"a key for tests", purpose.encode() + b"|" + data, hashlib.sha256)


@dataclass
class Read:
    """A page as a browser without a script reads it."""

    html: str

    def hidden(self, name: str) -> str:
        """Return a hidden field."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.html)
        assert found, f"no field {name}"
        return found[1]

    def form(self, **fields: str) -> dict[str, str]:
        """Return fields together with what every form carries."""
        return {"c": self.hidden("c"), "n": self.hidden("n"), **fields}

    def taps(self) -> list[str]:
        """Return what the buttons carry."""
        return re.findall(r'name="tap" value="([^"]*)"', self.html)


def pressables(frame: Mapping[str, Any], row: str = "b") -> list[tuple[str, str, str]]:
    """Return (label, data, role) of a frame's options, or controls ("c"), as the script does."""
    found = []
    for number, each in enumerate(frame.get(row, ())):
        label, end, role = (*([each] if isinstance(each, str) else each), None, None)[:3]
        end = frame.get("o", "") + str(number) if end is None else end
        start = frame.get("s", "") if row == "b" else ""
        found.append((start + label, frame.get("d", "") + end, role or ""))
    return found


Browser = TestClient[web.Request, web.Application]
Browse = Callable[..., Awaitable[Browser]]
Look = Callable[..., Awaitable[Read]]
