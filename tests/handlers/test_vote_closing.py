"""A group's vote closes at its time, longer by an outage; nothing is published past a dissenter."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from civic.group_reviews import DAYS, ReviewState
from civic.groups import Stage
from civic.joint_papers import OpinionState
from conversations.messages import Message
from handlers.clocks import go_on
from storage import group_reviews, group_votes, groups, joint_papers, outbox, publications, standing
from storage.groups import Group
from storage.joint_papers import Paper
from tests.clocks import pass_time, strike_all
from tests.grouped import group_before_the_vote
from tests.offices import Representative
from tests.world import Resident, World

WHY = "الرسم الشهري يثقل على أفقر البيوت"
SUMMARY = "تقترح الورقة إصلاح المحطة قبل الصيف ورسماً شهرياً للوقود."


@dataclass
class Room:
    """A group of three, with what its members see."""

    world: World
    members: list[Resident] = field(init=False)
    group: Group = field(init=False)

    def __post_init__(self) -> None:
        """Take the group as far as before its vote."""
        convener = Representative(self.world, account="convener")
        self.members = [Resident(self.world, account=f"member {n}") for n in (1, 2, 3)]
        for each in self.members:
            each.restarts = False
            each.agrees()
        convener.unlocks()
        self.group = group_before_the_vote(self.world, convener, self.members)

    @property
    def stage(self) -> Stage:
        """Where the group stands."""
        return self.world.turn(lambda work: groups.load(work, self.group.id)).stage

    @property
    def paper(self) -> Paper:
        """The group's joint paper."""
        found = self.world.turn(lambda work: joint_papers.newest(work, self.group.id))
        assert found is not None
        return found

    def votes(self, *said: str) -> None:
        """Open a vote, and let the members vote so in the order of their seats; "" for nothing."""
        self.members[0].says("/vote 1 open")
        for member, choice in zip(self.members, said, strict=True):
            if choice:
                member.says(f"/vote 1 {choice}")
            if choice in ("disagree", "reservation"):
                member.says(WHY)

    def has_summary(self) -> None:
        """Write a summary that all approve."""
        self.members[0].says("/paper 1 summary")
        self.members[0].says(SUMMARY)
        for member in self.members:
            member.says("/paper 1 approve")

    def inbox(self, member: int) -> list[Message]:
        """Everything that a member was ever told."""
        account = self.members[member].account
        rows = self.world.turn(lambda work: outbox.owed(work, most=10_000))
        return [row.message for row in rows if row.chat == account]


@pytest.fixture
def room(lite: World) -> Room:
    """A group before its vote."""
    return Room(lite)


def test_too_few_votes_decide_nothing(room: Room) -> None:
    """The group stays where it is, and the same text can be voted on again."""
    room.votes("agree", "", "")
    pass_time(room.world, days=4)
    assert room.stage is Stage.DECIDING
    assert "يمكن فتح تصويت جديد" in room.inbox(2)[-1].text
    room.votes("agree", "agree", "")
    pass_time(room.world, days=4)
    assert room.stage is Stage.PAPER


def test_a_text_that_finds_no_majority_goes_back(room: Room) -> None:
    """To drafting; no paper is made of it."""
    room.votes("agree", "disagree", "")
    pass_time(room.world, days=4)
    assert room.stage is Stage.DRAFTING
    assert "يعود إلى الصياغة" in room.inbox(1)[-1].text


def test_an_outage_gives_its_time_back(room: Room) -> None:
    """A vote that would have closed while the service was away is open as much longer."""
    room.votes("agree", "", "")
    room.world.turn(standing.note_alive)
    room.world.clock.forward(days=3, hours=1)
    room.world.turn(go_on)
    strike_all(room.world)
    assert "سُجّل صوتكم" in room.members[1].says("/vote 1 agree")
    pass_time(room.world, days=4)
    assert room.stage is Stage.PAPER


def test_only_those_who_have_not_voted_are_reminded(room: Room) -> None:
    """A day before the close."""
    room.votes("agree", "agree", "")
    pass_time(room.world, days=2, hours=1)
    reminded = [any("لم يصل صوتكم" in each.text for each in room.inbox(n)) for n in range(3)]
    assert reminded == [False, False, True]


def test_news_of_a_vote_wait_for_the_morning(room: Room) -> None:
    """Opened at midnight, told at eight; whoever opened it knows."""
    room.world.clock.forward(hours=12)
    room.members[0].says("/vote 1 open")
    strike_all(room.world)
    assert not any("مفتوح حتى" in each.text for each in room.inbox(1))
    pass_time(room.world, hours=10)
    assert any("مفتوح حتى" in each.text for each in room.inbox(1))
    assert sum("مفتوح حتى" in each.text for each in room.inbox(0)) == 1


def test_nothing_is_sent_on_before_who_disagreed_is_heard(room: Room) -> None:
    """They confirm, or their 72 hours end, which the paper then says."""
    Representative(room.world, account="above", place="SY09")
    room.votes("agree", "agree", "disagree")
    pass_time(room.world, days=3)
    room.has_summary()
    assert "لم يؤكدوا كلماتهم" in room.members[0].says("/paper 1 send")
    assert room.stage is Stage.PAPER
    pass_time(room.world, hours=72)
    paper = room.paper
    [opinion] = room.world.turn(lambda work: joint_papers.opinions(work, paper))
    assert (opinion.state, opinion.text) == (OpinionState.UNCONFIRMED, WHY)
    assert "انتهت مهلة" in room.members[2].says("/paper 1 change")
    room.members[0].says("/paper 1 send")
    assert room.stage is Stage.REVIEW


def test_an_office_that_says_nothing_holds_nothing_up(room: Room) -> None:
    """After fourteen days its silence is recorded, and published as silence."""
    Representative(room.world, account="above", place="SY09")
    room.votes("agree", "agree", "disagree")
    pass_time(room.world, days=3)
    room.members[2].says("/paper 1 confirm")
    room.has_summary()
    room.members[0].says("/paper 1 send")
    assert "لم تنتهِ" in room.members[1].says("/publish 1")
    pass_time(room.world, days=DAYS)
    paper = room.paper
    review = room.world.turn(lambda work: group_reviews.newest(work, paper.id))
    assert review is not None
    assert review.state is ReviewState.SILENT
    room.members[1].says("/publish 1")
    assert room.stage is Stage.PUBLISHED
    made = room.world.turn(lambda work: publications.of_group(work, 1))
    assert made is not None
    assert (made.paper.review, made.paper.opposing[0].text) == ("silent", WHY)
    assert made.paper.members == ()


def test_everybody_who_took_part_hears_of_the_paper_once(room: Room) -> None:
    """Members and those who commented, in each chat one message."""
    Representative(room.world, account="above", place="SY09")
    room.votes("agree", "agree", "agree")
    pass_time(room.world, days=3)
    room.has_summary()
    room.members[0].says("/paper 1 send")
    pass_time(room.world, days=DAYS)
    room.members[0].says("/publish 1")
    pass_time(room.world, hours=24)
    told = [sum("نُشرت الورقة" in each.text for each in room.inbox(n)) for n in range(3)]
    assert told == [2, 1, 1]  # whoever published it got the answer too


def test_a_summary_is_approved_anew_when_it_changes(room: Room) -> None:
    """What was approved is what is published."""
    room.votes("agree", "agree", "agree")
    pass_time(room.world, days=3)
    room.has_summary()
    assert room.paper.approved is not None
    room.members[1].says("/paper 1 summary")
    room.members[1].says(f"{SUMMARY} وفيها ملاحظات.")
    assert room.paper.approved is None
    assert "أكثر من نصف" in room.members[0].says("/paper 1 send")


def test_a_vote_without_a_seat_is_refused_in_a_sentence(room: Room) -> None:
    """The convener moves the group and has no vote; a stranger sees nothing of it."""
    room.votes("", "", "")
    stranger = Resident(room.world, account="stranger")
    stranger.agrees()
    assert "لأعضاء المجموعة فقط" in stranger.says("/vote 1 agree")
    assert room.world.turn(lambda work: _cast_so_far(work, room.group.id)) == 0


def _cast_so_far(work: object, group_id: str) -> int:
    vote = group_votes.newest(work, group_id)  # type: ignore[arg-type]
    return len(group_votes.votes(work, vote)) if vote else 0  # type: ignore[arg-type]
