"""What a working group says is sealed under its own key; bound to table, column and row."""

from __future__ import annotations

from storage.work import Work


def group_key(group_id: str) -> str:
    """Return the name of a group's key."""
    return f"group:{group_id}"


def sealed(work: Work, group_id: str, plain: bytes, at: str) -> bytes:
    """Seal something that the group says; `at` is table|column|row."""
    return work.keys.cipher(group_key(group_id)).seal(plain, at)


def opened(work: Work, group_id: str, body: bytes, at: str) -> bytes:
    """Open something that the group said."""
    return work.keys.cipher(group_key(group_id)).open(body, at)


def choice_at(vote_id: str, sequence: int) -> str:
    """Return what the choice of a vote that was cast is bound to."""
    return f"group_vote_cast|choice|{vote_id}|{sequence}"
