"""The first administrator and everything after: offices from the command line, as an operator."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bot.command_line import Operator
from tests.offices import PIN
from tests.world import Resident, World


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    """Somebody at the machine of the service."""
    return Operator(tmp_path)


def takes_seat(world: World, account: str, token: str) -> Resident:
    """Somebody who agrees, follows a link to its end, and opens the office."""
    found = Resident(world, account=account, restarts=False)
    found.says(f"/start {token}")
    found.taps("نعم")
    found.taps("نعم")
    if found.last and any(button.label == "امرأة" for button in found.last.buttons):
        found.taps("امرأة")
    found.says(PIN)
    found.says(PIN)
    found.says("/unlock")
    found.says(PIN)
    return found


def token_in(said: str) -> str:
    """Return what a printed link carries."""
    return re.findall(r"/activate ([\w-]{22})", said)[0]


def test_the_first_administrator_is_made_here_and_makes_the_rest(operator: Operator) -> None:
    """From an empty database to a representative, by links alone."""
    said = operator.runs("office", "admin", "--gender", "f")
    world = operator.world()
    admin = takes_seat(world, "1", token_in(said))
    assert "رابط" in admin.says("/appoint الكسرة")
    token = token_in(admin.taps("نعم"))
    rep = takes_seat(world, "2", token)
    assert "مفتوح" in (rep.last.text if rep.last else "")
    world.close()
    listed = operator.runs("office", "list")
    assert re.search(r"administration +SY09 +1/5 +1 f, 0 m, 0 untold", listed)
    assert re.search(r"representative +\S+ +1/2 +1 f, 0 m, 0 untold", listed)
    assert len(re.findall(r"mandate \S+", listed)) == 2


def test_links_are_addresses_where_these_are_known(operator: Operator) -> None:
    """The page's stands behind the #, which browsers send to nobody."""
    said = operator.runs(
        "office",
        "admin",
        MASHWARA_TELEGRAM_NAME="@deir_bot",
        MASHWARA_PUBLIC_URL="https://example.org",
    )
    token = token_in(said)
    assert said.split() == [
        f"https://t.me/deir_bot?start={token}",
        f"https://example.org/#activate={token}",
        "/activate",
        token,
    ]


def test_an_office_is_added_filled_revoked_and_closed(operator: Operator) -> None:
    """Each step holds for the chat of whoever sits there from the next message on."""
    office = operator.runs("office", "add", "الكسرة", "--seats", 1).strip()
    token = token_in(operator.runs("office", "appoint", office))
    assert "مشغولة" in operator.runs("office", "appoint", office, expecting=2)
    world = operator.world()
    rep = takes_seat(world, "2", token)
    assert "الرقم السري" in rep.says("/unlock")
    world.close()
    mandate = re.findall(r"mandate (\S+)", operator.runs("office", "list"))[0]
    operator.runs("office", "revoke", mandate)
    assert "سارٍ" in operator.runs("office", "revoke", mandate, expecting=2)
    rep.world = operator.world()
    rep.world.deliveries = 1000  # what it sends from here on are new deliveries
    assert "لم تتضح" in rep.says("/unlock")
    rep.world.close()
    token = token_in(operator.runs("office", "appoint", office))
    operator.runs("office", "close", office)
    assert office not in operator.runs("office", "list")
    world = operator.world()
    world.deliveries = 2000
    late = Resident(world, account="3", restarts=False)
    assert "مستعمل" in late.says(f"/start {token}")
    world.close()


def test_what_is_unknown_gets_one_sentence(operator: Operator) -> None:
    """A place of many, an office and a mandate that are none."""
    for arguments in (
        ("add", "مكان لا وجود له"),
        ("appoint", "nothing"),
        ("close", "nothing"),
        ("revoke", "nothing"),
    ):
        said = operator.runs("office", *arguments, expecting=2)
        assert len(said.strip().splitlines()) == 1
