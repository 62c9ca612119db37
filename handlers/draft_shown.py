"""What was read of a member's file: shown part by part, compared, kept as a version, or dropped."""

from __future__ import annotations

from civic.drafts import differences
from civic.group_acts import SendDraft
from civic.groups import WRITING
from conversations import draft_files as words
from conversations import group_texts as texts
from conversations.messages import Button, Role
from conversations.wording import Text, lines
from handlers import group_access, group_keeping
from handlers.draft_answers import mark, offers
from handlers.draft_files import FILE
from handlers.draft_parts import parts
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import draft_files as stored
from storage import group_drafts
from storage.draft_files import READ, Body
from storage.group_seats import Seat
from storage.groups import Group


def command(visit: Visit, asked: Asked, more: str) -> None:
    """Show what was read of a member's file, keep it, or forget it.

    A button under an earlier file shows the one that is there now.
    """
    file = stored.of_seat(visit.work, asked.seat.id) if asked.seat else None
    back = group_access.to_group(visit, asked.group)
    if asked.seat is None:
        visit.say(texts.ONLY_MEMBERS, back)
    elif file is None:
        again = visit.command(texts.WRITE_BUTTON, f"/draft {asked.group.number} new")
        visit.say(words.NO_FILE, again, back, *going_on(visit))
    elif file.state != READ or file.body is None:
        visit.say(words.READING, back, *going_on(visit))
    else:
        wish, _space, meant = more.partition(" ")
        earlier = meant and meant != mark(file.body)
        _carry_out(visit, asked.group, asked.seat, file.body, "" if earlier else wish)


def _carry_out(visit: Visit, group: Group, seat: Seat, body: Body, wish: str) -> None:
    if wish == "keep":
        _keep(visit, group, seat, body)
    elif wish == "drop":
        stored.drop(visit.work, seat.id)
        visit.say(words.DROPPED, group_access.to_group(visit, group), *going_on(visit))
    elif wish == "diff":
        _compare(visit, group, body)
    else:
        _show(visit, group, body, wish)


def _keep(visit: Visit, group: Group, seat: Seat, body: Body) -> None:
    if group.stage in WRITING:
        stored.drop(visit.work, seat.id)
    act = SendDraft(group=group.id, paragraphs=body.paragraphs)
    group_keeping.keep_draft(visit, group, seat, act)


def _compare(visit: Visit, group: Group, body: Body) -> None:
    newest = group_drafts.newest(visit.work, group.id)
    if newest is None:
        visit.say(texts.FIRST, *_buttons(visit, group, body))
        return
    found = differences(newest.paragraphs, body.paragraphs)
    shown: list[Text] = [texts.difference(each) for each in found] or [texts.SAME]
    visit.say(lines(*shown), *_buttons(visit, group, body), *going_on(visit))


def _show(visit: Visit, group: Group, body: Body, wish: str) -> None:
    """Show the part of the text that is asked for, each paragraph with its number."""
    all_parts = parts(body.paragraphs)
    at = min(max(int(wish) if wish.isascii() and wish.isdigit() else 1, 1), len(all_parts))
    shown = [texts.paragraph(number, each) for number, each in all_parts[at - 1]]
    more = []
    if at < len(all_parts):
        to = f"/draft {group.number} {FILE} {at + 1}"
        more.append(visit.command(texts.NEXT_PART, to, Role.MAIN))
    visit.say(lines(*shown, words.NOT_YET), *more, *_buttons(visit, group, body), *going_on(visit))


def _buttons(visit: Visit, group: Group, body: Body) -> list[Button]:
    return [
        visit.command(label, to, role)
        for label, to, role in offers(group, body, compared=False)[1:]
    ]
