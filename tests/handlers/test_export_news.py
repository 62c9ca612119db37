"""Progress is one message that is edited, and never stands where the file is ready."""

from __future__ import annotations

from functools import partial

import pytest

from civic.need_filters import NeedFilter
from civic.needs import Severity
from conversations import labels
from handlers import export_news
from storage import export_orders, mandates, outbox
from storage.export_rows import ExportOrder
from storage.outbox import SENT, OutboxRow, Settlement
from storage.work import Work
from tests.exported import Region
from tests.offices import Representative
from tests.world import World


@pytest.fixture
def rep(world: World) -> Representative:
    """Somebody who has ordered a list."""
    return Representative(world, account="office", place=Region(world).near)


@pytest.fixture
def order(world: World, rep: Representative) -> ExportOrder:
    """Their order, as it is being made."""
    placed = Region(world).order("office")
    started = world.turn(partial(export_orders.start, export_id=placed.id))
    assert started is not None
    return started


def written(world: World, order: ExportOrder, done: int) -> list[str]:
    """What is owed after so much was written, as it is edited and said."""
    world.turn(
        partial(export_news.progress, service=world.service, order=order, done=done, total=100_000)
    )
    return owed(world)


def owed(world: World) -> list[str]:
    """What is owed to the chat now, but for the first contact."""
    rows = [row for row in world.turn(outbox.owed) if row.message.text.startswith("كُتب")]
    return [f"{row.message.replaces}|{row.message.text}" for row in rows]


def sent(world: World, reference: str) -> None:
    """Everything that is owed has arrived, the last of it under this id."""

    def settle(work: Work) -> None:
        rows: list[OutboxRow] = outbox.owed(work)
        outbox.settle(work, [Settlement(row.id, SENT, reference, row.due) for row in rows])

    world.turn(settle)


def plain(texts: list[str]) -> list[str]:
    """The same without marks of direction."""
    return [
        "".join(letter for letter in text if letter not in "\u2066\u2068\u2069") for text in texts
    ]


def test_progress_takes_the_place_of_the_last(world: World, order: ExportOrder) -> None:
    """One message; while it waits to be sent, no further one is put behind it."""
    first = ["|كُتب: 20,000 من 100,000"]
    assert plain(written(world, order, 20_000)) == first
    assert plain(written(world, order, 40_000)) == first
    sent(world, "77")
    assert plain(written(world, order, 60_000)) == ["77|كُتب: 60,000 من 100,000"]
    sent(world, "77")
    assert plain(written(world, order, 80_000)) == ["77|كُتب: 80,000 من 100,000"]


@pytest.mark.parametrize("arrived", [True, False])
def test_the_end_is_never_behind_the_file(
    world: World, rep: Representative, order: ExportOrder, *, arrived: bool
) -> None:
    """What was shown ends with all; what never arrived is dropped. The link is said once."""
    written(world, order, 20_000)
    if arrived:
        sent(world, "77")
        written(world, order, 60_000)
    before = len(rep._shown())
    world.turn(
        partial(export_news.ready, service=world.service, order=order, token="T" * 22, rows=100_000)
    )
    assert plain(owed(world)) == (["77|كُتب: 100,000 من 100,000"] if arrived else [])
    said = [message.text for _row, message in rep._shown()]
    assert "القائمة جاهزة" in said[-1]
    assert len(said) == before + (1 if arrived else 0)


def test_nobody_hears_of_an_order_after_leaving_office(
    world: World, rep: Representative, order: ExportOrder
) -> None:
    """Neither progress nor why it failed."""
    world.turn(partial(mandates.end, mandate_id=order.details.mandate))
    before = len(rep._shown())
    assert written(world, order, 20_000) == []
    world.turn(
        partial(export_news.failed, service=world.service, order=order, code="export_failed")
    )
    assert len(rep._shown()) == before


@pytest.mark.parametrize(
    "code", ["nothing_to_export", "too_much_to_export", "export_failed", "export_cut_off"]
)
def test_every_failure_is_a_sentence(
    world: World, rep: Representative, order: ExportOrder, code: str
) -> None:
    """It says how to go on, with the command."""
    world.turn(partial(export_news.failed, service=world.service, order=order, code=code))
    assert "تصدير" in rep._shown()[-1][1].text


def test_whoever_is_to_agree_hears_which_requests_are_asked_for(
    world: World, rep: Representative
) -> None:
    """A yes to a number alone would be a yes to anything: place, problem and effect are named."""
    second = Representative(world, account="second", place=Region(world).near)
    wanted = NeedFilter(sector="water", problem="water_station", severity=Severity.SEVERE)
    placed = Region(world).order("office", wanted=wanted, words=True)
    ask = partial(export_news.ask_others, order=placed, others=[second.person.id], count=3)
    world.turn(partial(ask, service=world.service))
    text = second._shown()[-1][1].text
    assert all(each in text for each in ("الشحيل", "محطة مياه متوقفة"))
    wording = world.service.wording
    assert wording.say(labels.SEVERITY[Severity.SEVERE], "ar") in text
