"""Every transcript is played on both databases, each step after a power failure."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.transcript import Player
from tests.world import World

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_chat_reads_as_it_is_written_down(path: Path, world: World) -> None:
    """What is answered is exactly what the transcript says, with all memory lost in between."""
    written = path.read_text("utf-8")
    played = Player(world).play(written)
    if os.environ.get("MASHWARA_TRANSCRIPTS") == "write":
        path.write_text(played, "utf-8")
    assert played == written


def test_a_need_takes_seven_turns_with_the_place_typed(world: World) -> None:
    """From the first question to the receipt, as the design counts."""
    assert _turns("need_place_typed") <= 7


def test_a_need_takes_nine_turns_by_buttons_alone(world: World) -> None:
    """The same without typing anything."""
    assert _turns("need_by_buttons") <= 9


def test_a_sentence_takes_two_turns() -> None:
    """The sentence itself and one press."""
    lines = (TRANSCRIPTS[0].parent / "need_in_a_sentence.txt").read_text("utf-8").splitlines()
    said = [line for line in lines if line.startswith("> ")]
    first = next(n for n, line in enumerate(said) if "الشحيل" in line)
    receipt = "\n".join(lines).split(said[first + 1])[1]
    assert "رقم المتابعة" in receipt.splitlines()[1]


def test_an_unchanged_account_of_an_area_takes_four_turns() -> None:
    """From the command to the receipt, when everything is as it was."""
    text = (TRANSCRIPTS[0].parent / "situation_again.txt").read_text("utf-8")
    second = text.split("> حالة المنطقة\n")[1].split("حُفظت حالة المنطقة")[0]
    assert 1 + sum(line.startswith("> ") for line in second.splitlines()) <= 4


def _turns(name: str) -> int:
    """Count what a person says after the first question, up to the receipt."""
    text = (TRANSCRIPTS[0].parent / f"{name}.txt").read_text("utf-8")
    conversation = text.split("> /need\n")[1].split("حُفظ طلبكم")[0]
    return sum(line.startswith("> ") for line in conversation.splitlines())
