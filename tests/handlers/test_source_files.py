"""A file among the sources is known by the fingerprint of exactly what was sent."""

from __future__ import annotations

import hashlib
from functools import partial

import pytest

from civic.group_acts import SourceKind
from handlers import paper_pages
from storage import group_seats, group_sources, group_votes, groups
from tests import fetched
from tests.fetched import document, fetch_files
from tests.grouped import group_of, paper_of
from tests.offices import Representative
from tests.seated import seated
from tests.world import Resident, World

BOOK = b"%PDF-1.4 the book of the station"


def test_anybody_who_has_the_document_can_check_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The digest is that of the bytes that were sent; the bytes are not in the database as such."""
    monkeypatch.setattr(fetched, "FILES", {"book.pdf": lambda: BOOK})
    convener = Representative(world, account="hala")
    members = [Resident(world, account=name) for name in ("amal", "huda", "basel")]
    for each in members:
        each.agrees()
    convener.unlocks()
    group, member = seated(world, convener, members), members[0]
    member.says("/source 1")
    member.taps("صورة أو ملف")
    member.sends(**document("book.pdf"))
    member.says("سجل المحطة")
    member.says("أيام التوقف")
    assert fetch_files(world) == ["book.pdf"]
    source = world.turn(lambda work: group_sources.numbered(work, group.id, 1))
    assert source is not None
    assert source.digest == hashlib.sha256(BOOK).hexdigest()
    member.says("/source 1 get 1")
    assert member.last is not None
    assert member.last.file is not None
    assert member.last.file.name == "source-1.pdf"


def test_the_paper_names_the_file_and_does_not_hold_it(lite: World) -> None:
    """Title, what it is good for, and the whole fingerprint."""
    group = group_of(lite)
    seat = lite.turn(lambda work: group_seats.of_group(work, group.id))[0].id
    add = partial(
        group_sources.add,
        group_id=group.id,
        seat_id=seat,
        kind=SourceKind.FILE,
        what="سجل المحطة",
        why="أيام التوقف",
    )
    lite.turn(add)
    paper = paper_of(lite, group)
    vote = lite.turn(lambda work: group_votes.load(work, paper.vote))
    now = lite.turn(lambda work: groups.load(work, group.id))
    page = lite.turn(lambda work: paper_pages.of(work, now, paper, vote))
    assert [each.kind for each in page.sources] == [SourceKind.NOTE, SourceKind.FILE]
    assert not hasattr(page.sources[1], "attachment")
