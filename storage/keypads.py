"""The keypad for a secret number: what is entered lies sealed in the keypad's own message.

Nothing else is stored, and any worker can go on. Each key says which digit it is, the one that
takes back carries what was entered so far; a press adds to the newest keypad of its chat, so
that quick fingers lose nothing while an edit is on its way. A key opens only in the chat, for the
person and in the round of tries it was made for, for two minutes, under the system's own key of
the day, which is forgotten two days later.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import IntEnum
from typing import Final

from sqlalchemy import delete, desc, select, update

from civic.pins import DIGITS, LAYOUTS, layout
from civic.refusals import Refusal
from conversations.messages import Message
from storage import outbox as outbox_rows
from storage.outbox import FAILED, OWED, SENT
from storage.people import Address
from storage.tables import outbox
from storage.work import Work

PREFIX: Final = "."
"""With what the data of every key begins, and no other button's."""

CAUSE: Final = ":keypad"
"""With what the cause of a keypad's message ends, by which old ones are found."""

END: Final = ":keypad-end"
"""The same for what is said in place of a keypad, after which its keys are no longer good."""

SECONDS: Final = 120
CHOICE_BYTES: Final = 4

BACKWARDS, STOP = "<", "!"
"""The two keys that are no digits."""

_AIM_BIT: Final = 22
"""Above the number of a layout, of which there are fewer than 2**22."""


class Aim(IntEnum):
    """What the digits are for."""

    UNLOCK = 1
    CHOOSE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What was entered so far, or (`key`) one of the keys with which it is.

    `choice` begins the digest of what it is for: a mandate to unlock, an invitation to accept.
    A number that is being chosen is entered twice, both in `digits`.
    """

    aim: Aim
    until: int
    choice: bytes = bytes(CHOICE_BYTES)
    laid: int = 0
    digits: str = ""
    key: str = ""

    @property
    def needed(self) -> int:
        """How many digits it takes."""
        return DIGITS * 2 if self.aim is Aim.CHOOSE else DIGITS

    @property
    def entered(self) -> int:
        """How many digits of the number that is being entered now there are."""
        return len(self.digits) % DIGITS

    def goes_with(self, key: State) -> bool:
        """Tell whether a key belongs to this entry."""
        return (self.aim, self.until, self.choice, self.laid) == (
            *(key.aim, key.until),
            *(key.choice, key.laid),
        )

    def after(self, key: str) -> State:
        """Return what is entered once a key is pressed."""
        if key == BACKWARDS:
            return replace(self, digits=self.digits[:-1], key="") if self.entered else self
        if key == STOP:
            return replace(self, key=key)
        return replace(self, digits=self.digits + key, key="")

    def typed(self, digits: str) -> State:
        """Return what is entered once a whole number is typed."""
        whole = len(self.digits) // DIGITS * DIGITS
        return replace(self, digits=self.digits[:whole] + digits, key="")

    def emptied(self) -> State:
        """Return the entry from its beginning."""
        return replace(self, digits="", key="")


def begun(work: Work, aim: Aim, choice: bytes) -> State:
    """Return an empty entry; its keys stay where they are until it ends."""
    laid = int(work.dice.digits(12)) % LAYOUTS
    until = work.seconds + SECONDS
    return State(aim=aim, until=until, choice=choice[:CHOICE_BYTES], laid=laid)


def keys(work: Work, to: Address, round_: int, state: State) -> list[tuple[str, str]]:
    """Return the ten digits in the entry's own order, then BACKWARDS and STOP, with their data."""
    pressed = [replace(state, digits="", key=digit) for digit in layout(state.laid)]
    others = (replace(state, key=BACKWARDS), replace(state, digits="", key=STOP))
    return [(each.key, seal(work, to, round_, each)) for each in (*pressed, *others)]


def seal(work: Work, to: Address, round_: int, state: State) -> str:
    """Return a state as 64 characters that only this chat, person and round can open."""
    plain = (
        state.until.to_bytes(4, "big")
        + state.choice
        + (state.aim << _AIM_BIT | state.laid).to_bytes(3, "big")
        + (state.key or BACKWARDS).encode("ascii")
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


def newest(work: Work, lane: bytes) -> Message | None:
    """Return the keypad that was shown last in a chat, or what was said in its place."""
    return outbox_rows.newest_of(work, lane, CAUSE)


def shown_last(work: Work, lane: bytes) -> str:
    """Return the channel's id of the newest keypad in a chat; empty while it is not sent."""
    row = work.connection.execute(
        select(outbox.c.reference)
        .where(outbox.c.lane == lane, outbox.c.cause.contains(CAUSE))
        .order_by(desc(outbox.c.id))
        .limit(1)
    ).first()
    return (row.reference if row else "") or ""


def forget(work: Work, lane: bytes) -> None:
    """Let go of the keypads of a chat, since another message takes their place.

    One that is not sent yet never is, so that quick fingers do not wait for every edit.
    """
    mine = outbox.c.lane == lane, outbox.c.cause.endswith(CAUSE)
    work.connection.execute(update(outbox).where(*mine, outbox.c.state == SENT).values(body=None))
    work.connection.execute(delete(outbox).where(*mine, outbox.c.state == OWED))


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
    aim, laid = divmod(int.from_bytes(plain[8:11], "big"), 1 << _AIM_BIT)
    return State(
        aim=Aim(aim),
        until=int.from_bytes(plain[:4], "big"),
        choice=plain[4:8],
        laid=laid,
        digits=str(int.from_bytes(plain[12:18], "big"))[1:],
        key=plain[11:12].decode("ascii"),
    )


def _at(to: Address, round_: int) -> str:
    return f"keypad|{to.lane.hex()}|{to.person}|{round_}"
