"""Sensitive referrals, sealed to the officers so that the service itself cannot read them."""

from __future__ import annotations

from sqlalchemy import insert, or_, select, update

from civic.follow_up import RANDOM_DIGITS, whole
from civic.referrals import ContactWish
from storage.officer_files import Referral, seal_referral
from storage.people import Person
from storage.seals import PublicKey, enough
from storage.tables import officer, referral
from storage.work import Work


def recipients(work: Work) -> list[PublicKey]:
    """Return the keys of the officers now in office and of the offline recovery key."""
    rows = work.connection.execute(
        select(officer).where(
            officer.c.since <= work.seconds,
            or_(officer.c.until.is_(None), officer.c.until > work.seconds),
        )
    )
    return [PublicKey(row.name, row.public_key, row.recovery) for row in rows]


def officers_exist(work: Work) -> bool:
    """Tell whether there is anybody to whom a referral could be sealed."""
    return enough(recipients(work))


def refer(work: Work, person: Person, wish: ContactWish) -> str:
    """Seal a wish to be contacted; returns its follow-up number."""
    row, number = work.dice.token(), whole(work.dice.digits(RANDOM_DIGITS))
    opened = Referral(
        topic=wish.topic,
        channel=person.address.channel,
        account=person.address.chat,
        when=wish.when,
        how=wish.how,
    )
    sealed = seal_referral(row, opened, recipients(work))
    work.connection.execute(
        insert(referral).values(
            id=row, number=number, month=work.month, mark=_mark(work, person.id), sealed=sealed
        )
    )
    return number


def sealed_rows(work: Work) -> list[tuple[str, bytes]]:
    """Return every referral as it is, for export to the officers."""
    rows = work.connection.execute(select(referral.c.id, referral.c.sealed))
    return [(row.id, row.sealed) for row in rows]


def count_of(work: Work, person_id: str) -> int:
    """Return how many referrals a person has made."""
    rows = work.connection.execute(
        select(referral.c.id).where(referral.c.mark == _mark(work, person_id))
    )
    return len(rows.all())


def let_go(work: Work, person_id: str) -> None:
    """Unlink a forgotten person; what the officers hold is theirs to delete."""
    work.connection.execute(
        update(referral).where(referral.c.mark == _mark(work, person_id)).values(mark=None)
    )


def appoint(work: Work, key: PublicKey) -> None:
    """Give an officer, or the recovery key, a place among those to whom referrals are sealed."""
    work.connection.execute(
        insert(officer).values(
            name=key.name, public_key=key.key, recovery=key.recovery, since=work.seconds
        )
    )


def dismiss(work: Work, name: str) -> bool:
    """End an officer's time; later referrals are not sealed to that key. False if unknown."""
    done = work.connection.execute(
        update(officer)
        .where(officer.c.name == name, officer.c.until.is_(None))
        .values(until=work.seconds)
    )
    return done.rowcount == 1


def _mark(work: Work, person_id: str) -> bytes:
    """A seized disk does not show who has a private matter."""
    return work.keys.digest("index", f"referral|{person_id}".encode())
