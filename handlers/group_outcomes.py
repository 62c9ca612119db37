"""What was done in a working group becomes a fact, after everything was checked once more."""

from __future__ import annotations

from civic.group_acts import (
    AddSource,
    AnswerComments,
    Apply,
    ChooseSeats,
    CloseGroup,
    GiveComment,
    GroupAct,
    ProposeGroup,
    SendDraft,
    SendDraftFile,
    WriteDown,
)
from civic.group_sessions import PlanSession, WriteMinutes
from civic.groups import ENDED, Stage
from civic.refusals import Refusal
from conversations import groups as words
from conversations.engine.journal import Journal
from conversations.group_refusals import why_not
from conversations.group_sessions import NOT_NOW
from conversations.group_texts import ONLY_MEMBERS
from conversations.group_words import STEP
from conversations.messages import Role
from handlers import (
    draft_files,
    group_access,
    group_cards,
    group_closing,
    group_keeping,
    group_seating,
    recording_keeping,
    session_keeping,
)
from handlers.group_access import Asked
from handlers.keeping import keep_until_unlocked
from handlers.visit import Visit, menu_after
from storage import audit, groups
from storage.groups import Topic
from storage.people import Person


def finish(visit: Visit, person: Person, journal: Journal, act: GroupAct) -> None:
    """Store what a conversation in a group came to."""
    match act:
        case ProposeGroup():
            _propose(visit, person, journal, act)
        case Apply():
            group_seating.applied(visit, person, act)
        case ChooseSeats() | CloseGroup():
            _convene(visit, person, journal, act)
        case GiveComment():
            group_keeping.comment(visit, person, act)
        case PlanSession() | WriteMinutes():
            _meet(visit, person, journal, act)
        case AddSource() | SendDraft() | SendDraftFile() | AnswerComments() | WriteDown():
            _work(visit, person, act)


def _propose(visit: Visit, person: Person, journal: Journal, act: ProposeGroup) -> None:
    by = group_access.opened_by(visit, person)
    if by is None or by.office.id != act.office:
        keep_until_unlocked(visit, person, journal)
        return
    topic = Topic(act.title, act.why, act.topics)
    quota = visit.service.womens_quota
    group = groups.create(visit.work, by, act.place, topic, act.seats, quota)
    audit.note(visit.work, by.id, "group.proposed", group.id)
    visit.say(
        words.proposed(group.number, act.title),
        visit.command(STEP[Stage.FORMING], f"/group {group.number} go {Stage.FORMING}", Role.MAIN),
        group_access.to_group(visit, group),
        *menu_after(visit),
    )


def _convene(visit: Visit, person: Person, journal: Journal, act: ChooseSeats | CloseGroup) -> None:
    asked = _asked(visit, person, act)
    if asked.by is None:
        keep_until_unlocked(visit, person, journal)
        return
    try:
        if isinstance(act, ChooseSeats):
            group_seating.seat_chosen(visit, asked, act)
        else:
            group_closing.close(visit, asked, act.reason)
    except Refusal as refusal:
        group_cards.show(visit, _asked(visit, person, act), why_not(refusal))
        return
    group_cards.show(visit, _asked(visit, person, act))


def _meet(visit: Visit, person: Person, journal: Journal, act: PlanSession | WriteMinutes) -> None:
    asked = _asked(visit, person, act)
    if not asked.inside and group_access.may_open(visit, person):
        keep_until_unlocked(visit, person, journal)
    elif not asked.inside or asked.group.stage in ENDED:
        visit.say(
            NOT_NOW if asked.inside else ONLY_MEMBERS, group_access.to_group(visit, asked.group)
        )
    elif isinstance(act, PlanSession):
        session_keeping.plan(visit, asked, act)
    else:
        session_keeping.write(visit, asked, act)


def _work(
    visit: Visit,
    person: Person,
    act: AddSource | SendDraft | SendDraftFile | AnswerComments | WriteDown,
) -> None:
    asked = _asked(visit, person, act)
    if asked.seat is None:
        visit.say(ONLY_MEMBERS, group_access.to_group(visit, asked.group))
    elif isinstance(act, AddSource):
        group_keeping.add_source(visit, asked.group, asked.seat, act)
    elif isinstance(act, SendDraft):
        group_keeping.keep_draft(visit, asked.group, asked.seat, act)
    elif isinstance(act, WriteDown):
        recording_keeping.keep(visit, person, asked, act)
    elif isinstance(act, SendDraftFile):
        draft_files.receive(visit, asked.group, asked.seat, act)
    else:
        group_keeping.answer(visit, asked.group, asked.seat, act)


def _asked(visit: Visit, person: Person, act: GroupAct) -> Asked:
    return group_access.asked(visit, person, groups.load(visit.work, act.group))
