"""The operator's commands, each as a process of its own on real files."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

import pytest

from conversations.messages import Incoming, Kind
from handlers.parking import park_incoming
from tests.bot.command_line import Operator
from tests.world import Resident


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


def test_the_demo_fills_an_empty_database_once(operator: Operator) -> None:
    assert "34 invented reports" in operator.runs("demo")
    assert "nothing was added" in operator.runs("demo")


def test_verify_says_that_the_chain_is_whole(operator: Operator) -> None:
    assert "0 entries are whole" in operator.runs("verify")


def test_a_table_of_places_is_imported_as_a_whole(operator: Operator) -> None:
    """A new community with its P-code is found by name afterwards; ours keep their codes."""
    file = operator.folder / "cod.csv"
    _write_cod(file, [("C9001", "قرية التجربة", "Trial Village", "SY090101", "35.6", "39.9")])
    assert "places" in operator.runs("places", "import", file)
    world = operator.world()
    resident = Resident(world, restarts=False)
    resident.agrees()
    resident.says("/need")
    assert "ما موضوع الاحتياج؟" in resident.says("قرية التجربة")
    world.close()


def test_a_broken_table_is_refused_and_changes_nothing(operator: Operator) -> None:
    """The last row lies beyond the north pole: none of the rows is taken in."""
    file = operator.folder / "cod.csv"
    good = ("C9001", "قرية التجربة", "Trial Village", "SY090101", "35.6", "39.9")
    _write_cod(file, [good, ("C9002", "قرية أخرى", "Other Village", "SY090101", "99", "39.9")])
    operator.runs("demo")
    before = operator.world().count("place")
    said = operator.runs("places", "import", file, expecting=2)
    assert len(said.strip().splitlines()) == 1
    assert operator.world().count("place") == before


def test_something_parked_is_listed_and_handled_again(operator: Operator) -> None:
    """The number of the apology finds it; the words are not listed."""
    operator.runs("demo")
    world = operator.world()
    resident = Resident(world, restarts=False)
    resident.agrees()
    incoming = Incoming(
        channel="telegram", sender="1001", chat="1001", id="9", kind=Kind.TEXT, text="/my"
    )
    turn = partial(
        park_incoming, service=world.service, incoming=incoming, failure="KeyError said.py:1"
    )
    world.turn(turn)
    world.close()
    listed = operator.runs("parked", "list")
    assert "KeyError said.py:1" in listed
    assert "/my" not in listed
    operator.runs("parked", "replay", listed.split()[0])
    assert operator.runs("parked", "list") == ""
    operator.runs("parked", "replay", "000000", expecting=2)


def test_the_master_key_is_changed_and_everything_still_opens(operator: Operator) -> None:
    """After rewrapping, the new key opens the data and the old one does not."""
    operator.runs("demo")
    new = operator.folder / "new.key"
    assert "keys." in operator.runs("keys", "rewrap", new)
    said = operator.runs("parked", "list", expecting=2)
    assert "MASHWARA_MASTER_KEY_FILE" in said
    assert (
        operator.runs("parked", "list", MASHWARA_MASTER_KEY="", MASHWARA_MASTER_KEY_FILE=str(new))
        == ""
    )


def test_a_restored_outbox_is_held_until_it_is_released(operator: Operator) -> None:
    operator.runs("demo")
    world = operator.world()
    Resident(world, restarts=False).says("/start")
    world.close()
    assert operator.runs("outbox", "hold").startswith("1 ")
    assert operator.runs("outbox", "release").startswith("1 ")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("HTTP_PORT", "abc"),
        ("TELEGRAM_TOKEN", "no-token"),
        ("GOVERNORATE", "XX"),
        ("PUBLIC_URL", "ftp://example.org"),
        ("MASTER_KEY", "short"),
        ("LOCALE", "fr"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(
    operator: Operator, setting: str, value: str
) -> None:
    said = operator.runs("serve", expecting=2, **{f"MASHWARA_{setting}": value})
    assert f"MASHWARA_{setting}" in said
    assert len(said.strip().splitlines()) == 1


def _write_cod(file: Path, rows: list[tuple[str, str, str, str, str, str]]) -> None:
    """Write a classic COD-AB table: one row for a community, its parents beside it."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        levels = [f"admin{n}{what}" for n in range(5) for what in ("Name_en", "Name_ar", "Pcode")]
        writer.writerow([*levels, "Latitude_y", "Longitude_x"])
        for code, arabic, english, parent, north, east in rows:
            writer.writerow(
                [
                    *("Syria", "سوريا", "SY"),
                    *("Deir-ez-Zor", "دير الزور", "SY09"),
                    *("Deir-ez-Zor", "دير الزور", "SY0901"),
                    *("Kisreh", "الكسرة", parent),
                    *(english, arabic, code),
                    north,
                    east,
                ]
            )
