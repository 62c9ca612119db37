"""Our process on a filled database, with offices that ask and residents who report."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.area.databases import Filled
from benchmarks.area.invented import HOME, Area, area_of, villages
from benchmarks.bot_api import Shown
from benchmarks.contenders import OURS, Stage, own_command, staged
from benchmarks.residents import PATIENCE, Act, Resident
from bot.app import open_database, open_keys
from bot.dice import SystemDice, system_clock
from bot.settings import Settings
from civic.mandates import Body
from civic.places import Places
from conversations import first_contact
from storage import export_orders, mandates, offices, people, places
from storage.work import Work


@dataclass(slots=True)
class AreaStage:
    """The process at work, with the account that sits in the office of each place."""

    stage: Stage
    settings: Settings
    area: Area
    places: Places
    seats: dict[str, Resident]
    newcomers: int
    """The first account of residents who have not written yet."""

    @property
    def governorate(self) -> Resident:
        """Whoever sits in the governorate's office."""
        return self.seats[HOME]

    @property
    def district(self) -> Resident:
        """Whoever sits in the office of the area's district."""
        return self.seats[self.area.district]

    @property
    def subdistrict(self) -> Resident:
        """Whoever sits in the area's own office."""
        return self.seats[self.area.subdistrict]

    async def says(self, asking: Resident, text: str) -> float:
        """Send words; returns the milliseconds to the first reply."""
        return await self._acts(asking, Act(text=text))

    async def taps(self, asking: Resident, begins: str) -> float:
        """Tap the button whose data begins so; returns the milliseconds to the first reply."""
        rest = _rest(asking, begins, self.stage.village.token_length)
        return await self._acts(asking, Act(code=rest))

    async def unlock(self) -> None:
        """Open all offices for ten minutes more, in which one part of the run must be over."""
        places = {place: each.number for place, each in self.seats.items()}
        await asyncio.to_thread(_in_one_turn, self.settings, places, _open_again)

    async def _acts(self, asking: Resident, act: Act) -> float:
        took = 1000 * (await self.stage.village.turn(asking, act)).replied
        assert asking.shown is not None
        assert "/unlock" not in asking.shown.buttons, "the office is locked by now"
        return took

    async def until(self, asking: Resident, wanted: Callable[[Shown], bool]) -> float:
        """Wait until somebody is shown something; returns the milliseconds that it took."""
        begun = time.perf_counter()
        while asking.shown is None or not wanted(asking.shown):
            asking.news = asyncio.get_running_loop().create_future()
            await asyncio.wait_for(asking.news, PATIENCE)
        return 1000 * (time.perf_counter() - begun)


def text_of(shown: Shown) -> str:
    """Return the words of a message, or those under a picture."""
    text: str = json.loads(shown.message)["text"]
    return text


@asynccontextmanager
async def on_area(filled: Filled, folder: Path) -> AsyncIterator[AreaStage]:
    """Start our process on a filled database, with offices that are open for ten minutes."""
    index = await asyncio.to_thread(_gazetteer, filled.settings)
    area = area_of(villages(index))
    first = int(time.time()) * 1000
    accounts = {HOME: first, area.district: first + 1, area.subdistrict: first + 2}
    await asyncio.to_thread(_in_one_turn, filled.settings, accounts, _sit_down)
    async with staged(OURS, own_command(), folder, filled.environment()) as stage:
        stage.village.begin_at(first)
        seats = {place: stage.village.resident(each) for place, each in accounts.items()}
        yield AreaStage(stage, filled.settings, area, index, seats, newcomers=first + 10)


def _gazetteer(settings: Settings) -> Places:
    engine = open_database(settings)
    with engine.connect() as connection:
        index = places.load(connection)
    engine.dispose()
    return index


def _in_one_turn(
    settings: Settings, accounts: dict[str, int], do: Callable[[Work, str, str], None]
) -> None:
    """Do something for each place and the account in its office, beside the service."""
    keys, engine = open_keys(settings), open_database(settings)
    try:
        with engine.begin() as connection:
            work = Work(connection, system_clock(), SystemDice(), keys)
            for place, account in accounts.items():
                do(work, place, str(account))
            keys.flush()
    finally:
        engine.dispose()
        keys.close()


def _sit_down(work: Work, place: str, account: str) -> None:
    """Let an account sit in the office of a place, and nobody else any more."""
    person = people.admit(work, "telegram", account, account, "ar")
    people.agree(work, person.id, "needs", first_contact.VERSION)
    office = offices.at(work, place, Body.REPRESENTATIVE)[0]
    for held in mandates.of_office(work, office.id):
        mandates.end(work, held.id)
        if held.person:
            export_orders.let_go(work, held.person)  # what an earlier run left unfinished
    seat = mandates.appoint(work, office.id, person.id, "f", mandates.OPERATOR)
    mandates.open_in(work, person.mark, seat)


def _open_again(work: Work, place: str, account: str) -> None:
    office = offices.at(work, place, Body.REPRESENTATIVE)[0]
    seat = mandates.of_office(work, office.id)[0]
    mandates.open_in(work, people.mark_of(work.keys, "telegram", account), seat.id)


def _rest(asking: Resident, begins: str, token_length: int) -> str:
    """Return what a button's data holds behind the token that others begin with."""
    assert asking.shown is not None
    found = [each for each in asking.shown.buttons if each.startswith(begins)]
    assert found, f"no button {begins!r} under {text_of(asking.shown)}"
    return found[0][token_length:]
