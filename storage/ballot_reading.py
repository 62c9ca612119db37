"""Reading ballots beside the writer, for the public pages: what everybody may see and check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, select

from civic.ballot_counts import Tally
from civic.ballot_records import result_record, roll_record
from civic.ballots import State
from storage.ballot_tables import ballot, ballot_cell, ballot_counted, ballot_seat
from storage.ballots import Ballot, read
from storage.keys import Keys
from storage.reading import Reader

MOST: Final = 100
"""How many ballots a list shows."""

_ONE: Final = select(ballot).where(ballot.c.number == bindparam("wanted"))
_NEWEST: Final = select(ballot).order_by(ballot.c.number.desc()).limit(MOST)
_ROLL: Final = select(ballot_seat.c.code).where(ballot_seat.c.ballot == bindparam("of_ballot"))
_COUNTED: Final = select(ballot_counted.c.code).where(
    ballot_counted.c.ballot == bindparam("of_ballot")
)
_CELLS: Final = (
    select(ballot_cell)
    .where(ballot_cell.c.ballot == bindparam("of_ballot"))
    .order_by(ballot_cell.c.place, ballot_cell.c.option)
)


@dataclass(frozen=True, slots=True)
class PublicBallots:
    """Where the public pages read ballots."""

    reader: Reader
    keys: Keys

    async def newest(self) -> list[Ballot]:
        """Return ballots, the newest first."""
        return [read(self.keys, row) for row in await self.reader.rows(_NEWEST)]

    async def numbered(self, number: int) -> Ballot | None:
        """Return a ballot by its number."""
        rows = await self.reader.rows(_ONE, wanted=number)
        return read(self.keys, rows[0]) if rows else None

    async def tally(self, found: Ballot) -> Tally:
        """Return the result of a ballot that is closed."""
        cells: dict[str, list[int]] = {}
        for row in await self.reader.rows(_CELLS, of_ballot=found.id):
            cells.setdefault(row.place, []).append(row.votes)
        return Tally({place: tuple(votes) for place, votes in cells.items()} or None)

    async def roll(self, found: Ballot) -> str:
        """Return the record of the roll, made anew from what is stored."""
        rows = await self.reader.rows(_ROLL, of_ballot=found.id)
        return roll_record(found.subject, [row.code for row in rows])

    async def result(self, found: Ballot) -> str | None:
        """Return the record of the result, made anew; None before the close."""
        if found.state is not State.CLOSED:
            return None
        rows = await self.reader.rows(_COUNTED, of_ballot=found.id)
        codes = [row.code for row in rows]
        return result_record(found.number, found.roll, await self.tally(found), codes)
