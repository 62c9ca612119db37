"""Filters in few letters: what a button carries leads to the same list, whatever was meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from civic.need_filters import NeedFilter
from civic.needs import SECTORS, Severity, Status
from conversations.filter_codes import decode, encode

SUBJECTS = st.sampled_from(
    [
        ("", ""),
        *((sector, "") for sector in SECTORS),
        *((sector, each) for sector, named in SECTORS.items() for each in named if each != "other"),
    ]
)
FILTERS = st.builds(
    lambda subject, **rest: NeedFilter(sector=subject[0], problem=subject[1], **rest),
    SUBJECTS,
    place=st.sampled_from(["", "SY09", "SY090101", "x-sy090101-01"]),
    severity=st.none() | st.sampled_from(Severity),
    status=st.none() | st.sampled_from(Status),
    older_than=st.none() | st.integers(0, 999),
    overdue=st.booleans(),
    unassigned=st.booleans(),
)


@given(FILTERS, st.sampled_from(["", "608074549"]))
def test_what_a_button_carries_means_the_same(wanted: NeedFilter, after: str) -> None:
    assert decode(encode(wanted, after)) == (wanted, after)


@given(FILTERS)
def test_a_button_to_the_next_page_fits(wanted: NeedFilter) -> None:
    """Telegram takes 64 bytes."""
    assert len(f"/needs {encode(wanted, '608074549')}".encode()) <= 64


@given(st.text(max_size=60) | st.text("=;0123456789abo", max_size=40))
def test_anything_else_is_read_or_is_none(argument: str) -> None:
    read = decode(argument)
    assert read is None or decode(encode(*read)) == read
