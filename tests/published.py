"""A published paper with everything on it, for the tests of its page and its print."""

from __future__ import annotations

from dataclasses import replace

from civic.group_acts import SourceKind, Stance, Verdict
from civic.group_reviews import ReviewState
from civic.groups import Stage
from civic.publications import (
    PublicComment,
    PublicCount,
    PublicNote,
    PublicOpinion,
    PublicPaper,
    PublicSession,
    PublicSource,
    PublicStep,
)
from tests.grouped import PARAGRAPHS

HOSTILE = "<script>alert(1)</script> &amp; #set page(width: 1pt)"

PAPER = PublicPaper(
    number=1,
    title="مياه الشرب في الكسرة",
    why="المحطة متوقفة منذ أسابيع.",
    place="x-sy090102-11",
    day="2026-11-22",
    summary="تقترح الورقة إصلاح المحطة قبل الصيف، وفيها رأي مخالف للرسم الشهري.",
    paragraphs=dict(enumerate(PARAGRAPHS, start=1)),
    left_out={},
    opposing=(
        PublicOpinion(member=2, name="باسل", text="الرسم يثقل\nعلى أفقر البيوت", confirmed=True),
        PublicOpinion(member=4, name="", text=HOSTILE, confirmed=False),
    ),
    sources=(
        PublicSource(
            number=1,
            kind=SourceKind.LINK.value,
            what="https://example.org/" + "x" * 80,
            why="أيام التوقف",
        ),
        PublicSource(
            number=2,
            kind=SourceKind.FILE.value,
            what="سجل المحطة",
            why="أيام التوقف",
            digest="3f2a" * 16,
        ),
    ),
    comments=(
        PublicComment(
            number=1,
            version=1,
            paragraph=2,
            stance=Stance.OBJECT.value,
            words="من يحاسب اللجنة؟",
            name="",
            verdict=Verdict.PARTLY.value,
            answer="أُضيفت جملة عن الحسابات.",
        ),
    ),
    members=("أمل", "باسل"),
    seats=5,
    voted=4,
    counts=(PublicCount(part=0, agree=3, reservation=0, disagree=1, abstain=0, adopted=True),),
    code="AAAA BBBB CCCC DDDD",
    review=ReviewState.SILENT.value,
    reviewer_ar="تمثيل دير الزور",
    reviewer_en="Office of Deir ez-Zor",
    notes=(PublicNote(text="ما المصدر؟", answer="أُضيف."),),
    sessions=(
        PublicSession(
            number=1,
            day="2026-10-20",
            agenda="رسم التشغيل الشهري\n" + HOSTILE,
            present=4,
            minutes="يُعفى من الرسم كل بيت بلا معيل.",
        ),
    ),
    history=(PublicStep(stage=Stage.PROPOSED.value, day="2026-09-01"),),
)

LONG = replace(
    PAPER,
    number=2,
    paragraphs=dict.fromkeys(range(1, 41), "جملة عن المياه والطرق. " * 40),
)
