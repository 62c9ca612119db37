"""A published paper in sections, as the public page and the paper that is printed show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from civic.group_acts import SourceKind, Stance, Verdict
from civic.group_reviews import ReviewState
from civic.group_votes import Choice
from civic.groups import Stage
from civic.publications import (
    PublicComment,
    PublicNote,
    PublicOpinion,
    PublicPaper,
    PublicSession,
    PublicSource,
    PublicStep,
)
from conversations import group_reviews, joint_papers
from conversations.figures import Reader
from conversations.group_sessions import agenda, minutes
from conversations.group_texts import NO_WORDS
from conversations.group_votes import counts
from conversations.group_words import SOURCE, STAGE, STANCE, VERDICT
from conversations.pictures import Section
from conversations.wording import Code, PlaceName, Text, _, counted, lines, together

PAPERS: Final[Text] = _("Papers of the working groups")
NO_PAPERS: Final[Text] = _("No paper has been published yet.")
ALL_PAPERS: Final[Text] = _("All papers")
AS_PDF: Final[Text] = _("The paper as PDF")
CHAIN: Final[Text] = _("The chain of the vote, to check its code")
AS_FEED: Final[Text] = _("New papers as a feed")
NO_SUCH_PAPER: Final[Text] = _("There is no such paper here.")

_SPOKEN: Final[Text] = _("(by voice; what was written down was not agreed to in time)")
_NAMELESS: Final[Text] = _("without a name")


def subtitle(paper: PublicPaper) -> Text:
    """Say whose paper it is and when it was published."""
    return _(
        "Working group {number}, {place}, published on {date}",
        number=paper.number,
        place=PlaceName(paper.place, within=True),
        date=date.fromisoformat(paper.day),
    )


def sections(reader: Reader, paper: PublicPaper) -> tuple[Section, ...]:
    """Return everything that is published of a group's work, in the order in which it is read."""
    found: list[tuple[Text, list[Text]]] = [
        (_("Summary"), [paper.summary]),
        (_("The question"), [paper.why]),
        (_("The opinion of the majority"), _numbered(paper.paragraphs)),
        (_("The opposing opinion and its reasons"), _opposing(paper)),
        (_("Paragraphs without a majority"), _numbered(paper.left_out)),
        (_("The vote"), _vote(paper)),
        (_("The review"), _review(reader, paper)),
        (_("Members of the group"), _members(paper)),
        (_("Sources"), [_source(each) for each in paper.sources]),
        (_("Comments and their answers"), [_comment(each) for each in paper.comments]),
        (_("Sessions of the group"), [_session(each) for each in paper.sessions]),
        (_("How it came about"), [_step(each) for each in paper.history]),
    ]
    return tuple(
        Section(title=reader.say(title), paragraphs=tuple(reader.say(each) for each in said))
        for title, said in found
        if said
    )


def _numbered(paragraphs: Mapping[int, str]) -> list[Text]:
    return [_("{number}. {words}", number=n, words=words) for n, words in paragraphs.items()]


def _opposing(paper: PublicPaper) -> list[Text]:
    return [_opinion(each) for each in paper.opposing] or [joint_papers.NO_OPPOSING]


def _step(step: PublicStep) -> Text:
    stage = STAGE[Stage(step.stage)]
    return _("{date}: {stage}", date=date.fromisoformat(step.day), stage=stage)


def _opinion(opinion: PublicOpinion) -> Text:
    name = opinion.name or joint_papers.member(opinion.member)
    if opinion.confirmed:
        return lines(_("{name}, in words that were confirmed:", name=name), opinion.text)
    return lines(_("{name}, not confirmed in the time given:", name=name), opinion.text)


def _vote(paper: PublicPaper) -> list[Text]:
    rows = [
        counts(
            each.part,
            {
                Choice.AGREE: each.agree,
                Choice.RESERVATION: each.reservation,
                Choice.DISAGREE: each.disagree,
                Choice.ABSTAIN: each.abstain,
            },
            adopted=each.adopted,
        )
        for each in paper.counts
    ]
    voted = _("{voted} of {seats} members voted.", voted=paper.voted, seats=paper.seats)
    return [*rows, voted, _("Code of the table: {code}", code=Code(paper.code))]


def _review(reader: Reader, paper: PublicPaper) -> list[Text]:
    if not paper.review:
        return []
    office = paper.reviewer_ar if reader.language == "ar" else paper.reviewer_en
    said = group_reviews.said(ReviewState(paper.review), office)
    return [said, *(_note(number, each) for number, each in enumerate(paper.notes, start=1))]


def _note(number: int, note: PublicNote) -> Text:
    return lines(
        _("Note {number}: {words}", number=number, words=note.text),
        _("The group's answer: {words}", words=note.answer),
    )


def _members(paper: PublicPaper) -> list[Text]:
    nameless = paper.seats - len(paper.members)
    named = together(*paper.members) if paper.members else None
    hidden = _("Members without a name: {count}", count=nameless) if nameless else None
    return [each for each in (named, hidden) if each is not None]


def _source(source: PublicSource) -> Text:
    kind = SOURCE[SourceKind(source.kind)]
    named = _("[{number}] {kind}: {what}", number=source.number, kind=kind, what=source.what)
    fingerprint = _("Fingerprint of the file (SHA-256): {digest}", digest=Code(source.digest))
    return lines(named, source.why, fingerprint if source.digest else None)


def _comment(comment: PublicComment) -> Text:
    stance, name = STANCE[Stance(comment.stance)], comment.name or _NAMELESS
    where = (
        _("{number}. Version {version}, paragraph {part}", part=comment.paragraph, **_at(comment))
        if comment.paragraph
        else _("{number}. Version {version}, the whole text", **_at(comment))
    )
    words = comment.words or (_SPOKEN if comment.spoken else NO_WORDS)
    said = _("{stance}, {name}: {words}", stance=stance, name=name, words=words)
    if not comment.verdict:
        return lines(where, said)
    verdict = VERDICT[Verdict(comment.verdict)]
    return lines(where, said, _("{verdict}: {words}", verdict=verdict, words=comment.answer))


def _session(session: PublicSession) -> Text:
    held = _("{number}. {date}", number=session.number, date=date.fromisoformat(session.day))
    there = counted("{count} member present.", "{count} members present.", session.present)
    return lines(held, agenda(session.agenda), there, minutes(session.minutes, ()))


def _at(comment: PublicComment) -> dict[str, int]:
    return {"number": comment.number, "version": comment.version}
