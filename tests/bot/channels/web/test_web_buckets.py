"""Buckets and addresses."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.addresses import address_of, is_same_origin
from bot.channels.web.buckets import Buckets
from bot.channels.web.desk import Rate


@given(
    st.integers(1, 20),
    st.integers(1, 100),
    st.lists(st.floats(-5, 50, allow_nan=False), max_size=80),
)
def test_never_more_than_the_burst_and_what_time_gave_back(
    count: int, seconds: int, pauses: list[float]
) -> None:
    now, taken = 0.0, 0
    buckets = Buckets(Rate(count=count, seconds=seconds), lambda: now)
    forward = 0.0
    for pause in pauses:
        now += pause
        forward += max(0.0, pause)
        taken += buckets.take("a") == 0.0
    assert taken <= count + forward * count / seconds + 1e-6


def test_the_wait_that_is_named_is_enough() -> None:
    now = 0.0
    buckets = Buckets(Rate(count=2, seconds=60), lambda: now)
    assert [buckets.take("a"), buckets.take("a")] == [0.0, 0.0]
    now += buckets.take("a") + 1e-6
    assert buckets.take("a") == 0.0
    assert buckets.take("b") == 0.0


def test_memory_is_bounded() -> None:
    buckets = Buckets(Rate(count=1, seconds=60), lambda: 0.0, most=10)
    for number in range(1000):
        buckets.take(str(number))
    assert len(buckets) == 10


class FromPeer:
    """A connection from an address."""

    def __init__(self, address: str) -> None:
        self._address = address

    def get_extra_info(self, name: str, default: object = None) -> object:
        return self._address if name == "peername" else default

    def is_closing(self) -> bool:
        return False


def request_from(peer: str, **headers: str) -> web.Request:
    return make_mocked_request(
        "GET", "/", headers=headers, transport=FromPeer((peer, 1)) if peer else None
    )


@pytest.mark.parametrize(
    ("peer", "forwarded", "hops", "address"),
    [
        ("203.0.113.9", "198.51.100.1", 0, "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", 1, "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", 2, "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1", 2, "10.0.0.1"),
        ("10.0.0.1", "not an address", 1, "unknown"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:0db8:0001:0002"),
        ("2001:db8:1:2:ffff::1", "", 0, "2001:0db8:0001:0002"),
        ("::ffff:203.0.113.9", "", 0, "203.0.113.9"),
    ],
)
def test_whom_a_request_is_counted_for(peer: str, forwarded: str, hops: int, address: str) -> None:
    assert address_of(request_from(peer, **{"X-Forwarded-For": forwarded}), hops) == address


@pytest.mark.parametrize(
    ("origin", "ours"),
    [
        ("http://bot.example:8080", True),
        ("https://public.example", True),
        ("http://public.example", False),
        ("https://evil.example", False),
        ("null", False),
        ("", False),
        ("https://public.example.evil.example", False),
    ],
)
def test_only_our_own_page_may_open_a_socket(origin: str, ours: bool) -> None:
    request = make_mocked_request("GET", "/", {"Host": "bot.example:8080", "Origin": origin})
    assert is_same_origin(request, "https://public.example/path") is ours
