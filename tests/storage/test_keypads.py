"""A key opens for one chat, one person, one round and two minutes; otherwise it is nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import keypads, people
from storage.keypads import Aim, State
from storage.people import Address
from storage.work import Work
from tests.world import World

STATES = st.builds(
    State,
    aim=st.sampled_from(Aim),
    until=st.just(2_000_000_000),
    choice=st.binary(min_size=4, max_size=4),
    laid=st.integers(0, 3_628_799),
    digits=st.text("0123456789", max_size=12),
    key=st.sampled_from([*"0123456789", keypads.BACKWARDS, keypads.STOP]),
)
SAME_WORLD = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)


@pytest.fixture
def address(lite: World) -> Address:
    """Where somebody is met."""
    admit = partial(people.admit, channel="telegram", account="7", chat="7", language="ar")
    return lite.turn(admit).address


def opened(world: World, to: Address, data: str, round_: int = 3) -> State | None:
    """Open what a key carries."""
    return world.turn(lambda work: keypads.opened(work, to, round_, data))


def sealed(world: World, to: Address, state: State) -> str:
    """Return what a key carries."""
    return world.turn(lambda work: keypads.seal(work, to, 3, state))


@SAME_WORLD
@given(state=STATES)
def test_a_key_carries_what_was_entered_in_64_bytes(
    lite: World, address: Address, state: State
) -> None:
    """As many as the strictest channel allows; two sealings of the same never look alike."""
    data = sealed(lite, address, state)
    assert len(data.encode()) <= 64
    assert opened(lite, address, data) == state
    assert sealed(lite, address, state) != data


@SAME_WORLD
@given(state=STATES, where=st.integers(0, 63), bit=st.integers(0, 5))
def test_no_changed_letter_opens(
    lite: World, address: Address, state: State, where: int, bit: int
) -> None:
    """Whatever is altered, the key is nothing."""
    data = sealed(lite, address, state)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    place = 1 + where % (len(data) - 2)  # the last letter has bits that say nothing
    other = letters[letters.index(data[place]) ^ (1 << bit)]
    assert opened(lite, address, data[:place] + other + data[place + 1 :]) is None


@SAME_WORLD
@given(data=st.text(max_size=80))
def test_no_invented_text_opens(lite: World, address: Address, data: str) -> None:
    """Nor does it fail."""
    assert opened(lite, address, keypads.PREFIX + data) is None


def test_a_key_is_bound_to_chat_person_and_round(lite: World, address: Address) -> None:
    """Each alone makes it somebody else's."""
    data = sealed(lite, address, State(aim=Aim.UNLOCK, until=2_000_000_000, digits="12"))
    assert opened(lite, replace(address, lane=b"another"), data) is None
    assert opened(lite, replace(address, person="another"), data) is None
    assert opened(lite, address, data, round_=4) is None


def test_a_key_works_for_two_minutes_over_midnight_and_after_a_restart(
    lite: World, address: Address
) -> None:
    """Then never again, and two days later its own key is gone."""
    lite.clock.forward(hours=14, minutes=59)

    def begin(work: Work) -> str:
        state = keypads.begun(work, Aim.UNLOCK, b"abcd")
        return keypads.keys(work, address, 3, state)[0][1]

    data = lite.turn(begin)
    lite.restart()
    lite.clock.forward(minutes=1, seconds=59)
    assert opened(lite, address, data) is not None
    lite.clock.forward(seconds=1)
    assert opened(lite, address, data) is None


@pytest.mark.parametrize(("digits", "left"), [("", ""), ("1", ""), ("123456", "123456")])
def test_taking_back_stays_within_the_number_that_is_entered(digits: str, left: str) -> None:
    """The first of two equal numbers is whole and stays so."""
    state = State(aim=Aim.CHOOSE, until=1, digits=digits)
    assert state.after(keypads.BACKWARDS).digits == left


@SAME_WORLD
@given(state=STATES.filter(lambda state: len(state.digits) < state.needed))
def test_each_key_says_which_it_is_and_only_one_what_was_entered(
    lite: World, address: Address, state: State
) -> None:
    """All eleven go with their own entry, and with no other."""
    shown = lite.turn(lambda work: keypads.keys(work, address, 3, state))
    keys = [opened(lite, address, data) for _, data in shown]
    assert sorted(key for key, _ in shown) == sorted("0123456789<!")
    for (name, _), key in zip(shown, keys, strict=True):
        assert key is not None
        assert key.key == name
        assert state.goes_with(key)
        assert not replace(state, until=state.until - 1).goes_with(key)
        assert key.digits == (state.digits if name == keypads.BACKWARDS else "")
