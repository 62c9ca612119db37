"""The messages that wait for one chat: in order, but nobody's reply waits behind a broadcast."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from storage.outbox import OutboxRow, Priority


@dataclass(slots=True)
class Lane:
    """What is to go to one chat; `busy` while nothing may, `under_way` is what goes now (its id).

    `ticket` is the newest place in the queue of all chats; older ones are worth nothing.

    It keeps its order, except that everything else overtakes a broadcast that still waits:
    whoever is one of ten thousand to be told something is answered at once meanwhile.
    """

    rows: deque[OutboxRow] = field(default_factory=deque)
    busy: bool = False
    under_way: int = 0
    ticket: int = 0

    def add(self, row: OutboxRow) -> None:
        """Put a row behind everything that it does not overtake."""
        at = len(self.rows)
        while at and self._overtakes(row, self.rows[at - 1]):
            at -= 1
        self.rows.insert(at, row)

    def queue(self) -> int:
        """Take a new place in the queue for the first one."""
        self.ticket += 1
        return self.ticket

    def begin(self) -> OutboxRow:
        """Let the first one go."""
        self.busy, self.under_way = True, self.rows[0].id
        self.ticket += 1
        return self.rows[0]

    def rest(self) -> None:
        """Let nothing go before `wake`."""
        self.busy, self.under_way = True, 0

    def wake(self) -> None:
        """Let the next one go as soon as it may."""
        self.busy, self.under_way = False, 0

    def let_go(self, row_id: int) -> None:
        """Drop a row with which nothing more is to be done."""
        self.rows = deque(row for row in self.rows if row.id != row_id)

    def may_go(self, ticket: int) -> bool:
        """Tell whether the first one may go on this ticket."""
        return not self.busy and bool(self.rows) and self.ticket == ticket

    def _overtakes(self, row: OutboxRow, other: OutboxRow) -> bool:
        broadcast = Priority.BROADCAST
        return row.priority < broadcast <= other.priority and other.id != self.under_way
