"""The keypad for a secret number: each key carries, sealed, what was entered once it is pressed.

Nothing is stored and any worker can go on. A key opens only in the chat, for the person and in
the round of tries it was made for, for two minutes; its key is the system's own of the day,
which is forgotten two days later.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import IntEnum
from typing import Final

from sqlalchemy import desc, select, update

from civic.pins import DIGITS, LAYOUTS, layout
from civic.refusals import Refusal
from storage.outbox import FAILED, SENT
from storage.people import Address
from storage.tables import outbox
from storage.work import Work

PREFIX: Final = "."
"""With what the data of every key begins, and no other button's."""

CAUSE: Final = ":keypad"
"""With what the cause of a keypad's message ends, by which old ones are found."""

SECONDS: Final = 120
CHOICE_BYTES: Final = 4


class Aim(IntEnum):
    """What the digits are for."""

    UNLOCK = 1
    CHOOSE = 2
    STOP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What was entered so far.

    `choice` begins the digest of what it is for: a mandate to unlock, an invitation to accept.
    A number that is being chosen is entered twice, both in `digits`.
    """

    aim: Aim
    until: int
    choice: bytes = bytes(CHOICE_BYTES)
    laid: int = 0
    digits: str = ""

    @property
    def needed(self) -> int:
        """How many digits it takes."""
        return DIGITS * 2 if self.aim is Aim.CHOOSE else DIGITS

    @property
    def entered(self) -> int:
        """How many digits of the number that is being entered now there are."""
        return len(self.digits) % DIGITS

    def after(self, digit: str) -> State:
        """Return what is entered once a digit is pressed."""
        return replace(self, digits=self.digits + digit)

    def without_last(self) -> State:
        """Return what is entered once the last digit is taken back."""
        return replace(self, digits=self.digits[:-1]) if self.entered else self

    def typed(self, digits: str) -> State:
        """Return what is entered once a whole number is typed."""
        return replace(self, digits=self.digits[: len(self.digits) // DIGITS * DIGITS] + digits)


def begun(work: Work, aim: Aim, choice: bytes) -> State:
    """Return an empty entry; its keys stay where they are until it ends."""
    laid = int(work.dice.digits(12)) % LAYOUTS
    until = work.seconds + SECONDS
    return State(aim=aim, until=until, choice=choice[:CHOICE_BYTES], laid=laid)


def keys(work: Work, to: Address, round_: int, state: State) -> list[tuple[str, str]]:
    """Return the digits in the entry's own order, each with what its key carries."""
    return [(digit, seal(work, to, round_, state.after(digit))) for digit in layout(state.laid)]


def seal(work: Work, to: Address, round_: int, state: State) -> str:
    """Return a state as 64 characters that only this chat, person and round can open."""
    plain = (
        bytes((state.aim,))
        + state.until.to_bytes(4, "big")
        + state.choice
        + state.laid.to_bytes(3, "big")
        + int(f"1{state.digits}").to_bytes(6, "big")
    )
    sealed = work.keys.day_cipher(work.now.date()).seal(plain, _at(to, round_))
    return PREFIX + urlsafe_b64encode(sealed).decode().rstrip("=")


def opened(work: Work, to: Address, round_: int, data: str) -> State | None:
    """Return what a key carried; None for one that is old, forged or somebody else's."""
    try:
        sealed = urlsafe_b64decode(data.removeprefix(PREFIX) + "=" * (-(len(data) - 1) % 4))
    except (Error, ValueError):
        return None
    for days in (0, 1):
        day = work.now.date() - timedelta(days=days)
        if not work.keys.has(f"system:{day.isoformat()}"):
            continue
        try:
            state = _read(work.keys.day_cipher(day).open(sealed, _at(to, round_)))
        except Refusal:
            continue
        return state if state.until > work.seconds else None
    return None


def shown_last(work: Work, lane: bytes) -> str:
    """Return the channel's id of the newest keypad in a chat; empty while it is not sent."""
    row = work.connection.execute(
        select(outbox.c.reference)
        .where(outbox.c.lane == lane, outbox.c.cause.endswith(CAUSE))
        .order_by(desc(outbox.c.id))
        .limit(1)
    ).first()
    return (row.reference if row else "") or ""


def forget(work: Work, lane: bytes) -> None:
    """Blank the keypads that were shown in a chat, since another message takes their place."""
    work.connection.execute(
        update(outbox)
        .where(outbox.c.lane == lane, outbox.c.state == SENT, outbox.c.cause.endswith(CAUSE))
        .values(body=None)
    )


def drop_old(work: Work) -> None:
    """Blank the keypads whose time is over."""
    work.connection.execute(
        update(outbox)
        .where(
            outbox.c.state.in_((SENT, FAILED)),
            outbox.c.body.is_not(None),
            outbox.c.cause.endswith(CAUSE),
            outbox.c.due <= work.seconds - SECONDS,
        )
        .values(body=None)
    )


def _read(plain: bytes) -> State:
    return State(
        aim=Aim(plain[0]),
        until=int.from_bytes(plain[1:5], "big"),
        choice=plain[5:9],
        laid=int.from_bytes(plain[9:12], "big"),
        digits=str(int.from_bytes(plain[12:18], "big"))[1:],
    )


def _at(to: Address, round_: int) -> str:
    return f"keypad|{to.lane.hex()}|{to.person}|{round_}"
