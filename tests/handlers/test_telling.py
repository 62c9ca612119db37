"""Everybody whom a need concerns hears of it once, at a good hour, in a way that is safe."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from civic.mandates import Mandate
from civic.need_actions import Action
from civic.needs import Severity, SupportNeed
from conversations.messages import Incoming, Kind
from handlers.clocks import strike
from handlers.said import said
from storage import need_hearers, needs, people, timers
from storage.engine import open_engine
from storage.keys import Keys
from storage.store import Store
from storage.tables import outbox as table
from storage.work import Work
from tests.clocks import pass_time, strike_all
from tests.offices import Representative
from tests.reported import VILLAGE, act, events, report, row, somebody
from tests.world import MASTER, Resident, World

REASON = "لا توجد ميزانية للمازوت"


def seat(world: World, place: str = VILLAGE, account: str = "rep") -> Representative:
    """Seat somebody in the office of a place."""
    return Representative(world, account=account, place=place, restarts=False)


def mandate_of(holder: Representative) -> Mandate:
    """Open the office anew and return the mandate."""
    holder.unlocks()
    assert holder.mandate is not None
    return holder.mandate


def notices(world: World, account: str) -> list[str]:
    """Return what an account was told, without the marks of direction."""
    shown = Resident(world, account=account)._shown()
    return [_plain(message.text) for _, message in shown]


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\u2066\u2068\u2069")


def supported(world: World, number: str, count: int) -> list[str]:
    """Let so many people support a need; returns their accounts."""
    found = row(world, number)

    def turn(work: Work) -> list[str]:
        accounts = [f"s{each:04}" for each in range(count)]
        for account in accounts:
            person = people.admit(work, "telegram", account, account, "ar")
            needs.support(work, person, SupportNeed(found.id))
        return accounts

    return world.turn(turn)


def test_hundreds_hear_of_it_two_hundred_a_turn_each_once(lite: World) -> None:
    """Also when the process dies between the turns."""
    holder = seat(lite)
    number = report(lite, somebody(lite, "1"))
    accounts = supported(lite, number, 450)
    act(lite, mandate_of(holder), Action.ACKNOWLEDGE, number)
    told = []
    while found := [each for each in lite.turn(timers.due) if each.kind == "tell"]:
        before = lite.count("outbox")
        lite.turn(partial(strike, service=lite.service, timer=found[0]))
        told.append(lite.count("outbox") - before)
        lite.restart()
    assert told == [need_hearers.PAGE, need_hearers.PAGE, 51]
    with lite.engine.connect() as connection:
        causes = connection.scalars(select(table.c.cause).where(table.c.priority == 1)).all()
    assert len(causes) == len(set(causes))
    assert all(number in notices(lite, account)[-1] for account in (accounts[0], accounts[-1], "1"))


@pytest.mark.parametrize(("severity", "told"), [(Severity.SEVERE, 0), (Severity.CATASTROPHIC, 1)])
def test_nobody_is_woken_unless_life_is_in_danger(
    world: World, severity: Severity, told: int
) -> None:
    """At ten in the evening a notice waits for eight in the morning."""
    holder = seat(world)
    number = report(world, somebody(world, "1"), severity=severity)
    pass_time(world, hours=10)  # 22:00 in Damascus
    act(world, mandate_of(holder), Action.TAKE_ON, number)
    strike_all(world)
    assert len(notices(world, "1")) == told
    pass_time(world, hours=9, minutes=59)
    assert len(notices(world, "1")) == told
    pass_time(world, minutes=1)
    assert len(notices(world, "1")) == 1


def test_on_a_shared_phone_only_the_number_is_said(world: World) -> None:
    """The page of the web is such a phone; what it is about is read on demand."""
    holder = seat(world)
    number = report(world, somebody(world, "1", "web"))
    act(world, mandate_of(holder), Action.DECLINE, number, words=REASON)
    strike_all(world)
    (text,) = notices(world, "1")
    assert text == f"هناك جديد بشأن الطلب {number}."


def test_of_a_delicate_matter_only_the_number_is_said(world: World) -> None:
    """Whatever the channel."""
    holder = seat(world)
    number = report(world, somebody(world, "1"), sector="women", problem="women_space")
    act(world, mandate_of(holder), Action.RESOLVE, number, words="فُتح مركز للنساء في الحي")
    strike_all(world)
    assert notices(world, "1") == [f"هناك جديد بشأن الطلب {number}."]


def test_everybody_hears_in_their_language_on_each_channel(world: World) -> None:
    """Whoever has two channels hears on both."""
    holder = seat(world)
    reporter = somebody(world, "1")
    number = report(world, reporter)
    world.turn(partial(people.set_language, person_id=reporter.id, language="en"))
    add = partial(people.add_identity, person_id=reporter.id, language="en", channel="whatsapp")
    world.turn(partial(add, account="w", chat="w"))
    act(world, mandate_of(holder), Action.PLAN, number, day=date(2026, 12, 1))
    strike_all(world)
    for account in ("1", "w"):
        (text,) = notices(world, account)
        assert text.startswith(f"The date announced for request {number} is 1 December 2026.")


def test_who_was_forgotten_hears_nothing_and_stops_nobody(world: World) -> None:
    """Their key is gone; the others are told."""
    holder = seat(world)
    number = report(world, somebody(world, "1"))
    supported(world, number, 2)
    gone = world.turn(partial(people.find, channel="telegram", account="s0000", chat="s0000"))
    assert gone is not None
    world.keys.forget(gone.owner)
    act(world, mandate_of(holder), Action.ACKNOWLEDGE, number)
    strike_all(world)
    assert len(notices(world, "s0001")) == 1
    assert len(notices(world, "1")) == 1


def test_an_office_hears_of_many_at_once(world: World) -> None:
    """The first at once, what comes in the next ten minutes together, and never a word."""
    holder = seat(world)
    before = len(holder._shown())
    for account in "123456789abcde":
        report(world, somebody(world, account), words="كلام سرّي")
        pass_time(world, seconds=10)
    pass_time(world, minutes=10)
    told = [message for _, message in holder._shown()][before:]
    assert len(told) == 2
    assert "وصلت إلى مكتبكم 13 طلباً" in _plain(told[1].text) or "13" in told[1].text
    assert all("كلام سرّي" not in message.text for message in told)
    assert [button.data for button in told[1].buttons] == ["/needs"]


def test_what_was_seen_meanwhile_is_no_news(world: World) -> None:
    """Nor what has gone elsewhere."""
    holder = seat(world)
    report(world, somebody(world, "1"))
    strike_all(world)
    number = report(world, somebody(world, "2"))
    act(world, mandate_of(holder), Action.ACKNOWLEDGE, number)
    before = len(holder._shown())
    pass_time(world, minutes=11)
    assert len(holder._shown()) == before


def test_words_written_while_the_office_was_locked_are_kept(world: World) -> None:
    """Unlocked again, the conversation goes on where it stopped, and nothing is typed twice."""
    holder = seat(world)
    number = report(world, somebody(world, "1"))
    holder.says(f"/decline {number}")
    world.clock.forward(minutes=11)
    assert "أُقفل المكتب" in holder.says(REASON)
    assert events(world, number) == ["received"]
    holder.unlocks()
    assert "أُغلق الطلب" in holder.says("/resume")
    assert events(world, number) == ["received", "declined"]


def test_an_old_button_of_another_round_changes_nothing(world: World) -> None:
    """«Is it solved?» of the first closing is not an answer to the second."""
    holder = seat(world)
    resident = Resident(world, account="1", restarts=False)
    resident.agrees()
    reporter = world.turn(partial(people.find, channel="telegram", account="1", chat="1"))
    assert reporter is not None
    number = report(world, reporter)
    for words in ("تم إصلاح المضخة", "تم تبديل المضخة"):
        act(world, mandate_of(holder), Action.RESOLVE, number, words=words)
        strike_all(world)
        resident.last = resident._shown()[-1][1]
        if words.endswith("إصلاح المضخة"):
            first = resident.data("لا")
            resident.taps("لا")
    answered = resident.sends(kind=Kind.TAP, tap=first)
    assert "هذا الزر قديم" in answered
    assert events(world, number)[-1] == "resolved"


def test_a_need_that_others_support_outlives_its_reporters_leaving(world: World) -> None:
    """And the last one to leave withdraws it."""
    first, second = Resident(world, account="1"), Resident(world, account="2")
    for resident in (first, second):
        resident.agrees()
    reporter = world.turn(partial(people.find, channel="telegram", account="1", chat="1"))
    neighbour = world.turn(partial(people.find, channel="telegram", account="2", chat="2"))
    assert reporter is not None
    assert neighbour is not None
    seat(world)
    kept, alone = report(world, reporter), report(world, reporter)
    support = partial(needs.support, person=neighbour, given=SupportNeed(row(world, kept).id))
    world.turn(support)
    first.says(f"/my {kept} leave yes")
    first.says(f"/my {alone} leave yes")
    assert events(world, kept)[-1] == "left"
    assert events(world, alone)[-1] == "withdrawn"
    second.says(f"/my {kept} leave yes")
    assert row(world, kept).supporters == 0


async def test_of_two_who_act_at_once_one_is_first(world: World) -> None:
    """Two holders of one office press different buttons: both are answered, one act stands."""
    holders = [seat(world, VILLAGE, account) for account in ("one", "two")]
    numbers = [report(world, somebody(world, str(each))) for each in range(8)]
    stores = [Store(world.engine, world.keys, world.clock, world.dice)]
    engine, keys = open_engine(world.url), Keys.open(world.keys_url, MASTER, world.dice.bytes)
    if world.engine.dialect.name != "sqlite":
        stores.append(Store(engine, keys, world.clock, world.dice))
    for number in numbers:
        await asyncio.gather(
            *(
                stores[each % len(stores)].run(_pressed(world, holder, command, number))
                for each, (holder, command) in enumerate(
                    zip(holders, ("/ack", "/unmerge"), strict=True)
                )
            ),
            *(
                stores[(each + 1) % len(stores)].run(_pressed(world, holder, "/take", number))
                for each, holder in enumerate(holders)
            ),
        )
    for store in stores:
        await asyncio.to_thread(store.close)
    engine.dispose()
    keys.close()
    for number in numbers:
        happened = events(world, number)
        assert happened.count("taken_on") == 1
        assert happened.count("acknowledged") <= 1
        assert row(world, number).version == len(happened) - 1


def _pressed(world: World, holder: Representative, command: str, number: str) -> Any:
    world.deliveries += 1
    incoming = Incoming(
        channel="telegram",
        sender=holder.account,
        chat=holder.account,
        id=f"press {world.deliveries}",
        kind=Kind.TAP,
        tap=f"{command} {number}",
    )
    return partial(said, service=world.service, incoming=incoming)
