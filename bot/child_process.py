"""The child process itself: a file comes in by standard input, a clean one goes out."""

from __future__ import annotations

import io
import sys

from PIL import Image, ImageOps

from bot.bounds import bound
from bot.drafts.reading import reader_of

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 10
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
QUALITY = 80


def clean_photo(content: bytes) -> bytes:
    """Return the picture as a JPEG of at most 1600 pixels a side, without any metadata."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF")) as found:
        found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        # Turned upright first, since the note of its turning goes with the metadata.
        upright = ImageOps.exif_transpose(found)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        bare = Image.new("RGB", upright.size)
        bare.paste(upright.convert("RGB"))
    cleaned = io.BytesIO()
    bare.save(cleaned, "JPEG", quality=QUALITY, optimize=True)
    return cleaned.getvalue()


def clean_voice(content: bytes) -> bytes:
    """Return a voice note as it is, if it is one of the sound files that phones record."""
    heads = (b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf1", b"\xff\xf9", b"\x1aE\xdf\xa3", b"RIFF")
    if content.startswith(heads) or content[4:8] == b"ftyp":
        return content
    raise ValueError("not a sound file")


def look_through(content: bytes) -> bytes:
    """Return a document as it is, if it is of a kind that is read and nobody locked it.

    It stays as it was sent, byte for byte, so that its fingerprint is that of the original.
    """
    reader_of(content)
    return content


def main() -> None:
    """Bound this process, then clean what comes in."""
    bound(MEMORY, CPU_SECONDS)
    clean = {"photo": clean_photo, "voice": clean_voice, "document": look_through}[sys.argv[1]]
    sys.stdout.buffer.write(clean(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
