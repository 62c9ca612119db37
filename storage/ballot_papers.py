"""The ballot paper in a chat: what its buttons carry, and whether it is what was shown last.

Each button carries its option sealed under the key of the votes, for one chat and one person, so
that a stored paper does not tell what was pressed, and after the close nothing opens it. A paper
and what takes its place are told apart from other messages by the end of their cause alone.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, exists, select, update

from civic.refusals import Refusal
from conversations.messages import Message
from storage import ballots
from storage import outbox as outbox_rows
from storage.ballot_keys import votes_key
from storage.ballots import Ballot
from storage.outbox import ECHO, SENT, Priority
from storage.people import Address
from storage.tables import outbox
from storage.work import Work

PREFIX: Final = ","
"""With what the data of every option begins, and no other button's."""

CAUSE: Final = ":ballot"
"""With what the cause of a paper's message ends."""

END: Final = ":ballot-end"
"""The same for what is said in place of a paper, whether or not somebody voted."""

AGAIN: Final = "/ballot "
"""With what the buttons begin that lead back to a paper."""

WORDS_SECONDS: Final = 600
"""For so long words that are no option are taken for an attempt to vote, and are not kept."""

MOST_DIGITS: Final = 9


_later = outbox.alias()
_NOTHING_SINCE: Final = ~(
    exists()
    .where(
        _later.c.lane == bindparam("chat_lane"), _later.c.id > outbox.c.id, _later.c.state != ECHO
    )
    .correlate(outbox)
)
_LAST: Final = (
    select(outbox.c.cause, outbox.c.due, outbox.c.reference, _NOTHING_SINCE.label("nothing_since"))
    .where(
        outbox.c.lane == bindparam("chat_lane"),
        outbox.c.priority == int(Priority.REPLY),
        outbox.c.state != ECHO,
    )
    .order_by(outbox.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button stands for; `choice` is None where it opens no more, or not here."""

    ballot: Ballot
    choice: int | None


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper that was shown last in a chat, and the channel's id of its message, once sent.

    One that was answered waits no longer; a fresh one is of the last minutes. After a notice,
    which may have buttons of its own, it is no longer the newest of all messages.
    """

    ballot: Ballot
    reference: str
    waits: bool
    fresh: bool
    newest: bool


def button(work: Work, found: Ballot, to: Address, choice: int) -> str:
    """Return what the button of an option carries: 48 characters at most."""
    cipher = work.keys.cipher(votes_key(found.id))
    sealed = urlsafe_b64encode(cipher.seal(bytes([choice]), _at(found, to))).decode()
    return f"{PREFIX}{found.number}{PREFIX}{sealed}"


def pressed(work: Work, to: Address, data: str) -> Pressed | None:
    """Read a button; None where it names no ballot."""
    found = _named(work, data)
    if found is None:
        return None
    try:
        sealed = urlsafe_b64decode(data.rpartition(PREFIX)[2])
        plain = work.keys.cipher(votes_key(found.id)).open(sealed, _at(found, to))
    except (Error, ValueError, Refusal):
        return Pressed(found, None)
    return Pressed(found, plain[0])


def last(work: Work, lane: bytes) -> Paper | None:
    """Return the paper of a chat, if no other reply was given since; notices do not count."""
    row = work.connection.execute(_LAST, {"chat_lane": lane}).first()
    if row is None or not row.cause.endswith((CAUSE, END)):
        return None
    message = outbox_rows.newest_of(work, lane, CAUSE)
    found = _on(work, message) if message else None
    if found is None:
        return None
    fresh = row.due > work.seconds - WORDS_SECONDS
    waits = row.cause.endswith(CAUSE)
    return Paper(found, row.reference or "", waits, fresh, bool(row.nothing_since))


def put_away(work: Work, lane: bytes) -> None:
    """Let go of the papers of a chat that were sent, since something takes their place."""
    mine = outbox.c.lane == lane, outbox.c.cause.endswith(CAUSE), outbox.c.state == SENT
    work.connection.execute(update(outbox).where(*mine).values(body=None))


def _on(work: Work, message: Message) -> Ballot | None:
    """Return the ballot that a paper, or what took its place, has buttons of."""
    for each in message.buttons:
        if each.data.startswith((PREFIX, AGAIN)):
            return _named(work, each.data.removeprefix(AGAIN))
    return None


def _named(work: Work, data: str) -> Ballot | None:
    number = data.removeprefix(PREFIX).replace(" ", PREFIX).partition(PREFIX)[0]
    if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
        return None
    return ballots.numbered(work, int(number))


def _at(found: Ballot, to: Address) -> str:
    return f"ballot paper|{found.id}|{to.lane.hex()}|{to.person}"
