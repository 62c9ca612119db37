"""What somebody votes is in no file, log, message, journal or parked row, before and after."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from civic.ballots import LEAST
from conversations.messages import FileHandle, Incoming, Kind
from handlers import ballot_voting
from handlers.receiving import Reception
from storage import ballots, outbox, people
from storage import parked as parked_rows
from storage.ballot_keys import votes_key
from storage.ballot_papers import PREFIX
from storage.ballots import Ballot
from storage.journals import open_one
from storage.schema import metadata
from storage.store import Store
from storage.work import Work
from tests.balloted import count, frozen, residents
from tests.conftest import make_database
from tests.test_seizure import Canaries, traces
from tests.world import Resident, World, sqlite_world

TELEGRAM, WEB = "telegram", "web"


def voters(world: World) -> list[Resident]:
    """People on a roll, of whom two write on the page that shows the chat from our store."""
    residents(world, LEAST)
    residents(world, 2, first=LEAST, channel=WEB)
    return known(world)


def known(world: World) -> list[Resident]:
    """Return those people, who have been admitted already."""
    channels = [*[TELEGRAM] * LEAST, *[WEB] * 2]
    return [
        Resident(world, account=f"v{number} {channel}", channel=channel, restarts=False)
        for number, channel in enumerate(channels)
    ]


def votes(who: Resident, option: str, typed: str = "") -> None:
    """Somebody goes to the paper and presses an option, or types something instead."""
    who.says("/ballot 1 vote")
    if typed:
        who.says(typed)
    else:
        who.taps(option)


def files(folder: Path) -> dict[str, bytes]:
    """Return everything on the disk."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def life(world: World, options: list[str], choices: list[int]) -> None:
    """Everybody votes, by buttons, numbers, words and in words that are near; some vote again."""
    frozen(world, options=options)
    world.clock.forward(days=1)
    for number, (who, choice) in enumerate(zip(known(world), choices, strict=True)):
        option = options[choice]
        typed = ("", str(choice + 1), option, f"{option} يعني")[number % 4]
        votes(who, option, typed)
        if number % 4 == 3:
            who.says(option)
            votes(who, option)


def test_no_option_is_found_in_any_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Databases, their logs and what was written out; while people vote, and after the close."""
    world, planted = sqlite_world(tmp_path), Canaries()
    options = [planted.word() for _ in range(3)]
    voters(world)
    life(world, options, [0, 1, 2] * 4)
    assert _found(options, files(tmp_path)) == []
    assert "main.db-wal" in files(tmp_path)
    world.clock.forward(days=3)
    assert count(world, _newest(world)).total == (4, 4, 4)
    assert _found(options, files(tmp_path)) == []
    world.close()
    written = capfd.readouterr()
    logged = {"log": (written.out + written.err).encode()}
    assert _found(options, {**files(tmp_path), **logged}) == []


def _newest(world: World) -> Ballot:
    return world.turn(ballots.newest)[0]


def _found(words: list[str], where: dict[str, bytes]) -> list[tuple[str, str]]:
    return [
        (name, word)
        for word in words
        for trace in traces(word)
        for name, content in where.items()
        if trace in content
    ]


def test_with_every_persons_key_nothing_said_to_them_tells_their_choice(tmp_path: Path) -> None:
    """Papers name all options alike; no answer, no echo and no journal names any."""
    world, planted = sqlite_world(tmp_path), Canaries()
    options = [planted.word() for _ in range(3)]
    everybody = voters(world)
    life(world, options, [1] * len(everybody))

    def said(work: Work) -> list[str]:
        lanes = [people.lane_of(work.keys, who.channel, who.account) for who in everybody]
        rows = [row.message for lane in lanes for row, _mine in outbox.recent(work, lane, 1000)]
        return [message.text for message in rows]

    for text in world.turn(said):
        assert [option in text for option in options] in ([True] * 3, [False] * 3)

    def journals(work: Work) -> list[object]:
        persons = (people.find(work, who.channel, who.account, who.account) for who in everybody)
        return [open_one(work, person) for person in persons if person]

    assert world.turn(journals) == [None] * len(everybody)
    world.close()


Rows = dict[str, list[object]]


def content(world: World, without: frozenset[str] = frozenset()) -> Rows:
    """Return every row of every table as it lies there."""
    with world.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in metadata.tables.values()
            if table.name not in without
        }


def plays(world: World, *, swapped: bool) -> tuple[Rows, Rows]:
    """Let everybody vote, the first two in either way; returns the rows while open and after."""
    everybody = voters(world)
    frozen(world, options=["الجسر", "السوق"])
    world.clock.forward(days=1)
    choices = [*["الجسر", "السوق"][:: -1 if swapped else 1], *["السوق"] * (len(everybody) - 2)]
    for who, choice in zip(everybody, choices, strict=True):
        votes(who, choice)
    while_open = content(world, frozenset({"ballot_seat"}))
    world.clock.forward(days=3)
    count(world, _newest(world))
    return while_open, content(world)


def test_two_who_swap_their_votes_leave_the_same_database(tmp_path: Path) -> None:
    """Before the close seats alone differ, under the votes' key; after it not one byte does.

    With equal dice and clock everything else that a choice touches would show as a difference.
    """
    rows, data, keys = [], [], []
    for swapped in (False, True):
        folder = tmp_path / str(swapped)
        folder.mkdir()
        world = sqlite_world(folder)
        rows.append(plays(world, swapped=swapped))
        world.close()
        data.append((folder / "main.db").read_bytes())
        keys.append((folder / "keys.db").read_bytes())
    assert rows[0] == rows[1]
    assert data[0] == data[1]
    assert keys[0] == keys[1]


@pytest.mark.postgres
def test_two_who_swap_their_votes_leave_the_same_rows(postgres_server: str, prepared: str) -> None:
    """The same on PostgreSQL, in the order in which the rows lie there."""
    rows = []
    for swapped in (False, True):
        world = World(make_database(postgres_server, prepared), make_database(postgres_server))
        rows.append(plays(world, swapped=swapped))
        world.close()
    assert rows[0] == rows[1]


async def test_a_vote_that_fails_is_put_aside_without_what_it_was(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pressed or typed: neither the log nor the parked row holds it; the paper can be had again."""
    world, planted = sqlite_world(tmp_path), Canaries()
    options = [planted.word() for _ in range(2)]
    who = voters(world)[0]
    frozen(world, options=options)
    world.clock.forward(days=1)
    who.says("/ballot 1 vote")
    data = who.data(options[1])

    def failing(*about: object) -> None:
        raise ValueError(options[1], *about)

    monkeypatch.setattr(ballot_voting.ballot_seats, "vote", failing)
    store = Store(world.engine, world.keys, world.clock, world.dice)
    for number, said in enumerate(({"tap": data}, {"text": options[1]}, {"text": "2"})):
        kind = Kind.TAP if "tap" in said else Kind.TEXT
        incoming = Incoming(
            channel=TELEGRAM,
            sender=who.account,
            chat=who.account,
            id=f"failing {number}",
            kind=kind,
            **said,
        )
        await Reception(store, world.service).receive(incoming)
    await asyncio.to_thread(store.close)
    written = capfd.readouterr()
    assert "ValueError" in written.out + written.err
    assert options[1] not in written.out + written.err
    assert data not in written.out + written.err

    def parked(work: Work) -> list[tuple[bytes, str]]:
        return [(each.body, each.failure) for each in parked_rows.all_parked(work)]

    rows = world.turn(parked)
    assert [body for body, _failure in rows] == [b""] * 2
    assert all(options[1] not in failure for _body, failure in rows)
    world.turn(partial(_no_journal, who=who))
    world.close()


def test_a_button_tells_nothing_without_the_votes_key(lite: World) -> None:
    """What it carries differs for each person and each showing, and opens for one chat alone."""
    first, second, *_others = voters(lite)
    found = frozen(lite, options=["الجسر", "السوق"])
    lite.clock.forward(days=1)
    first.says("/ballot 1 vote")
    second.says("/ballot 1 vote")
    mine, others = first.data("الجسر"), second.data("الجسر")
    assert mine.startswith(PREFIX)
    assert mine != others
    assert len(mine.encode()) <= 64
    before = content(lite)["ballot_seat"]
    first.sends(kind=Kind.TAP, tap=others)
    assert "لم تعد ورقة التصويت هذه صالحة" in (first.last.text if first.last else "")
    for broken in (f"{mine[:-4]}AAAA", f"{PREFIX}1{PREFIX}", f"{PREFIX}9{PREFIX}x", PREFIX * 60):
        first.sends(kind=Kind.TAP, tap=broken)
    assert content(lite)["ballot_seat"] == before
    lite.clock.forward(days=3)
    count(lite, found)
    assert not lite.keys.has(votes_key(found.id))
    first.sends(kind=Kind.TAP, tap=mine)
    assert "انتهى وقت" in (first.last.text if first.last else "")


@pytest.mark.parametrize("also", ["photo", "voice"])
def test_a_file_beside_the_paper_begins_nothing(lite: World, also: str) -> None:
    """A voice note may say the choice; the paper is shown again and nothing is kept."""
    who = voters(lite)[0]
    frozen(lite)
    lite.clock.forward(days=1)
    who.says("/ballot 1 vote")
    before = content(lite)["attachment"]
    who.sends(kind=Kind(also), file=FileHandle(reference="a file"))
    assert who.last is not None
    assert who.last.buttons[0].data.startswith(PREFIX)
    assert content(lite)["attachment"] == before
    lite.turn(partial(_no_journal, who=who))


@pytest.mark.parametrize("typed", ["2", "٣", "السوق"])
def test_who_types_another_option_just_after_voting_finds_it_kept_nowhere(
    lite: World, typed: str
) -> None:
    """It is shown again instead, on the page that shows the chat from our store as well."""
    residents(lite, LEAST, channel=WEB)
    frozen(lite, options=["الجسر", "السوق", "المدرسة"])
    lite.clock.forward(days=1)
    who = Resident(lite, account="v0 web", channel=WEB, restarts=False)
    votes(who, "الجسر")
    who.says(typed)
    assert who.last is not None
    assert who.last.buttons[0].data.startswith(PREFIX)

    def mine(work: Work) -> list[str]:
        lane = people.lane_of(work.keys, WEB, who.account)
        return [row.message.text for row, mine in outbox.recent(work, lane, 1000) if mine]

    assert typed not in lite.turn(mine)


def _no_journal(work: Work, who: Resident) -> None:
    person = people.find(work, who.channel, who.account, who.account)
    assert person is not None
    assert open_one(work, person) is None
