"""What every handler may use: the words, the places, the operator's settings, and who to wake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from civic.group_progress import WOMENS_QUOTA
from civic.places import Places
from civic.search_found import NOT_READ, Answer
from conversations.wording import Wording
from storage import pins
from storage.outbox import OutboxRow
from storage.work import Work


def _nobody(*_: object) -> None:
    """Wake nobody: what a handler leaves behind is found by the next sweep."""


def _no_file(_token: str) -> tuple[str, bool]:
    """Know no address at which files are given."""
    return "", True


def _no_links(_token: str) -> tuple[str, ...]:
    """Know no address: an invitation is handed over as what is to be written."""
    return ()


def _no_chat_link(_channel: str, _start: str) -> str:
    """Know no link into a private chat."""
    return ""


def _no_room_link(_code: str) -> str:
    """Know no link that makes a chat a room."""
    return ""


def _paper_path(slug: str) -> str:
    """Know the path at which a paper is read, and no address before it."""
    return f"/papers/{slug}"


def _ballot_path(number: str) -> str:
    """Know the path at which a ballot can be checked, and no address before it."""
    return f"/ballots/{number}"


def _not_read(*_: object) -> Answer:
    """Have nothing in memory that could be searched."""
    return NOT_READ


@dataclass(slots=True, kw_only=True)
class Service:
    """The service as its operator set it up; `home` is the governorate's code.

    `echoing` channels show a chat from our store, the person's own words included;
    `returning` ones are left behind on shared phones, so that a receipt gives a way back;
    in `taps_die` ones a button pressed during an outage never arrives.
    `public_chats` are channels with a chat in which everybody reads what is published.
    `find_words` searches places in memory, `forget_words` lets go of a person there, and what is
    missing is read where it is `search_wanted`.
    `womens_quota` is the percentage of a working group's seats that are women's at least.
    `referral` names whom people can turn to while there are no officers. `owed`, `job_waiting`
    and `clock_waiting` are called after a commit, so that nothing waits for a sweep.
    `forget_votes` is too, when ballots are counted whose votes nobody may open any more.
    """

    wording: Wording
    places: Places
    public_name: str
    home: str = "SY09"
    referral: str = ""
    language: str = "ar"
    womens_quota: int = WOMENS_QUOTA
    echoing: frozenset[str] = frozenset()
    returning: frozenset[str] = frozenset()
    public_chats: tuple[tuple[str, str], ...] = ()
    taps_die: frozenset[str] = frozenset()
    pin_cost: pins.Cost = pins.STRONG
    links_for: Callable[[str], tuple[str, ...]] = field(default=_no_links)
    file_link: Callable[[str], tuple[str, bool]] = field(default=_no_file)
    owed: Callable[[OutboxRow], None] = field(default=_nobody)
    chat_link: Callable[[str, str], str] = field(default=_no_chat_link)
    room_link: Callable[[str], str] = field(default=_no_room_link)
    paper_link: Callable[[str], str] = field(default=_paper_path)
    ballot_link: Callable[[str], str] = field(default=_ballot_path)
    job_waiting: Callable[[], None] = field(default=_nobody)
    find_words: Callable[[frozenset[str], str, datetime], Answer] = field(default=_not_read)
    forget_words: Callable[[Work, str], None] = field(default=_nobody)
    search_wanted: Callable[[frozenset[str]], None] = field(default=_nobody)
    clock_waiting: Callable[[], None] = field(default=_nobody)
    export_waiting: Callable[[], None] = field(default=_nobody)
    forget_waiting: Callable[[str], None] = field(default=_nobody)
    forget_votes: Callable[[], None] = field(default=_nobody)
    withdraw: Callable[[str, str, list[str]], None] = field(default=_nobody)
