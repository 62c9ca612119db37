"""Files of strangers are read in a bounded child, whatever they hold."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.drafts import running
from bot.drafts.running import read_draft
from civic.draft_files import LARGEST, Doubt, Trouble, Unreadable
from tests.bot.drafts import made


def lying_bomb() -> bytes:
    """A document whose list says that its text is small, which it is not."""
    content = bytearray(made.bomb())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return bytes(content.replace(size.to_bytes(4, "little"), (5000).to_bytes(4, "little")))


def packed_pdf() -> bytes:
    """A page whose drawing unpacks to 140 megabytes."""
    packer = zlib.compressobj(9)
    row = b"(x) Tj " * 100_000
    body = b"".join(packer.compress(row) for _ in range(200)) + packer.flush()
    page = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(body)
    )
    return page + body + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def endless_pdf() -> bytes:
    """Pages that are each other's pages."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


async def test_the_child_tells_paragraphs_and_doubts() -> None:
    """As they are in the file."""
    found = await read_draft(made.a_docx())
    assert (found.paragraphs, found.doubts) == (made.WHOLE, (Doubt.TABLES,))


@pytest.mark.parametrize(
    ("file", "troubles"),
    [
        (lying_bomb, {Trouble.DAMAGED, Trouble.HEAVY}),
        (made.laughing, {Trouble.HEAVY}),
        (packed_pdf, {Trouble.DAMAGED, Trouble.HEAVY}),
        (endless_pdf, {Trouble.DAMAGED, Trouble.HEAVY, Trouble.EMPTY}),
        (lambda: made.a_pdf()[:-900], {Trouble.DAMAGED}),
        (lambda: b"PK\x03\x04" + bytes(500), {Trouble.DAMAGED}),
        (lambda: b"%PDF-1.4 nothing else", {Trouble.DAMAGED, Trouble.EMPTY}),
        (lambda: made.changed(made.a_docx(), {"word/document.xml": b"<a>"}), {Trouble.DAMAGED}),
        (lambda: made.changed(made.an_odt(), {"content.xml": b"<a>"}), {Trouble.DAMAGED}),
        (lambda: bytes(LARGEST + 1), {Trouble.LARGE}),
    ],
    ids=[
        "lying",
        "laughs",
        "packed",
        "endless",
        "cut",
        "zip",
        "pdf",
        "xml",
        "odt",
        "large",
    ],
)
async def test_a_hostile_file_ends_with_a_reason(
    file: Callable[[], bytes], troubles: set[Trouble]
) -> None:
    """Never with the service; what exactly is wrong with such a file is nobody's concern."""
    with pytest.raises(Unreadable) as caught:
        await read_draft(file())
    assert caught.value.trouble in troubles


FAULTS = {
    "memory": "return bytes(2**31)",
    "processor": "while True: pass",
    "sleep": "import time; time.sleep(60)",
    "abort": "import os; os.abort()",
    "network": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "disk": "open('left', 'wb').write(content * 100)",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
async def test_a_child_that_exceeds_its_bounds_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """The real child with a fault put into it; nothing is written anywhere."""
    body = (
        "import bot.drafts.child as c\nc.CPU_SECONDS = 1\n"
        f"def faulty(content):\n    {fault}\nc.read = faulty\nc.main()\n"
    )
    program = tmp_path / "python"
    program.write_text(f'#!/bin/sh\ncd {tmp_path}\nexec {running.sys.executable} -I -c "{body}"\n')
    program.chmod(0o700)
    monkeypatch.setattr(running.sys, "executable", str(program))
    monkeypatch.setattr(running, "SECONDS", 6)
    with pytest.raises(Unreadable) as caught:
        await read_draft(b"a draft")
    assert caught.value.trouble in {Trouble.HEAVY, Trouble.DAMAGED}
    assert sum(each.stat().st_size for each in tmp_path.iterdir() if each != program) == 0
