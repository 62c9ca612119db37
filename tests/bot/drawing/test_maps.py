"""On a map areas compare as counts do, north is up, and no label covers anything."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.drawing.maps import draw_map
from bot.drawing.page import MARGIN, WIDTH
from bot.drawing.placing import Box, Spot, leader, place_labels
from conversations.pictures import LARGEST, Bubble, BubbleMap
from tests.bot.drawing.ink import Seen, columns, rows
from tests.bot.drawing.test_text import HOSTILE

PAGE = Box(0, 0, 1000, 1200)


def drawn(*bubbles: tuple[str, float, float, int], language: str = "ar", **more: object) -> Seen:
    """A map of some places."""
    shown = tuple(
        Bubble(label=label, latitude=latitude, longitude=longitude, count=count)
        for label, latitude, longitude, count in bubbles
    )
    wanted = BubbleMap(
        language=language,
        title="خريطة",
        bubbles=shown,
        legend="طلبات",
        **more,  # type: ignore[arg-type]
    )
    return Seen(draw_map(wanted))


spots = st.builds(
    Spot,
    x=st.floats(20, 980),
    y=st.floats(20, 1180),
    radius=st.floats(5, 64),
    width=st.floats(20, 400),
    height=st.just(40.0),
)


@settings(deadline=None)
@given(st.lists(spots, min_size=1, max_size=25))
def test_labels_never_cover_one_another_or_a_circle(wanted: list[Spot]) -> None:
    """Whatever stands where; what has no room has no label."""
    boxes = place_labels(wanted, PAGE)
    placed = [box for box in boxes if box is not None]
    assert len(boxes) == len(wanted)
    assert all(box.inside(PAGE) for box in placed)
    assert not any(one.meets(other) for one, other in combinations(placed, 2))
    assert not any(box.meets(spot.box) for box in placed for spot in wanted)


@given(st.lists(spots, min_size=1, max_size=12))
def test_no_line_to_a_label_runs_through_another(wanted: list[Spot]) -> None:
    """A line leads from a circle's rim to its own label and meets no other on its way."""
    boxes = place_labels(wanted, PAGE)
    for spot, box in zip(wanted, boxes, strict=True):
        line = leader(spot, box) if box else None
        if line is None:
            continue
        (x, y), (to_x, to_y) = line
        middle = Box((x + to_x) / 2, (y + to_y) / 2, (x + to_x) / 2, (y + to_y) / 2)
        assert not any(middle.meets(other) for other in boxes if other and other is not box)


def test_a_place_alone_has_its_label_beside_it() -> None:
    """Close by, without a line."""
    spot = Spot(500, 600, 30, 200, 40)
    (box,) = place_labels([spot], PAGE)
    assert box is not None
    assert box.left - spot.box.right < 20
    assert leader(spot, box) is None


def test_areas_compare_as_counts_do() -> None:
    """Four times the requests, four times the ink."""
    seen = drawn(("", 35.0, 40.0, 100), ("", 35.3, 40.4, 25))
    west, east = seen.dark, seen.dark
    tinted = (seen.pixels[:, :, 0] < 120) & (seen.pixels[:, :, 2] > 100)
    above = slice(150, seen.size[1] - 260)  # without the rule and the key
    west, east = tinted[above, : WIDTH // 2], tinted[above, WIDTH // 2 :]
    assert west.sum() / east.sum() == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_north_is_up_and_east_is_right_in_every_language(language: str) -> None:
    """A map is not mirrored with the writing."""
    seen = drawn(("", 35.5, 40.6, 100), ("", 35.0, 40.0, 1), language=language)
    tinted = (seen.pixels[:, :, 0] < 120) & (seen.pixels[:, :, 2] > 100)
    larger = tinted[150:500]
    assert columns(larger)[0] > WIDTH / 2
    assert rows(tinted[150:])[0] < 150


def test_equal_distances_look_equal() -> None:
    """A degree from west to east is shorter than one from south to north, by the cosine."""
    seen = drawn(("", 35.0, 40.0, 1), ("", 35.0, 41.0, 1), ("", 36.0, 40.0, 1))
    tinted = (seen.pixels[:, :, 0] < 120) & (seen.pixels[:, :, 2] > 100)
    area = tinted[170 : seen.size[1] - 240]
    across, down = columns(area), rows(area)
    size = 128  # each circle is as large as the largest
    assert (across[1] - across[0] - size) / (down[1] - down[0] - size) == pytest.approx(0.81, 0.03)


def test_places_around_give_shape_but_take_no_names() -> None:
    """Pale dots where people live, and nothing else is added to the picture."""
    around = tuple((35.0 + step / 50, 40.0 + step / 40) for step in range(20))
    bare, shaped = drawn(("", 35.0, 40.0, 9)), drawn(("", 35.0, 40.0, 9), around=around)
    pale = shaped.ink & ~shaped.dark & (shaped.pixels.min(axis=2) > 180)
    assert pale.sum() > 5_000
    assert bare.size[0] == shaped.size[0] == WIDTH


def test_a_scale_that_fits_is_chosen() -> None:
    """Twenty kilometres on a map of the governorate; none where none would fit."""
    places = (("", 34.5, 40.9, 5), ("", 35.7, 39.7, 5))
    scales = ((1, "1 كم"), (20, "20 كم"), (100, "100 كم"))
    with_scale, without = drawn(*places, scales=scales), drawn(*places, scales=scales[2:])
    bottom = slice(with_scale.size[1] - 200, None)
    assert with_scale.dark[bottom, :400].any()
    assert not without.dark[bottom, :400].any()


@pytest.mark.parametrize("label", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_name_leaves_the_picture(label: str) -> None:
    """However long or strange it is."""
    seen = drawn((label, 35.0, 40.0, 5), (label, 35.1, 40.1, LARGEST), note=label)
    left, right = columns(seen.ink)
    assert left >= MARGIN / 2 - 8
    assert right <= WIDTH - MARGIN / 2 + 8


def test_a_crowd_can_be_drawn() -> None:
    """Four hundred places in one spot and one at the end of the world."""
    crowd = [(f"مكان {place}", 35.0, 40.0, place) for place in range(399)]
    assert drawn(*crowd, ("هناك", -89.9, -179.9, 3)).size[0] == WIDTH
