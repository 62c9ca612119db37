"""One person in two channels: the code lives ten minutes, five tries, and is used once."""

from __future__ import annotations

from functools import partial

import pytest

from storage import links, people
from storage.people import Account, Person
from tests.world import World


@pytest.fixture
def member(world: World) -> Person:
    """Somebody known on Telegram."""
    return world.turn(
        partial(people.admit, channel="telegram", account="7", chat="7", language="ar")
    )


def issue(world: World, account: str = "guest") -> str:
    """Ask for a code on the page."""
    return world.turn(partial(links.issue, channel="web", account=account, chat=account))


def test_a_code_names_the_new_account(world: World, member: Person) -> None:
    """After a restart too; it is nowhere written down plainly."""
    code = issue(world)
    world.restart()
    found = world.turn(partial(links.read, person=member, code=code))
    assert found == ("web", Account("guest", "guest"))


def test_a_code_dies_after_ten_minutes(world: World, member: Person) -> None:
    """At the last second it still lives."""
    code = issue(world)
    world.clock.forward(minutes=9, seconds=59)
    assert world.turn(partial(links.read, person=member, code=code)) is not None
    world.clock.forward(seconds=1)
    assert world.turn(partial(links.read, person=member, code=code)) is None


def test_a_newer_code_ends_the_one_before(world: World, member: Person) -> None:
    """Of one account; that of another stays."""
    first, other, second = issue(world), issue(world, "another"), issue(world)
    assert world.turn(partial(links.read, person=member, code=first)) is None
    assert world.turn(partial(links.read, person=member, code=other)) is not None
    assert world.turn(partial(links.read, person=member, code=second)) is not None


def test_after_five_tries_even_the_right_code_waits(world: World, member: Person) -> None:
    """Guessing is not worth it; ten minutes later there are five more."""
    code = issue(world)
    for wrong in range(5):
        assert world.turn(partial(links.read, person=member, code=f"{wrong}")) is None
    assert world.turn(partial(links.read, person=member, code=code)) is None
    world.clock.forward(minutes=10)
    code = issue(world)
    assert world.turn(partial(links.read, person=member, code=code)) is not None


def test_a_used_code_is_gone_and_a_taken_account_is_not_given(world: World, member: Person) -> None:
    """Used up, or the account has agreed by itself meanwhile."""
    used, late = issue(world), issue(world, "late")
    world.turn(partial(links.use_up, code=used))
    assert world.turn(partial(links.read, person=member, code=used)) is None
    world.turn(partial(people.admit, channel="web", account="late", chat="late", language="ar"))
    assert world.turn(partial(links.read, person=member, code=late)) is None


def test_the_last_account_cannot_be_let_go(world: World, member: Person) -> None:
    """Else nobody could reach, or forget, what is held."""
    assert world.turn(partial(links.unlink, person=member)) is False
    world.turn(lambda work: people.add_identity(work, member.id, "ar", "web", "guest", "guest"))
    assert world.turn(partial(links.unlink, person=member)) is True
    assert world.turn(partial(people.find, channel="telegram", account="7", chat="7")) is None
    found = world.turn(partial(people.find, channel="web", account="guest", chat="guest"))
    assert found is not None
    assert found.id == member.id
