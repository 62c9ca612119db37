"""People: made by an explicit yes only, found by a blind index, never by what they said."""

from __future__ import annotations

from functools import partial

from sqlalchemy import select

from storage import people
from storage.tables import consent, identity, person
from tests.world import World

HERE = {"channel": "telegram", "account": "7", "chat": "7"}


def test_nobody_is_found_before_they_agreed(world: World) -> None:
    """Looking for somebody makes nobody."""
    assert world.turn(partial(people.find, **HERE)) is None
    assert (world.count("person"), world.count("identity")) == (0, 0)


def test_somebody_is_found_again_after_a_restart(world: World) -> None:
    """By channel and account together; the same account elsewhere is another one."""
    made = world.turn(partial(people.admit, **HERE, language="ar"))
    world.restart()
    found = world.turn(partial(people.find, **HERE))
    assert found is not None
    assert (found.id, found.language, found.address) == (made.id, "ar", made.address)
    assert world.turn(partial(people.find, **{**HERE, "channel": "web"})) is None
    assert world.turn(partial(people.find, **{**HERE, "account": "8"})) is None


def test_the_tables_do_not_hold_the_account(world: World) -> None:
    """Its index is keyed and its body sealed; the month is all that tells when."""
    world.turn(
        partial(
            people.admit,
            channel="telegram",
            account="90077665544",
            chat="90077665544",
            language="ar",
        )
    )
    with world.engine.connect() as connection:
        cells = [
            cell
            for table in (person, identity)
            for row in connection.execute(select(table))
            for cell in row
        ]
    raw = b"|".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)
    assert b"90077665544" not in raw
    assert b"2026-11" in raw


def test_somebody_whose_key_is_gone_is_nobody_and_may_come_back(world: World) -> None:
    """A restored backup brings back rows of somebody forgotten, under the same account."""
    old = world.turn(partial(people.admit, **HERE, language="ar"))
    world.keys.forget(old.owner)
    assert world.turn(partial(people.find, **HERE)) is None
    new = world.turn(partial(people.admit, **HERE, language="ar"))
    found = world.turn(partial(people.find, **HERE))
    assert found is not None
    assert found.id == new.id != old.id


def test_an_address_that_cannot_be_reached_is_not_written_to(world: World) -> None:
    """The other account of the same person still is."""
    made = world.turn(partial(people.admit, **HERE, language="ar"))
    world.turn(
        lambda work: people.add_identity(work, made.id, "ar", "web", "guest", "guest"),
    )
    world.turn(lambda work: people.set_reachable(work, made.mark, made.id, reachable=False))
    left = world.turn(partial(people.addresses, person_id=made.id))
    assert [(each.channel, each.chat) for each in left] == [("web", "guest")]


def test_a_new_version_of_the_consent_takes_the_place_of_the_old(world: World) -> None:
    """To what, which version, and when."""
    made = world.turn(partial(people.admit, **HERE, language="ar"))
    for version in (1, 2):
        world.turn(partial(people.agree, person_id=made.id, purpose="needs", version=version))
        world.clock.forward(days=1)
    with world.engine.connect() as connection:
        rows = connection.execute(select(consent.c.purpose, consent.c.version)).all()
    assert [tuple(row) for row in rows] == [("needs", 2)]
