"""One person in several channels: a code is issued in the new one and confirmed in the old."""

from __future__ import annotations

import msgspec
from sqlalchemy import delete, func, insert, or_, select, update

from storage import outbox, pictures
from storage.people import Account, Address, Person, mark_of, stranger_at
from storage.tables import identity, link_code, link_try
from storage.work import Work

MINUTES = 10
TRIES = 5
DIGITS = 8


def issue(work: Work, channel: str, account: str, chat: str) -> str:
    """Return a code for an account that is nobody's yet; an earlier one of its dies."""
    stranger = stranger_at(work, channel, chat)
    code = work.dice.digits(DIGITS)
    mark = _mark(work, code)
    body = msgspec.json.encode((channel, Account(account, chat)))
    whose = mark_of(work.keys, channel, account)
    work.connection.execute(
        delete(link_code).where(or_(link_code.c.until <= work.seconds, link_code.c.mark == whose))
    )
    work.connection.execute(
        insert(link_code).values(
            code_mark=mark,
            mark=whose,
            until=work.seconds + MINUTES * 60,
            owner=stranger.owner,
            body=work.keys.cipher(stranger.owner).seal(body, f"link_code|body|{mark.hex()}"),
        )
    )
    return code


def read(work: Work, person: Person, code: str) -> tuple[str, Account] | None:
    """Return the channel and account that a code stands for; at most five tries in ten minutes."""
    return behind(work, code) if _may_try(work, person.mark) else None


def behind(work: Work, code: str) -> tuple[str, Account] | None:
    """Return the channel and account that a live code stands for, if they are nobody's yet."""
    mark = _mark(work, code)
    row = work.connection.execute(
        select(link_code).where(link_code.c.code_mark == mark, link_code.c.until > work.seconds)
    ).first()
    if row is None or not work.keys.has(row.owner):
        return None
    plain = work.keys.cipher(row.owner).open(row.body, f"link_code|body|{mark.hex()}")
    channel, account = msgspec.json.decode(plain, type=tuple[str, Account])
    taken = select(identity.c.mark).where(
        identity.c.mark == mark_of(work.keys, channel, account.account)
    )
    return None if work.connection.execute(taken).first() else (channel, account)


def use_up(work: Work, code: str) -> None:
    """Delete a code that was confirmed or declined."""
    work.connection.execute(delete(link_code).where(link_code.c.code_mark == _mark(work, code)))


def can_unlink(work: Work, person: Person) -> bool:
    """Tell whether the account a person writes from may be let go of: it is not the only one."""
    count = select(func.count()).where(identity.c.person == person.id)
    return int(work.connection.execute(count).scalar_one()) > 1


def unlink(work: Work, person: Person) -> bool:
    """Let go of the account the person writes from; false when it is the only one."""
    if not can_unlink(work, person):
        return False
    work.connection.execute(delete(identity).where(identity.c.mark == person.mark))
    outbox.drop_lane(work, person.address.lane)
    pictures.drop_lane(work, person.address.lane)
    return True


def drop_old(work: Work) -> None:
    """Delete codes and counts of tries whose time is over."""
    for table in (link_code, link_try):
        work.connection.execute(delete(table).where(table.c.until <= work.seconds))


def address_of(work: Work, person: Person, channel: str, account: Account) -> Address:
    """Return where to write to the newly linked account."""
    stranger = stranger_at(work, channel, account.chat)
    return Address(
        channel=channel,
        chat=account.chat,
        lane=stranger.lane,
        owner=person.owner,
        person=person.id,
    )


def _may_try(work: Work, mark: bytes) -> bool:
    work.connection.execute(delete(link_try).where(link_try.c.until <= work.seconds))
    counted = work.connection.execute(
        update(link_try).where(link_try.c.mark == mark).values(tries=link_try.c.tries + 1)
    )
    if counted.rowcount == 0:
        until = work.seconds + MINUTES * 60
        work.connection.execute(insert(link_try).values(mark=mark, tries=1, until=until))
        return True
    tries = select(link_try.c.tries).where(link_try.c.mark == mark)
    return int(work.connection.execute(tries).scalar_one()) <= TRIES


def _mark(work: Work, code: str) -> bytes:
    return work.keys.digest("index", f"link|{code}".encode())
