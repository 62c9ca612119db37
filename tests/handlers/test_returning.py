"""Coming back by a follow-up number and its secret: what is so is said."""

from __future__ import annotations

from functools import partial

import pytest

from civic.follow_up import Return
from handlers.returning import come_back
from storage import people, return_codes
from tests.world import Resident, World

NUMBER = "201608122"


@pytest.fixture
def secret(world: World) -> str:
    """The secret of somebody who reported on the page; they are left behind on a shared phone."""
    Resident(world, channel="web", account="old").agrees()
    return world.turn(partial(return_codes.issue, person_id=_person(world, "old"), number=NUMBER))


def _person(world: World, account: str) -> str:
    found = world.turn(partial(people.find, channel="web", account=account, chat=account))
    assert found is not None
    return found.id


def tried(world: World, account: str, secret: str) -> Return:
    """Try the two numbers from an account."""
    turn = partial(come_back, service=world.service, channel="web", account=account)
    return world.turn(partial(turn, number=NUMBER, secret=secret))


def test_the_two_numbers_open_the_earlier_conversation_once(world: World, secret: str) -> None:
    assert tried(world, "new", secret) is Return.OPENED
    assert _person(world, "new") == _person(world, "old")
    assert tried(world, "newer", secret) is Return.UNKNOWN


def test_numbers_that_do_not_fit_open_nothing(world: World, secret: str) -> None:
    assert tried(world, "new", secret[::-1]) is Return.UNKNOWN
    assert tried(world, "new", "12") is Return.UNKNOWN


def test_who_has_agreed_already_is_told_so_and_the_numbers_stay_valid(
    world: World, secret: str
) -> None:
    Resident(world, channel="web", account="new").agrees()
    assert tried(world, "new", secret) is Return.TAKEN
    assert tried(world, "new", secret[::-1]) is Return.UNKNOWN
    assert _person(world, "new") != _person(world, "old")
    assert tried(world, "other", secret) is Return.OPENED


def test_who_is_in_that_conversation_already_just_goes_on(world: World, secret: str) -> None:
    assert tried(world, "old", secret) is Return.OPENED
    assert tried(world, "new", secret) is Return.OPENED, "the numbers were not used up"
