"""Everything at rest is seized: nobody's words, accounts or places can be read out of it."""

from __future__ import annotations

import base64
import random
from functools import partial
from pathlib import Path

import pytest

from conversations.messages import FileHandle, Kind
from handlers.receiving import Reception
from storage import holdings, schema
from storage.referrals import appoint
from storage.seals import PrivateKey, PublicKey
from storage.store import Store
from tests.world import Resident, World, sqlite_world

RESIDENTS = 20
SYLLABLES = [
    "سا",
    "مي",
    "نو",
    "را",
    "دا",
    "هي",
    "كو",
    "لا",
    "تا",
    "با",
    "فر",
    "زي",
    "شا",
    "جو",
    "قي",
]


class Canaries:
    """Invented words, accounts and points that must not be found again."""

    def __init__(self, seed: int = 11) -> None:
        self._chance = random.Random(seed)
        self.planted: list[str] = []

    def word(self) -> str:
        """Return an Arabic word that nobody else uses."""
        return self._plant("".join(self._chance.choices(SYLLABLES, k=7)))

    def number(self, digits: int = 11) -> str:
        """Return a telephone number or an account."""
        return self._plant("9" + "".join(self._chance.choices("0123456789", k=digits - 1)))

    def point(self) -> float:
        """Return a coordinate with many decimals."""
        value = round(35 + self._chance.random(), 7)
        self._plant(str(value))
        return value

    def _plant(self, text: str) -> str:
        self.planted.append(text)
        return text


def traces(text: str) -> set[bytes]:
    """Return every way in which a text could stand in a file."""
    plain = text.encode()
    shifted = (base64.b64encode(b"x" * n + plain)[8 if n else 0 : -4] for n in range(3))
    return {
        plain,
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        text.encode("unicode_escape"),
        plain.hex().encode(),
        *(each for each in shifted if len(each) > 7),
    }


def lives(world: World, planted: Canaries) -> None:
    """Real conversations: consent, a sentence, a photo, a point, private matters, a link."""
    resident = Resident(world, account=planted.number(), restarts=False)
    resident.says(f"قبل الموافقة {planted.word()}")
    resident.agrees()
    resident.says(f"محطة مية الشحيل واقفة من أسبوعين عند {planted.word()}")
    resident.says(f"وكمان هاتفي {planted.number()} واسمي {planted.word()}")
    resident.sends(kind=Kind.PHOTO, file=FileHandle(reference=f"file{planted.number()}"))
    resident.says("إضافة أو تعديل")
    resident.sends(kind=Kind.LOCATION, latitude=planted.point(), longitude=planted.point())
    resident.says(f"أخوي معتقل من سنتين واسمه {planted.word()}")
    resident.says("/need")
    resident.says(f"ابني مفقود {planted.word()}")
    resident.says("/my")
    resident.says("/mydata")
    Resident(world, channel="web", account=planted.word()).says("/link")


@pytest.mark.parametrize("officers", [False, True], ids=["no officers", "officers"])
def test_nothing_planted_is_found_in_any_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], *, officers: bool
) -> None:
    """Databases, their logs and what the process wrote, in UTF-8, UTF-16, base64 and hex."""
    world, planted = sqlite_world(tmp_path), Canaries()
    for name in ("أول", "ثانية", "احتياط") if officers else ():
        key = PrivateKey.generate().public(name, recovery=name == "احتياط")
        world.turn(partial(_appoint, key=key))
    for _ in range(RESIDENTS):
        lives(world, planted)
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert {"main.db", "main.db-wal", "keys.db"} <= set(files)
    assert len(planted.planted) >= 100
    assert _found(planted, {**files, "log": _written(capfd)}) == []
    world.close()
    closed = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert _found(planted, closed) == []


def _appoint(work: object, key: PublicKey) -> None:
    appoint(work, key)  # type: ignore[arg-type]


def _written(capfd: pytest.CaptureFixture[str]) -> bytes:
    captured = capfd.readouterr()
    return (captured.out + captured.err).encode()


def _found(planted: Canaries, files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [
        (name, text)
        for text in planted.planted
        for trace in traces(text)
        for name, content in files.items()
        if trace in content
    ]


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """A canary that is written down plainly is found, so that the proof proves something."""
    planted = Canaries()
    word = planted.word()
    for content in (word.encode(), word.encode("utf-16-le"), base64.b64encode(word.encode())):
        assert _found(planted, {"file": b"..." + content + b"..."})


async def test_what_fails_leaves_no_words_in_the_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A turn fails with the person's words in its error: the log holds type, file and line."""
    from conversations.messages import Incoming
    from handlers import receiving

    def failing(work: object, service: object, incoming: Incoming) -> None:
        raise ValueError(incoming.text, incoming.sender)

    monkeypatch.setattr(receiving, "said", failing)
    world, planted = sqlite_world(tmp_path), Canaries()
    person = Resident(world, account=planted.number())
    person.agrees()
    store = Store(world.engine, world.keys, world.clock, world.dice)
    incoming = Incoming(
        channel="telegram",
        sender=person.account,
        chat=person.account,
        id="1",
        kind=Kind.TEXT,
        text=planted.word(),
    )
    await Reception(store, world.service).receive(incoming)
    store.close()
    written = _written(capfd)
    assert b"ValueError" in written
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert _found(planted, {**files, "log": written}) == []
    world.close()


HELD_ELSEWHERE = {
    "need": "shown one by one with its words in /mydata (storage/needs.py)",
    "need_supporter": "shown among the requests in /mydata (storage/needs.py)",
    "referral": "counted in /mydata by the person's blind index (storage/referrals.py)",
    "invitation": "the blind index of a link that is nobody's until it is used; gone in a week",
    "unlock": "told as an office that is open here (storage/holdings.py); gone in ten minutes",
    "link_code": "an account that asked for a code and is nobody's yet; gone after ten minutes",
    "link_try": "a count of tries, gone after ten minutes",
    "audit": "the actor is an office-holder or an operator",
    "broadcast": "the actor is a mandate or a seat; the row is gone when everybody was reached",
    "need_event": "shown with the request that it belongs to, under /my (handlers/mine.py)",
    "unwanted_notice": "told in a sentence of /mydata (storage/unwanted.py)",
    "return_poll": "a question of an office, under the office's key",
    "working_group": "who proposed it is an office-holder; its stages are shown to its members",
    "group_stage": "the actor is a mandate or a seat of the group",
    "group_seat": "told in a sentence of /mydata (handlers/held_groups.py)",
    "group_candidacy": "told with its words in /mydata (handlers/held_groups.py)",
    "group_comment": "told with its words in /mydata (handlers/held_groups.py)",
    "recording": "told with its words in /mydata (handlers/held_groups.py)",
    "group_room": "told in a sentence of /mydata (handlers/held_groups.py)",
    "room_code": "who asked for the code of a room; gone after half an hour",
    "group_decline": "which drafts a person had no more to say about, gone with the person",
}
"""Tables that refer to people and are not in storage/holdings.py, and why."""


def test_mydata_covers_every_table_that_refers_to_a_person() -> None:
    """A new table with a person in it must be shown to that person, or have its reason here."""
    source = Path(str(holdings.__file__)).read_text("utf-8")
    refer = {
        table.name
        for table in schema.metadata.tables.values()
        for column in table.columns
        if column.name in ("person", "owner", "actor", "mark", "account", "supporter")
        or any(key.column.table.name == "person" for key in column.foreign_keys)
    }
    shown = {name for name in refer if f"{name}.c.person" in source or f"{name}.c.owner" in source}
    assert refer - shown - {"person"} == set(HELD_ELSEWHERE)
    assert "select(person)" in source
