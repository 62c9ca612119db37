"""Choosing a representative: who may speak, who sees which numbers, who is told, what is kept."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select

from civic.choosing import Stance, State, shown
from civic.mandates import Body
from storage import nominations, people
from storage.nominations import Nomination, Voice
from storage.office_tables import nomination, nomination_voice
from storage.work import Work
from tests.clocks import pass_time, strike_all
from tests.offices import Representative, office_at, place_called
from tests.world import Resident, World

WORDS = nominations.Body("سميرة المعلمة", "عشرون عاماً في التعليم")


def resident(world: World, account: str) -> Resident:
    """Somebody who agreed."""
    made = Resident(world, account=account, restarts=False)
    made.agrees()
    return made


def person_of(world: World, who: Resident) -> str:
    """Return somebody's id."""
    find = partial(people.find, channel=who.channel, account=who.account, chat=who.account)
    found = world.turn(find)
    assert found is not None
    return found.id


def proposed(world: World, who: Resident) -> Nomination:
    """Somebody's open proposal for themselves."""
    office = office_at(world, place_called(world, "الكسرة"))
    person = person_of(world, who)
    make = partial(nominations.propose, office_id=office, person=person, gender="f", body=WORDS)
    return world.turn(make)


def speaks(world: World, found: Nomination, account: str, stance: Stance) -> Resident:
    """Somebody says something to a proposal."""
    who = resident(world, account)
    say = partial(
        nominations.say,
        nomination_id=found.id,
        person=person_of(world, who),
        voice=Voice(stance, "سبب"),
    )
    world.turn(say)
    return who


def administrator(world: World) -> Representative:
    """Somebody who decides."""
    return Representative(
        world, account="admin", place="SY09", body=Body.ADMINISTRATION, restarts=False
    )


def decides(world: World, admin: Representative, found: Nomination, *steps: str) -> str:
    """The administrator decides once the days are over."""
    pass_time(world, days=7)
    admin.unlocks()
    admin.says(f"/nominations {found.id} {steps[0]}")
    admin.taps("نعم")
    answer = [admin.says(words) for words in steps[1:]]
    return answer[-1] if answer else (admin.last.text if admin.last else "")


def test_a_voice_counts_once_and_the_last_one_counts(world: World) -> None:
    """Whoever thinks again says so until it closes."""
    found = proposed(world, resident(world, "1"))
    who = speaks(world, found, "2", Stance.SUPPORT)
    again = partial(
        nominations.say,
        nomination_id=found.id,
        person=person_of(world, who),
        voice=Voice(Stance.OBJECT, ""),
    )
    world.turn(again)
    counted = world.turn(partial(nominations.counts, nomination_id=found.id))
    assert (counted.support, counted.objection) == (0, 1)


@pytest.mark.parametrize("people_", range(12))
def test_nobody_but_administrators_sees_a_small_number(people_: int) -> None:
    """Fewer than five, none included, all look alike."""
    assert shown(people_) == (people_ if people_ >= 5 else None)


def test_numbers_are_told_after_the_decision_and_never_before(world: World) -> None:
    """From one view to the next they would tell who spoke."""
    admin, found = administrator(world), proposed(world, resident(world, "1"))
    voters = [speaks(world, found, f"v{n}", Stance.SUPPORT) for n in range(6)]
    assert "المؤيدون" not in voters[0].says(f"/nominations {found.id}")
    assert "المؤيدون: 6. المعترضون: 0." in admin.says(f"/nominations {found.id}")
    decides(world, admin, found, "refuse", "يوجد مقعد واحد")
    strike_all(world)
    told = [message.text for _, message in voters[0]._shown()][-1]
    assert "المؤيدون: 6. المعترضون: أقل من 5." in told


def test_before_the_days_are_over_nothing_is_decided(world: World) -> None:
    """Also with a button that was kept from elsewhere."""
    admin, found = administrator(world), proposed(world, resident(world, "1"))
    assert "بعد انتهاء" in admin.says(f"/nominations {found.id} appoint")
    assert world.turn(partial(nominations.get, nomination_id=found.id)).state is State.OPEN


def test_a_resident_cannot_decide(world: World) -> None:
    """The words behind the administrators' buttons show the proposal, no more."""
    found, other = proposed(world, resident(world, "1")), resident(world, "2")
    pass_time(world, days=8)
    for wish in ("appoint", "refuse", "withdraw"):
        assert other.says(f"/nominations {found.id} {wish}") == other.says(
            f"/nominations {found.id}"
        )
    assert world.turn(partial(nominations.get, nomination_id=found.id)).state is State.OPEN


def test_the_proposed_person_takes_the_seat_by_a_button(world: World) -> None:
    """And is counted as they told when they offered themselves."""
    admin, samira = administrator(world), resident(world, "1")
    found = proposed(world, samira)
    decides(world, admin, found, "appoint")
    samira.last = [message for _, message in samira._shown()][-1]
    samira.taps("شغل المقعد")
    samira.taps("نعم")
    assert samira.last is not None
    assert len(samira.last.buttons) == 11


def test_many_are_told_in_several_turns(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them once."""
    monkeypatch.setattr(nominations, "PAGE", 2)
    admin, found = administrator(world), proposed(world, resident(world, "1"))
    voters = [speaks(world, found, f"v{n}", Stance.OBJECT) for n in range(5)]
    before = [voter._newest() for voter in voters]
    decides(world, admin, found, "refuse", "لا مقعد")
    strike_all(world)
    for voter, newest in zip(voters, before, strict=True):
        assert len([row for row, _ in voter._shown() if row > newest]) == 1


def test_ninety_days_after_the_decision_what_people_said_is_gone(world: World) -> None:
    """The counts of that day stay in the record."""
    admin, found = administrator(world), proposed(world, resident(world, "1"))
    speaks(world, found, "2", Stance.OBJECT)
    decides(world, admin, found, "refuse", "لا مقعد")
    pass_time(world, days=89)
    assert world.count("nomination_voice") == 1
    pass_time(world, days=1)
    assert world.count("nomination_voice") == 0
    body = world.turn(partial(nominations.body_of, found=found))
    assert (body.support, body.objection, body.why) == (0, 1, "لا مقعد")


def test_a_forgotten_person_leaves_no_words_and_no_name(world: World) -> None:
    """Their proposal is withdrawn, their voice goes; the rows of others stay."""
    samira = resident(world, "1")
    found = proposed(world, samira)
    who = speaks(world, found, "2", Stance.SUPPORT)
    who.says("/forget")
    who.taps("تأكيد الحذف")
    assert world.count("nomination_voice") == 0
    samira.says("/forget")
    samira.taps("تأكيد الحذف")
    with world.engine.connect() as connection:
        row = connection.execute(select(nomination)).one()
    assert (row.person, row.state, row.body) == (None, "withdrawn", b"")
    assert world.turn(partial(nominations.body_of, found=found)) == nominations.Body()


def test_reasons_are_opened_for_administrators_and_it_is_noted(world: World) -> None:
    """Nobody else has a way to them; on the disk they are sealed."""
    admin, found = administrator(world), proposed(world, resident(world, "1"))
    speaks(world, found, "2", Stance.OBJECT)
    assert "اعتراض: \u2068سبب\u2069" in admin.says(f"/nominations {found.id}")
    assert "قُرئت الآراء" in admin.says("/audit")

    def sealed(work: Work) -> bytes:
        return work.connection.execute(select(nomination_voice.c.body)).scalar_one()

    assert "سبب".encode() not in world.turn(sealed)
