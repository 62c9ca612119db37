"""Anybody checks an exported file of chains alone: one file of Python, nothing else."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest

from civic.vote_chain import code
from storage import audit, chain_file, group_votes, vote_checks
from storage.group_votes import GroupVote
from storage.work import Work
from tests.bot.command_line import Operator
from tests.house.modules import ROOT
from tests.storage.test_group_votes import WHY, cast, opened
from tests.world import World

TOOL: Final = ROOT / "tools" / "verify.py"
CHANGES: Final = 40


def told(file: Path, *arguments: object, expecting: int = 0) -> str:
    """Run the tool without any package; returns what it says."""
    command = [sys.executable, "-I", "-S", str(TOOL), str(file), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == expecting, done.stdout + done.stderr
    return done.stdout


def a_vote(world: World) -> GroupVote:
    """A vote of three in which one changed their mind, beside a trail of audit."""
    _group, vote = opened(world)
    for number, choice in ((1, "disagree"), (2, "agree"), (1, "agree")):
        said = group_votes.Choice(choice)
        vote = cast(world, vote, number, said, WHY if choice == "disagree" else "")
    world.turn(_trail)
    return vote


def _trail(work: Work) -> None:
    for number in range(30):
        audit.note(work, "office:1", "need.read", f"need:{number}")
    audit.seal_pending(work)


def written(world: World, file: Path, number: int = 0, *, table: bool = False) -> list[Any]:
    """Write the chains of everything, or of one group; returns the lines."""

    def turn(work: Work) -> list[Any]:
        every = chain_file.of_group(work, number, table=table) if number else None
        return list(every or chain_file.everything(work))

    lines = world.turn(turn)
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return lines


def code_of(world: World, vote: GroupVote) -> str:
    """The code that members got."""
    return world.turn(partial(vote_checks.check, vote=vote)).code


def test_a_file_is_checked_by_python_alone(world: World, tmp_path: Path) -> None:
    """The trail, each vote, a code that was kept, also that of the opening."""
    vote, file = a_vote(world), tmp_path / "chains.jsonl"
    written(world, file)
    said = told(file, "--code", code_of(world, vote))
    assert "after 3 of 3 votes" in said
    assert "Everything fits." in said
    opening = world.turn(lambda work: vote_checks.codes(vote, vote_checks.chained(work, vote))[0])
    assert "after 0 of 3 votes" in told(file, "--code", opening.lower().replace(" ", ""))
    assert "fits nothing" in told(file, "--code", "AAAA BBBB CCCC DDDD", expecting=1)


def test_nobody_reads_in_it_what_was_said(world: World, tmp_path: Path) -> None:
    """No name, no choice, no reason; members' own table holds them, and fits the same chain."""
    a_vote(world)
    file = tmp_path / "chains.jsonl"
    written(world, file)
    text = file.read_text()
    for words in (WHY, "disagree", "أمل", json.dumps(WHY)[1:-1], json.dumps("أمل")[1:-1]):
        assert words not in text
    lines = written(world, file, 1, table=True)
    assert any(line.get("reason") == WHY for line in lines)
    assert "Everything fits." in told(file)


@pytest.mark.parametrize("table", [False, True], ids=["chains", "with the table"])
def test_any_line_changed_moved_or_removed_is_found(
    lite: World, tmp_path: Path, *, table: bool
) -> None:
    """Against the code and the head that somebody kept."""
    vote, file = a_vote(lite), tmp_path / "chains.jsonl"
    lines = written(lite, file, 1 if table else 0, table=table)
    kept = ["--code", code_of(lite, vote)]
    if not table:
        kept += ["--head", str(lite.turn(audit.head))]
    dice = random.Random(2)
    for _ in range(CHANGES):
        file.write_text("".join(json.dumps(line) + "\n" for line in changed(lines, dice)))
        told(file, *kept, expecting=1)


def changed(lines: list[Any], dice: random.Random) -> list[Any]:
    """The lines with one removed, or one field of one changed."""
    at = dice.choice(
        [n for n, line in enumerate(lines) if line["kind"] in ("entry", "cast", "said", "seat")]
    )
    line = dict(lines[at])
    if dice.random() < 0.2 and line["kind"] in ("entry", "cast"):
        return [*lines[:at], *lines[at + 1 :]]
    field = dice.choice([name for name in line if name not in ("kind", "vote")])
    value = line[field]
    line[field] = value + 1 if isinstance(value, int) else _other(value, dice)
    return [*lines[:at], line, *lines[at + 1 :]]


def _other(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text) or 1)
    return f"{text[:at]}{'0' if text[at : at + 1] != '0' else '1'}{text[at + 1 :]}"


def test_a_later_file_is_compared_with_an_earlier_one(lite: World, tmp_path: Path) -> None:
    """What was there must be the beginning of what is there."""
    vote = a_vote(lite)
    earlier, later = tmp_path / "earlier.jsonl", tmp_path / "later.jsonl"
    written(lite, earlier)
    cast(lite, vote, 3, group_votes.Choice.AGREE)
    lite.turn(_trail)
    written(lite, later)
    assert "Everything fits." in told(later, "--since", earlier)
    assert "not the beginning" in told(earlier, "--since", later, expecting=1)


def test_what_is_no_file_of_chains_is_said_to_be_none(tmp_path: Path) -> None:
    """Whatever is in it."""
    for number, text in enumerate(("{", "[1]", '{"kind": "cast"}', '{"kind": "entry"}', "7")):
        file = tmp_path / f"{number}"
        file.write_text(text)
        assert "no file of chains" in told(file, expecting=2)
    assert "no file of chains" in told(tmp_path / "nowhere", expecting=2)


def test_a_file_that_was_cut_off_does_not_fit(lite: World, tmp_path: Path) -> None:
    """Anywhere, also without a code that somebody kept; and nothing at all is no file."""
    a_vote(lite)
    file = tmp_path / "chains.jsonl"
    for table in (False, True):
        lines = [json.dumps(line) for line in written(lite, file, int(table), table=table)]
        whole = {"head": 1, "close": 1, "seat": 1, "said": 1}
        for count in range(1, len(lines)):
            file.write_text("\n".join(lines[:count]))
            last = json.loads(lines[count - 1])["kind"]
            if whole.get(last, 0) and not (last == "said" and count < len(lines)):
                continue  # all that stands before it is there
            told(file, expecting=0 if last == "file" else 1)
    file.write_text("")
    assert "no file of chains" in told(file, expecting=2)


def test_what_is_added_after_the_end_is_found(lite: World, tmp_path: Path) -> None:
    """A chain can be lengthened by anybody; its end says how long it is."""
    a_vote(lite)
    file = tmp_path / "chains.jsonl"
    lines = written(lite, file, 1)
    *before, end = lines
    assert end["kind"] == "close"
    cut = [*before[:-1], {**end, "casts": 2, "code": _code_after(before, 2)}, before[-1]]
    file.write_text("".join(json.dumps(line) + "\n" for line in cut))
    assert "comes after the end" in told(file, expecting=1)


def _code_after(lines: list[Any], casts: int) -> str:
    digests = [line["digest"] for line in lines if line["kind"] == "cast"]
    return code(bytes.fromhex(digests[casts - 1]), casts)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("entry", '"at": ', '"at": 1, "at": '),
        ("entry", '"sequence": 1,', '"sequence": "1",'),
        ("cast", '"seat": 1,', '"seat": true,'),
        ("vote", '"parts": [0]', '"parts": "0"'),
        ("vote", '"parts": [0]', '"parts": ["0"]'),
        ("cast", '"kind": "cast"', '"kind": "c\u0430st"'),
        ("file", '"version": 1', '"version": 2'),
        ("head", '"head": "', f'"more": {"[" * 100_000}{"]" * 100_000}, "head": "'),
        ("head", '"head": "', f'"more": {"9" * 5000}, "head": "'),
        ("vote", '"kind"', '\ufeff"kind"'),
    ],
)
def test_a_line_that_two_people_could_read_differently_is_refused(
    lite: World, tmp_path: Path, kind: str, before: str, after: str
) -> None:
    """Names that stand twice, texts for numbers, letters that look alike, lines without an end."""
    a_vote(lite)
    file = tmp_path / "chains.jsonl"
    lines = [json.dumps(line) for line in written(lite, file)]
    at = next(n for n, line in enumerate(lines) if f'"kind": "{kind}"' in line and before in line)
    lines[at] = lines[at].replace(before, after, 1)
    file.write_text("\n".join(lines), encoding="utf-8")
    assert "no file of chains" in told(file, expecting=2)


def test_no_file_writes_the_answer_itself(lite: World, tmp_path: Path) -> None:
    """What moves the cursor, or breaks the line, is shown and not done."""
    a_vote(lite)
    file = tmp_path / "chains.jsonl"
    text = json.dumps(written(lite, file)[0])
    shown = {"vote": "1\x1b[2J\nEverything fits.\n\u202e", "group": 1, "text": "", "parts": [0]}
    forged = {"kind": "vote", **shown, "quorum": 1, "seats": [], "opening": "00"}
    file.write_text(f"{text}\n{json.dumps(forged)}\n")
    said = told(file, expecting=1)
    assert "Everything fits.\n" not in said
    assert "\x1b" not in said


def test_the_command_checks_and_writes(tmp_path: Path) -> None:
    """`mashwara verify` tells of each vote, finds a code, and writes the file for others."""
    operator = Operator(tmp_path)
    operator.runs("verify")
    world = operator.world()
    vote = a_vote(world)
    code = code_of(world, vote)
    world.close()
    said = operator.runs("verify", "--code", code)
    assert "3 votes are whole" in said
    assert f"Vote {vote.id} after 3" in said
    assert "no vote has this code" in operator.runs("verify", "--code", "A" * 16, expecting=1)
    file = tmp_path / "chains.jsonl"
    operator.runs("verify", "--export", file)
    assert "Everything fits." in told(file, "--code", code)
    operator.runs("verify", "--export", tmp_path / "group.jsonl", "--group", 1, "--table")
    assert "Everything fits." in told(tmp_path / "group.jsonl", "--code", code)
