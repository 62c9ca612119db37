"""Orders of exports: words need two people, a file has one link, and the link works once."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select, text

from civic.needs import Severity
from civic.refusals import Refusal
from storage import export_orders as orders
from storage.export_orders import ExportOrder, Kind, State
from storage.exports import Wanted
from storage.office_tables import export
from storage.tables import audit
from tests.exported import Region
from tests.world import World

WANTED = Wanted(places=frozenset({"somewhere"}), severities=frozenset({Severity.EXTREME}))


def place(world: World, account: str = "1", *, words: bool = False) -> ExportOrder:
    """An order of somebody who holds an office."""
    who = Region(world).person(account)
    return world.turn(
        partial(
            orders.place,
            office="office-1",
            person=who.id,
            kind=Kind.XLSX,
            language="ar",
            wanted=WANTED,
            words=words,
        )
    )


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
        world.turn(partial(orders.agree, export_id=order.id, person=order.person))
    other = Region(world).person("2").id
    agreed = world.turn(partial(orders.agree, export_id=order.id, person=other))
    assert agreed is not None
    assert (agreed.state, agreed.words, agreed.agreed_by) == (State.WAITING, True, other)
    assert world.turn(partial(orders.agree, export_id=order.id, person=other)) is None


def test_nobody_can_agree_to_what_asks_for_no_words(world: World) -> None:
    """Agreement does not turn an order into one for words."""
    order = place(world)
    assert world.turn(partial(orders.agree, export_id=order.id, person="another")) is None
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


def test_an_order_that_a_crash_cut_off_waits_again(world: World) -> None:
    """So that it can be made anew."""
    cut, waiting = place(world, "1"), place(world, "2")
    world.turn(partial(orders.start, export_id=cut.id))
    world.restart()
    [found] = world.turn(orders.interrupted)
    assert (found.id, found.state) == (cut.id, State.WAITING)
    assert world.turn(partial(orders.start, export_id=cut.id)) is not None
    assert world.turn(partial(orders.start, export_id=waiting.id)) is not None


def test_every_step_is_in_the_audit_trail(world: World) -> None:
    """Who asked, who agreed, that it was made and taken."""
    order = place(world, words=True)
    world.turn(partial(orders.agree, export_id=order.id, person="another"))
    world.turn(partial(orders.take, token=ready(world, order)))
    with world.engine.connect() as connection:
        rows = connection.execute(select(audit).order_by(audit.c.sequence)).all()
    assert [(row.actor, row.action) for row in rows if row.subject == order.id] == [
        (order.person, "export.asked-with-words"),
        ("another", "export.agreed"),
        (order.person, "export.made"),
        (order.person, "export.taken"),
    ]
