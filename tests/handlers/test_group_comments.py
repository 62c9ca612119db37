"""A draft is asked of everybody who takes part, its time is counted, and every comment answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

import pytest

from civic.group_acts import AnswerComments, GiveComment, SourceKind, Stance, Verdict
from civic.groups import Stage
from civic.refusals import Refusal
from handlers import clocks, group_news
from storage import (
    attachments,
    forgetting,
    group_comments,
    group_drafts,
    group_members,
    group_seats,
    group_sources,
    groups,
    outbox,
    people,
    standing,
    timers,
)
from storage.group_drafts import Draft
from storage.groups import Group
from storage.work import Conflict, Work
from tests.clocks import pass_time, strike_all
from tests.offices import Representative
from tests.reported import VILLAGE, report, somebody
from tests.seated import seated
from tests.world import Resident, World

ELSEWHERE = "x-sy090102-11"
DAYS = 7


@dataclass(frozen=True, slots=True)
class Scene:
    """A group of three with its convener, and the draft that is or was open for comments."""

    convener: Representative
    members: list[Resident]
    group: str
    draft: str

    def load(self, world: World) -> Group:
        """Return the group as it stands."""
        return world.turn(partial(groups.load, group_id=self.group))


def _scene(world: World) -> Scene:
    """Seat a group, give it a source and a draft, and open that for comments."""
    members = [Resident(world, account=each) for each in ("samira", "huda", "karim")]
    for member in members:
        member.agrees()
    convener = Representative(world, account="hala", place=VILLAGE)
    group = seated(world, convener, members)
    mandate = convener.mandate_id

    def turn(work: Work) -> Draft:
        seat = group_seats.of_group(work, group.id)[0].id
        group_sources.add(work, group.id, seat, SourceKind.NOTE, "what", "why")
        groups.move(work, groups.load(work, group.id), Stage.DRAFTING, mandate)
        return group_drafts.add(work, group.id, seat, ("one", "two"))

    draft = world.turn(turn)
    return Scene(convener, members, group.id, draft.id)


def _open(world: World, scene: Scene) -> None:
    scene.convener.unlocks()
    scene.convener.says(f"/group 1 go commenting {DAYS}")
    assert scene.load(world).stage is Stage.COMMENTING


def _comment(world: World, scene: Scene, person: str, voice: str = "") -> int:
    act = GiveComment(
        group=scene.group,
        draft=scene.draft,
        paragraph=1,
        stance=Stance.OBJECT,
        words="" if voice else "too dear",
        voice=voice,
        name="",
    )
    return world.turn(partial(group_comments.add, person_id=person, act=act)).number


def _told(world: World, words: str) -> Counter[str]:
    """Count the messages that hold these words, by the chats that they are owed to."""
    rows = world.turn(lambda work: outbox.owed(work, most=10_000))
    return Counter(row.chat for row in rows if words in row.message.text)


def test_everybody_who_takes_part_is_asked_once(world: World) -> None:
    """More people than one turn tells, none twice, and nobody of another place."""
    scene = _scene(world)
    here = [somebody(world, f"here{number}") for number in range(group_members.PAGE + 20)]
    for each in here:
        report(world, each)
    report(world, somebody(world, "there"), place=ELSEWHERE)
    _open(world, scene)
    strike_all(world)
    asked = _told(world, "مسودة جديدة")
    accounts = {each.address.chat for each in here}
    assert asked == dict.fromkeys({*accounts, "samira", "huda", "karim", "hala"}, 1)


def test_reminders_go_to_the_undecided_only(world: World) -> None:
    """Three days and one day before the end; whoever commented or declined hears nothing."""
    scene = _scene(world)
    spoke, declined, silent = (somebody(world, each) for each in ("spoke", "declined", "silent"))
    for each in (spoke, declined, silent):
        report(world, each)
    _open(world, scene)
    _comment(world, scene, spoke.id)
    world.turn(partial(group_comments.decline, draft_id=scene.draft, person_id=declined.id))
    pass_time(world, days=DAYS - 1, hours=12)
    reminded = _told(world, "بقي على انتهاء الملاحظات")
    assert (reminded["spoke"], reminded["declined"], reminded["silent"]) == (0, 0, 2)


def test_the_time_is_over_to_the_second(world: World) -> None:
    """A comment a second before is taken, one at the closing instant is not, timer or no timer."""
    scene = _scene(world)
    resident = Resident(world, account="nadia")
    resident.agrees()
    report(world, _known(world, resident))
    _open(world, scene)
    world.clock.forward(days=DAYS, seconds=-1)
    assert "على أي فقرة" in resident.says("/comment 1")
    world.clock.forward(seconds=1)
    assert "انتهت مهلة الملاحظات" in resident.says("/comment 1")
    strike_all(world)
    assert scene.load(world).stage is Stage.ANSWERING


def test_a_comment_that_is_finished_too_late_is_refused(world: World) -> None:
    """What was begun in time counts only when it is sent in time."""
    scene = _scene(world)
    _open(world, scene)
    member = scene.members[2]
    member.says("/comment 1 1")
    member.taps("اعتراض")
    member.says("too dear for most houses")
    world.clock.forward(days=DAYS)
    assert "انتهت مهلة الملاحظات" in member.taps("تخطّي")
    assert world.count("group_comment") == 0


def test_an_outage_lengthens_the_time_and_is_told(world: World) -> None:
    """By as long as the service was away; the reminders move too."""
    scene = _scene(world)
    report(world, somebody(world, "silent"))
    _open(world, scene)
    strike_all(world)
    before = scene.load(world).window_closes
    assert before is not None
    world.turn(standing.note_alive)
    world.clock.forward(hours=5)
    world.turn(clocks.go_on)
    strike_all(world)
    assert scene.load(world).window_closes == before + 5 * 3600
    timer = world.turn(partial(timers.get, kind=group_news.CLOSE, subject=scene.group))
    assert timer is not None
    assert timer.due == before + 5 * 3600
    assert _told(world, "توقفت الخدمة")["silent"] == 1


def test_an_outage_over_the_end_keeps_the_time_open(world: World) -> None:
    """A window whose end fell into the outage is not closed by the first sweep after it."""
    scene = _scene(world)
    _open(world, scene)
    world.clock.forward(days=DAYS, hours=-1)
    world.turn(standing.note_alive)
    world.clock.forward(hours=5)
    world.turn(clocks.go_on)
    strike_all(world)
    assert scene.load(world).stage is Stage.COMMENTING
    pass_time(world, hours=2)
    assert scene.load(world).stage is Stage.ANSWERING


def test_no_draft_goes_on_while_a_comment_waits(world: World) -> None:
    """Neither to a vote nor to another round; with the last answer both are free."""
    scene = _scene(world)
    _open(world, scene)
    author = somebody(world, "author")
    numbers = tuple(_comment(world, scene, author.id) for _ in range(2))
    pass_time(world, days=DAYS)
    for to in (Stage.DRAFTING, Stage.DECIDING):
        with pytest.raises(Refusal) as refused:
            world.turn(partial(groups.move, group=scene.load(world), to=to, actor="x"))
        assert refused.value.code == "group.answers"
        assert refused.value.facts["numbers"] == numbers
    scene.members[0].says("/answer 1 1")
    _answer(world, scene, numbers)
    strike_all(world)
    world.turn(partial(groups.move, group=scene.load(world), to=Stage.DECIDING, actor="x"))
    assert _told(world, "الجواب عن ملاحظتكم")["author"] == len(numbers)


def _answer(world: World, scene: Scene, numbers: tuple[int, ...]) -> None:
    act = AnswerComments(
        group=scene.group,
        numbers=numbers,
        bundle="the price",
        verdict=Verdict.PARTLY,
        reason="half of it is paid by all",
    )

    def turn(work: Work) -> None:
        found = group_comments.unanswered(work, scene.group)
        seat = group_seats.of_group(work, scene.group)[0].id
        given = group_comments.answer(work, seat, act, found)
        group_news.later(work, world.service, group_news.ANSWERED, given.id)

    world.turn(turn)


def test_of_two_who_move_a_group_at_once_one_is_told_where_it_stands(world: World) -> None:
    """Who read it before the other's step finds it changed, and the turn runs again."""
    scene = _scene(world)
    read_before = scene.load(world)
    _open(world, scene)
    with pytest.raises(Conflict):
        world.turn(partial(groups.change, group=read_before, window_days=8))


def test_a_voice_note_stays_while_its_comment_does(world: World) -> None:
    """The sweep of unused files leaves it; with its author it goes and the comment stays."""
    scene = _scene(world)
    _open(world, scene)
    author = somebody(world, "author")
    body = attachments.Body("telegram", "a voice", b"sound")
    voice = world.turn(partial(attachments.want, person=author.id, kind="voice", body=body))
    _comment(world, scene, author.id, voice)
    world.turn(attachments.drop_unused)
    assert world.turn(partial(attachments.get, attachment_id=voice)) is not None
    world.turn(partial(forgetting.dissolve, person_id=author.id))
    left = world.turn(partial(group_comments.of_group, group_id=scene.group))
    assert [(each.person, each.attachment) for each in left] == [("", None)]


def test_a_forgotten_member_leaves_the_seat_and_what_the_group_said_stays(world: World) -> None:
    """Names go with their owner's key; sources and drafts are the group's."""
    scene = _scene(world)
    person = _id(world, scene.members[0])
    world.turn(partial(forgetting.dissolve, person_id=person))
    assert len(world.turn(partial(group_seats.of_group, group_id=scene.group))) == 2
    assert len(world.turn(partial(group_sources.of_group, group_id=scene.group))) == 1
    assert world.turn(partial(group_drafts.get, draft_id=scene.draft)) is not None


def test_texts_are_for_members_and_those_who_are_asked(world: World) -> None:
    """A draft in work is the group's; a frozen one is for whoever takes part in the place."""
    scene = _scene(world)
    stranger = Resident(world, account="omar")
    stranger.agrees()
    assert "two" in scene.members[0].says("/draft 1")
    assert "two" not in stranger.says("/draft 1")
    _open(world, scene)
    assert "two" not in stranger.says("/draft 1")
    report(world, _known(world, stranger))
    assert "two" in stranger.says("/draft 1")
    for command in ("/source 1 list", "/answer 1", "/group 1 candidates", "/group 1 go closed"):
        assert "what" not in stranger.says(command)
    assert scene.load(world).stage is Stage.COMMENTING


def _known(world: World, resident: Resident) -> people.Person:
    """Return who a resident is, as storage knows them."""
    found = world.turn(
        partial(
            people.find, channel=resident.channel, account=resident.account, chat=resident.account
        )
    )
    assert found is not None
    return found


def _id(world: World, resident: Resident) -> str:
    """Return the id of a resident's person."""
    return _known(world, resident).id


def test_in_a_large_area_the_same_people_are_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether its needs are gone through or everybody's, and nobody of another place."""
    scene = _scene(world)
    for number in range(30):
        person = somebody(world, f"here{number}")
        report(world, person, place=VILLAGE if number % 3 else ELSEWHERE)
    group = scene.load(world)
    found = []
    for large in (group_members.LARGE, 0):
        monkeypatch.setattr(group_members, "LARGE", large)
        members = partial(group_members.after, group_id=group.id, place=group.place, last="")
        found.append(world.turn(members))
    assert found[0] == found[1]
    assert len(found[0]) == 20 + len(scene.members) + 1
