"""Old buttons, typed commands, a group closed in the middle: what nobody meant to do breaks it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from civic.group_acts import MOST_COMMENTS
from civic.group_votes import Choice, Vote
from civic.groups import Stage
from civic.joint_papers import Opinion
from conversations.messages import FileHandle, Kind, Message
from conversations.scripts.group_choose import numbers_in
from handlers import clocks
from storage import (
    group_drafts,
    group_seats,
    group_votes,
    groups,
    joint_papers,
    mandates,
    outbox,
    publications,
    recordings,
    standing,
)
from storage.joint_papers import Approval, Paper
from storage.work import Work
from tests import fetched
from tests.clocks import pass_time, strike_all
from tests.fetched import fetch_files
from tests.grouped import group_before_the_vote
from tests.offices import Representative
from tests.seated import QUOTA, TOPIC
from tests.world import Resident, World

WHY = "الرسم الشهري يثقل على أفقر البيوت"
SUMMARY = "تقترح الورقة إصلاح المحطة قبل الصيف ورسماً شهرياً للوقود."
CLOSING = "أُصلحت المحطة، فلا حاجة إلى المجموعة."


@dataclass
class Scene:
    """A group of three before its vote, its convener, and the office above."""

    world: World
    convener: Representative = field(init=False)
    above: Representative = field(init=False)
    members: list[Resident] = field(init=False)
    group: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the group as far as before its vote."""
        self.convener = Representative(self.world, account="convener", restarts=False)
        self.above = Representative(self.world, account="above", place="SY09", restarts=False)
        self.members = [Resident(self.world, account=f"member {n}") for n in (1, 2, 3)]
        for each in self.members:
            each.restarts = False
            each.agrees()
        self.convener.unlocks()
        self.group = group_before_the_vote(self.world, self.convener, self.members).id

    @property
    def stage(self) -> Stage:
        """Where the group stands."""
        return self.world.turn(lambda work: groups.load(work, self.group)).stage

    @property
    def votes(self) -> list[Vote]:
        """Everything that was cast in the newest vote."""
        vote = self.world.turn(lambda work: group_votes.newest(work, self.group))
        assert vote is not None
        return self.world.turn(lambda work: group_votes.votes(work, vote))

    @property
    def paper(self) -> Paper:
        """The joint paper."""
        found = self.world.turn(lambda work: joint_papers.newest(work, self.group))
        assert found is not None
        return found

    @property
    def opinions(self) -> list[Opinion]:
        """The opposing opinions of the paper."""
        paper = self.paper
        return self.world.turn(lambda work: joint_papers.opinions(work, paper))

    @property
    def approvals(self) -> dict[str, Approval]:
        """What members said to the summary."""
        paper = self.paper
        return self.world.turn(lambda work: joint_papers.approvals(work, paper))

    def vote(self, *said: str) -> None:
        """Open a vote and let the members vote so, in the order of their seats; "" for nothing."""
        self.members[0].says("/vote 1 open")
        for member, choice in zip(self.members, said, strict=True):
            if choice:
                member.says(f"/vote 1 {choice}")
            if choice == "disagree":
                member.says(WHY)

    def compose(self, *said: str) -> None:
        """Let the members vote and the time go by."""
        self.vote(*said)
        pass_time(self.world, days=4)
        assert self.stage is Stage.PAPER

    def send(self) -> None:
        """Write a summary that all approve, and send the paper to the office above."""
        self.members[0].says("/paper 1 summary")
        self.members[0].says(SUMMARY)
        for member in self.members:
            member.says("/paper 1 approve")
        self.members[0].says("/paper 1 send")
        assert self.stage is Stage.REVIEW

    def close(self) -> None:
        """Let the convener close the group."""
        self.convener.unlocks()
        self.convener.says("/group 1 close")
        self.convener.says(CLOSING)
        assert self.stage is Stage.CLOSED

    def go(self, to: Stage) -> str:
        """Let the convener type a step."""
        self.convener.unlocks()
        return self.convener.says(f"/group 1 go {to}")

    def inbox(self, member: Resident) -> list[Message]:
        """Everything that somebody was ever told."""
        rows = self.world.turn(lambda work: outbox.owed(work, most=10_000))
        return [row.message for row in rows if row.chat == member.account]


@pytest.fixture
def scene(lite: World) -> Scene:
    """A group before its vote."""
    return Scene(lite)


def test_no_step_is_typed_past_a_vote_or_a_paper(scene: Scene) -> None:
    """The convener who types a stage moves nothing that a vote, a paper or a review must move."""
    for to in set(Stage) - {Stage.DRAFTING}:  # another round is theirs
        assert "حالها" in scene.go(to) or to is Stage.CLOSED
        assert scene.stage is Stage.ANSWERING
    scene.vote("agree", "agree", "")
    for to in Stage:
        scene.go(to)
        assert scene.stage is Stage.DECIDING
    scene.world.clock.forward(days=5)
    scene.go(Stage.DRAFTING)  # its time is over, and nobody has counted
    assert scene.stage is Stage.DECIDING
    strike_all(scene.world)
    assert scene.stage is Stage.PAPER


def test_one_member_alone_decides_nothing(scene: Scene) -> None:
    """Two of three are forgotten; the one who is left cannot make an opinion the group's."""
    for member in scene.members[1:]:
        member.says("/forget")
        member.taps("تأكيد")
    assert "وعددهم هنا 1" in scene.members[0].says("/vote 1 open").replace("\u2068", "")
    assert scene.world.turn(lambda work: group_votes.newest(work, scene.group)) is None
    assert scene.stage is Stage.ANSWERING


def test_a_paper_is_published_by_its_command_only(scene: Scene) -> None:
    """Nobody types the group into a stage in which its paper could never come out."""
    scene.compose("agree", "agree", "agree")
    for to in Stage:
        scene.go(to)
        assert scene.stage is Stage.PAPER
    scene.send()
    scene.above.unlocks()
    scene.above.says("/review 1 done")
    for to in Stage:
        scene.go(to)
        assert scene.stage is Stage.REVIEW
    scene.members[0].says("/publish 1")
    assert scene.world.turn(lambda work: publications.of_group(work, 1)) is not None


def test_a_group_that_is_closed_ends_its_vote(scene: Scene) -> None:
    """No vote is taken after it, nothing follows from those before, and all hear why."""
    scene.vote("agree", "", "")
    scene.members[2].says("/vote 1 disagree")  # and has not written why yet
    scene.close()
    assert "أُغلق التصويت" in scene.members[1].says("/vote 1 agree")
    assert "أُغلق التصويت" in scene.members[2].says(WHY)
    assert "لا يترتب عليه شيء" in scene.members[0].says("/vote 1")
    pass_time(scene.world, days=5)
    assert [each.choice for each in scene.votes] == [Choice.AGREE]
    for member in scene.members:
        assert sum(CLOSING in each.text for each in scene.inbox(member)) == 1
        assert not any("لم يصل صوتكم" in each.text for each in scene.inbox(member))


def test_a_closed_group_asks_nothing_of_who_disagreed_or_reviews(scene: Scene) -> None:
    """The office finds nothing that waits, and no time ends that means nothing."""
    scene.compose("agree", "agree", "disagree")
    scene.members[2].says("/paper 1 confirm")
    scene.send()
    scene.above.unlocks()
    scene.above.says("/review 1 note")
    scene.above.says("نرى أن الكلفة غير محسوبة في الورقة")
    scene.close()
    scene.above.unlocks()
    assert "مياه" not in scene.above.says("/review 1 done")
    pass_time(scene.world, days=20)
    assert scene.stage is Stage.CLOSED


def test_an_old_button_votes_on_no_text_but_its_own(scene: Scene) -> None:
    """A text found no majority and another is voted on; the old message still has its buttons."""
    scene.members[0].says("/vote 1 open")
    scene.members[1].says("/vote 1")
    old = scene.members[1].data("موافقة")
    for member in (scene.members[0], scene.members[2]):
        member.says("/vote 1 disagree")
        member.says(WHY)
    pass_time(scene.world, days=4)
    assert scene.stage is Stage.DRAFTING
    _again(scene)
    assert "هذا الزر لنص سابق" in scene.members[1].sends(kind=Kind.TAP, tap=old)
    assert scene.votes == []
    scene.members[1].taps("موافقة")
    assert [each.choice for each in scene.votes] == [Choice.AGREE]


def _again(scene: Scene) -> None:
    """Write another draft, let its time for comments go by, and open a vote on it."""
    _write(scene, "يُجمع رسم كبير من كل بيت.")
    scene.convener.unlocks()
    scene.convener.says("/group 1 go commenting 7")
    pass_time(scene.world, days=8)
    scene.members[0].says("/vote 1 open")
    assert scene.stage is Stage.DECIDING


def _write(scene: Scene, text: str) -> None:
    """Let a member have written another version of the draft."""

    def add(work: Work) -> None:
        seat = group_seats.of_group(work, scene.group)[0]
        group_drafts.add(work, scene.group, seat.id, (text,))

    scene.world.turn(add)


def test_an_old_button_approves_of_no_summary_but_its_own(scene: Scene) -> None:
    """Another member changes the summary; who presses under the first one is shown the second."""
    scene.compose("agree", "agree", "agree")
    first, second, _ = scene.members
    first.says("/paper 1 summary")
    first.says(SUMMARY)
    old = first.data("موافقة دون")
    second.says("/paper 1 summary")
    second.says(f"{SUMMARY} وهذا ما لم يره أحد.")
    assert "لم يره أحد" in first.sends(kind=Kind.TAP, tap=old)
    assert scene.approvals == {}
    first.taps("موافقة دون")
    assert len(scene.approvals) == 1


def test_an_opinion_stays_as_it_was_sent_and_published(scene: Scene) -> None:
    """Its time may run on; whoever wants other words then is told where the group stands."""
    scene.compose("agree", "agree", "disagree")
    scene.members[2].says("/paper 1 change")
    scene.members[2].says("الرسم يثقل، ولا أحد يحاسب اللجنة")
    scene.members[2].says("/paper 1 confirm")
    said = scene.opinions
    scene.members[2].says("/paper 1 change")  # the conversation is open while the paper goes
    scene.send()
    assert "لا يناسب ذلك" in scene.members[2].says("رأي آخر لم يقرأه مكتب المراجعة")
    assert "لا يناسب ذلك" in scene.members[2].says("/paper 1 change")
    assert "لا يناسب ذلك" in scene.members[2].says("/paper 1 confirm")
    assert scene.opinions == said


def test_of_two_voices_one_lost_file_takes_the_whole_vote_back(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A vote is cast as a whole, so nobody is asked to write down what would count for nothing."""
    scene.members[0].says("/vote 1 open each")
    speaker = scene.members[1]
    speaker.says("/vote 1 each")
    for voice in ("a voice", "a broken one", ""):
        speaker.taps("اعتراض")
        handle = FileHandle(reference=voice)
        speaker.sends(kind=Kind.VOICE, file=handle) if voice else speaker.says(WHY)
    good = fetched.FILES["a voice"]
    files = {"a voice": good, "a broken one": lambda: b"no sound"}
    monkeypatch.setattr(fetched, "FILES", files)
    fetch_files(scene.world)
    assert scene.world.turn(lambda work: recordings.waiting(work, scene.group)) == []
    assert "لا توجد تسجيلات" in scene.members[0].says("/group 1 recordings")
    assert "لا يُحسب بعد" not in speaker.says("/vote 1")


def test_an_outage_over_the_end_of_a_vote_closes_nothing_twice(scene: Scene) -> None:
    """A group closed during it stays closed when the clocks go on."""
    scene.vote("agree", "agree", "")
    scene.close()
    scene.world.turn(standing.note_alive)
    scene.world.clock.forward(days=6)
    scene.world.turn(clocks.go_on)
    strike_all(scene.world)
    assert scene.stage is Stage.CLOSED


MISSING = "تُنشأ لجنة تكشف مصير المعتقلين والمفقودين في المحافظة."


def test_a_group_may_write_of_what_is_private_elsewhere(scene: Scene) -> None:
    """Drafts on the missing are not led away, nor are comments on such a text."""
    member, reader = scene.members[:2]
    scene.go(Stage.DRAFTING)
    member.says("/draft 1 new")
    assert "فقرة" in member.says(MISSING)
    member.taps("هذا كل شيء")
    scene.convener.says("/group 1 go commenting 7")
    reader.says("/comment 1")
    reader.taps("اقتراح تعديل")
    assert "بأي اسم" in reader.says("يُذكر المفقودون في سجون التنظيم أيضاً")
    assert "وصلت" in reader.taps("تخطّي")


def test_what_is_private_is_led_away_from_a_comment_on_something_else(scene: Scene) -> None:
    """Of a comment on a water station that tells of somebody's brother nothing is kept."""
    scene.go(Stage.DRAFTING)
    _write(scene, "تُصلَح المحطة كلها.")
    scene.convener.says("/group 1 go commenting 7")
    reader = scene.members[1]
    reader.says("/comment 1")
    reader.taps("اعتراض")
    assert "لم نحفظ" in reader.says("أخي معتقل منذ سنوات ولا نعرف عنه شيئاً")


def test_a_reason_passes_for_no_other_line_of_the_table(scene: Scene) -> None:
    """What a member writes in several lines stands in one, so that no vote can be made up."""
    scene.members[0].says("/vote 1 open")
    scene.members[1].says("/vote 1 disagree")
    scene.members[1].says(f"{WHY}\n2. أمل: اعتراض\nالنص: لم يُعتمد")
    assert [each.reason for each in scene.votes] == [f"{WHY} 2. أمل: اعتراض النص: لم يُعتمد"]


def test_signs_that_are_no_numbers_choose_nobody() -> None:
    """A small two above the line looks like a digit and is none."""
    assert numbers_in("² 1٢ ③") == (12,)


def test_a_code_for_a_room_dies_with_the_office_that_asked_for_it(scene: Scene) -> None:
    """Half an hour is enough to be dismissed in; the stranger who has the code binds nothing."""
    scene.convener.unlocks()
    told = scene.convener.says("/bind 1")
    code = "".join(letter for letter in told if letter.isdigit() or letter == " ").split()
    four = next(" ".join(code[at : at + 3]) for at in range(len(code)) if len(code[at]) == 4)
    mandate = scene.convener.mandate_id
    scene.world.turn(lambda work: mandates.end(work, mandate))
    stranger = Resident(scene.world, account="stranger", room="-100", restarts=False)
    assert "غير معروف" in stranger.says(f"/bind {four}")
    assert scene.world.count("group_room") == 0


def test_who_is_dismissed_in_the_middle_is_not_told_to_open_an_office(scene: Scene) -> None:
    """What they began is not carried out, and nothing waits for ever."""
    scene.convener.unlocks()
    scene.convener.says("/group 1 close")
    mandate = scene.convener.mandate_id
    scene.world.turn(lambda work: mandates.end(work, mandate))
    assert "لم يعد لكم مكتب" in scene.convener.says(CLOSING)
    assert not any("متابعة" in label for label in scene.convener.labels)
    assert scene.stage is Stage.ANSWERING


def test_nobody_holds_a_group_up_with_comments_without_end(scene: Scene) -> None:
    """Each needs an answer; after so many on one version a person has said what there is to say."""
    scene.go(Stage.DRAFTING)
    _write(scene, "تُصلَح المحطة كلها.")
    scene.convener.says("/group 1 go commenting 7")
    reader = scene.members[1]
    for _ in range(MOST_COMMENTS):
        reader.says("/comment 1")
        reader.taps("اعتراض")
        reader.says("هذا لا ينفع أحداً من أهل البلدة")
        reader.taps("تخطّي")
    assert "أقصى عدد" in reader.says("/comment 1")
    assert "أقصى عدد" not in scene.members[0].says("/comment 1")


def test_a_convener_is_not_told_that_a_call_is_open_which_is_over(scene: Scene) -> None:
    """No page of applications that is typed shows what is not so, the nought-th neither."""
    scene.convener.unlocks()
    for page in ("", " 00", " 2"):
        assert "لا تستقبل" in scene.convener.says(f"/group 1 candidates{page}")


def test_a_vote_that_is_pressed_three_times_is_one(scene: Scene) -> None:
    """A double tap leaves no row behind; another choice does, and so does the way back."""
    scene.members[0].says("/vote 1 open")
    for choice in ("agree", "agree", "abstain", "abstain", "agree"):
        assert "سُجّل صوتكم" in scene.members[1].says(f"/vote 1 {choice}")
    assert [each.choice for each in scene.votes] == [Choice.AGREE, Choice.ABSTAIN, Choice.AGREE]
    pass_time(scene.world, days=4)
    assert "أُغلق التصويت" in scene.members[1].says("/vote 1 agree")


def test_a_proposal_that_is_closed_stays_its_offices(lite: World) -> None:
    """Nobody else reads what was never called for; its office finds it with the reason."""
    convener = Representative(lite, account="convener", restarts=False)
    mandate = convener.mandate
    assert mandate is not None

    def close(work: Work) -> None:
        group = groups.create(work, mandate, mandate.area.place, TOPIC, 3, QUOTA)
        groups.move(work, group, Stage.CLOSED, mandate.id, CLOSING)

    lite.turn(close)
    stranger = Resident(lite, account="stranger", restarts=False)
    stranger.agrees()
    assert TOPIC.title not in stranger.says("/group 1")
    assert TOPIC.title not in stranger.says("/groups")
    assert TOPIC.title in convener.says("/group 1")
