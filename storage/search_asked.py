"""The last search in a chat where an office is open, kept for its further pages until it locks."""

from __future__ import annotations

import msgspec
from sqlalchemy import select, update

from storage.office_tables import unlock
from storage.people import Person
from storage.work import Work


class Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line that was typed; with `subjects` names of sectors and problems in it narrow."""

    line: str
    subjects: bool = False


def keep(work: Work, person: Person, asked: Asked) -> None:
    """Keep a search under the key of whoever asked, in place of the last one in this chat."""
    sealed = work.keys.cipher(person.owner).seal(msgspec.json.encode(asked), _at(person))
    work.connection.execute(update(unlock).where(unlock.c.mark == person.mark).values(asked=sealed))


def kept(work: Work, person: Person) -> Asked | None:
    """Return the last search in this chat; None when there was none since the office was opened."""
    query = select(unlock.c.asked).where(unlock.c.mark == person.mark)
    sealed = work.connection.execute(query).scalar_one_or_none()
    if not sealed:
        return None
    plain = work.keys.cipher(person.owner).open(sealed, _at(person))
    return msgspec.json.decode(plain, type=Asked)


def _at(person: Person) -> str:
    return f"unlock|asked|{person.mark.hex()}"
