"""A working group answers the comments on its draft, one by one or several together."""

from __future__ import annotations

from typing import Final

from civic.groups import Stage
from civic.text import digits
from conversations import group_texts as texts
from conversations.messages import Button, FileKind, Message, Role, SentFile
from conversations.wording import Text, _, lines
from handlers import conversing, group_access
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import attachments, group_comments
from storage.group_comments import Comment
from storage.groups import Group
from storage.people import Person

PAGE: Final = 8
BUNDLE: Final = "bundle"


def command(visit: Visit, person: Person, argument: str) -> bool:
    """List what waits for an answer, or begin to answer."""
    asked, rest = group_access.read(visit, person, argument)
    if asked is None:
        return True
    if not asked.inside or (rest and asked.seat is None):
        visit.say(texts.ONLY_MEMBERS, group_access.to_group(visit, asked.group))
    elif rest and asked.group.stage is not Stage.ANSWERING:
        visit.say(texts.NOT_ANSWERING, group_access.to_group(visit, asked.group))
    elif rest:
        _begin(visit, person, asked.group, rest)
    else:
        _list(visit, asked)
    return True


def _begin(visit: Visit, person: Person, group: Group, rest: str) -> None:
    plain = digits(rest)
    waiting = {each.number: each for each in group_comments.unanswered(visit.work, group.id)}
    if rest == BUNDLE:
        opening = {"group": group.id, "waiting": sorted(waiting)}
        conversing.begin(visit, person, "group_answer", opening)
    elif plain.isascii() and plain.isdigit() and (found := waiting.get(int(plain))):
        _show_voice(visit, found)
        opening = {"group": group.id, "numbers": [found.number]}
        conversing.begin(visit, person, "group_answer", opening)
    else:
        numbers = [int(plain[:9])] if plain.isascii() and plain.isdigit() else [0]
        visit.say(texts.cannot_answer(numbers), group_access.to_answers(visit, group))


def _list(visit: Visit, asked: Asked) -> None:
    group = asked.group
    waiting = group_comments.unanswered(visit.work, group.id)
    if not waiting:
        visit.say(texts.ALL_ANSWERED, group_access.to_group(visit, group), *going_on(visit))
        return
    shown = waiting[:PAGE]
    told: list[Text] = [
        texts.comment(
            each.number, each.paragraph, each.stance, each.words, voice=bool(each.attachment)
        )
        for each in shown
    ]
    buttons = []
    if asked.seat is not None and group.stage is Stage.ANSWERING:
        buttons = [_button(visit, group, each) for each in shown]
        bundle = f"/answer {group.number} {BUNDLE}"
        buttons.append(visit.command(texts.BUNDLE_BUTTON, bundle, Role.CONTROL))
    text = lines(texts.waiting(len(waiting)), *told)
    visit.say(text, *buttons, group_access.to_group(visit, group), *going_on(visit))


def _button(visit: Visit, group: Group, comment: Comment) -> Button:
    label = _("Answer comment {number}", number=comment.number)
    return visit.command(label, f"/answer {group.number} {comment.number}")


def _show_voice(visit: Visit, comment: Comment) -> None:
    """Let a voice note be heard before it is answered."""
    found = attachments.get(visit.work, comment.attachment) if comment.attachment else None
    if found is None or found.state != attachments.KEPT:
        return
    file = SentFile(id=found.id, kind=FileKind.VOICE, name="voice.ogg")
    said = visit.service.wording.say(texts.THE_VOICE, visit.language)
    visit.show(Message(text=said, file=file, language=visit.language))
