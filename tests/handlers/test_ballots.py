"""Ballots of residents in time: news to everybody alike, outages given back, a close that lasts."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import make_url, select

from civic.ballots import LEAST, BallotWish, State
from civic.hours import is_safe
from civic.mandates import Body
from conversations.engine.journal import opened
from conversations.messages import Incoming, Kind, Message
from handlers import ballot_closing, ballot_notices, ballot_orders, due
from handlers.clocks import go_on, strike
from handlers.visit import Visit
from storage import ballot_seats, ballots, offices, outbox, people, standing, timers
from storage import residents as page_of_residents
from storage.ballot_keys import votes_key
from storage.ballot_papers import PREFIX
from storage.ballot_tables import ballot_seat
from storage.ballots import Ballot
from storage.journals import open_one
from storage.key_rows import KeyRows
from storage.tables import audit
from storage.work import Work
from tests.balloted import TOWN, everybody_votes, residents, told, vote
from tests.clocks import pass_time, strike_all
from tests.conftest import make_database
from tests.offices import Representative
from tests.storage.test_keys import table_file
from tests.town import store_of
from tests.world import Resident, World

VOTERS = LEAST + 2


def ordered(world: World, *, days: str = "3 أيام") -> Ballot:
    """An office asks the residents of a village, from tomorrow on."""
    office = Representative(world, account="office", place=TOWN, restarts=False)
    office.says("/ballots new")
    office.says("أي طريق يُصلح أولاً؟")
    office.says("الجسر، السوق")
    office.taps("بعد يوم واحد")
    office.taps(days)
    office.taps("تثبيت القائمة والسؤال")
    strike_all(world)
    return newest(world)


def newest(world: World) -> Ballot:
    """The ballot as it stands."""
    return world.turn(ballots.newest)[0]


def messages(world: World) -> list[tuple[str, Message]]:
    """Everything that is owed, with the chat it goes to."""
    rows = world.turn(partial(outbox.owed, most=10_000))
    return [(row.chat, row.message) for row in rows]


def heard(world: World, words: str) -> Counter[str]:
    """How often each chat heard a message with these words."""
    return Counter(chat for chat, message in messages(world) if words in message.text)


def everybody(count: int = VOTERS) -> Counter[str]:
    """Each resident's chat once."""
    return Counter(f"v{number} telegram" for number in range(count))


def test_everybody_on_the_roll_hears_alike_whoever_has_voted(world: World) -> None:
    """Before the opening, at it, a day before the close, and of the result; by day, and once."""
    residents(world, VOTERS)
    ordered(world)
    pass_time(world, days=1)
    everybody_votes(world, 0, VOTERS - 3, 1)
    pass_time(world, days=1, hours=12)
    assert heard(world, "ولن يُضاف إليها أحد")["office"] == 1
    for words in ("أنتم في قائمته", "مفتوح حتى", "دون تمييز"):
        told_of = heard(world, words)
        assert set(told_of) - {"office"} == set(everybody())
    assert heard(world, "دون تمييز") == everybody()
    pass_time(world, days=3)
    assert heard(world, "انتهى التصويت وعُدّت الأصوات") == everybody()
    assert newest(world).state is State.CLOSED


def test_what_falls_into_the_night_is_told_in_the_morning(world: World) -> None:
    """An order late in the evening rings on nobody's phone."""
    residents(world, VOTERS)
    world.clock.forward(hours=11)
    assert not is_safe(world.clock())
    ordered(world)
    assert heard(world, "أنتم في قائمته") == {}
    pass_time(world, hours=8, minutes=59)
    assert heard(world, "أنتم في قائمته") == {}
    pass_time(world, hours=3)
    assert is_safe(world.clock())


def test_a_page_that_others_may_look_at_shows_only_that_there_is_news(world: World) -> None:
    """Neither the question nor that it is a vote."""
    residents(world, VOTERS, channel="web")
    ordered(world)
    shown = [message for chat, message in messages(world) if chat == "v0 web"]
    assert [message.text for message in shown] == ["لديكم رسالة."]
    assert [button.data for button in shown[0].buttons] == ["/ballot 1"]


def test_an_outage_gives_its_time_back_and_says_so(world: World) -> None:
    """A window that an hour and more of it fell into is longer by as much, and ends by day."""
    residents(world, VOTERS)
    before = ordered(world, days="يوم واحد")
    pass_time(world, days=1)
    world.turn(standing.note_alive)
    world.clock.forward(hours=10)
    assert world.clock().timestamp() > before.window.closes
    world.turn(go_on)
    strike_all(world)
    after = newest(world)
    assert after.window.closes - before.window.closes >= 10 * 3600
    assert after.announced == before.window.closes
    assert after.roll == before.roll
    assert heard(world, "توقفت الخدمة مدة") == {}
    pass_time(world, hours=10)
    assert heard(world, "توقفت الخدمة مدة") == everybody()
    who = Resident(world, account="v0 telegram", restarts=False)
    who.says("/ballot 1 vote")
    who.taps("الجسر")
    assert "وصل صوتكم" in (who.last.text if who.last else "")


def test_a_second_outage_while_the_first_is_told_tells_everybody_once(
    lite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash between two pages leaves the first telling under way when the second begins."""
    monkeypatch.setattr(page_of_residents, "PAGE", 5)
    residents(lite, VOTERS)
    ordered(lite)
    pass_time(lite, days=1, hours=2)
    for struck in (1, 0):
        lite.turn(standing.note_alive)
        lite.clock.forward(hours=2)
        lite.turn(go_on)
        for timer in lite.turn(timers.due)[:struck]:
            lite.turn(partial(strike, service=lite.service, timer=timer))
    strike_all(lite)
    told_of = heard(lite, "توقفت الخدمة مدة")
    assert set(told_of) == set(everybody())
    assert lite.turn(partial(timers.due, most=10)) == []


def test_an_outage_before_the_opening_moves_nothing(world: World) -> None:
    """Nobody could have voted meanwhile."""
    residents(world, VOTERS)
    before = ordered(world)
    world.turn(standing.note_alive)
    world.clock.forward(hours=5)
    world.turn(go_on)
    assert newest(world).window == before.window


def test_a_crash_between_counting_and_the_end_of_the_key_is_finished(lite: World) -> None:
    """The result is told once, and only when the key is gone."""
    residents(lite, VOTERS)
    found = ordered(lite)
    pass_time(lite, days=1)
    everybody_votes(lite, 0, VOTERS - 1, 1)
    lite.clock.time += timedelta(seconds=found.window.closes - int(lite.clock.time.timestamp()))
    closing = partial(ballot_closing.close, service=lite.service, ballot_id=found.id)
    lite.turn(closing)
    lite.restart()
    assert newest(lite).state is State.COUNTED
    assert lite.keys.has(votes_key(found.id))
    lite.turn(closing)

    async def sweep() -> None:
        async with store_of(lite) as store:
            await due.sweep(store, lite.keys)
            await due.unlink_soon(store, lite.keys)

    asyncio.run(sweep())
    assert not lite.keys.has(votes_key(found.id))
    assert newest(lite).state is State.CLOSED
    strike_all(lite)
    assert heard(lite, "انتهى التصويت") == everybody()


def test_nothing_of_the_votes_key_is_left_on_the_disk_when_the_result_is_told(
    world: World,
) -> None:
    """A deleted row of PostgreSQL lies in its file until the table is written anew."""
    residents(world, VOTERS)
    found = ordered(world)
    with closing(KeyRows(world.keys_url)) as rows:
        sealed = rows.get(votes_key(found.id))
    assert sealed is not None
    assert sealed.wrapped in key_file(world)
    world.clock.forward(days=5)
    world.turn(partial(ballot_closing.close, service=world.service, ballot_id=found.id))

    async def close() -> None:
        async with store_of(world) as store:
            await due.unlink_soon(store, world.keys)

    asyncio.run(close())
    assert newest(world).state is State.CLOSED
    assert sealed.wrapped not in key_file(world)


def key_file(world: World) -> bytes:
    """The bytes in which keys lie on the disk."""
    if world.keys_url.startswith("postgresql"):
        return table_file(world.keys_url)
    return Path(make_url(world.keys_url).database or "").read_bytes()


def test_the_hash_of_the_roll_is_in_the_chain_of_the_audit(world: World) -> None:
    """So that the roll cannot be exchanged afterwards, question and options included."""
    residents(world, VOTERS)
    found = ordered(world)

    def noted(work: Work) -> list[str]:
        query = select(audit.c.action).where(audit.c.subject == found.id)
        return list(work.connection.scalars(query))

    assert world.turn(noted) == [f"ballot.frozen {found.roll.hex()}"]


def test_administrators_ask_any_place_and_a_representative_only_their_own(world: World) -> None:
    """What lies outside is refused, also to whoever forges the end of the conversation."""
    residents(world, VOTERS)
    office = Representative(world, account="office", place="x-sy090301-01", restarts=False)
    admin = Representative(
        world, account="admin", place="SY09", body=Body.ADMINISTRATION, restarts=False
    )

    def orders(work: Work, who: Representative, office_id: str) -> None:
        visit = _visit(work, world, who)
        wish = BallotWish(
            office=office_id,
            place=TOWN,
            question="؟",
            options=("نعم", "لا"),
            begins=1,
            days=1,
        )
        assert visit.person is not None
        ballot_orders.finish(visit, visit.person, opened("ballot_open", {}, {}), wish)

    for who, there in ((office, False), (admin, True)):
        assert who.mandate is not None
        world.turn(partial(orders, who=who, office_id=who.mandate.office.id))
        assert bool(world.turn(ballots.newest)) is there
    assert newest(world).place == TOWN


def _visit(work: Work, world: World, who: Representative) -> Visit:
    incoming = Incoming(
        channel="telegram",
        sender=who.account,
        chat=who.account,
        id=f"forged {who.account}",
        kind=Kind.TEXT,
    )
    person = people.find(work, "telegram", who.account, who.account)
    assert person is not None
    return Visit(work, world.service, incoming, person.address, "ar", person)


def test_a_code_can_be_checked_in_the_chat(world: World) -> None:
    """Whoever cannot check a file writes the code after the number of the vote."""
    residents(world, VOTERS)
    ordered(world)
    pass_time(world, days=1)
    who = Resident(world, account="v0 telegram", restarts=False)
    on_roll = code_in(who.says("/ballot 1"), "في القائمة المنشورة")
    who.says("/ballot 1 vote")
    inclusion = code_in(who.taps("الجسر"), "رمز احتساب صوتكم")
    assert "في قائمة هذا التصويت" in who.says(f"/ballot 1 {on_roll.lower()}")
    assert "بعد الإغلاق" in who.says(f"/ballot 1 {inclusion}")
    everybody_votes(world, 1, VOTERS - 2, 1)
    pass_time(world, days=3)
    assert "بين الأصوات المحسوبة" in who.says(f"/ballot 1 {inclusion}").split("\n")[0]
    assert "في قائمة هذا التصويت" in who.says(f"/ballot 1 {on_roll.replace(' ', '')}")
    assert "ففي الأمر خلل" in who.says("/ballot 1 AAAA BBBB CCCC DDDD")


def code_in(text: str, before: str) -> str:
    """The code that stands after some words."""
    found = re.search(rf"{before}: \W?((?:[A-Z2-7]{{4}} ){{3}}[A-Z2-7]{{4}})", text)
    assert found is not None
    return found[1]


def test_of_too_few_votes_no_code_is_told(lite: World) -> None:
    """Nor is anything wrong then."""
    residents(lite, VOTERS)
    ordered(lite)
    pass_time(lite, days=1)
    who = Resident(lite, account="v0 telegram", restarts=False)
    who.says("/ballot 1 vote")
    inclusion = code_in(who.taps("الجسر"), "رمز احتساب صوتكم")
    pass_time(lite, days=3)
    assert "أقل من 10" in who.says(f"/ballot 1 {inclusion}")


def test_words_are_ordinary_again_ten_minutes_after_the_paper(world: World) -> None:
    """Nobody's need is lost to a paper that they left; an option still counts."""
    residents(world, VOTERS)
    ordered(world)
    pass_time(world, days=1)
    who = Resident(world, account="v0 telegram", restarts=False)
    who.says("/ballot 1 vote")
    who.says("محطة مية الشحيل واقفة من أسبوعين")
    assert "لم نحفظ ما كتبتم" in (who.last.text if who.last else "")
    pass_time(world, minutes=11)
    who.says("محطة مية الشحيل واقفة من أسبوعين")

    def journal(work: Work) -> object:
        person = people.find(work, "telegram", who.account, who.account)
        assert person is not None
        return open_one(work, person)

    assert world.turn(journal) is not None


@pytest.mark.parametrize(("minutes", "buttons"), [(1, 2), (30, 0)])
def test_a_number_after_a_notice_below_the_paper_is_no_vote(
    world: World, minutes: int, buttons: int
) -> None:
    """It may count the notice's buttons; at first the paper is shown again, later it is theirs."""
    residents(world, VOTERS)
    found = ordered(world)
    pass_time(world, days=1)
    who = Resident(world, account="v0 telegram", restarts=False)
    who.says("/ballot 1 vote")

    def notice(work: Work) -> None:
        person = people.find(work, "telegram", who.account, who.account)
        assert person is not None
        ballot_notices.owe(work, world.service, found, person.id, found.question, "a notice")

    pass_time(world, minutes=minutes)
    world.turn(notice)
    before = seats(world)
    who.says("2")
    assert seats(world) == before
    shown = who.last.buttons if who.last else ()
    assert sum(button.data.startswith(PREFIX) for button in shown) == buttons


def seats(world: World) -> list[bytes | None]:
    """What the seats hold, sealed anew with each vote."""
    with world.engine.connect() as connection:
        query = select(ballot_seat.c.body).order_by(ballot_seat.c.code)
        return [None if body is None else bytes(body) for body in connection.scalars(query)]


@pytest.mark.postgres
def test_a_vote_that_is_under_way_is_counted_and_one_after_it_refused(
    request: pytest.FixtureRequest, prepared: str
) -> None:
    """On PostgreSQL whoever counts waits for the votes of other workers."""
    address = request.getfixturevalue("postgres_server")
    world = World(make_database(address, prepared), make_database(address))
    known = residents(world, VOTERS)
    found = ordered(world)
    pass_time(world, days=1)
    for person in known[:-1]:
        vote(world, found, person, 1)
    counting = Thread(target=lambda: _close(world, found))
    with world.engine.begin() as connection:
        work = Work(connection, world.clock(), world.dice, world.keys)
        seat = ballot_seats.seat_of(work, found, known[-1].id)
        assert seat is not None
        ballot_seats.vote(work, found, seat, 2)
        counting.start()
        counting.join(timeout=0.3)
        assert counting.is_alive()
    counting.join()
    assert told(world, found).total == (VOTERS - 1, 1)
    world.close()


def _close(world: World, found: Ballot) -> None:
    """Count as another worker does, by a clock that is at the close already."""
    with world.engine.begin() as connection:
        late = datetime.fromtimestamp(found.window.closes, UTC)
        work = Work(connection, late, world.dice, world.keys)
        ballot_closing.close(work, world.service, found.id)


def test_an_office_that_is_closed_leaves_its_ballot_alone(world: World) -> None:
    """Residents were promised a result."""
    residents(world, VOTERS)
    found = ordered(world)
    world.turn(partial(offices.close, office_id=found.office))
    pass_time(world, days=1)
    everybody_votes(world, 0, VOTERS - 1, 2)
    pass_time(world, days=4)
    assert told(world, found).total == (0, VOTERS)
