"""Whatever is sent at the questions about going back: an answer comes, and nothing is lost."""

from __future__ import annotations

import pytest

from civic.text import clean
from conversations.messages import FileHandle, Kind
from tests.handlers.test_hostile_input import TEXTS, kept
from tests.world import Resident, World

_CORE = ("/return", "[نعم، أوافق", "[عودة خلال", "الشحيل", "الرقة", "[لا ماء", "[تم الاختيار")
_OFFERS = (*_CORE, "[إضافة أو تعديل")
QUESTIONS: dict[str, tuple[str, ...]] = {
    "consent": _CORE[:1],
    "intention": _CORE[:2],
    "origin": _CORE[:3],
    "village": (*_CORE[:3], "[البصيرة"),
    "current": _CORE[:4],
    "obstacles": _CORE[:5],
    "review": _CORE,
    "household": (*_OFFERS, "[إضافة: الأسرة"),
    "displaced": (*_OFFERS, "[إضافة: سنة"),
    "times": (*_OFFERS, "[إضافة: عدد"),
    "returned": (*_CORE[:2], "[تمت العودة", "الشحيل"),
}


def at(world: World, question: str, number: int) -> Resident:
    """Return somebody new who has come to a question."""
    resident = Resident(world, account=f"person {question} {number}", restarts=False)
    resident.agrees()
    for step in QUESTIONS[question]:
        if step.startswith("["):
            resident.taps(step.strip("["))
        else:
            resident.says(step)
    return resident


def answers(resident: Resident) -> dict[str, object]:
    """Return the answers about going back, open or put aside."""
    (going,) = [each for each in kept(resident).values() if each.script == "return"]
    return {**going.answers, **going.set_aside}


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_breaks_a_question(lite: World, question: str) -> None:
    """Texts of every kind, stickers, photos, voice and points on the map."""
    resident, people = at(lite, question, 0), 0
    for name, words in TEXTS.items():
        before = answers(resident)
        assert resident.says(clean(words)).strip(), f"silence after {name}"
        assert answers(resident).items() >= before.items(), f"an answer was lost by {name}"
        assert resident.labels, f"no way on after {name}"
        if answers(resident) != before:
            people += 1
            resident = at(lite, question, people)
    before = answers(resident)
    for kind in (Kind.OTHER, Kind.PHOTO, Kind.VOICE):
        assert resident.sends(kind=kind, file=FileHandle(reference="file")).strip()
    assert resident.sends(kind=Kind.LOCATION, latitude=35.3, longitude=40.1).strip()
    assert answers(resident) == before
    assert lite.count("return_intention") == 0
