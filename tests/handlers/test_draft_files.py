"""Drafts sent as files: read once, sealed, told to whoever sent them, whatever happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from civic.groups import Stage
from handlers.delivery import TryLater
from storage import draft_files, group_drafts, groups
from tests import fetched
from tests.bot.drafts import made
from tests.fetched import document, fetch_files
from tests.offices import Representative
from tests.seated import seated
from tests.world import Resident, World


def writing(world: World) -> list[Resident]:
    """Three members of a group that writes its draft; the first has been asked for it."""
    convener = Representative(world, account="hala")
    members = [Resident(world, account=name, restarts=False) for name in ("amal", "huda", "basel")]
    for each in members:
        each.agrees()
    convener.unlocks()
    group = seated(world, convener, members)
    world.turn(lambda work: groups.change(work, group, stage=Stage.DRAFTING.value))
    members[0].says("/draft 1 new")
    return members


def test_nothing_of_a_file_lies_open(world: World, tmp_path: Path) -> None:
    """Neither the file nor what was read of it; once it is read the file itself is gone."""
    amal, *_ = writing(world)
    amal.sends(**document("docx"))
    assert world.count("attachment") == 1
    fetch_files(world)
    assert world.count("attachment") == 0
    amal.says("/draft 1 file keep")
    draft = world.turn(lambda work: group_drafts.newest(work, groups.numbered(work, 1, "").id))
    assert draft is not None
    assert draft.paragraphs == made.WHOLE
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert made.LAST.encode() not in stored


def test_the_file_that_was_sent_last_counts(lite: World) -> None:
    """A job whose file was replaced meanwhile fetches nothing and tells nothing."""
    amal, *_ = writing(lite)
    amal.sends(**document("scan.pdf"))
    amal.says("/draft 1 new")
    amal.sends(**document("docx"))
    assert fetch_files(lite) == ["docx"]
    assert "حُفظت النسخة 1" in amal.says("/draft 1 file keep")


def test_an_old_button_keeps_no_other_file(lite: World) -> None:
    """It shows the text that is there now."""
    amal, *_ = writing(lite)
    amal.sends(**document("docx"))
    fetch_files(lite)
    amal.says("/draft 1 file")
    old = amal.data("حفظ")
    amal.says("/draft 1 new")
    amal.sends(**document("new.docx"))
    fetch_files(lite)
    assert "تُنشر الحسابات كل شهر" in amal.says(old)
    assert lite.count("group_draft") == 0
    assert "حُفظت النسخة 1" in amal.taps("حفظ")


def test_a_member_who_leaves_takes_the_file_along(lite: World) -> None:
    """What was read and not kept goes; a job that comes later finds nothing."""
    amal, huda, _ = writing(lite)
    amal.sends(**document("docx"))
    huda.says("/draft 1 new")
    huda.sends(**document("odt"))
    fetch_files(lite)
    for each in (amal, huda):
        each.says("/forget")
        each.taps("تأكيد")
    assert (lite.count("draft_file"), lite.count("attachment")) == (0, 0)


def test_a_file_that_is_not_kept_goes_after_a_month(lite: World) -> None:
    """It was never a version."""
    amal, *_ = writing(lite)
    amal.sends(**document("docx"))
    fetch_files(lite)
    lite.clock.forward(days=31)
    lite.turn(draft_files.drop_old)
    assert "لا يوجد ملف" in amal.says("/draft 1 file")


def test_the_group_has_moved_on_meanwhile(lite: World) -> None:
    """Then the file becomes no version, and nothing of it is lost."""
    amal, *_ = writing(lite)
    amal.sends(**document("docx"))
    fetch_files(lite)
    group = lite.turn(lambda work: groups.numbered(work, 1, ""))
    assert group is not None
    lite.turn(lambda work: groups.change(work, group, stage=Stage.COMMENTING.value))
    assert "في مرحلة أخرى" in amal.says("/draft 1 file keep")
    assert lite.count("group_draft") == 0
    assert lite.count("draft_file") == 1


def test_a_channel_that_is_away_is_asked_again(
    lite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An hour without the channel loses no draft."""
    amal, *_ = writing(lite)
    amal.sends(**document("docx"))

    async def away(_self: object, _reference: str) -> bytes:
        raise TryLater(1)

    with monkeypatch.context() as patched:
        patched.setattr(fetched.Files, "fetch", away)
        fetch_files(lite)
    assert "ما زالت قراءة الملف" in amal.says("/draft 1 file")
    lite.clock.forward(hours=1)
    fetch_files(lite)
    assert "حُفظت النسخة 1" in amal.says("/draft 1 file keep")
