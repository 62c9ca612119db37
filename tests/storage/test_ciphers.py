"""What a cipher seals opens only with the same key at the same place."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.refusals import Refusal
from storage.ciphers import Cipher

AT = "need|body|n7"


def cipher(key: bytes = bytes(32)) -> Cipher:
    return Cipher(key, os.urandom)


def refusal_of(sealed: bytes, by: Cipher, at: str = AT) -> str:
    with pytest.raises(Refusal) as caught:
        by.open(sealed, at)
    return caught.value.code


@given(plain=st.binary(max_size=600), at=st.text(st.characters(codec="utf-8"), max_size=40))
def test_what_was_sealed_opens_again(plain: bytes, at: str) -> None:
    assert cipher().open(cipher().seal(plain, at), at) == plain


@given(plain=st.binary(max_size=60), data=st.data())
def test_any_altered_byte_is_found(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(cipher().seal(plain, AT))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= data.draw(st.integers(1, 255))
    assert refusal_of(bytes(sealed), cipher()) == "cipher.unreadable"


def test_a_value_moved_to_another_row_or_column_does_not_open() -> None:
    sealed = cipher().seal("محطة المياه".encode(), AT)
    for elsewhere in ("need|body|n8", "need|words|n7", "person|body|n7"):
        assert refusal_of(sealed, cipher(), elsewhere) == "cipher.unreadable"


def test_another_key_does_not_open_it() -> None:
    assert refusal_of(cipher().seal(b"words", AT), cipher(b"k" * 32)) == "cipher.unreadable"


@pytest.mark.parametrize("length", [0, 1, 12, 13, 28])
def test_bytes_cut_short_are_refused(length: int) -> None:
    assert refusal_of(cipher().seal(b"", AT)[:length], cipher()) == "cipher.unreadable"


def test_the_same_words_never_look_the_same() -> None:
    assert cipher().seal(b"same", AT) != cipher().seal(b"same", AT)


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(Refusal, match=r"cipher\.wrong-length"):
        cipher(b"short")


def test_a_cipher_never_prints_its_key() -> None:
    assert repr(cipher(b"k" * 32)) == "Cipher(***)"
