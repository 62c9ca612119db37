"""What is written down for people without a phone is theirs: kept apart, taken over, let go of."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from civic.behalf import Claim
from civic.follow_up import Return
from civic.mandates import Mandate
from civic.need_actions import Action
from civic.need_events import Answer
from civic.needs import NeedReport, Severity
from handlers import returning
from storage import attachments, behalf, forgetting, mandates, need_replies, needs, offices, people
from storage.attachments import Body
from storage.behalf import Counts, Entered
from storage.need_replies import Solved
from storage.need_tables import need
from storage.people import Person, owner_of
from storage.tables import return_code
from storage.work import Conflict, Work
from tests.clocks import pass_time
from tests.offices import Representative
from tests.reported import VILLAGE, act, events, miscounted, report, row, somebody
from tests.world import World

WORDS = "السقف واقع من الشتا"


def _representative(world: World) -> Mandate:
    by = Representative(world, account="rep", place=VILLAGE).mandate
    assert by is not None
    return by


def _enter(world: World, by: Mandate, files: tuple[str, ...] = ()) -> tuple[str, str]:
    told = NeedReport(
        place=VILLAGE,
        sector="water",
        problem="water_station",
        severity=Severity.SEVERE,
        words=WORDS,
        files=files,
    )

    def turn(work: Work) -> tuple[str, str]:
        office = offices.who_has(work, [VILLAGE])
        stored, secret = behalf.enter(work, told, office, by, "ar")
        return stored.number, secret

    return world.turn(turn)


def _entered(world: World, number: str) -> Entered:
    found = world.turn(partial(behalf.of, need_id=row(world, number).id))
    assert found is not None
    return found


def _take_over(world: World, pair: tuple[str, str], person: Person) -> str:
    def turn(work: Work) -> str:
        entered = behalf.claimable(work, *pair)
        assert entered is not None
        gone = behalf.take_over(work, entered, person)
        forgetting.dissolve(work, gone)
        return gone

    gone = world.turn(turn)
    world.keys.forget(owner_of(gone))
    return gone


def _words(world: World, number: str) -> str | None:
    return world.turn(partial(needs.reported_words, row=row(world, number)))


def test_the_words_are_under_the_key_of_whoever_they_are_for(world: World) -> None:
    """Whoever wrote them down may leave; the person's words do not go with them."""
    number, _secret = _enter(world, by := _representative(world))
    person = _entered(world, number).person
    assert person is not None
    assert person != by.person
    assert _words(world, number) == WORDS
    world.keys.forget(owner_of(by.person))
    assert _words(world, number) == WORDS


def test_taken_over_it_is_under_the_new_key_alone(world: World) -> None:
    """The key that nobody has any more is deleted, and with it nothing is lost."""
    pair = _enter(world, _representative(world))
    relative = somebody(world, "relative")
    gone = _take_over(world, pair, relative)
    assert not world.keys.has(owner_of(gone))
    assert _words(world, pair[0]) == WORDS
    mine = world.turn(partial(needs.of_person, person=relative))
    assert [each.number for each in mine] == [pair[0]]
    assert world.count("return_code") == 0


def test_a_pair_of_numbers_works_once_and_only_together(world: World) -> None:
    """Neither number alone, nor another secret, nor the same twice."""
    number, secret = pair = _enter(world, _representative(world))
    other = "0" * 16 if secret != "0" * 16 else "1" * 16
    for wrong in ((number, other), ("000000000", secret)):
        assert world.turn(partial(behalf.claimable, number=wrong[0], secret=wrong[1])) is None
    entered = _entered(world, number)
    _take_over(world, pair, somebody(world, "relative"))
    assert world.turn(partial(behalf.claimable, number=number, secret=secret)) is None
    with pytest.raises(Conflict):
        world.turn(partial(behalf.take_over, entered=entered, person=somebody(world, "late")))


def test_files_go_with_the_words(world: World) -> None:
    """A photo is sealed anew for the person, also while it is still being cleaned."""
    by = _representative(world)
    sent = Body("telegram", "reference", b"photo")
    want = partial(attachments.want, person=by.person, kind="photo", body=sent)
    file = world.turn(want)
    before = world.turn(partial(attachments.get, attachment_id=file))
    assert before is not None
    pair = _enter(world, by, (file,))
    world.turn(partial(attachments.keep, found=before, content=b"clean"))
    relative = somebody(world, "relative")
    _take_over(world, pair, relative)
    after = world.turn(partial(attachments.get, attachment_id=file))
    assert after is not None
    assert (after.person, after.body.content) == (relative.id, b"clean")


def test_what_was_merged_is_heard_of_by_its_new_owner(world: World) -> None:
    """They support what theirs was joined with, and nobody is counted twice."""
    by = _representative(world)
    number, secret = _enter(world, by)
    relative = somebody(world, "relative")
    other = report(world, relative)
    third = report(world, somebody(world, "third"))
    act(world, by, Action.MERGE, number, other=third)
    _take_over(world, (number, secret), relative)
    assert row(world, third).supporters == 1
    act(world, by, Action.MERGE, other, other=third)
    assert row(world, third).supporters == 1
    assert miscounted(world) == {}


def test_what_an_office_says_for_somebody_is_counted_apart(world: World) -> None:
    """Until the person says it themselves."""
    by = _representative(world)
    pair = _enter(world, by)
    act(world, by, Action.RESOLVE, pair[0], words="done")
    answered: dict[str, Any] = {"places": world.service.places, "answer": Answer.YES}
    closed = row(world, pair[0])
    world.turn(partial(need_replies.pass_on, row=closed, by=by, **answered))
    solved = partial(need_replies.solved, area=by.area)
    assert world.turn(solved) == Solved(closed=1, confirmed=0, passed_on=1)
    relative = somebody(world, "relative")
    _take_over(world, pair, relative)
    closed = row(world, pair[0])
    world.turn(partial(need_replies.confirm, row=closed, person=relative, **answered))
    assert world.turn(solved) == Solved(closed=1, confirmed=1, passed_on=0)
    assert miscounted(world) == {}


def test_they_are_counted_apart_within_an_area(world: World) -> None:
    """Open ones only, by how far they came into their owners' hands."""
    by = _representative(world)
    pairs = [_enter(world, by) for _ in range(3)]
    count = partial(behalf.counts, area=by.area)
    assert world.turn(count) == Counts(entered=3, claimed=0, confirmed=0)
    _take_over(world, pairs[0], somebody(world, "relative"))
    world.turn(partial(behalf.confirm, need_id=row(world, pairs[0][0]).id))
    act(world, by, Action.DECLINE, pairs[1][0], words="not here")
    assert world.turn(count) == Counts(entered=2, claimed=1, confirmed=1)
    elsewhere = world.service.places.area("SY0902")
    assert world.turn(partial(behalf.counts, area=elsewhere)) == Counts(0, 0, 0)


def test_what_nobody_took_over_fades(world: World) -> None:
    """Ninety days after closing the words go, since nobody else could ever delete them."""
    gone: list[str] = []
    world.service.forget_waiting = gone.append
    by = _representative(world)
    number, _secret = _enter(world, by)
    person = _entered(world, number).person
    act(world, by, Action.DECLINE, number, words="not here")
    pass_time(world, days=91)
    assert gone == [person]
    assert _words(world, number) is None
    with world.engine.connect() as connection:
        assert connection.scalars(select(need.c.person)).all() == [None]
        assert connection.scalars(select(return_code.c.person)).all() == []


@pytest.mark.parametrize("wish", ["paper", "say", "answer", "yes 1"])
def test_for_somebody_who_is_forgotten_nothing_more_is_said(world: World, wish: str) -> None:
    """There is no other paper either, since nobody is left whom it could be for."""
    rep = Representative(world, account="rep", place=VILLAGE)
    by = rep.mandate
    assert by is not None
    number, _secret = _enter(world, by)
    gone = _entered(world, number).person
    assert gone is not None
    world.turn(partial(forgetting.dissolve, person_id=gone))
    world.keys.forget(owner_of(gone))
    assert "مكتبكم" in rep.says(f"/onbehalf {number} {wish}")
    assert world.count("return_code") == 0


def test_whoever_wrote_it_down_hears_of_it_and_then_who_sits_there(world: World) -> None:
    """An office that somebody left still passes news on."""
    by = _representative(world)
    number, _secret = _enter(world, by)
    entered = _entered(world, number)
    hears = partial(behalf.stand_ins, entered=entered)
    assert world.turn(hears) == [by.person]
    world.turn(partial(mandates.end, mandate_id=by.id))
    assert world.turn(hears) == []
    other = Representative(world, account="other", place=VILLAGE)
    assert world.turn(hears) == [other.person.id]


def test_whoever_wrote_it_down_cannot_take_it_over_once_they_left(world: World) -> None:
    """They have seen both numbers; whoever else sits there now has not left either."""
    by = _representative(world)
    number, _secret = _enter(world, by)
    world.turn(partial(mandates.end, mandate_id=by.id))
    other = Representative(world, account="other", place=VILLAGE).person
    stranger = somebody(world, "stranger")
    entered = _entered(world, number)
    barred = [
        world.turn(partial(behalf.is_of_office, entered=entered, person_id=each))
        for each in (by.person, other.id, stranger.id)
    ]
    assert barred == [True, True, False]


def test_the_page_opens_it_for_somebody_new(world: World) -> None:
    """The way back of the page leads to it; a new secret takes the place of the old one."""
    pair = _enter(world, _representative(world))
    number, secret = pair
    come_back = partial(
        returning.come_back, service=world.service, channel="web", number=number, secret=secret
    )
    assert world.turn(partial(come_back, account="phone")) is Return.OPENED
    assert _entered(world, number).claim is Claim.CLAIMED
    found = world.turn(partial(people.find, channel="web", account="phone", chat="phone"))
    assert found is not None
    assert found.id == _entered(world, number).person
    assert events(world, number)[-1] == "claimed"
    assert world.turn(partial(come_back, account="another")) is Return.UNKNOWN


def test_the_page_gives_it_to_somebody_who_is_here_already(world: World) -> None:
    """A relative's own conversation gets the request; it is not refused as taken."""
    number, secret = _enter(world, _representative(world))
    relative = somebody(world, "relative", "web")
    come_back = partial(
        returning.come_back, service=world.service, channel="web", number=number, secret=secret
    )
    assert world.turn(partial(come_back, account="relative")) is Return.OPENED
    assert row(world, number).person == relative.id
