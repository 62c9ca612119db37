"""Frames say nothing twice, can be read back, and keep a turn within a kilobyte."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.frames import encoded, shown
from bot.pages.limits import TURN_BYTES, web
from conversations.messages import Button, Expecting, Message, Role
from tests.bot.channels.web.village import pressables
from tests.world import Resident, sqlite_world

TOKEN = "x" * 22
LETTERS = {Role.CHOSEN: "c", Role.MAIN: "m"}
DATA = st.text("01ac+", max_size=3)
ROWS = st.lists(
    st.builds(Button, st.text("امل 1", max_size=9), DATA, st.sampled_from(Role)), max_size=12
)


def told(message: Message) -> dict[str, object]:
    """Return the frame as the page gets it."""
    frame: dict[str, object] = msgspec.json.decode(encoded(shown("7", message)))
    return frame


def test_what_buttons_have_in_common_is_said_once() -> None:
    message = Message(
        text="تم",
        buttons=(
            Button("المكان", f"{TOKEN}0"),
            Button("المشكلة", f"{TOKEN}1", Role.MAIN),
            Button("الأثر", f"{TOKEN}2"),
        ),
        controls=(Button("تخطّي", f"{TOKEN}s", Role.CONTROL),),
        expecting=Expecting.TAP,
    )
    assert encoded(shown("7", message)) == (
        f'{{"r":"7","x":"تم","d":"{TOKEN}","b":["المكان",["المشكلة","1","m"],"الأثر"],'
        '"c":[["تخطّي","s"]]}'
    )


def test_rows_of_a_review_share_the_beginning_of_their_labels() -> None:
    rows = tuple(Button(f"تعديل: {row}", f"{TOKEN}c{at}") for at, row in enumerate("ابج"))
    message = Message(text="؟", buttons=rows, controls=(Button("إلى", f"{TOKEN}b"),))
    frame = told(message)
    assert (frame["o"], frame["s"], frame["b"]) == ("c", "تعديل: ", ["ا", "ب", "ج"])


@pytest.mark.parametrize(
    ("expecting", "said"),
    [(Expecting.LOCATION, "location"), (Expecting.PHOTO, "photo"), (Expecting.TAP, None)],
)
def test_only_what_the_page_offers_a_way_to_give_is_named(
    expecting: Expecting, said: str | None
) -> None:
    assert told(Message(text="؟", expecting=expecting)).get("e") == said


def test_arabic_is_not_named_and_stays_two_bytes_a_letter() -> None:
    assert encoded(shown("7", Message(text="تم"))) == '{"r":"7","x":"تم"}'
    assert told(Message(text="done", language="en"))["l"] == "en"


@given(ROWS, ROWS)
def test_the_script_reads_every_button_as_it_was(
    buttons: list[Button], controls: list[Button]
) -> None:
    message = Message(text="؟", buttons=tuple(buttons), controls=tuple(controls))
    frame = told(message)
    for row, wanted in (("b", buttons), ("c", controls)):
        assert pressables(frame, row) == [
            (each.label, each.data, LETTERS.get(each.role, "")) for each in wanted
        ]


@pytest.mark.parametrize(
    ("language", "asked", "more", "danger"),
    [("ar", TURN_BYTES, 1_140, 1_530), ("en", TURN_BYTES, TURN_BYTES, 1_190)],
)
def test_before_consent_only_long_texts_take_more_than_a_kilobyte(
    language: str, asked: int, more: int, danger: int, tmp_path: Path
) -> None:
    """The further explanation, and advice on explosive items before the whole question."""
    resident = Resident(sqlite_world(tmp_path), channel="web", language=language)
    resident.says("/start")
    assert size(resident) <= asked
    resident.taps("معلومات" if language == "ar" else "More")
    assert size(resident) <= more
    resident.says("لقينا لغم جنب المدرسة")
    assert size(resident) <= danger


def size(resident: Resident) -> int:
    """Return the bytes of the last thing that was shown."""
    assert resident.last
    (measure,) = web(resident.last)
    return measure.length
