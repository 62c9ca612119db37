"""What the edge does between turns: files that people sent are fetched, cleaned, and read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.child_process import clean_photo, clean_voice, look_through
from bot.drafts.reading import read
from civic.draft_files import Unreadable
from conversations.messages import FileHandle, Kind
from handlers import cleaning, draft_files
from handlers.cleaning import Cleaner, Unclean
from handlers.delivery import Limits, Owed, Undeliverable
from handlers.draft_reading import DraftReader, Found
from handlers.jobs import JobRunner
from storage.store import Store
from tests.bot.drafts import made
from tests.bot.test_child import photo_with_place
from tests.world import World

VOICE = b"OggS" + bytes(range(64))
FILES: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "a photo": photo_with_place,
        "a voice": lambda: VOICE,
        "docx": made.a_docx,
        "new.docx": lambda: made.a_docx("تُنشر الحسابات كل شهر."),
        "odt": made.an_odt,
        "pdf": made.a_pdf,
        "scan.pdf": made.scanned_pdf,
        "macros.docx": lambda: made.changed(made.a_docx(), {"word/vbaProject.bin": b"x"}),
        "locked.pdf": made.locked_pdf,
        "txt": lambda: made.a_text("cp1256"),
    }
)
"""What a channel has under these names."""


def document(name: str) -> dict[str, object]:
    """Return a document as it comes in; the channel has it under its name."""
    size = 20_000_000 if name.startswith("large") else 100_000
    handle = FileHandle(reference=name, size=size, ending=name.rpartition(".")[2])
    return {"kind": Kind.DOCUMENT, "file": handle}


class Files:
    """A channel that has these files, and sends nothing."""

    limits = Limits()

    def __init__(self) -> None:
        self.fetched: list[str] = []

    async def fetch(self, reference: str) -> bytes:
        """Return a file by its name."""
        self.fetched.append(reference)
        if reference not in FILES:
            raise Undeliverable("no such file")
        return FILES[reference]()

    async def send(self, owed: Owed) -> str:
        raise NotImplementedError

    async def withdraw(self, chat: str, references: list[str]) -> None:
        raise NotImplementedError


def fetch_files(world: World) -> list[str]:
    """Fetch, clean and read everything that waits; returns the names of what was fetched."""
    return asyncio.run(_fetch(world))


async def _fetch(world: World) -> list[str]:
    store = Store(world.engine, world.keys, world.clock, world.dice)
    files = Files()
    channels = {"telegram": files, "web": files}
    cleaner = Cleaner(store, world.service, channels, _clean)
    reader = DraftReader(store, world.service, channels, _read)
    for kind, carry_out in (
        (cleaning.KIND, cleaner.carry_out),
        (draft_files.READING, reader.carry_out),
    ):
        runner = JobRunner(store, kind, carry_out)
        while await runner.sweep():
            pass
    store.close()
    return files.fetched


async def _clean(kind: str, content: bytes) -> bytes:
    clean = {"photo": clean_photo, "voice": clean_voice, "document": look_through}[kind]
    try:
        return clean(content)
    except (Unreadable, ValueError) as error:
        raise Unclean(str(error)) from None


async def _read(content: bytes) -> Found:
    found = read(content)
    return Found(tuple(found.paragraphs), tuple(found.doubts))
