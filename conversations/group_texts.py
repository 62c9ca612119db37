"""What is said of a group's sources, drafts, comments and answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from civic.drafts import Difference, Kind, changed_words
from civic.group_acts import SourceKind, Stance, Verdict
from conversations.group_words import SOURCE, STANCE, VERDICT
from conversations.wording import Code, Text, _, counted, lines, together

SHOWN: Final = 16
"""Letters of a fingerprint that are shown in a chat; the paper shows all 64."""

ONLY_MEMBERS: Final[Text] = _(
    "Only members of the group can do this. Who applied is seated by the convener."
)
SOURCE_BUTTON: Final[Text] = _("Add a source")
SOURCES_BUTTON: Final[Text] = _("Sources")
FILE_NOT_KEPT: Final[Text] = _(
    "The file could not be kept, so there is no source yet. Please send it again."
)
FILE_NOT_HERE: Final[Text] = _("This file is not here yet, or not any more.")
NO_SOURCES: Final[Text] = _("There is no source yet.")
NOT_RESEARCHING: Final[Text] = _(
    "Sources are collected until the vote begins. This group stands elsewhere now."
)

WRITE_BUTTON: Final[Text] = _("Send a draft")
READ_BUTTON: Final[Text] = _("Read the draft")
DIFFERENCE_BUTTON: Final[Text] = _("What changed")
NEXT_PART: Final[Text] = _("Next part")
NO_DRAFT: Final[Text] = _("There is no draft to read yet.")
NOT_DRAFTING: Final[Text] = _(
    "A draft can be sent while the group writes, and while it answers comments. Now it stands "
    "elsewhere."
)
SAME: Final[Text] = _("Nothing differs from the version before.")
FIRST: Final[Text] = _("This is the first version, so there is nothing to compare.")
WINDOW: Final[Text] = _("For how many days shall comments be open?")

COMMENT_BUTTON: Final[Text] = _("Comment")
DECLINE_BUTTON: Final[Text] = _("No comment from me")
DECLINED: Final[Text] = _("You will hear nothing more of this draft. A comment stays possible.")
NOT_COMMENTING: Final[Text] = _(
    "No draft of this group is open for comments now. Where it stands is told by its card."
)
OTHER_VERSION: Final[Text] = _(
    "The text has changed meanwhile, so your comment would be about an old version. Please look "
    "at the new one."
)
NOT_TAKING_PART: Final[Text] = _(
    "The draft is asked of those who take part in that area. Who reports or supports a need there "
    "does: /need"
)

ANSWER_BUTTON: Final[Text] = _("Answer comments")
BUNDLE_BUTTON: Final[Text] = _("Answer several together")
NEW_ROUND: Final[Text] = _("A new draft, open for comments again")
ALL_ANSWERED: Final[Text] = _("Every comment has its answer.")
NOT_ANSWERING: Final[Text] = _("Comments are answered once the time for them is over.")
VOICE: Final[Text] = _("(voice note)")
NO_WORDS: Final[Text] = _("(without words)")
THE_VOICE: Final[Text] = _("The voice note of this comment.")
NO_ADDRESS: Final[Text] = _("An address that begins with https:// is needed here.")
TWO_NUMBERS: Final[Text] = _("At least two numbers of comments are needed here, such as: 2 5 6")
NO_TOPIC: Final[Text] = _("Please choose at least one.")
NO_REASON: Final[Text] = _("Please write the reason in a few words: others will read it.")
NO_NUMBERS: Final[Text] = _(
    "Three to five different numbers of the list are needed here, such as: 1 3 4"
)
YOU_HAVE_NEWS: Final[Text] = _("You have a message.")


def enough_comments(most: int) -> Text:
    """Say that somebody has made as many comments as one person can."""
    return counted(
        "You have made {count} comment on this version, which is as many as one person can.",
        "You have made {count} comments on this version, which is as many as one person can.",
        most,
    )


def source(number: int, kind: SourceKind, what: str, why: str, digest: str = "") -> Text:
    """Return a source as the list of references shows it, of a file the fingerprint's beginning."""
    return lines(
        _("[{number}] {kind}: {what}", number=number, kind=SOURCE[kind], what=what),
        _("What it is good for: {why}", why=why),
        _("Fingerprint of the file (SHA-256): {digest}", digest=Code(digest[:SHOWN] + "…"))
        if digest
        else None,
    )


def open_source(number: int) -> Text:
    """Return the button that opens the file of a source."""
    return _("Open file {number}", number=number)


def the_source(number: int, what: str) -> Text:
    """Return what stands under the file of a source."""
    return _("[{number}] {what}", number=number, what=what)


def source_added(number: int) -> Text:
    """Say under which number a source is kept."""
    return _("The source is kept under number {number}.", number=number)


def heading(title: str, version: int, state: str) -> Text:
    """Return what stands over a draft."""
    if state == "frozen":
        return _("{title}: version {version}, frozen", title=title, version=version)
    return _("{title}: version {version}, in work", title=title, version=version)


def paragraph(number: int, text: str) -> Text:
    """Return a paragraph with the number by which people point at it."""
    return _("({number}) {words}", number=number, words=text)


def kept(version: int, paragraphs: int) -> Text:
    """Say that a draft arrived."""
    return counted(
        "Version {version} is kept: {count} paragraph.",
        "Version {version} is kept: {count} paragraphs.",
        paragraphs,
        version=version,
    )


def difference(found: Difference) -> Text:
    """Say of one paragraph what changed."""
    if found.kind is Kind.ADDED:
        return _("New, paragraph {number}: {words}", number=found.now, words=found.text)
    if found.kind is Kind.DROPPED:
        return _("Gone, paragraph {number}: {words}", number=found.before, words=found.was)
    out, into = changed_words(found.was, found.text)
    if not out:
        return _("Paragraph {number}, added: {into}", number=found.now, into=into)
    if not into:
        return _("Paragraph {number}, taken out: {out}", number=found.now, out=out)
    return _("Paragraph {number}: «{out}» → «{into}»", number=found.now, out=out, into=into)


def open_until(day: date) -> Text:
    """Say until when comments are open."""
    return _("Comments are open until {date}.", date=day)


def closed_on(day: date) -> Text:
    """Say that the time is over, to the second."""
    return _(
        "The time for comments ended on {date}. The group answers those that came before.", date=day
    )


def asks(title: str, day: date) -> Text:
    """Ask the members of a consultation what they say to a draft."""
    return _(
        "A new draft: {title}. Your opinion is asked for until {date}. You can comment on a "
        "paragraph or the whole text, in writing or by voice.",
        title=title,
        date=day,
    )


def reminder(title: str, days: int, day: date) -> Text:
    """Remind somebody who neither commented nor declined."""
    return lines(
        _("A draft is open for comments: {title}", title=title),
        counted(
            "{count} day is left ({date}). Taking part is voluntary.",
            "{count} days are left ({date}). Taking part is voluntary.",
            days,
            date=day,
        ),
    )


def extended(title: str, day: date) -> Text:
    """Say that an outage lengthened the time."""
    return _(
        "The service was down for a while. The time for comments on «{title}» is therefore longer, "
        "until {date}.",
        title=title,
        date=day,
    )


def arrived(number: int, part: int) -> Text:
    """Say that a comment arrived, and what comes of it."""
    if not part:
        return _(
            "Your comment {number} on the whole text arrived. The group answers it before the "
            "next text, and you will be told.",
            number=number,
        )
    return _(
        "Your comment {number} on paragraph {part} arrived. The group answers it before the next "
        "text, and you will be told.",
        number=number,
        part=part,
    )


def comment(number: int, part: int, stance: Stance, words: str, *, voice: bool) -> Text:
    """Return a comment, as the group reads it."""
    said: Text = words or (VOICE if voice else NO_WORDS)
    if not part:
        return _(
            "{number}. The whole text, {stance}: {words}",
            number=number,
            stance=STANCE[stance],
            words=said,
        )
    return _(
        "{number}. Paragraph {part}, {stance}: {words}",
        number=number,
        part=part,
        stance=STANCE[stance],
        words=said,
    )


def answered(number: int, title: str, verdict: Verdict, reason: str, bundle: str) -> Text:
    """Tell an author what became of a comment."""
    return lines(
        _(
            "The answer to your comment {number} on «{title}»: {verdict}",
            number=number,
            title=title,
            verdict=VERDICT[verdict],
        ),
        _("The reason: {reason}", reason=reason),
        _("It was answered together with others like it: {bundle}", bundle=bundle)
        if bundle
        else None,
    )


def given(verdict: Verdict, reason: str) -> Text:
    """Return an answer under its comment."""
    return _("Answer: {verdict}. {reason}", verdict=VERDICT[verdict], reason=reason)


def kept_answer(count: int) -> Text:
    """Say how many authors hear of an answer."""
    return counted(
        "The answer is kept. The author of {count} comment will be told.",
        "The answer is kept. The authors of {count} comments will be told.",
        count,
    )


def cannot_answer(numbers: Sequence[int]) -> Text:
    """Say which comments have an answer already, or do not exist."""
    return counted(
        "Comment {numbers} has an answer already, or does not exist.",
        "Comments {numbers} have an answer already, or do not exist.",
        len(numbers),
        numbers=together(*map(str, numbers)),
    )


def waiting(count: int) -> Text:
    """Say how many comments wait for an answer."""
    return counted(
        "{count} comment waits for an answer.", "{count} comments wait for an answer.", count
    )


def window_over(title: str, count: int) -> Text:
    """Tell the members of a group that the time for comments is over."""
    return lines(
        _("The time for comments on «{title}» is over.", title=title),
        waiting(count) if count else ALL_ANSWERED,
    )


def open_for(days: int) -> Text:
    """Return the button that opens a draft for so many days."""
    return counted("Open for comments: {count} day", "Open for comments: {count} days", days)
