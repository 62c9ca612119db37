"""Every recorded payload is read as the table beside it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.inbound import read
from bot.channels.telegram.updates import UnreadableUpdate, split, update_id
from conversations.messages import FileHandle, Incoming, Kind

PAYLOADS = Path(__file__).parents[3] / "payloads" / "telegram"
CASES = [
    pytest.param(case["update"], case["read"], id=case["name"])
    for file in sorted(PAYLOADS.glob("*.json"))
    for case in json.loads(file.read_text("utf-8"))
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
FIELDS = ("from", "chat", "text", "caption", "photo", "voice", "location", "document", "message_id")


def raw(update: object) -> bytes:
    return json.dumps(update).encode()


@pytest.mark.parametrize(("update", "expected"), CASES)
def test_a_recorded_payload(update: dict[str, Any], expected: dict[str, Any] | None) -> None:
    wanted = msgspec.convert(expected, Incoming) if expected else None
    assert read(raw(update)).incoming == wanted


@pytest.mark.parametrize(("update", "expected"), CASES)
def test_a_recorded_payload_survives_in_a_batch(
    update: dict[str, Any], expected: dict[str, Any] | None
) -> None:
    """One bad escape makes the decoder refuse a whole batch; cutting it by hand does not."""
    batch = raw({"ok": True, "result": [{"update_id": 1}, update, {"update_id": 3}]})
    cut = split(batch)
    assert len(cut) == 3
    assert read(cut[1]) == read(raw(update))


def test_a_tap_is_answered_but_not_stored() -> None:
    update = {"update_id": 1, "callback_query": {"id": "77", "from": {"id": 7}, "data": "x"}}
    taken = read(raw(update))
    assert taken.tap == "77"
    assert taken.incoming
    assert b"77" not in msgspec.json.encode(taken.incoming)


def test_a_document_comes_with_its_size_and_the_ending_of_its_name() -> None:
    paper = {"file_id": "f", "file_size": 5, "mime_type": "x/y", "file_name": "سرّي.PDF"}
    message = {
        "message_id": 1,
        "from": {"id": 7},
        "chat": {"id": 7, "type": "private"},
        "document": paper,
    }
    taken = read(raw({"update_id": 1, "message": message})).incoming
    assert taken is not None
    assert (taken.kind, taken.file) == (
        Kind.DOCUMENT,
        FileHandle(reference="f", size=5, ending="pdf"),
    )


@pytest.mark.parametrize(
    "poison",
    [
        b'{"update_id": 5, "message": {"message_id": "one", "chat": 7}}',
        b'{"update_id": 5, "message": {"text": ["not", "a", "text"]}}',
        b'{"update_id": 5, "deep": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    ],
)
def test_poison_has_an_id_and_leaves_the_rest_of_its_batch_alone(poison: bytes) -> None:
    before, middle, after = split(
        b'{"ok":true,"result":[{"update_id":4},%s,{"update_id":6}]}' % poison
    )
    assert middle == poison
    assert (read(before).update, read(after).update) == (4, 6)
    assert update_id(middle) == 5


@pytest.mark.parametrize("body", [b"", b"null", b"<html>", b'{"ok":true,"result":[{"update', b"[]"])
def test_what_is_no_batch_is_refused_as_a_whole(body: bytes) -> None:
    with pytest.raises(UnreadableUpdate):
        split(body)


def test_an_empty_batch_is_a_batch() -> None:
    assert split(b'{"ok":true,"result":[]}') == []


@given(st.binary() | ANYTHING.map(raw))
def test_nothing_but_unreadable_is_raised(body: bytes) -> None:
    try:
        read(body)
    except UnreadableUpdate:
        return


@given(
    st.dictionaries(st.sampled_from(FIELDS), ANYTHING),
    st.sampled_from(("message", "callback_query")),
)
def test_a_bent_field_is_read_or_refused(bent: dict[str, object], kind: str) -> None:
    message = {"message_id": 1, "from": {"id": 7}, "chat": {"id": 7, "type": "private"}, **bent}
    update = {"update_id": 1, kind: {"id": "1", "message": message, **message}}
    try:
        taken = read(raw(update))
    except UnreadableUpdate:
        return
    if taken.incoming:
        msgspec.json.encode(taken.incoming).decode()
