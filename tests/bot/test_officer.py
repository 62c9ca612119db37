"""An officer makes keys and opens referrals on a machine with nothing but this program."""

import json
import subprocess
import sys
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.officer import officer
from storage.officer_files import Referral, export_lines, seal_referral
from storage.officer_keys import read_public
from storage.seals import PublicKey

PASSPHRASE = "ثلاث نخلات على الفرات"
REFERRALS = {
    "r1": Referral(topic="detained", channel="telegram", account="@zzq", when="مساءً", how="نص"),
    "r2": Referral(topic="violence", channel="whatsapp", account="+963900000000"),
}


def run(*arguments: object, typed: str = "") -> Result:
    options = [str(one) for one in (*arguments, "--language", "en")]
    return CliRunner().invoke(officer, options, input=typed)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with two officers, a recovery key, a stranger and an exported file."""
    directory = tmp_path_factory.mktemp("desk")
    (directory / "passphrase").write_text(PASSPHRASE + "\n")
    for name in ("Amal", "Basel", "Recovery", "Stranger"):
        kind = ["--recovery"] if name == "Recovery" else []
        assert keygen(directory, name, *kind).exit_code == 0
    export(directory, [public(directory, name) for name in ("Amal", "Basel", "Recovery")])
    return directory


def keygen(directory: Path, name: str, *options: str) -> Result:
    secret = directory / "passphrase"
    return run("keygen", "--name", name, "--out", directory, "--passphrase-file", secret, *options)


def public(directory: Path, name: str) -> PublicKey:
    return read_public((directory / f"{name}.public").read_text())


def export(directory: Path, recipients: list[PublicKey]) -> None:
    rows = [(number, seal_referral(number, one, recipients)) for number, one in REFERRALS.items()]
    (directory / "export.jsonl").write_bytes(b"".join(export_lines(rows)))


def opened(desk: Path, name: str, file: str = "export.jsonl") -> Result:
    key = desk / f"{name}.private"
    return run("open", desk / file, "--key", key, "--passphrase-file", desk / "passphrase")


@pytest.mark.parametrize("name", ["Amal", "Basel", "Recovery"])
def test_each_officer_and_the_recovery_key_read_every_referral(desk: Path, name: str) -> None:
    before = {path: path.read_bytes() for path in desk.iterdir()}
    result = opened(desk, name)
    assert result.exit_code == 0
    assert result.stdout == (
        "Referral r1\nTopic: detained\nContact: @zzq (telegram)\nWhen: مساءً\nHow: نص\n\n"
        "Referral r2\nTopic: violence\nContact: +963900000000 (whatsapp)\n\n"
    )
    assert {path: path.read_bytes() for path in desk.iterdir()} == before


def test_a_stranger_is_told_that_nothing_was_sealed_to_them(desk: Path) -> None:
    result = opened(desk, "Stranger")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("This was not sealed to this key.") == 2


def test_the_passphrase_is_asked_for_on_the_terminal(desk: Path) -> None:
    arguments = ("open", desk / "export.jsonl", "--key", desk / "Amal.private")
    assert "Referral r2" in run(*arguments, typed=f"{PASSPHRASE}\n").stdout
    wrong = run(*arguments, typed="ثلاث نخلات على دجلة\n")
    assert wrong.exit_code == 1
    assert "The passphrase does not fit" in wrong.stderr
    assert "Referral" not in wrong.stdout


def test_one_altered_referral_is_refused_and_the_others_are_read(desk: Path) -> None:
    first, second = (desk / "export.jsonl").read_text().splitlines()
    line = json.loads(first)
    seal = json.loads(b64decode(line["sealed"]))
    content = bytearray(b64decode(seal["sealed"]))
    content[20] ^= 1
    changed = {**seal, "sealed": b64encode(content).decode()}
    line["sealed"] = b64encode(json.dumps(changed, separators=(",", ":")).encode()).decode()
    (desk / "altered.jsonl").write_text(f"{json.dumps(line)}\nnonsense\n{second}\n")
    result = opened(desk, "Amal", "altered.jsonl")
    assert result.exit_code == 1
    assert "was changed after it was sealed" in result.stderr
    assert "A line of the file cannot be read" in result.stderr
    assert "Referral r2" in result.stdout
    assert "Referral r1" not in result.stdout


def test_what_a_stranger_wrote_cannot_command_the_terminal(desk: Path) -> None:
    recipients = [public(desk, name) for name in ("Amal", "Basel", "Recovery")]
    hostile = Referral(topic="t", channel="c", account="a\x1b[2J\u202eb", when="\x07now")
    row = ("r3", seal_referral("r3", hostile, recipients))
    (desk / "hostile.jsonl").write_bytes(b"".join(export_lines([row])))
    shown = opened(desk, "Amal", "hostile.jsonl").stdout
    assert "Contact: a[2Jb (c)" in shown
    assert "When: now" in shown


def test_the_private_file_is_for_its_owner_only_and_holds_no_plain_key(desk: Path) -> None:
    private = desk / "Amal.private"
    assert private.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(private.read_text())) == {"format", "name", "recovery", "salt", "sealed"}


def test_an_altered_private_file_does_not_open(desk: Path) -> None:
    content = json.loads((desk / "Amal.private").read_text())
    (desk / "Other.private").write_text(json.dumps({**content, "recovery": True}))
    result = opened(desk, "Other")
    assert result.exit_code == 1
    assert "does not fit, or the file is damaged" in result.stderr


def test_a_public_file_is_no_private_key(desk: Path) -> None:
    (desk / "Wrong.private").write_bytes((desk / "Amal.public").read_bytes())
    assert "This is not a key file" in opened(desk, "Wrong").stderr


def test_a_key_is_never_replaced(desk: Path) -> None:
    before = (desk / "Amal.private").read_bytes()
    result = keygen(desk, "Amal")
    assert result.exit_code == 1
    assert "There is a key of this name already" in result.stderr
    assert (desk / "Amal.private").read_bytes() == before


@pytest.mark.parametrize("name", ["../Amal", "a/b", ".hidden", "two\nlines", "", " edge "])
def test_a_name_cannot_leave_the_directory_or_its_line(desk: Path, name: str) -> None:
    before = sorted(desk.iterdir())
    result = keygen(desk, name)
    assert result.exit_code == 1
    assert "A name is made of letters" in result.stderr
    assert sorted(desk.iterdir()) == before


def test_a_new_passphrase_is_typed_twice_and_not_too_short(tmp_path: Path) -> None:
    arguments = ("keygen", "--name", "أمل", "--out", tmp_path)
    short = run(*arguments, typed="short\nshort\n")
    assert "needs at least 12 characters" in short.stderr
    assert list(tmp_path.iterdir()) == []
    assert run(*arguments, typed=f"{PASSPHRASE}\n{PASSPHRASE}\n").exit_code == 0
    assert public(tmp_path, "أمل").name == "أمل"


def test_the_fingerprint_on_the_screen_is_the_one_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    shown = keygen(tmp_path, "Amal").stdout
    assert public(tmp_path, "Amal").fingerprint in shown


def test_the_tool_needs_no_database_no_settings_and_no_network(desk: Path) -> None:
    program = "import sys, bot.officer; print(sorted(sys.modules))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = set(found.stdout.decode().replace("'", "").strip("[]\n").split(", "))
    assert not loaded & {"sqlalchemy", "aiohttp", "pydantic_settings", "alembic"}
