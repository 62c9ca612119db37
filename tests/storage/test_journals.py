"""Journals of one person who writes from two channels at once: nothing said is overwritten."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, text

from conversations.engine.journal import Journal, opened
from storage import journals, people
from storage.journals import OPEN
from storage.people import Person
from storage.store import Store
from storage.tables import journal as table
from storage.work import Conflict, Work
from tests.world import World


def admitted(world: World) -> Person:
    """Somebody with an open conversation."""
    person = world.turn(partial(people.admit, channel="web", account="1", chat="1", language="ar"))
    world.turn(partial(journals.begin, person=person, journal=opened("need", {}, {})))
    return person


def answered(work: Work, person: Person, name: str, meanwhile: Barrier | None = None) -> None:
    """Read the journal and add an answer to it."""
    stored = journals.open_one(work, person)
    assert stored is not None
    if meanwhile is not None and not meanwhile.broken:
        meanwhile.wait(20)
        meanwhile.abort()
    with_it = stored.journal.having(name, "said")
    journals.save(work, person, stored, with_it, settled=False)


def answers(world: World, person: Person) -> set[str]:
    """Return what is answered."""
    stored = world.turn(partial(journals.open_one, person=person))
    assert stored is not None
    return set(stored.journal.answers)


@pytest.mark.parametrize("settled", [True, False])
def test_what_was_read_before_somebody_else_saved_is_not_saved(
    world: World, *, settled: bool
) -> None:
    """Also when no question was settled meanwhile, so that the revision is the same."""
    person = admitted(world)
    read = world.turn(partial(journals.open_one, person=person))
    assert read is not None
    world.turn(partial(answered, person=person, name="first"))
    late = partial(journals.save, person=person, stored=read, journal=Journal("need"))
    with pytest.raises(Conflict):
        world.turn(partial(late, settled=settled))
    with pytest.raises(Conflict):
        world.turn(partial(journals.drop, stored=read))
    assert answers(world, person) == {"first"}


def test_what_was_saved_can_be_saved_again_and_dropped(world: World) -> None:
    """Each change gives what the next one needs."""
    person = admitted(world)

    def changes(work: Work) -> None:
        stored = journals.open_one(work, person)
        for number in range(3):
            assert stored is not None
            assert stored.revision == number
            stored = journals.save(work, person, stored, stored.journal, settled=True)
        assert stored is not None
        journals.drop(work, stored)

    world.turn(changes)
    assert world.count("journal") == 0


@pytest.mark.postgres
async def test_two_workers_lose_no_answer_of_one_person(postgres_url: str, tmp_path: Path) -> None:
    """Both read before either writes; the slower turn is run again and sees the other's answer."""
    world = World(postgres_url, f"sqlite:///{tmp_path}/keys.db")
    person = admitted(world)
    both_read = Barrier(2)
    workers = [Store(world.engine, world.keys, world.clock, world.dice) for _ in range(2)]
    turn = partial(answered, person=person, meanwhile=both_read)
    await asyncio.gather(
        workers[0].run(partial(turn, name="by telegram"), lane=b"telegram"),
        workers[1].run(partial(turn, name="by web"), lane=b"the page"),
    )
    for worker in workers:
        await asyncio.to_thread(worker.close)
    assert answers(world, person) == {"by telegram", "by web"}
    world.close()


WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@pytest.mark.postgres
def test_two_workers_open_one_conversation_at_a_time(postgres_url: str, tmp_path: Path) -> None:
    """Begun from both channels at once: the later one is open, the earlier one waits."""
    world = World(postgres_url, f"sqlite:///{tmp_path}/keys.db")
    person = admitted(world)
    begin = partial(journals.begin, person=person)

    def begun(work: Work) -> Thread:
        begin(work, journal=opened("need", {}, {"place": "a"}))
        other = Thread(target=world.turn, args=(partial(begin, journal=opened("need", {}, {})),))
        other.start()
        while other.is_alive() and not work.connection.execute(WAITING).scalar_one():
            pass
        return other

    world.turn(begun).join()
    with world.engine.connect() as connection:
        states = list(connection.scalars(select(table.c.state)))
    assert (len(states), states.count(OPEN)) == (3, 1)
    world.close()
