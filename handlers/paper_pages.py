"""What is published of a group's work: both opinions, the vote, sources, comments and answers.

Members are named who said so when they approved the summary, authors of comments who said so
when they commented; all others stay without a name.
"""

from __future__ import annotations

from datetime import UTC, datetime

from civic.group_sessions import SessionState
from civic.group_votes import Choice, adopted, tally, voted
from civic.hours import today
from civic.joint_papers import OpinionState
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
from handlers.vote_tables import table_code
from storage import (
    group_comments,
    group_drafts,
    group_sessions,
    group_sources,
    group_votes,
    groups,
    joint_papers,
    offices,
)
from storage import group_reviews as reviews
from storage.group_comments import Comment
from storage.group_reviews import GroupReview
from storage.group_votes import GroupVote
from storage.groups import Group
from storage.joint_papers import Paper
from storage.work import Work


def of(work: Work, group: Group, paper: Paper, vote: GroupVote) -> PublicPaper:
    """Return everything that everybody may read of a group's work."""
    names = _names(work, paper, vote)
    review = reviews.newest(work, paper.id)
    office = offices.named(work, review.office) if review else None
    said = group_votes.votes(work, vote)
    return PublicPaper(
        number=group.number,
        title=group.topic.title,
        why=group.topic.why,
        place=group.place,
        day=today(work.now).isoformat(),
        summary=paper.body.summary,
        paragraphs=paper.body.paragraphs,
        left_out=paper.body.left_out,
        opposing=_opposing(work, paper, names),
        sources=_sources(work, group),
        comments=tuple(_comment(work, each) for each in group_comments.of_group(work, group.id)),
        members=tuple(name for name in names.values() if name),
        seats=len(vote.seats),
        voted=len(voted(said)),
        counts=_counts(work, vote),
        code=table_code(work, vote),
        review=review.state.value if review else "",
        reviewer_ar=office.name("ar") if office else "",
        reviewer_en=office.name("en") if office else "",
        notes=_notes(review),
        history=_history(work, group),
        sessions=_sessions(work, group),
    )


def _names(work: Work, paper: Paper, vote: GroupVote) -> dict[int, str]:
    named = {id_ for id_, given in joint_papers.approvals(work, paper).items() if given.named}
    return {seat.number: seat.name if seat.id in named else "" for seat in vote.seats}


def _opposing(work: Work, paper: Paper, names: dict[int, str]) -> tuple[PublicOpinion, ...]:
    return tuple(
        PublicOpinion(
            member=each.seat,
            name=names[each.seat],
            text=each.text,
            confirmed=each.state is OpinionState.CONFIRMED,
        )
        for each in joint_papers.opinions(work, paper)
    )


def _sources(work: Work, group: Group) -> tuple[PublicSource, ...]:
    return tuple(
        PublicSource(
            number=each.number,
            kind=each.kind.value,
            what=each.what,
            why=each.why,
            digest=each.digest,
        )
        for each in group_sources.of_group(work, group.id)
    )


def _comment(work: Work, comment: Comment) -> PublicComment:
    given = group_comments.get_answer(work, comment.answer) if comment.answer else None
    draft = group_drafts.get(work, comment.draft)
    return PublicComment(
        number=comment.number,
        version=draft.version if draft else 0,
        paragraph=comment.paragraph,
        stance=comment.stance.value,
        words=comment.words,
        name=comment.name,
        verdict=given.verdict.value if given else "",
        answer=given.reason if given else "",
        spoken=comment.attachment is not None,
    )


def _counts(work: Work, vote: GroupVote) -> tuple[PublicCount, ...]:
    said = group_votes.votes(work, vote)
    passed = adopted(vote.ballot, said)
    found = []
    for part in vote.parts:
        counts = tally(said, part)
        found.append(
            PublicCount(
                part=part,
                agree=counts[Choice.AGREE],
                reservation=counts[Choice.RESERVATION],
                disagree=counts[Choice.DISAGREE],
                abstain=counts[Choice.ABSTAIN],
                adopted=part in passed,
            )
        )
    return tuple(found)


def _notes(review: GroupReview | None) -> tuple[PublicNote, ...]:
    notes = review.notes if review else ()
    return tuple(PublicNote(text=note.text, answer=note.answer or "") for note in notes)


def _sessions(work: Work, group: Group) -> tuple[PublicSession, ...]:
    """Return the sessions that were held; who was there is a number only."""
    return tuple(
        PublicSession(
            number=each.number,
            day=today(datetime.fromtimestamp(each.at, UTC)).isoformat(),
            agenda=each.agenda,
            present=each.came,
            minutes=each.text,
        )
        for each in group_sessions.of_group(work, group.id)
        if each.state is SessionState.HELD
    )


def _history(work: Work, group: Group) -> tuple[PublicStep, ...]:
    return tuple(
        PublicStep(
            stage=step.stage.value,
            day=today(datetime.fromtimestamp(step.at, UTC)).isoformat(),
        )
        for step in groups.history(work, group.id)
    )
