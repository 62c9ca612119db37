"""Reasons by voice: never counted before they are agreed to, never lost before the close."""

from __future__ import annotations

import pytest

from civic.group_votes import Choice, Vote
from conversations.messages import FileHandle, Kind
from storage import group_votes, groups, recordings, waiting_votes
from storage.group_votes import GroupVote
from storage.work import Conflict, Work
from tests import fetched
from tests.clocks import pass_time
from tests.fetched import fetch_files
from tests.grouped import group_before_the_vote
from tests.offices import Representative
from tests.world import Resident, World

VOICE = {"kind": Kind.VOICE, "file": FileHandle(reference="a voice")}
ONE = "الرسم الشهري يثقل على بيوت الأرامل"
TWO = "لا أحد يحاسب اللجنة على ما تصرفه"


def voting(world: World, how: str = "") -> list[Resident]:
    """Three members of a group whose vote is open."""
    convener = Representative(world, account="convener")
    members = [Resident(world, account=name, restarts=False) for name in ("amal", "basel", "huda")]
    for each in members:
        each.agrees()
    convener.unlocks()
    group_before_the_vote(world, convener, members)
    members[0].says(f"/vote 1 open {how}".strip())
    return members


def the_vote(work: Work) -> GroupVote:
    """The newest vote of the one group."""
    group = groups.numbered(work, 1, "")
    assert group is not None
    found = group_votes.newest(work, group.id)
    assert found is not None
    return found


def cast(world: World) -> list[Vote]:
    """What counts so far."""
    return world.turn(lambda work: group_votes.votes(work, the_vote(work)))


def writes(member: Resident, number: int, words: str) -> None:
    """A member writes a recording down."""
    member.says(f"/group 1 write {number}")
    assert "حُفظ ما كتبتموه" in member.says(words)


def agrees(speaker: Resident, number: int) -> str:
    """Who spoke looks at what was written down and says yes to it."""
    speaker.says(f"/group 1 said {number}")
    return speaker.taps("نعم")


def test_a_vote_by_paragraph_waits_for_every_spoken_reason(world: World) -> None:
    """Two of three reasons are spoken; the vote is cast as one when the last is agreed to."""
    amal, basel, huda = voting(world, "each")
    basel.says("/vote 1 each")
    for voice in (True, False, True):
        basel.taps("اعتراض")
        basel.sends(**VOICE) if voice else basel.says("الوقود غالٍ ولا يكفي")
    assert "لا يُحسب بعد" in basel.says("/vote 1")
    fetch_files(world)
    writes(amal, 1, ONE)
    assert "لا يُحسب بعد" in agrees(basel, 1)
    assert cast(world) == []
    writes(huda, 2, TWO)
    assert "سُجّل صوتكم" in agrees(basel, 2)
    assert [(each.part, each.reason) for each in cast(world)] == [
        (1, ONE),
        (2, "الوقود غالٍ ولا يكفي"),
        (3, TWO),
    ]
    assert world.count("attachment") == 0
    assert world.count("waiting_vote") == 0


def test_a_vote_in_writing_takes_the_place_of_one_that_waits(lite: World) -> None:
    """The recording is for nothing then: nobody is asked for it any more, and it is gone."""
    amal, basel, _ = voting(lite)
    basel.says("/vote 1 disagree")
    basel.sends(**VOICE)
    fetch_files(lite)
    basel.says("/vote 1 agree")
    assert "لا توجد تسجيلات" in amal.says("/group 1 recordings")
    assert "لا يوجد تسجيل بهذا الرقم" in amal.says("/group 1 write 1")
    assert (lite.count("attachment"), lite.count("waiting_vote")) == (0, 0)
    assert [each.choice for each in cast(lite)] == [Choice.AGREE]


def test_an_earlier_vote_counts_while_a_later_one_waits(lite: World) -> None:
    """At the close it is the one that counts, and the table says what did not."""
    amal, basel, huda = voting(lite)
    for each in (amal, basel, huda):
        each.says("/vote 1 agree")
    basel.says("/vote 1 disagree")
    basel.sends(**VOICE)
    fetch_files(lite)
    writes(huda, 1, ONE)
    pass_time(lite, days=4)
    assert [each.choice for each in cast(lite)] == [Choice.AGREE] * 3
    assert "لم يُؤكَّد في الموعد: باسل" in amal.says("/vote 1 table").replace("\u2068", "").replace(
        "\u2069", ""
    )
    assert "لا يوجد تسجيل بهذا الرقم" in basel.says("/group 1 said 1 yes")
    assert lite.count("attachment") == 0


def test_who_writes_while_another_has_written_is_told(lite: World) -> None:
    """The first counts; a change in the same moment is a conflict and runs again."""
    amal, basel, huda = voting(lite)
    basel.says("/vote 1 reservation")
    basel.sends(**VOICE)
    fetch_files(lite)
    amal.says("/group 1 write 1")
    writes(huda, 1, ONE)
    assert "كتبه عضو" in amal.says(TWO)

    def both(work: Work) -> None:
        found = recordings.numbered(work, the_vote(work).group, 1)
        assert found is not None
        recordings.reject(work, found)
        recordings.reject(work, found)

    with pytest.raises(Conflict):
        lite.turn(both)


def test_an_old_yes_agrees_to_no_other_words(lite: World) -> None:
    """A button under words that were rejected since shows the new ones, and casts nothing."""
    amal, basel, huda = voting(lite)
    basel.says("/vote 1 disagree")
    basel.sends(**VOICE)
    fetch_files(lite)
    writes(amal, 1, ONE)
    basel.says("/group 1 said 1")
    old = basel.data("نعم")
    basel.taps("لا")
    writes(huda, 1, TWO)
    assert TWO in basel.says(old).replace("\u2068", "").replace("\u2069", "")
    assert cast(lite) == []
    assert "سُجّل صوتكم" in basel.taps("نعم")
    assert [each.reason for each in cast(lite)] == [TWO]


def test_a_speaker_who_leaves_takes_voice_and_vote_along(lite: World) -> None:
    """What was written down and not agreed to goes as well."""
    amal, basel, _ = voting(lite)
    basel.says("/vote 1 disagree")
    basel.sends(**VOICE)
    fetch_files(lite)
    writes(amal, 1, ONE)
    basel.says("/forget")
    basel.taps("تأكيد")
    assert (lite.count("attachment"), lite.count("waiting_vote"), cast(lite)) == (0, 0, [])
    assert lite.turn(lambda work: recordings.waiting(work, the_vote(work).group)) == []


def test_a_recording_that_cannot_be_kept_is_no_vote(
    lite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who sent it is told to send it again; nobody waits for it."""
    amal, basel, _ = voting(lite, "each")
    basel.says("/vote 1 each")
    for file in ("a voice", "no voice", "a voice"):
        basel.taps("اعتراض")
        basel.sends(kind=Kind.VOICE, file=FileHandle(reference=file))
    files = {**fetched.FILES, "no voice": lambda: b"no sound"}
    monkeypatch.setattr(fetched, "FILES", files)
    fetch_files(lite)
    assert "لا يُحسب بعد" not in basel.says("/vote 1")
    assert "لا توجد تسجيلات" in amal.says("/group 1 recordings")
    assert lite.count("attachment") == 0
    assert lite.turn(lambda work: waiting_votes.seats(work, the_vote(work))) == []


def test_nothing_that_was_said_lies_open(lite: World) -> None:
    """Neither the voice nor what was written down before it is agreed to."""
    amal, basel, _ = voting(lite)
    basel.says("/vote 1 disagree")
    basel.sends(**VOICE)
    fetch_files(lite)
    writes(amal, 1, ONE)
    path = lite.engine.url.database
    assert path is not None
    with open(path, "rb") as file:
        stored = file.read()
    assert ONE.encode() not in stored
    assert fetched.VOICE not in stored
