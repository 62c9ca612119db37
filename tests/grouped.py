"""Working groups as far as the vote, for the tests of everything that comes after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from civic.group_acts import AnswerComments, GiveComment, SourceKind, Stance, Verdict
from civic.group_votes import DAY, WHOLE, WITH_REASON, Choice, Vote
from civic.groups import Stage
from civic.mandates import Mandate
from storage import (
    group_comments,
    group_drafts,
    group_seats,
    group_sources,
    group_votes,
    groups,
    joint_papers,
    people,
)
from storage.group_votes import GroupVote
from storage.groups import Group, Topic
from storage.joint_papers import Paper
from storage.work import Work
from tests.offices import Representative
from tests.world import Resident, World

PARAGRAPHS = (
    "تُصلَح محطة مياه الكسرة قبل الصيف.",
    "تُشكَّل لجنة من الأهالي لمتابعة التشغيل.",
    "يُجمع رسم شهري صغير من كل بيت لشراء الوقود.",
)
NAMES = ("أمل", "باسل", "جميلة", "داود", "هالة")
GENDERS = "fmfmf"


def group_of(world: World, account: str = "convener", members: int = 3) -> Group:
    """Make a group with so many new members, as far as before its vote."""
    convener = Representative(world, account=account)
    found = [Resident(world, account=f"{account} {number}") for number in range(members)]
    for each in found:
        each.agrees()
    convener.unlocks()
    return group_before_the_vote(world, convener, found)


def group_before_the_vote(
    world: World, convener: Representative, members: Sequence[Resident]
) -> Group:
    """Take a group to the stage in which its comments are answered and a new draft is there."""
    by = convener.mandate
    assert by is not None
    return world.turn(partial(_take, by=by, members=members))


def _take(work: Work, by: Mandate, members: Sequence[Resident]) -> Group:
    topic = Topic("مياه الشرب في الكسرة", "المحطة متوقفة منذ أسابيع.", ("water_power",))
    group = groups.create(work, by, by.area.place, topic, len(members), 40)
    group = groups.move(work, group, Stage.FORMING, by.id)
    for number, member in enumerate(members):
        _seat(work, group, member, number)
    seat = group_seats.of_group(work, group.id)[0]
    group = groups.move(work, group, Stage.RESEARCHING, by.id)
    group_sources.add(
        work, group.id, seat.id, SourceKind.NOTE, "سجل المحطة لعام 2025", "يبيّن أيام التوقف"
    )
    group = groups.move(work, group, Stage.DRAFTING, by.id)
    _comment(work, group, seat.id, members[-1])
    return groups.load(work, group.id)


def _seat(work: Work, group: Group, member: Resident, number: int) -> None:
    person = people.find(work, member.channel, member.account, member.account)
    assert person is not None
    name, gender = NAMES[number], GENDERS[number]
    group_seats.take(work, group.id, person.id, gender, group.place, name)


def _comment(work: Work, group: Group, seat: str, author: Resident) -> None:
    """Freeze a first draft, which gets one comment and its answer, and write a second."""
    draft = group_drafts.freeze(work, group_drafts.add(work, group.id, seat, PARAGRAPHS[:2]))
    group_drafts.add(work, group.id, seat, PARAGRAPHS)
    groups.change(work, group, window_days=7, window_closes=work.seconds)
    group = groups.move(work, groups.load(work, group.id), Stage.COMMENTING, seat)
    person = people.find(work, author.channel, author.account, author.account)
    assert person is not None
    said = group_comments.add(
        work,
        person.id,
        GiveComment(
            group=group.id,
            draft=draft.id,
            paragraph=2,
            stance=Stance.CHANGE,
            words="يحتاج التشغيل إلى وقود دائم.",
            voice="",
            name="",
        ),
    )
    group = groups.move(work, group, Stage.ANSWERING, "clock")
    answer = AnswerComments(
        group=group.id,
        numbers=(said.number,),
        bundle="",
        verdict=Verdict.ACCEPTED,
        reason="أُضيفت فقرة عن الوقود.",
    )
    group_comments.answer(work, seat, answer, [said])


def paper_of(world: World, group: Group, said: Sequence[Choice] = (Choice.AGREE,) * 3) -> Paper:
    """Let the members vote so, in the order of their seats, and compose the paper."""
    opened = world.turn(partial(_vote, group=group, said=said))
    world.clock.time = datetime.fromtimestamp(opened.closes, UTC)
    return world.turn(partial(_compose, vote_id=opened.id))


def _vote(work: Work, group: Group, said: Sequence[Choice]) -> GroupVote:
    draft = group_drafts.newest(work, group.id)
    assert draft is not None
    draft = group_drafts.freeze(work, draft)
    groups.move(work, groups.load(work, group.id), Stage.DECIDING, "clock")
    closes = work.seconds + 3 * DAY
    vote = group_votes.open_vote(
        work, group.id, draft.id, draft.digest or b"", closes, by_paragraph=False
    )
    for seat, choice in zip(vote.seats, said, strict=False):
        reason = "الكلفة لا تتناسب مع الفائدة" if choice in WITH_REASON else ""
        vote = group_votes.cast(work, vote, seat, [Vote(seat.number, WHOLE, choice, reason)])
    return vote


def _compose(work: Work, vote_id: str) -> Paper:
    vote = group_votes.close(work, group_votes.load(work, vote_id))
    paper = joint_papers.compose(work, vote, group_votes.paragraphs(work, vote))
    groups.move(work, groups.load(work, vote.group), Stage.PAPER, "clock")
    return paper
