"""A published paper is drawn by the next job, and what cannot be drawn is tried again later."""

from __future__ import annotations

import pytest

from conversations.pictures import Document, Picture
from handlers.drawing import Undrawn
from handlers.jobs import JobRunner
from handlers.paper_drawing import KIND, PaperDrawer
from storage import jobs, publications
from storage.store import Store
from tests.grouped import group_of, paper_of
from tests.published import PAPER
from tests.world import World


async def draw(picture: Picture) -> bytes:
    """Draw nothing but the title."""
    assert isinstance(picture, Document)
    return picture.title.encode()


async def fail(_picture: Picture) -> bytes:
    """The drawing process died."""
    raise Undrawn("ended with 1")


def published(world: World) -> str:
    """The id of a publication that is to be drawn."""
    composed = paper_of(world, group_of(world))
    made = world.turn(lambda work: publications.publish(work, composed.id, PAPER))
    world.turn(lambda work: jobs.add(work, KIND, made.id))
    return made.id


@pytest.mark.parametrize(("how", "pdf", "left"), [(draw, PAPER.title.encode(), 0), (fail, None, 1)])
async def test_a_paper_is_kept_once_it_is_drawn(
    lite: World, how: object, pdf: bytes | None, left: int
) -> None:
    """Until then the page stands without it."""
    row = published(lite)
    store = Store(lite.engine, lite.keys, lite.clock, lite.dice)
    drawer = PaperDrawer(store, lite.service, how)  # type: ignore[arg-type]
    await JobRunner(store, KIND, drawer.carry_out).sweep()
    store.close()
    found = lite.turn(lambda work: publications.get(work, row))
    assert found is not None
    assert found.pdf == pdf
    assert lite.count("job") == left
