"""The master key comes from outside the data and is refused wherever it is not safe."""

import base64
from pathlib import Path

import pytest

from civic.refusals import Refusal
from storage.master_key import MasterKey, from_credential, from_text, load_or_make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "mashwara" / "master.key"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    directory = tmp_path / "var"
    directory.mkdir()
    return directory


def refusal_of(path: Path, data_dir: Path, *, make: bool = True) -> str:
    with pytest.raises(Refusal) as caught:
        load_or_make(path, data_dir, make)
    return caught.value.code


def test_the_first_run_makes_a_key_only_its_owner_may_read(path: Path, data_dir: Path) -> None:
    made = load_or_make(path, data_dir, make=True)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["master.key"]
    assert load_or_make(path, data_dir, make=False).text() == made.text()


def test_two_first_runs_at_once_agree_on_one_key(path: Path, data_dir: Path) -> None:
    """The second loses the race: its key appears while it was making its own."""
    other = MasterKey(b"o" * 32)

    def too_late(count: int) -> bytes:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(other.text())
        path.chmod(0o600)
        return bytes(count)

    assert load_or_make(path, data_dir, make=True, random_bytes=too_late).text() == other.text()


def test_a_key_inside_the_data_directory_is_refused(data_dir: Path) -> None:
    assert refusal_of(data_dir / "deep" / "master.key", data_dir) == "master-key.inside-data-dir"
    assert not (data_dir / "deep").exists()


def test_a_link_into_the_data_directory_is_refused_too(path: Path, data_dir: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(data_dir / "master.key")
    assert refusal_of(path, data_dir) == "master-key.inside-data-dir"


def test_no_key_is_made_beside_data_it_could_not_open(path: Path, data_dir: Path) -> None:
    (data_dir / "mashwara.db").touch()
    assert refusal_of(path, data_dir) == "master-key.missing-with-data"
    assert not path.exists()


def test_a_missing_key_is_made_only_when_asked(path: Path, data_dir: Path) -> None:
    assert refusal_of(path, data_dir, make=False) == "master-key.missing"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_a_key_open_to_others_is_refused(path: Path, data_dir: Path, mode: int) -> None:
    load_or_make(path, data_dir, make=True)
    path.chmod(mode)
    assert refusal_of(path, data_dir) == "master-key.readable-by-others"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "master-key.wrong-length"),
        (base64.b64encode(b"k" * 31), "master-key.wrong-length"),
        (base64.b64encode(b"k" * 33), "master-key.wrong-length"),
        (b"not a key!", "master-key.not-base64"),
        ("مفتاح".encode(), "master-key.unreadable"),
    ],
)
def test_a_damaged_key_file_is_refused(
    path: Path, data_dir: Path, content: bytes, code: str
) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    path.chmod(0o600)
    assert refusal_of(path, data_dir) == code


def test_a_directory_is_no_key(path: Path, data_dir: Path) -> None:
    path.mkdir(parents=True)
    assert refusal_of(path, data_dir) == "master-key.not-a-file"


def test_a_key_comes_from_the_environment_or_a_systemd_credential(tmp_path: Path) -> None:
    key = MasterKey(b"k" * 32)
    (tmp_path / "master.key").write_text(key.text() + "\n")
    assert from_text(f" {key.text()}\n").text() == key.text()
    assert from_credential(tmp_path).text() == key.text()
    with pytest.raises(Refusal, match=r"master-key\.unreadable"):
        from_credential(tmp_path, "another.key")


def test_versions_tell_keys_apart_and_stay_the_same() -> None:
    assert MasterKey(b"a" * 32).version == MasterKey(b"a" * 32).version
    assert MasterKey(b"a" * 32).version != MasterKey(b"b" * 32).version
    assert 0 <= MasterKey(b"a" * 32).version < 2**31


def test_a_master_key_never_prints() -> None:
    assert repr(MasterKey(b"k" * 32)) == str(MasterKey(b"k" * 32)) == "MasterKey(***)"
