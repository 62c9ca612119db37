"""A seat is taken and given up: what waited comes, what is left goes on, administrators hear."""

from __future__ import annotations

import asyncio
from functools import partial

from sqlalchemy import select

from civic.mandates import Body
from handlers import due, tenure
from storage import audit, mandates
from storage.need_tables import need
from storage.store import Store
from tests.clocks import pass_time, strike_all
from tests.offices import PIN, Representative, link_to, office_at, place_called
from tests.world import Resident, World


def takes_seat(world: World, account: str, place: str) -> Resident:
    """Somebody follows a link to its end."""
    link = link_to(world, office_at(world, place_called(world, place)))
    who = Resident(world, account=account, restarts=False)
    who.says(f"/start {link}")
    for label in ("نعم", "نعم", "امرأة"):
        who.taps(label)
    who.says(PIN)
    who.says(PIN)
    return who


def reports(world: World) -> None:
    """Somebody of Al-Kasra reports a need."""
    resident = Resident(world, account="resident", restarts=False)
    resident.agrees()
    resident.says("الكسرة بلا مي من أربع أيام")
    resident.says("3")


def office_of_the_need(world: World) -> str | None:
    """Return who has the only need."""
    with world.engine.connect() as connection:
        return connection.execute(select(need.c.office)).scalar_one()


def last_of(who: Resident) -> str:
    """Return what somebody was sent last."""
    return [message.text for _, message in who._shown()][-1]


def test_what_waited_for_somebody_comes_to_whoever_is_appointed(world: World) -> None:
    """As the receipt promised when nobody was there yet."""
    reports(world)
    assert office_of_the_need(world) is None
    rep = takes_seat(world, "rep", "الكسرة")
    strike_all(world)
    assert office_of_the_need(world) == office_at(world, place_called(world, "الكسرة"))
    assert "وصل إلى مكتبكم" in last_of(rep)


def test_what_is_left_goes_one_office_up_at_once(world: World) -> None:
    """A vacant office is skipped; with a second holder it is not vacant."""
    above = Representative(world, account="above", place="SY09", restarts=False)
    first = Representative(world, account="first", restarts=False)
    second = Representative(world, account="second", restarts=False)
    reports(world)
    for holder, expected in ((first, "الكسرة"), (second, "SY09")):
        held = world.turn(partial(mandates.get, mandate_id=holder.mandate_id))
        world.turn(partial(tenure.end, service=world.service, held=held, by="operator"))
        strike_all(world)
        code = place_called(world, expected) if expected != "SY09" else expected
        assert office_of_the_need(world) == office_at(world, code)
    assert "انتقل" in last_of(above) or "وصل إلى مكتبكم" in last_of(above)


def test_administrators_hear_of_every_seat_that_is_taken(world: World) -> None:
    """So that a link which fell into wrong hands is found out."""
    admin = Representative(
        world, account="admin", place="SY09", body=Body.ADMINISTRATION, restarts=False
    )
    takes_seat(world, "rep", "الكسرة")
    assert "شُغل مقعد" in last_of(admin)


async def test_administrators_are_sent_the_end_of_the_trail_every_morning(world: World) -> None:
    """With it a trail that was cut off later is found out."""
    admin = Representative(
        world, account="admin", place="SY09", body=Body.ADMINISTRATION, restarts=False
    )
    store = Store(world.engine, world.keys, world.clock, world.dice)
    await due.sweep(store, world.keys)
    await store.run(partial(audit.note, actor="operator", action="office.added", subject="x"))
    await store.run(audit.seal_pending)
    head = await store.run(audit.head)
    await asyncio.to_thread(store.close)
    for _ in range(2):
        before = admin._newest()
        pass_time(world, days=1)
        arrived = [message.text for row, message in admin._shown() if row > before]
        assert len(arrived) == 1
        assert str(head) in arrived[0]


async def test_what_is_over_is_swept_away(world: World) -> None:
    """Open offices after ten minutes, links after a week."""
    Representative(world, account="rep", restarts=False)
    link_to(world, office_at(world, place_called(world, "الكسرة")))
    store = Store(world.engine, world.keys, world.clock, world.dice)
    assert (world.count("unlock"), world.count("invitation")) == (1, 1)
    world.clock.forward(minutes=10)
    await due.sweep(store, world.keys)
    assert (world.count("unlock"), world.count("invitation")) == (0, 1)
    world.clock.forward(days=7)
    await due.sweep(store, world.keys)
    assert world.count("invitation") == 0
    await asyncio.to_thread(store.close)
