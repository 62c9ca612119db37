"""What is sealed opens for each named recipient, for nobody else, and not when altered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.refusals import Refusal
from storage.officer_files import (
    Referral,
    SealedReferral,
    export_lines,
    import_line,
    open_referral,
    seal_referral,
)
from storage.officer_keys import public_text, read_public
from storage.seals import PrivateKey, PublicKey, enough, open_seal, seal

ABOUT = "referral|r1"
PLAIN = "التواصل مساءً".encode()
PRIVATE = {name: PrivateKey.generate() for name in ("Amal", "Basel", "recovery")}
AMAL, BASEL = PRIVATE["Amal"].public("Amal"), PRIVATE["Basel"].public("Basel")
RECOVERY = PRIVATE["recovery"].public("recovery", recovery=True)
RECIPIENTS = [AMAL, BASEL, RECOVERY]
SEALED = seal(PLAIN, RECIPIENTS, ABOUT)


def refusal_of(sealed: bytes, key: PrivateKey = PRIVATE["Amal"], about: str = ABOUT) -> str:
    with pytest.raises(Refusal) as caught:
        open_seal(sealed, key, about)
    return caught.value.code


@pytest.mark.parametrize("name", PRIVATE)
def test_each_recipient_opens_it_alone(name: str) -> None:
    assert open_seal(SEALED, PRIVATE[name], ABOUT) == PLAIN


def test_a_stranger_cannot_open_it() -> None:
    assert refusal_of(SEALED, PrivateKey.generate()) == "seal.not-for-this-key"


def test_it_does_not_open_as_something_else() -> None:
    assert refusal_of(SEALED, about="referral|r2") == "seal.unreadable"


@given(position=st.integers(0, len(SEALED) - 1), change=st.integers(1, 255))
def test_any_altered_byte_is_refused(position: int, change: int) -> None:
    altered = bytearray(SEALED)
    altered[position] ^= change
    assert refusal_of(bytes(altered)) in {"seal.unreadable", "seal.not-for-this-key"}


def test_a_recipient_cannot_be_cut_out_unnoticed() -> None:
    other = seal(PLAIN, RECIPIENTS, ABOUT)
    start, end = SEALED.index(b'{"fingerprint"', 60), SEALED.index(b'],"sealed"')
    assert refusal_of(SEALED[: start - 1] + SEALED[end:]) == "seal.unreadable"
    assert refusal_of(SEALED[: SEALED.index(b'"sealed"')] + other[other.index(b'"sealed"') :])


def test_the_sealed_bytes_show_nothing_of_the_text() -> None:
    assert PLAIN not in SEALED
    assert seal(PLAIN, RECIPIENTS, ABOUT) != SEALED


@pytest.mark.parametrize(
    ("recipients", "code"),
    [
        ([], "seal.too-few-officers"),
        ([AMAL, RECOVERY], "seal.too-few-officers"),
        ([AMAL, AMAL, RECOVERY], "seal.too-few-officers"),
        ([AMAL, PublicKey("Other", AMAL.key), RECOVERY], "seal.too-few-officers"),
        ([AMAL, PublicKey("Amal", BASEL.key), RECOVERY], "seal.too-few-officers"),
        ([AMAL, PublicKey("Same", RECOVERY.key), RECOVERY], "seal.too-few-officers"),
        ([AMAL, BASEL], "seal.no-recovery-key"),
    ],
)
def test_two_officers_and_a_recovery_key_are_the_least(
    recipients: list[PublicKey], code: str
) -> None:
    assert not enough(recipients)
    with pytest.raises(Refusal) as caught:
        seal(PLAIN, recipients, ABOUT)
    assert caught.value.code == code


def test_a_public_key_that_is_no_point_is_refused() -> None:
    with pytest.raises(Refusal, match=r"seal\.bad-public-key"):
        seal(PLAIN, [AMAL, PublicKey("Zero", bytes(32)), RECOVERY], ABOUT)
    with pytest.raises(Refusal, match=r"seal\.wrong-key-length"):
        PublicKey("Short", b"short")


def test_a_private_key_never_prints() -> None:
    assert repr(PRIVATE["Amal"]) == "PrivateKey(***)"


def test_a_public_key_is_read_back_from_its_file() -> None:
    for key in (AMAL, RECOVERY, PRIVATE["Basel"].public("باسل")):
        assert read_public(public_text(key)) == key
        assert read_public(public_text(key).replace("\n", "\r\n")) == key


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ("fingerprint: ", "fingerprint: 1"),
        ("key: ", "key: A"),
        ("kind: ", "sort: "),
        ("1\n", "2\n"),
    ],
)
def test_a_slip_in_copying_a_public_key_is_found(found: str, put: str) -> None:
    with pytest.raises(Refusal, match=r"officer-file\.unreadable"):
        read_public(public_text(AMAL).replace(found, put, 1))


def test_a_referral_survives_its_export() -> None:
    referral = Referral(topic="detained", channel="telegram", account="@amal", when="مساءً")
    row = ("r7", seal_referral("r7", referral, RECIPIENTS))
    [line] = export_lines([row])
    assert open_referral(import_line(line), PRIVATE["Basel"]) == referral


def test_a_referral_put_under_another_number_does_not_open() -> None:
    sealed = seal_referral("r7", Referral(topic="t", channel="c", account="a"), RECIPIENTS)
    with pytest.raises(Refusal, match=r"seal\.unreadable"):
        open_referral(SealedReferral("r8", sealed), PRIVATE["Amal"])


@pytest.mark.parametrize("line", [b"{nonsense", b'{"id": "r1"}', b"\xff", b'{"\xe6": 1}'])
def test_a_broken_line_of_an_export_is_refused(line: bytes) -> None:
    with pytest.raises(Refusal, match=r"referral-file\.bad-line"):
        import_line(line)
