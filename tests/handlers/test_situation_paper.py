"""The paper of an account is drawn for the chat that asked: what was told and what was counted."""

from __future__ import annotations

from functools import partial

from bot.drawing.paper import draw_report
from conversations.pictures import SituationReport
from handlers.drawing import KIND
from storage import jobs, pictures
from storage.pictures import Drawing
from storage.work import Work
from tests.offices import Representative, place_called
from tests.reported import report, somebody
from tests.told import send
from tests.world import World

WORDS = "تشغيل محطة المياه، من المحافظة"


def test_what_is_sent_comes_back_as_a_paper(world: World) -> None:
    """At the end of the conversation, with the needs of the area as they stand."""
    place = place_called(world, "الكسرة")
    report(world, somebody(world, "1"), place=place)
    rep = Representative(world)
    for button in ("بدء", "السكان", "تم الاختيار"):
        rep.says("/report") if button == "بدء" else None
        rep.taps(button)
    for said in ("5200", "30", "12"):
        rep.says(said)
    rep.says("شحّ المياه يزداد كل يوم")
    rep.taps("إرسال")
    (drawing,) = world.turn(_drawn)
    paper = drawing.body.wanted
    assert isinstance(paper, SituationReport)
    assert paper.title.endswith("الكسرة\u2069")
    assert [figure.value for figure in paper.figures] == ["1", "1", "0", "0"]
    assert paper.answers and "5,200" in paper.answers.rows[0][1]
    assert paper.needs and len(paper.needs.rows) == 1
    assert paper.words and "شحّ المياه" in paper.words.paragraphs[0]
    assert drawing.to.chat == rep.account
    assert draw_report(paper).startswith(b"%PDF")


def test_an_office_above_gets_the_paper_of_that_day(world: World) -> None:
    """In its own chat; the needs of another day are not listed in it."""
    above = Representative(world, account="above", place="SY09")
    rep = Representative(world)
    report(world, somebody(world, "1"), place=place_called(world, "الكسرة"))
    account = send(world, rep, words={"decisions": WORDS})
    world.clock.forward(days=3)
    above.unlocks()
    above.says(f"/reports {account.number} pdf")
    (drawing,) = world.turn(_drawn)
    paper = drawing.body.wanted
    assert isinstance(paper, SituationReport)
    assert drawing.to.chat == "above"
    assert paper.needs is None and paper.severities is None
    assert paper.sectors and paper.words and WORDS in paper.words.paragraphs[0]


def test_nobody_else_gets_it(world: World) -> None:
    """An office of another place, and somebody without one."""
    account = send(world, Representative(world))
    other = Representative(world, account="other", place="الشحيل")
    other.says(f"/reports {account.number} pdf")
    assert world.turn(partial(jobs.waiting, kind=KIND)) == []


def _drawn(work: Work) -> list[Drawing]:
    waiting = jobs.waiting(work, KIND)
    return [found for job in waiting if (found := pictures.get(work, job.subject))]
