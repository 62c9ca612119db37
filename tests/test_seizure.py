"""What somebody reads who takes the disks, while the master key lies elsewhere."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import LargeBinary

from conversations.messages import FileHandle, Kind
from storage.tables import metadata
from tests.house.modules import ROOT
from tests.world import Resident, World, sqlite_world

ACCOUNT = "7700112233"
WORDS = ("الصهريج", "ستمئة", "حارتنا", "canary-photo")
STORY = "ابن عمي معتقل من سنتين بفرع الأمن"
PAGE = (ROOT / "docs" / "threats.md").read_text("utf-8")


def _encodings(words: str) -> Iterator[bytes]:
    """Return the ways in which words may lie in a file."""
    for plain in (words.encode(), words.encode("utf-16-le"), ascii(words).strip("'").encode()):
        yield plain
        yield base64.b64encode(plain).rstrip(b"=")[:-1]


def _report(world: World) -> None:
    """Report a need with words and a photo, and touch on a private matter."""
    resident = Resident(world, account=ACCOUNT, restarts=False)
    resident.agrees()
    resident.says("/need")
    resident.says("الشحيل")
    resident.taps("ماء")
    resident.taps("مياه الشرب")
    resident.taps("محطة")
    resident.taps("ضرر")
    resident.says("الصهريج غال وستمئة بيت في حارتنا بلا ماء")
    resident.sends(kind=Kind.PHOTO, file=FileHandle(reference="canary-photo"))
    resident.taps("إرسال")
    resident.says(STORY)
    resident.says("/need")
    resident.says("الكسرة")


def test_the_files_show_no_words_and_no_account(tmp_path: Path) -> None:
    """After a whole report nothing of it can be found in any file, in any encoding."""
    world = sqlite_world(tmp_path)
    _report(world)
    assert world.count("need") == 1
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    world.close()
    found = [
        (name, canary)
        for name, content in files.items()
        for canary in (ACCOUNT, *WORDS, *STORY.split()[2:3])
        for lying in _encodings(canary)
        if lying in content
    ]
    assert found == []
    assert {"main.db", "keys.db"} <= set(files)


def test_the_search_finds_what_lies_there(tmp_path: Path) -> None:
    """The search itself is no blind one: what is plain in the gazetteer is found."""
    world = sqlite_world(tmp_path)
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    world.close()
    assert any(lying in content for lying in _encodings("الشحيل"))


def test_every_plain_column_is_owned_up_to() -> None:
    """The page of threats names each column that is not sealed, under its table."""
    missing = [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if not isinstance(column.type, LargeBinary)
        and table.name not in ("place", "place_alias")
        and f"`{column.name}`" not in _row(table.name)
    ]
    assert missing == []


def _row(table: str) -> str:
    found = re.search(rf"^\| `{table}` \|(.*)\|$", PAGE, re.MULTILINE)
    return found[1] if found else ""
