"""Sessions of a group: told and reminded of by day, written down once they have been."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import pytest

from civic.group_sessions import MOST_PLANNED
from civic.groups import Stage
from civic.hours import WALL
from civic.publications import PublicPaper
from handlers import paper_pages
from storage import (
    group_leaving,
    group_sessions,
    group_votes,
    groups,
    joint_papers,
    outbox,
    people,
)
from storage.groups import Group
from storage.work import Conflict, Work
from tests.clocks import pass_time
from tests.grouped import group_of, paper_of
from tests.offices import Representative
from tests.seated import seated
from tests.world import Resident, World

MINUTES = "يُعفى من الرسم كل بيت بلا معيل."


@dataclass
class Scene:
    """A group of three; the first member proposes."""

    world: World
    members: list[Resident] = field(init=False)
    convener: Representative = field(init=False)
    group: Group = field(init=False)

    def __post_init__(self) -> None:
        """Seat the group."""
        self.members = [
            Resident(self.world, account=name, channel=channel, restarts=False)
            for name, channel in (("amal", "telegram"), ("basel", "telegram"), ("hala", "web"))
        ]
        for each in self.members:
            each.agrees()
        self.convener = Representative(self.world, account="convener", restarts=False)
        self.group = seated(self.world, self.convener, self.members)

    def proposes(self, when: str, agenda: str = "رسم التشغيل") -> str:
        """Let the first member propose a session; returns what is answered."""
        member = self.members[0]
        for said in ("/session 1 new", when, agenda):
            member.says(said)
        return member.taps("اقتراح الجلسة")

    def reads(self, number: int) -> list[str]:
        """Everything that a member was told, with its hour."""
        return [message.text for _, message in self.members[number]._shown()]

    def arrived(self, number: int, words: str) -> int:
        """Count what a member was told that has these words."""
        return sum(words in text for text in self.reads(number))


@pytest.fixture
def scene(lite: World) -> Scene:
    """A group that is seated."""
    return Scene(lite)


def test_reminders_keep_to_the_day(scene: Scene) -> None:
    """Of a session at eight in the morning, the evening before; of one at night, before nine."""
    scene.proposes("بعد 3 أيام الساعة 8 صباحاً")
    scene.proposes("بعد 3 أيام الساعة 22:30")
    hours: list[str] = []
    for _ in range(4 * 24):
        before = scene.arrived(1, "تبدأ الجلسة")
        pass_time(scene.world, hours=1)
        if scene.arrived(1, "تبدأ الجلسة") > before:
            hours.append(f"{scene.world.clock.time.astimezone(WALL):%d %H}")
    assert hours == ["24 08", "24 21", "25 21"]  # in the hour that ends then
    assert scene.arrived(1, "تبدأ الجلسة 1") == scene.arrived(1, "تبدأ الجلسة 2") == 2


def test_a_proposal_in_the_night_is_told_in_the_morning(scene: Scene) -> None:
    """As all news of groups."""
    scene.world.clock.time = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)  # 23:00 on the wall
    scene.proposes("بعد 3 أيام الساعة 5 مساءً")
    pass_time(scene.world, minutes=5)
    assert scene.arrived(1, "هل ستحضرون") == 0
    pass_time(scene.world, hours=10)
    assert scene.arrived(1, "هل ستحضرون") == 1


def test_an_outage_brings_no_reminder_of_what_has_begun(scene: Scene) -> None:
    """Late is too late."""
    scene.proposes("غداً الساعة 5 مساءً")
    scene.world.clock.forward(days=3)
    pass_time(scene.world, minutes=1)
    assert scene.arrived(1, "تبدأ الجلسة") == 0
    assert scene.arrived(1, "هل ستحضرون") == 0


def test_on_a_shared_page_only_that_there_is_news(scene: Scene) -> None:
    """Nothing of what somebody takes part in where others may look at."""
    scene.proposes("بعد 3 أيام الساعة 5 مساءً")
    pass_time(scene.world, days=4)
    told = scene.reads(2)[4:]
    assert told
    assert not any("الجلسة" in text or "رسم" in text for text in told)


def test_a_time_that_passed_while_it_was_written_is_refused(scene: Scene) -> None:
    """A conversation may wait for days."""
    member = scene.members[0]
    for said in ("/session 1 new", "غداً الساعة 5 مساءً", "رسم التشغيل"):
        member.says(said)
    scene.world.clock.forward(days=2)
    assert "هذا الوقت مضى" in member.taps("اقتراح الجلسة")
    assert scene.world.count("group_session") == 0


def test_enough_sessions_are_ahead(scene: Scene) -> None:
    """Then one is called off first."""
    for day in range(2, 2 + MOST_PLANNED):
        scene.proposes(f"بعد {day} أيام الساعة 5 مساءً")
    assert "إلغاء إحداها أولاً" in scene.members[0].says("/session 1 new")
    scene.members[1].says("/session 1 1 sure")
    assert "في أي يوم" in scene.members[0].says("/session 1 new")


def test_who_cannot_come_is_not_reminded(scene: Scene) -> None:
    """But gets the minutes, with the names of who was there."""
    scene.proposes("غداً الساعة 5 مساءً")
    pass_time(scene.world, minutes=1)
    scene.members[1].says("/session 1 1 no")
    pass_time(scene.world, days=2)
    assert scene.arrived(1, "تبدأ الجلسة") == 0
    _write(scene.members[0])
    pass_time(scene.world, minutes=1)
    assert MINUTES in scene.reads(1)[-1]
    assert "amal" in scene.reads(1)[-1]


def _write(member: Resident, words: str = MINUTES) -> str:
    member.says("/session 1 1 minutes")
    member.taps("العضو 1")
    member.taps("تم الاختيار")
    member.says(words)
    return member.taps("حفظ المحضر")


def test_corrected_minutes_leave_the_earlier_on_record(scene: Scene) -> None:
    """The newest is what is shown; none is lost."""
    scene.proposes("غداً الساعة 5 مساءً")
    pass_time(scene.world, days=2)
    _write(scene.members[0])
    _write(scene.members[1], "يُعفى من الرسم كل بيت فقير.")
    [session] = scene.world.turn(partial(group_sessions.of_group, group_id=scene.group.id))
    assert [each.text for each in session.minutes] == [MINUTES, "يُعفى من الرسم كل بيت فقير."]
    assert session.came == 1


def test_two_who_write_at_once_lose_no_minutes(scene: Scene) -> None:
    """The slower one's turn is run again on what it finds then."""
    scene.proposes("غداً الساعة 5 مساءً")
    pass_time(scene.world, days=2)
    [read_before] = scene.world.turn(partial(group_sessions.of_group, group_id=scene.group.id))
    _write(scene.members[0])
    late = group_sessions.Minutes(seat="x", at=0, text="late")
    with pytest.raises(Conflict):
        scene.world.turn(
            partial(group_sessions.hold, session=read_before, minutes=late, came=[], seats=[])
        )


def test_what_a_forgotten_member_wrote_stays_the_groups(scene: Scene) -> None:
    """Their name goes; the minutes and how many were there stay."""
    scene.proposes("غداً الساعة 5 مساءً")
    pass_time(scene.world, days=2)
    _write(scene.members[0])
    scene.world.turn(_forget_amal)
    shown = scene.members[1].says("/session 1 1")
    assert MINUTES in shown
    assert "amal" not in shown
    assert "العضو 1" in shown


def _forget_amal(work: Work) -> None:
    person = people.find(work, "telegram", "amal", "amal")
    assert person is not None
    group_leaving.let_go(work, person.id)


def test_what_an_office_does_is_written_down(scene: Scene) -> None:
    """What members do is the group's own."""
    before = scene.world.count("audit")
    scene.proposes("بعد 3 أيام الساعة 5 مساءً")
    scene.members[0].says("/bind 1")
    assert scene.world.count("audit") == before
    convener = scene.convener
    convener.says("/bind 1 new")
    convener.says("/session 1 1 sure")
    assert scene.world.count("audit") == before + 2


def test_a_closed_group_has_no_more_sessions(scene: Scene) -> None:
    """Those that are ahead are not reminded of."""
    scene.proposes("غداً الساعة 5 مساءً")
    scene.world.turn(partial(_close, group_id=scene.group.id))
    pass_time(scene.world, days=2)
    assert scene.arrived(1, "تبدأ الجلسة") == 0
    assert "تُعقد الجلسات منذ" in scene.members[0].says("/session 1 new")


def _close(work: Work, group_id: str) -> None:
    groups.move(work, groups.load(work, group_id), Stage.CLOSED, "x", "لم تعد لازمة")


def test_held_sessions_are_published_with_the_paper(lite: World) -> None:
    """With date, agenda, how many were there and the minutes; nobody's name."""
    group = group_of(lite)
    member = Resident(lite, account="convener 0", restarts=False)
    for said in ("/session 1 new", "غداً الساعة 5 مساءً", "رسم التشغيل"):
        member.says(said)
    member.taps("اقتراح الجلسة")
    pass_time(lite, days=2)
    _write(member)
    paper = paper_of(lite, group)
    page = lite.turn(partial(_page, group_id=group.id, paper_id=paper.id))
    [session] = page.sessions
    assert (session.number, session.day, session.present) == (1, "2026-11-23", 1)
    assert (session.agenda, session.minutes) == ("رسم التشغيل", MINUTES)
    assert lite.turn(outbox.count_owed)


def _page(work: Work, group_id: str, paper_id: str) -> PublicPaper:
    vote = group_votes.newest(work, group_id)
    assert vote is not None
    return paper_pages.of(
        work, groups.load(work, group_id), joint_papers.load(work, paper_id), vote
    )
