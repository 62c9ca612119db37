"""Orders of exports: words need two people, a file has one link, and the link works once."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select, text

from civic.exports import Kind
from civic.mandates import Body
from civic.need_filters import NeedFilter
from civic.needs import Severity
from civic.refusals import Refusal
from conversations.messages import Message
from storage import export_consents as consents
from storage import export_orders as orders
from storage import forgetting, mandates
from storage.export_rows import ExportOrder, State
from storage.office_tables import export
from storage.tables import audit
from storage.work import Work
from tests.exported import Region
from tests.offices import Representative
from tests.world import World

WANTED = NeedFilter(place="somewhere", severity=Severity.EXTREME)


def place(world: World, account: str = "1", *, words: bool = False) -> ExportOrder:
    """An order of somebody who holds an office."""
    return Region(world).order(account, Kind.XLSX, WANTED, words=words)


def agree(world: World, order: ExportOrder, account: str) -> ExportOrder | None:
    """What comes of somebody's yes."""
    mandate = Region(world).mandate(account)
    return world.turn(partial(consents.agree, export_id=order.id, mandate=mandate))


def ready(world: World, order: ExportOrder) -> str:
    """Make the file of an order; returns what its link carries."""
    taken_up = world.turn(partial(orders.start, export_id=order.id))
    assert taken_up is not None
    return world.turn(partial(orders.finish, order=taken_up, rows=7, size=100, pieces=1))


def test_an_order_is_kept_as_it_was_given(world: World) -> None:
    """Who, for which office, what, and nothing readable of what is wanted."""
    placed = place(world)
    kept = world.turn(partial(orders.get, export_id=placed.id))
    assert kept == placed
    assert (placed.state, placed.words, placed.details.wanted) == (State.WAITING, False, WANTED)
    with world.engine.connect() as connection:
        row = connection.execute(select(export)).one()
    assert b"somewhere" not in row.body
    assert row.mark is None


def test_words_wait_for_a_second_person(world: World) -> None:
    """Whoever asked cannot agree, and until somebody else does nothing can be made."""
    order = place(world, words=True)
    assert (order.state, order.words) == (State.ASKED, False)
    assert world.turn(partial(orders.start, export_id=order.id)) is None
    with pytest.raises(Refusal, match="export_needs_a_second_person"):
        agree(world, order, "1")
    agreed = agree(world, order, "2")
    assert agreed is not None
    assert (agreed.state, agreed.words, agreed.agreed_by) == (
        State.WAITING,
        True,
        Region(world).person("2").id,
    )
    assert agree(world, order, "2") is None


def test_nobody_can_agree_to_what_asks_for_no_words(world: World) -> None:
    """Agreement does not turn an order into one for words."""
    order = place(world)
    assert agree(world, order, "2") is None
    kept = world.turn(partial(orders.get, export_id=order.id))
    assert kept is not None
    assert not kept.words


def test_a_row_in_which_one_person_is_both_gives_no_words(world: World) -> None:
    """Even if it were written past the rule."""
    order = place(world, words=True)
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE export SET agreed_by = person, agreed = 1"))
    kept = world.turn(partial(orders.get, export_id=order.id))
    assert kept is not None
    assert not kept.words


def test_an_order_is_taken_up_once(world: World) -> None:
    """By one worker, before its time is over."""
    order = place(world)
    assert world.turn(partial(orders.start, export_id=order.id)) is not None
    assert world.turn(partial(orders.start, export_id=order.id)) is None
    late = place(world, "2")
    world.clock.forward(hours=25)
    assert world.turn(partial(orders.start, export_id=late.id)) is None


def test_a_link_works_once(world: World) -> None:
    """Looking at it uses nothing up; a second use is like a link that never was."""
    order = place(world)
    token = ready(world, order)
    for _ in range(3):
        seen = world.turn(partial(orders.linked, token=token))
        assert seen is not None
        assert (seen.id, seen.details.rows, seen.details.size) == (order.id, 7, 100)
    taken = world.turn(partial(orders.take, token=token))
    assert taken is not None
    assert taken.id == order.id
    for again in (orders.take, orders.linked):
        assert world.turn(partial(again, token=token)) is None
        assert world.turn(partial(again, token="x" * 22)) is None


def test_a_link_ends_after_a_day(world: World) -> None:
    """Then it is like one that never was, and the export is to be swept away."""
    order = place(world)
    token = ready(world, order)
    world.clock.forward(hours=23, minutes=59)
    assert world.turn(partial(orders.linked, token=token)) is not None
    assert world.turn(orders.over) == []
    world.clock.forward(minutes=1)
    assert world.turn(partial(orders.linked, token=token)) is None
    assert world.turn(partial(orders.take, token=token)) is None
    assert world.turn(orders.over) == [order.id]


def test_the_link_is_kept_nowhere(world: World) -> None:
    """Only its blind index is."""
    token = ready(world, place(world))
    with world.engine.connect() as connection:
        row = connection.execute(select(export)).one()
    assert token not in repr(tuple(row))


def test_what_is_taken_failed_or_forgotten_is_swept_away(world: World) -> None:
    """Also what was ordered by somebody who is forgotten now."""
    taken, failed, forgotten, kept = (place(world, account) for account in "1234")
    world.turn(partial(orders.take, token=ready(world, taken)))
    world.turn(partial(orders.fail, export_id=failed.id))
    world.turn(partial(orders.let_go, person_id=forgotten.person))
    gone = [taken.id, failed.id, forgotten.id]
    assert sorted(world.turn(orders.over)) == sorted(gone)
    for each in gone:
        world.turn(partial(orders.drop, export_id=each))
    assert world.turn(orders.known) == {kept.id}


def test_without_its_key_an_export_is_gone(world: World) -> None:
    """A restored backup brings the row back, and not the key."""
    order = place(world)
    token = ready(world, order)
    world.keys.forget(order.owner)
    assert world.turn(partial(orders.get, export_id=order.id)) is None
    assert world.turn(partial(orders.linked, token=token)) is None


def test_an_order_that_a_crash_cut_off_is_given_up(world: World) -> None:
    """It would end the process again; whoever gave it is told and can order anew."""
    cut, waiting = place(world, "1"), place(world, "2")
    world.turn(partial(orders.start, export_id=cut.id))
    world.restart()
    [found] = world.turn(orders.cut_off)
    assert (found.id, found.person) == (cut.id, cut.person)
    assert world.turn(orders.cut_off) == []
    assert [each.id for each in world.turn(orders.waiting)] == [waiting.id]


def test_what_was_given_up_meanwhile_is_not_finished(world: World) -> None:
    """Nor what was ordered by somebody who is no longer in office."""
    given_up, left = place(world, "1"), place(world, "2")
    for order in (given_up, left):
        world.turn(partial(orders.start, export_id=order.id))
    world.turn(partial(orders.fail, export_id=given_up.id))
    world.turn(partial(mandates.end, mandate_id=left.details.mandate))
    for order in (given_up, left):
        with pytest.raises(Refusal, match="export_is_not_waiting"):
            world.turn(partial(orders.finish, order=order, rows=1, size=1, pieces=1))


def test_a_link_of_somebody_who_left_office_is_dead(world: World) -> None:
    """At once; that an office is locked changes nothing."""
    order = place(world)
    token = ready(world, order)
    assert world.turn(partial(orders.linked, token=token)) is not None
    world.turn(partial(mandates.end, mandate_id=order.details.mandate))
    assert world.turn(partial(orders.linked, token=token)) is None
    assert world.turn(partial(orders.take, token=token)) is None


def test_what_somebody_agreed_to_who_left_office_is_given_to_nobody(world: World) -> None:
    """Whoever is revoked because their phone is lost has agreed to nothing."""
    order, second = place(world, words=True), Region(world).mandate("2")
    assert agree(world, order, "2") is not None
    token = ready(world, order)
    assert world.turn(partial(orders.linked, token=token)) is not None
    world.turn(partial(mandates.end, mandate_id=second.id))
    assert world.turn(partial(orders.linked, token=token)) is None
    assert world.turn(partial(orders.take, token=token)) is None


def test_a_list_that_may_hold_words_of_somebody_forgotten_is_given_up(world: World) -> None:
    """Those of another area and those without words stay."""
    region = Region(world)
    who, elsewhere = region.person("speaker"), region.person("elsewhere")
    region.need(who, region.near)
    region.need(elsewhere, region.far)
    spoken = place(world, words=True)
    agree(world, spoken, "2")
    tokens = [ready(world, spoken), ready(world, place(world))]
    for gone, left in ((elsewhere, [True, True]), (who, [False, True])):
        farewell = Message(text="bye")
        world.turn(partial(forgetting.begin, who=gone, farewell=farewell, cause=gone.id))
        found = [world.turn(partial(orders.linked, token=token)) for token in tokens]
        assert [each is not None for each in found] == left


def test_of_two_decisions_at_once_the_first_holds(world: World) -> None:
    """A yes does not undo the no that another worker stored since the order was read."""
    order, mandate = place(world, words=True), Region(world).mandate("2")

    def yes(work: Work) -> ExportOrder | None:
        read = consents.asked(work, order.id, mandate)
        orders.fail(work, order.id)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(consents, "asked", lambda *_: read)
            return consents.agree(work, order.id, mandate)

    assert world.turn(yes) is None
    assert world.turn(orders.waiting) == []


def test_one_order_of_an_office_is_under_way(world: World) -> None:
    """From the order to the file; a file that lies ready bars nothing."""
    order = place(world)
    seen = world.turn(partial(orders.under_way, office_id=order.office))
    assert seen is not None
    assert seen.id == order.id
    assert world.turn(partial(orders.under_way, office_id="another")) is None
    ready(world, order)
    assert world.turn(partial(orders.under_way, office_id=order.office)) is None


def test_an_order_is_taken_back_until_it_is_being_made(world: World) -> None:
    """Then its file is finished."""
    waits, runs = place(world, words=True), place(world, "2")
    world.turn(partial(orders.start, export_id=runs.id))
    for order, done in ((waits, True), (waits, False), (runs, False)):
        mandate = Region(world).mandate("1")
        turn = partial(orders.take_back, order=order, mandate=mandate)
        assert world.turn(turn) is done


def test_who_can_agree_sits_beside_or_above(world: World) -> None:
    """Of the same office or of one whose area covers it; nobody else, and not oneself."""
    region, near = Region(world), Region(world).near
    mine = region.mandate("1")
    beside = Representative(world, account="beside", place=near).person.id
    above = Representative(world, account="above", place="SY09").person.id
    Representative(world, account="elsewhere", place=region.far)
    Representative(world, account="runs", place="SY09", body=Body.ADMINISTRATION)
    turn = partial(consents.who_can, places=world.service.places, mandate=mine)
    assert world.turn(turn) == sorted([beside, above])


def test_whoever_sees_another_area_can_neither_agree_nor_refuse(world: World) -> None:
    """For them there is no such order."""
    order = place(world, words=True)
    stranger = Representative(world, account="elsewhere", place=Region(world).far).mandate
    assert stranger is not None
    for answer in (consents.agree, consents.turn_down):
        assert world.turn(partial(answer, export_id=order.id, mandate=stranger)) is None


def test_what_somebody_asked_who_left_office_waits_no_more(world: World) -> None:
    """Nobody is made to decide about it."""
    order = place(world, words=True)
    world.turn(partial(mandates.end, mandate_id=order.details.mandate))
    assert agree(world, order, "2") is None


def test_an_order_to_which_nobody_agrees_expires(world: World) -> None:
    """It is not swept away before that is told, and afterwards nobody can agree."""
    order = place(world, words=True)
    world.clock.forward(hours=24)
    assert world.turn(orders.over) == []
    expired = world.turn(partial(consents.expire, export_id=order.id))
    assert expired is not None
    assert expired.id == order.id
    assert world.turn(partial(consents.expire, export_id=order.id)) is None
    assert agree(world, order, "2") is None
    assert world.turn(orders.over) == [order.id]


def test_every_step_is_in_the_audit_trail(world: World) -> None:
    """Who asked, who agreed, that it was made and taken."""
    order = place(world, words=True)
    mine = order.details.mandate
    agree(world, order, "2")
    world.turn(partial(orders.take, token=ready(world, order)))
    with world.engine.connect() as connection:
        rows = connection.execute(select(audit).order_by(audit.c.sequence)).all()
    assert [(row.actor, row.action) for row in rows if row.subject == order.id] == [
        (mine, "export.asked-with-words"),
        (Region(world).mandate("2").id, "export.agreed"),
        (mine, "export.made"),
        (mine, "export.taken"),
    ]
