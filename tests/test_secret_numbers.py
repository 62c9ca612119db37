"""A secret number is in no file, log or table, however it was entered and whatever went wrong."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from sqlalchemy import select

from civic.pins import is_weak
from conversations.messages import Incoming, Kind
from handlers import unlocking
from handlers.receiving import Reception
from storage import keypads, outbox, people
from storage import parked as parked_rows
from storage.store import Store
from storage.tables import metadata
from storage.work import Work
from tests.offices import link_to, office_at, place_called
from tests.test_seizure import traces
from tests.world import Resident, World, sqlite_world


def numbers(count: int) -> list[str]:
    """Return numbers that people could choose."""
    chance = random.Random(23)
    found = [f"{chance.randrange(10**6):06}" for _ in range(count * 2)]
    return [number for number in found if not is_weak(number)][:count]


def lives(world: World, account: str, channel: str, used: list[str]) -> Resident:
    """A seat is taken, opened by keys and typing, tried wrongly; the number is changed."""
    first, second, wrong, other = used
    link = link_to(world, office_at(world, place_called(world, "الكسرة")))
    who = Resident(world, account=account, channel=channel, restarts=False)
    who.says(f"/start {link}")
    for _ in range(2):
        who.taps("نعم")
    who.taps("امرأة")
    for number in (first, wrong, first):
        for digit in number:
            who.taps(digit)
    who.says(first)
    who.says("/unlock")
    for digit in first[:4]:
        who.taps(digit)
    who.says(wrong)
    who.says(f"/unlock {first}")
    who.says("/pin")
    who.says(second)
    who.says(second)
    who.says("/lock")
    who.says(other)
    who.says(f"/unlock {second[:5]}")
    who.says("/unlock")
    for digit in second:
        who.taps(digit)
    assert who.last is not None
    assert "مفتوح" in who.last.text
    who.says("/unlock")
    for digit in second[:5]:
        who.taps(digit)
    return who


def columns(world: World) -> dict[str, str]:
    """Return everything in every table, sealed bodies as they lie there."""
    with world.engine.connect() as connection:
        return {
            f"{table.name}.{column.name}": "\n".join(
                str(value) for (value,) in connection.execute(select(column))
            )
            for table in metadata.tables.values()
            for column in table.columns
            if column.type.python_type is str
        }


def opened(world: World) -> str:
    """Return the words of all messages as somebody with every key would read them."""

    def read(work: Work) -> str:
        lanes = [people.lane_of(work.keys, channel, "7") for channel in ("telegram", "web")]
        return "\n".join(
            row.message.text for lane in lanes for row, _ in outbox.recent(work, lane, 1000)
        )

    return world.turn(read)


@pytest.mark.parametrize("channel", ["telegram", "web"])
def test_no_number_is_found_anywhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], channel: str
) -> None:
    """In files, tables, the log; in the messages even with all keys; as text, bytes or base64."""
    used = numbers(4)
    world = sqlite_world(tmp_path)
    lives(world, "7", channel, used)
    written = capfd.readouterr()
    shown = opened(world)
    assert "●" in shown
    for number in used:
        assert number not in shown
        assert number not in written.out + written.err
        assert [name for name, text in columns(world).items() if number in text] == []
    world.close()
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    wanted = {trace for number in used for trace in traces(number) if len(trace) >= 6}
    found = [name for name, content in files.items() for trace in wanted if trace in content]
    assert found == []


def test_of_a_keypad_nothing_is_left_in_the_outbox(tmp_path: Path) -> None:
    """Whoever has every key the day after finds no keypad that carries digits."""
    world = sqlite_world(tmp_path)
    lives(world, "7", "telegram", numbers(4))

    def settle(work: Work) -> None:
        rows = outbox.owed(work, 1000)
        done = [outbox.Settlement(row.id, outbox.SENT, "1", due=row.due) for row in rows]
        outbox.settle(work, done)

    def keys(work: Work) -> int:
        lane = people.lane_of(work.keys, "telegram", "7")
        buttons = [
            button.data
            for row, _ in outbox.recent(work, lane, 1000)
            for button in row.message.buttons
        ]
        return sum(data.startswith(keypads.PREFIX) for data in buttons)

    world.turn(settle)
    world.clock.forward(minutes=2)
    world.turn(keypads.drop_old)
    assert world.turn(keys) == 0
    world.close()


async def test_a_failing_turn_logs_and_keeps_no_number(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error carries the digits in its text; type, file and line are all that is written."""
    used = numbers(4)
    world = sqlite_world(tmp_path)
    lives(world, "7", "telegram", used)

    def failing(*_: object, **__: object) -> None:
        raise ValueError(used[1])

    monkeypatch.setattr(unlocking.pins, "note_try", failing)
    store = Store(world.engine, world.keys, world.clock, world.dice)
    typed = f"/unlock {used[1]}"
    incoming = Incoming(
        channel="telegram", sender="7", chat="7", id="typed", kind=Kind.TEXT, text=typed
    )
    await Reception(store, world.service).receive(incoming)
    await asyncio.to_thread(store.close)
    written = capfd.readouterr()
    assert "ValueError" in written.out + written.err
    assert used[1] not in written.out + written.err

    def parked(work: Work) -> list[bytes]:
        return [each.body for each in parked_rows.all_parked(work)]

    bodies = world.turn(parked)
    assert len(bodies) == 1
    assert used[1].encode() not in bodies[0]
    world.close()
