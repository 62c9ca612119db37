"""Sealed referrals on their way to an officer's own machine: one JSON line for each."""

from collections.abc import Iterable, Iterator

import msgspec

from civic.refusals import Refusal
from storage.seals import PrivateKey, PublicKey, open_seal, seal


class Referral(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is sealed: the topic, and how and when the person may safely be reached."""

    topic: str
    channel: str
    account: str
    when: str = ""
    how: str = ""


class SealedReferral(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of an exported file."""

    id: str
    sealed: bytes


def seal_referral(referral_id: str, referral: Referral, recipients: list[PublicKey]) -> bytes:
    """The bytes for the column `referral.sealed`."""
    return seal(msgspec.json.encode(referral), recipients, _about(referral_id))


def open_referral(line: SealedReferral, private_key: PrivateKey) -> Referral:
    """Opens one referral; raises what `open_seal` raises."""
    plain = open_seal(line.sealed, private_key, _about(line.id))
    try:
        return msgspec.json.decode(plain, type=Referral)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refusal("referral-file.unknown-content", id=line.id) from None


def export_lines(rows: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Turns (id, sealed) rows into the lines of an export, sealed as they are."""
    for referral_id, sealed in rows:
        yield msgspec.json.encode(SealedReferral(referral_id, sealed)) + b"\n"


def import_line(line: bytes) -> SealedReferral:
    """Reads one line of an export back; raises Refusal("referral-file.bad-line")."""
    try:
        return msgspec.json.decode(line, type=SealedReferral)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refusal("referral-file.bad-line") from None


def _about(referral_id: str) -> str:
    return f"referral|{referral_id}"
