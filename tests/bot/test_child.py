"""Strangers' files are read in a bounded child process, and what comes back is clean."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from bot import child
from bot.child import clean
from handlers.cleaning import Unclean

SUBJECT = "مضخة قرب المدرسة"


def photo_with_place() -> bytes:
    """A photo as a phone makes it, with the point on the map, the make and the thumbnail."""
    image = Image.new("RGB", (800, 600), "olive")
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x010E] = "Invented", "Phone 7", SUBJECT
    exif[0x0112] = 6
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (35.0, 20.0, 9.5), "E", (40.0, 8.0, 31.2)
    made = io.BytesIO()
    image.save(made, "JPEG", exif=exif, comment=b"a remark", icc_profile=b"x" * 128)
    return made.getvalue()


def bomb(side: int = 30_000) -> bytes:
    """A PNG of a few hundred kilobytes that unpacks to gigabytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + side * 3)
    packed = b"".join(packer.compress(row) for _ in range(300)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


async def test_a_photo_loses_where_and_with_what_it_was_taken() -> None:
    """No EXIF, no remark, no profile; turned upright before the note of its turning went."""
    taken = photo_with_place()
    assert Image.open(io.BytesIO(taken)).getexif().get_ifd(0x8825)
    cleaned = await clean("photo", taken)
    with Image.open(io.BytesIO(cleaned)) as found:
        assert found.format == "JPEG"
        assert dict(found.getexif()) == {}
        assert found.size == (600, 800)
        assert not {"exif", "comment", "icc_profile"} & set(found.info)
    for trace in (b"Exif", b"GPS", b"Invented", b"a remark", SUBJECT.encode()):
        assert trace not in cleaned


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a photo at all",
        "صورة".encode() * 1000,
        photo_with_place()[:2000],
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"%PDF-1.4",
        bomb(),
        b"\xff\xd8\xff" + b"\0" * 10_000,
        b"x" * (child.LARGEST + 1),
    ],
    ids=["empty", "text", "arabic", "truncated", "svg", "pdf", "bomb", "zeros", "too large"],
)
async def test_what_is_no_photo_is_refused(content: bytes) -> None:
    """A clear refusal, whatever happens inside the child."""
    with pytest.raises(Unclean):
        await clean("photo", content)


@pytest.mark.parametrize("content", [b"", b"OggX", b"MZ\x90", b"\x7fELF", b"<html>"])
async def test_what_is_no_voice_message_is_refused(content: bytes) -> None:
    """Only the sound files that phones record."""
    with pytest.raises(Unclean):
        await clean("voice", content)


async def test_a_voice_message_is_kept_as_it_is() -> None:
    """Its sound is not touched."""
    voice = b"OggS" + bytes(range(256)) * 20
    assert await clean("voice", voice) == voice


FAULTS = {
    "memory": ("return bytes(2**31)", "child ended with 1"),
    "processor time": ("while True: pass", "child ended with -"),
    "sleep": ("import time; time.sleep(60)", "too slow"),
    "abort": ("import os; os.abort()", "child ended with -6"),
}


@pytest.mark.parametrize(("fault", "says"), FAULTS.values(), ids=FAULTS.keys())
async def test_a_child_that_exceeds_its_bounds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, says: str
) -> None:
    """The real child with a fault put into it: too much memory, too long, or dead."""
    body = (
        "import bot.child_process as c\nc.CPU_SECONDS = 1\n"
        f"def faulty(content):\n    {fault}\nc.clean_photo = faulty\nc.main()\n"
    )
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\nexec {sys.executable} -I -c '{body}' photo\n")
    program.chmod(0o700)
    monkeypatch.setattr(child.sys, "executable", str(program))
    monkeypatch.setattr(child, "SECONDS", 6)
    with pytest.raises(Unclean, match=says):
        await clean("photo", photo_with_place())
