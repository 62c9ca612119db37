"""What members and readers of a working group said is kept: sources, drafts, comments, answers."""

from __future__ import annotations

from civic.group_acts import AddSource, AnswerComments, GiveComment, SendDraft
from civic.groups import BEFORE_THE_VOTE, WRITING, Stage
from civic.recordings import Subject
from conversations import group_texts as texts
from conversations.recordings import comment_heard
from conversations.wording import lines
from handlers import files, group_access, group_news, group_windows, recording_news
from handlers.visit import Visit, menu_after
from storage import group_comments, group_drafts, group_sources, groups, recordings
from storage.group_comments import Comment
from storage.group_drafts import FROZEN
from storage.group_seats import Seat
from storage.groups import Group
from storage.people import Person


def add_source(visit: Visit, group: Group, seat: Seat, act: AddSource) -> None:
    """Keep a source, unless the vote has begun meanwhile."""
    if group.stage not in BEFORE_THE_VOTE:
        visit.say(texts.NOT_RESEARCHING, group_access.to_group(visit, group))
        return
    if act.attachment and not files.is_here(visit, act.attachment):
        again = visit.command(texts.SOURCE_BUTTON, f"/source {group.number}")
        visit.say(texts.FILE_NOT_KEPT, again, group_access.to_group(visit, group))
        return
    kept = group_sources.add(
        visit.work, group.id, seat.id, act.kind, act.what, act.why, act.attachment
    )
    files.fetch(visit, act.attachment)
    visit.say(
        texts.source_added(kept.number),
        visit.command(texts.SOURCE_BUTTON, f"/source {group.number}"),
        visit.command(texts.SOURCES_BUTTON, f"/source {group.number} list"),
        group_access.to_group(visit, group),
        *menu_after(visit),
    )


def keep_draft(visit: Visit, group: Group, seat: Seat, act: SendDraft) -> None:
    """Keep a new version, unless the group stands elsewhere meanwhile."""
    if group.stage not in WRITING:
        visit.say(texts.NOT_DRAFTING, group_access.to_group(visit, group))
        return
    kept = group_drafts.add(visit.work, group.id, seat.id, act.paragraphs)
    visit.say(
        texts.kept(kept.version, len(kept.paragraphs)),
        visit.command(texts.READ_BUTTON, f"/draft {group.number}"),
        visit.command(texts.DIFFERENCE_BUTTON, f"/draft {group.number} diff"),
        group_access.to_group(visit, group),
        *menu_after(visit),
    )


def comment(visit: Visit, person: Person, act: GiveComment) -> None:
    """Keep a comment, unless its time is over or the text is another by now."""
    group = groups.load(visit.work, act.group)
    draft = group_drafts.newest(visit.work, group.id, FROZEN)
    if problem := group_windows.closed(visit, group):
        visit.say(problem, group_access.to_group(visit, group), *menu_after(visit))
        return
    if draft is None or draft.id != act.draft:
        read = visit.command(texts.READ_BUTTON, f"/draft {group.number}")
        visit.say(texts.OTHER_VERSION, read, *menu_after(visit))
        return
    kept = group_comments.add(visit.work, person.id, act)
    if act.voice:
        _write_down_later(visit, person, group, kept)
    again = visit.command(texts.COMMENT_BUTTON, f"/comment {group.number}")
    visit.say(
        lines(texts.arrived(kept.number, kept.paragraph), comment_heard() if act.voice else None),
        again,
        group_access.to_group(visit, group),
        *menu_after(visit),
    )


def _write_down_later(visit: Visit, person: Person, group: Group, said: Comment) -> None:
    """Have what was said by voice written down, for all who read it."""
    subject, voice = Subject.COMMENT, said.attachment or ""
    recordings.add(visit.work, group.id, subject, said.id, said.paragraph, person.id, voice)
    recording_news.later(visit.work, group)


def answer(visit: Visit, group: Group, seat: Seat, act: AnswerComments) -> None:
    """Keep an answer and let the authors be told; what has one already is named."""
    if group.stage is not Stage.ANSWERING:
        visit.say(texts.NOT_ANSWERING, group_access.to_group(visit, group))
        return
    waiting = {each.number: each for each in group_comments.unanswered(visit.work, group.id)}
    if wrong := [number for number in act.numbers if number not in waiting]:
        visit.say(
            texts.cannot_answer(wrong), group_access.to_answers(visit, group), *menu_after(visit)
        )
        return
    found = [waiting[number] for number in act.numbers]
    given = group_comments.answer(visit.work, seat.id, act, found)
    group_news.later(visit.work, visit.service, group_news.ANSWERED, given.id)
    visit.say(
        texts.kept_answer(len(found)),
        group_access.to_answers(visit, group),
        group_access.to_group(visit, group),
        *menu_after(visit),
    )
