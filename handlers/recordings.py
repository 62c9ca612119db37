"""Recordings in a working group: listened to, written down, and agreed to by whoever spoke."""

from __future__ import annotations

from civic.recordings import State, Subject, check_writing, mark
from civic.refusals import Refusal
from civic.text import digits
from conversations import recordings as words
from conversations.group_texts import ONLY_MEMBERS
from conversations.messages import FileKind, Message, Role, SentFile
from conversations.paper_refusals import why_not as why_no_vote
from conversations.wording import Text, lines
from handlers import group_access, recording_news, spoken_votes, vote_casting
from handlers.group_access import Asked
from handlers.recording_offers import to_write
from handlers.visit import Visit, going_on
from storage import attachments, group_comments, group_seats, group_votes, recordings, waiting_votes
from storage.groups import Group
from storage.people import Person
from storage.recordings import Recording


def show(visit: Visit, _person: Person, asked: Asked, _more: str) -> None:
    """List what a member can write down."""
    back = group_access.to_group(visit, asked.group)
    if asked.seat is None:
        visit.say(ONLY_MEMBERS, back, *going_on(visit))
        return
    found = to_write(visit, asked)
    if not found:
        visit.say(words.NONE_WAITS, back, *going_on(visit))
        return
    number = asked.group.number
    buttons = [
        visit.command(words.write_button(each.number), f"/group {number} write {each.number}")
        for each in found
    ]
    rows = [_row(visit, each) for each in found]
    visit.say(lines(words.waiting_list(len(found)), *rows), *buttons, back, *going_on(visit))


def opening(visit: Visit, person: Person, asked: Asked, more: str) -> dict[str, object]:
    """Let a member hear a recording; returns what the question for the words begins with.

    Empty when it cannot be written down now, which is said.
    """
    found = _numbered(visit, asked.group, more)
    back = group_access.to_group(visit, asked.group)
    try:
        if asked.seat is None:
            visit.say(ONLY_MEMBERS, back, *going_on(visit))
        elif found is None:
            visit.say(words.NO_SUCH, back, *going_on(visit))
        else:
            check_writing(found.state, own=found.person == person.id)
            return _heard(visit, asked, found)
    except Refusal as refusal:
        visit.say(words.why_not(refusal), back, *going_on(visit))
    return {}


def _heard(visit: Visit, asked: Asked, found: Recording) -> dict[str, object]:
    if _play(visit, found, words.LISTEN):
        return {"group": asked.group.id, "recording": found.number}
    again = visit.command(words.LIST_BUTTON, f"/group {asked.group.number} recordings")
    visit.say(words.NOT_HEARD, again, *going_on(visit))
    return {}


def answer(visit: Visit, person: Person, asked: Asked, more: str) -> None:
    """Show whoever spoke what was written down, and take their yes or no to these very words."""
    number, _space, more = more.partition(" ")
    said, _space, seen = more.partition(" ")
    found = _numbered(visit, asked.group, number)
    back = group_access.to_group(visit, asked.group)
    if found is None:
        visit.say(words.NO_SUCH, back, *going_on(visit))
    elif found.person != person.id:
        visit.say(words.NOT_YOURS, back, *going_on(visit))
    elif found.state is not State.WRITTEN:
        visit.say(words.NOBODY_YET, back, *going_on(visit))
    elif said == "yes" and seen == mark(found.words):
        _agree(visit, asked, found)
    elif said == "no" and seen == mark(found.words):
        _reject(visit, asked, found)
    else:
        _ask(visit, asked.group, found)


def _ask(visit: Visit, group: Group, found: Recording) -> None:
    _play(visit, found, words.YOUR_VOICE)
    to = f"/group {group.number} said {found.number}"
    visit.say(
        words.written(group.number, group.topic.title, found.words),
        visit.command(words.YES_BUTTON, f"{to} yes {mark(found.words)}", Role.MAIN),
        visit.command(words.NO_BUTTON, f"{to} no {mark(found.words)}"),
    )


def _agree(visit: Visit, asked: Asked, found: Recording) -> None:
    """Take the words for what was said; a vote all of whose reasons are in words is cast."""
    work, comment = visit.work, found.subject is Subject.COMMENT
    recordings.agree(work, found, keep_voice=comment)
    if comment:
        group_comments.set_words(work, found.about, found.words)
        visit.say(words.AGREED, group_access.to_group(visit, asked.group), *going_on(visit))
        return
    vote = group_votes.load(work, found.about)
    seat = asked.seat
    if seat is None or not spoken_votes.is_ready(work, vote, seat):
        look = group_access.to_vote(visit, asked.group)
        waits = spoken_votes.state(work, vote, seat)
        visit.say(lines(words.AGREED, waits), look, *going_on(visit))
        return
    try:
        vote_casting.cast(visit, asked, vote, waiting_votes.get(work, vote, seat))
    except Refusal as refusal:
        look = group_access.to_vote(visit, asked.group)
        visit.say(why_no_vote(refusal), look, *going_on(visit))


def _reject(visit: Visit, asked: Asked, found: Recording) -> None:
    """Have it written down anew."""
    recordings.reject(visit.work, found)
    recording_news.rejected(visit.work, visit.service, asked.group, found)
    again = [spoken_votes.again(visit, asked)] if found.subject is Subject.VOTE else []
    visit.say(words.AGAIN, *again, group_access.to_group(visit, asked.group), *going_on(visit))


def _play(visit: Visit, found: Recording, text: Text) -> bool:
    """Let a recording be heard; false when it is not here yet."""
    voice = attachments.get(visit.work, found.attachment) if found.attachment else None
    if voice is None or voice.state != attachments.KEPT:
        return False
    file = SentFile(id=voice.id, kind=FileKind.VOICE, name="voice.ogg")
    said = visit.service.wording.say(text, visit.language)
    visit.show(Message(text=said, file=file, language=visit.language))
    return True


def _numbered(visit: Visit, group: Group, number: str) -> Recording | None:
    plain = digits(number.strip())
    if not (plain.isascii() and plain.isdigit()):
        return None
    found = recordings.numbered(visit.work, group.id, int(plain[:9]))
    return found if found is not None and found.attachment else None


def _row(visit: Visit, found: Recording) -> Text:
    if found.subject is Subject.COMMENT:
        comment = group_comments.get(visit.work, found.about)
        return words.row(
            found.number, found.subject, found.part, comment.number if comment else 0, ""
        )
    seat = group_seats.of_person(visit.work, found.group, found.person)
    name = seat.name if seat else ""
    return words.row(found.number, found.subject, found.part, 0, name)
