"""A sensitive referral from the first word to the officer's screen, with real files and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.bot.command_line import Operator
from tests.world import Resident

PASSPHRASE = "a passphrase that is long enough"
STORY = "ابني معتقل من سنتين بفرع الأمن"


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    (tmp_path / "phrase").write_text(PASSPHRASE)
    return Operator(tmp_path)


def test_an_officer_opens_what_the_service_itself_cannot_read(operator: Operator) -> None:
    """Two officers and a recovery key are appointed; each opens the wish, nobody the story."""
    _appoint(operator, "Amal")
    _appoint(operator, "Bashir")
    _appoint(operator, "Recovery", "--recovery")
    world = operator.world()
    _migrated(world)
    resident = Resident(world, account="77001", restarts=False)
    resident.agrees()
    assert "لم نحفظ ما كتبتموه" in resident.says(STORY)
    resident.taps("يمكن التواصل")
    resident.taps("مساءً")
    assert "رقم المتابعة" in resident.taps("رسالة هنا")
    world.close()

    export = operator.folder / "export.jsonl"
    operator.runs("referrals", "export", export)
    for name in ("Amal", "Bashir", "Recovery"):
        shown = operator.runs(
            "officer",
            "open",
            export,
            "--key",
            operator.folder / f"{name}.private",
            "--passphrase-file",
            operator.folder / "phrase",
        )
        assert "77001" in shown
    raw = (operator.folder / "var" / "mashwara.db").read_bytes() + export.read_bytes()
    assert b"77001" not in raw
    assert "معتقل".encode() not in raw


def test_without_officers_the_bot_says_whom_to_turn_to(operator: Operator) -> None:
    """Two officers without a recovery key are not enough either."""
    _appoint(operator, "Amal")
    _appoint(operator, "Bashir")
    world = operator.world()
    _migrated(world)
    resident = Resident(world, restarts=False)
    resident.agrees()
    assert "لا يوجد لدينا حالياً شخص مدرَّب" in resident.says("/private")
    assert world.count("referral") == 0
    world.close()


def test_a_dismissed_officer_opens_nothing_later(operator: Operator) -> None:
    """After the dismissal there are too few, so nothing more is sealed."""
    for name, more in (("Amal", ()), ("Bashir", ()), ("Recovery", ("--recovery",))):
        _appoint(operator, name, *more)
    operator.runs("referrals", "dismiss", "Bashir")
    operator.runs("referrals", "dismiss", "Nobody", expecting=2)
    world = operator.world()
    _migrated(world)
    resident = Resident(world, restarts=False)
    resident.agrees()
    assert "لا يوجد لدينا حالياً شخص مدرَّب" in resident.says("/private")
    world.close()


def _appoint(operator: Operator, name: str, *more: str) -> None:
    operator.runs(
        "officer",
        "keygen",
        "--name",
        name,
        "--out",
        operator.folder,
        "--passphrase-file",
        operator.folder / "phrase",
        *more,
    )
    operator.runs("referrals", "appoint", operator.folder / f"{name}.public")


def _migrated(world: object) -> None:
    """The commands have made the tables by migration; the world found them there."""
    with world.engine.connect() as connection:  # type: ignore[attr-defined]
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
