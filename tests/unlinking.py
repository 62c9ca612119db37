"""An attack on a ballot by whoever has all files after its close and every key but the poll's.

Each attack names an option for every voter, from what it finds: the order in which answers went
out and pages were written, the sealed remains of seats in the write-ahead log and in free pages,
sizes of messages, and what was learned from polls of which the attacker knows everything.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from civic.ballot_codes import roll_code
from civic.refusals import Refusal
from storage.ballot_keys import open_seat
from storage.ballot_papers import END
from storage.keys import Keys

SEAT_BYTES: Final = 94
SECRET_BYTES: Final = 73
"""How long the sealed remains are that are looked for."""

Guesses = Mapping[str, int]


@dataclass
class Case:
    """What is seized: a folder with the files, the keys, a ballot's id and what is published."""

    folder: Path
    keys: Keys
    ballot: str
    tally: Sequence[int]

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Read the database as it lies there."""
        connection = sqlite3.connect(f"file:{self.folder}/main.db?mode=ro", uri=True)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    @cached_property
    def remains(self) -> Remains:
        """What is left of the seats."""
        return Remains.of(self)

    @cached_property
    def answers(self) -> list[tuple[str, int]]:
        """Who got an answer to a vote, in order, and how long its sealed body is."""
        query = (
            "SELECT person, length(body) FROM outbox WHERE cause LIKE ? AND person IS NOT NULL "
            "AND due >= (SELECT opens FROM ballot WHERE id = ?) ORDER BY id"
        )
        return [
            (str(who), int(str(size))) for who, size in self.rows(query, f"%{END}", self.ballot)
        ]

    @property
    def voters(self) -> list[str]:
        """Who voted, in the order of their first answer."""
        return list(dict.fromkeys(person for person, _size in self.answers))

    @cached_property
    def codes(self) -> list[str]:
        """The codes on the roll, as they lie in the table."""
        query = "SELECT code FROM ballot_seat WHERE ballot = ?"
        return [str(code) for (code,) in self.rows(query, self.ballot)]

    def owners(self) -> list[str]:
        """Everybody and everything that has a key, the system's own included."""
        return [owner for owner in self.keys._rows.owners() if self.keys._found(owner)]


@dataclass(slots=True)
class Remains:
    """The sealed bodies of seats in the files, oldest first, by their code on the roll."""

    by_code: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    written: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, case: Case) -> Remains:
        """Look through the database and its log, used and free pages alike."""
        found = cls()
        for code, body in _bodies(case):
            seen = found.by_code[code]
            if not seen or seen[-1] != body:
                seen.append(body)
                found.written.append(code)
        return found


def _bodies(case: Case) -> Iterator[tuple[str, bytes]]:
    codes = {code.encode(): code for code in case.codes}
    for name in ("main.db", "main.db-wal"):
        path = case.folder / name
        content = path.read_bytes() if path.exists() else b""
        places = sorted(at for code in codes for at in _places(content, code))
        for at in places:
            body = content[at + 16 : at + 16 + SEAT_BYTES]
            if body[:1] == b"\x01" and len(body) == SEAT_BYTES:
                yield codes[content[at : at + 16]], body


def _places(content: bytes, wanted: bytes) -> Iterator[int]:
    at = content.find(wanted)
    while at >= 0:
        yield at
        at = content.find(wanted, at + 1)


def by_opening(case: Case) -> Guesses:
    """Open what remains of the seats and of the secret, with every key there is."""
    secrets, votes = _secrets(case), dict[str, int]()
    for code, bodies in case.remains.by_code.items():
        for owner in case.owners():
            try:
                votes[code] = open_seat(case.keys.cipher(owner), case.ballot, code, bodies[-1])[1]
            except Refusal:
                continue
    codes = {(person, roll_code(each, person)) for each in secrets for person in case.voters}
    return {person: votes[code] for person, code in codes if code in votes}


def _secrets(case: Case) -> list[bytes]:
    roll = bytes(case.rows("SELECT roll FROM ballot WHERE id = ?", case.ballot)[0][0])  # type: ignore[call-overload]
    found = []
    for name in ("main.db", "main.db-wal"):
        path = case.folder / name
        content = path.read_bytes() if path.exists() else b""
        for at in _places(content, roll):
            sealed = content[at + len(roll) : at + len(roll) + SECRET_BYTES]
            for owner in case.owners():
                try:
                    found.append(
                        case.keys.cipher(owner).open(sealed, f"ballot|secret|{case.ballot}")
                    )
                except Refusal:
                    continue
    return found


def by_order_of_answers(case: Case) -> Guesses:
    """Deal the options out in the order of the result to voters in the order of their answers."""
    return dict(zip(case.voters, _dealt(case.tally), strict=False))


def by_order_of_rows(case: Case) -> Guesses:
    """The same to voters in the order in which their seats were written last."""
    written = list(dict.fromkeys(reversed(case.remains.written)))
    voters = _people_of(case, written)
    return dict(zip(voters, _dealt(case.tally), strict=False))


def by_order_of_codes(case: Case) -> Guesses:
    """The same to voters in the order of the counted codes, as far as pages tell whose they are."""
    owner = _owner_of_code(case)
    voters = [owner[code] for code in case.codes if code in owner]
    return dict(zip(voters, _dealt(case.tally), strict=False))


def _dealt(tally: Sequence[int]) -> list[int]:
    return [option for option, count in enumerate(tally, start=1) for _ in range(count)]


def _owner_of_code(case: Case) -> dict[str, str]:
    """Lay the order of written seats beside the order of answers: each vote wrote one of each."""
    written, answers = case.remains.written, case.answers
    votes = written[-len(answers) :] if answers else []
    return {code: person for code, (person, _size) in zip(votes, answers, strict=False)}


def _people_of(case: Case, codes: Sequence[str]) -> list[str]:
    owner = _owner_of_code(case)
    return list(dict.fromkeys(owner[code] for code in codes if code in owner))


def clues(case: Case) -> dict[str, list[tuple[str, object]]]:
    """Return what can be noticed of each voter: sizes, counts, places in orders, sealed bytes."""
    found: dict[str, list[tuple[str, object]]] = {person: [] for person in case.voters}
    times = Counter(person for person, _size in case.answers)
    sizes = dict(case.answers)
    for place, person in enumerate(found):
        found[person] += [
            ("size", sizes[person]),
            ("times", times[person]),
            ("place", place),
            ("half", place * 2 // len(found)),
        ]
    remains = case.remains
    for code, person in _owner_of_code(case).items():
        body = remains.by_code[code][-1]
        if person in found:
            found[person] += [("first", body[13] >> 5), ("tag", body[-1] >> 5)]
            found[person] += [("nonce", body[1] >> 5), ("length", len(body))]
    return found


@dataclass(slots=True)
class Learner:
    """Knows everything of earlier polls, and guesses from the clue that told most there."""

    seen: dict[tuple[str, object], Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def learns(self, case: Case, truth: Guesses) -> None:
        """Take a poll of which everything is known."""
        for person, noticed in clues(case).items():
            for clue in noticed:
                self.seen[clue][truth[person]] += 1

    def guesses(self, case: Case) -> Guesses:
        """Follow, for each voter, the clue that was right most often, against chance here."""
        shares = [count / max(1, sum(case.tally)) for count in case.tally]

        def best(noticed: list[tuple[str, object]]) -> int:
            scores = {
                option: max(self._lift(clue, option, share) for clue in noticed)
                for option, share in enumerate(shares, start=1)
            }
            return max(scores, key=lambda option: scores[option])

        return {person: best(noticed) for person, noticed in clues(case).items()}

    def _lift(self, clue: tuple[str, object], option: int, share: float) -> float:
        seen = self.seen[clue]
        return (seen[option] + share) / (seen.total() + 1) - share


ATTACKS: Final[Mapping[str, Callable[[Case], Guesses]]] = {
    "opening": by_opening,
    "order of answers": by_order_of_answers,
    "order of rows": by_order_of_rows,
    "order of codes": by_order_of_codes,
}
