"""Charts and maps of an area: counted in the turn, drawn at the edge, sent with their words."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bot.drawing.child import DrawingChild
from conversations.messages import FileKind
from conversations.pictures import BubbleMap, Chart, Picture, Trend
from handlers.drawing import KIND, Drawer
from handlers.jobs import JobRunner
from storage import jobs, outbox, pictures, sent_files
from storage.store import Store
from tests.offices import Representative
from tests.reported import report, somebody
from tests.world import World

KASRA, DISTRICT, GOVERNORATE = "الكسرة", "SY0901", "SY09"


def asked_for(world: World) -> list[Picture]:
    """What waits to be drawn, oldest first."""
    waiting = world.turn(partial(jobs.waiting, kind=KIND))
    found = [world.turn(partial(pictures.get, picture_id=job.subject)) for job in waiting]
    return [each.body.wanted for each in found if each and each.body.wanted]


def villages(world: World) -> tuple[str, str]:
    """The codes of a village and of one in another district."""
    places = world.service.places
    return places.exact(KASRA, GOVERNORATE)[0], places.exact("هجين", GOVERNORATE)[0]


def there_are_needs(world: World) -> None:
    """Two needs in one village and one in another."""
    kasra, hajin = villages(world)
    for number, place in enumerate((kasra, kasra, hajin)):
        report(world, somebody(world, f"neighbour {number}"), place=place)


def test_charts_count_what_is_meant(world: World) -> None:
    """By subject, effect, place and time; in Arabic words too."""
    there_are_needs(world)
    office = Representative(world, place=GOVERNORATE, restarts=False)
    for line in ("/chart", "مخطط", "/chart effect", "/chart place", "/chart time"):
        assert "يجري رسم الصورة" in office.says(line)
    subject, same, effect, place, time = asked_for(world)
    assert isinstance(subject, Chart)
    assert subject == same
    assert sum(count for _, count in subject.rows) == 3
    assert isinstance(effect, Chart)
    assert isinstance(place, Chart)
    assert sorted(count for _, count in place.rows) == [1, 2]
    assert isinstance(time, Trend)
    assert time.weeks[-1][1] == 3


def test_a_village_is_shown_by_month(world: World) -> None:
    """Its weeks are not kept."""
    there_are_needs(world)
    office = Representative(world, place=KASRA, restarts=False)
    office.says("/chart time")
    (drawn,) = asked_for(world)
    assert isinstance(drawn, Trend)
    assert drawn.weeks[-1][1] == 2


def test_a_map_shows_where_the_needs_are(world: World) -> None:
    """Sub-districts of the governorate, communities of what is smaller."""
    there_are_needs(world)
    office = Representative(world, place=GOVERNORATE, restarts=False)
    office.says("خريطة")
    office.says(f"خريطة {KASRA}")
    whole, one = asked_for(world)
    assert isinstance(whole, BubbleMap)
    assert isinstance(one, BubbleMap)
    assert sorted(bubble.count for bubble in whole.bubbles) == [1, 2]
    assert [bubble.count for bubble in one.bubbles] == [2]
    assert one.bubbles[0].label == KASRA


def test_no_need_is_missing_on_a_map(lite: World) -> None:
    """What lies in no sub-district, as a camp in the desert, is counted too."""
    there_are_needs(lite)
    camp = lite.service.places.exact("الخط الشرقي", GOVERNORATE)[0]
    report(lite, somebody(lite, "a camp"), place=camp)
    office = Representative(lite, place=GOVERNORATE, restarts=False)
    office.says("خريطة")
    (whole,) = asked_for(lite)
    assert isinstance(whole, BubbleMap)
    on_it = sum(bubble.count for bubble in whole.bubbles)
    assert on_it == 4 or "طلب واحد" in whole.note


def test_nothing_outside_the_area_is_drawn(world: World) -> None:
    """By a name, by a forged button; and where nothing is counted nothing is drawn."""
    there_are_needs(world)
    _kasra, hajin = villages(world)
    office = Representative(world, place=KASRA, restarts=False)
    nothing = "لا يوجد في منطقتكم طلب بهذا الوصف."
    for line in ("/chart هجين", f"/chart time ={hajin};;;;;;", f"/map ={hajin};;;;;;"):
        assert nothing in office.says(line)
    assert asked_for(world) == []


def test_what_cannot_be_counted_in_a_picture_is_said(lite: World) -> None:
    """Rather than drawing more than was meant."""
    there_are_needs(lite)
    office = Representative(lite, place=KASRA, restarts=False)
    for line in ("/chart متأخر", "/map كلمات لا نعرفها", "/stats متأخر"):
        assert "مثلاً: إحصاء مياه الكسرة" in office.says(line)
    assert asked_for(lite) == []


def test_the_buttons_under_the_figures_lead_to_pictures(lite: World) -> None:
    """Nobody needs to know a command."""
    there_are_needs(lite)
    office = Representative(lite, place=KASRA, restarts=False)
    office.says("/stats")
    for label in ("مخطط بحسب الموضوع", "مخطط بحسب الأثر", "مخطط عبر الزمن", "خريطة"):
        assert label in office.labels
    office.taps("مخطط بحسب الموضوع")
    assert len(asked_for(lite)) == 1


@pytest.mark.parametrize(("line", "start"), [("/chart", b"\x89PNG"), ("/map", b"\x89PNG")])
async def test_the_real_child_draws_them(
    lite: World, tmp_path: Path, line: str, start: bytes
) -> None:
    """From the command to the message that a channel sends, with its bytes."""
    there_are_needs(lite)
    office = Representative(lite, place=KASRA, restarts=False)
    office.says(line)
    store = Store(lite.engine, lite.keys, lite.clock, lite.dice)
    child = DrawingChild(tmp_path)
    try:
        await JobRunner(store, KIND, Drawer(store, lite.service, child.draw).carry_out).sweep()
    finally:
        await child.close()
        store.close()
    message = lite.turn(outbox.owed)[-1].message
    assert message.file is not None
    assert message.file.kind is FileKind.PHOTO
    assert KASRA in message.text
    content = lite.turn(partial(sent_files.content, file_id=message.file.id))
    assert content is not None
    assert content.startswith(start)
