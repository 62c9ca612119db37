"""The office that reviews a joint paper: it looks, notes, says its word; the group hears of it."""

from __future__ import annotations

from civic import group_reviews as rules
from civic.mandates import Mandate
from civic.refusals import Refusal
from civic.text import digits
from conversations import group_reviews as words
from conversations.group_votes import heading
from conversations.paper_refusals import why_not
from conversations.scripts.group_say import Purpose
from conversations.wording import lines
from handlers import conversing, paper_texts
from handlers.reviewing import DONE, NOTE, offered, settle
from handlers.visit import Visit, going_on
from storage import (
    audit,
    group_reviews,
    groups,
    joint_papers,
)
from storage.group_reviews import GroupReview
from storage.groups import Group
from storage.people import Person


def review(visit: Visit, person: Person, by: Mandate, argument: str) -> None:
    """Show what waits for the office's review, or do with one what the line says."""
    number, _space, wish = argument.strip().partition(" ")
    waiting = group_reviews.of_office(visit.work, by.office.id)
    numbers = {groups.load(visit.work, each.group).number: each for each in waiting}
    plain = digits(number)
    found = numbers.get(int(plain)) if plain.isascii() and plain.isdigit() else None
    if found is None:
        _list(visit, numbers)
        return
    try:
        _carry_out(visit, person, by, found, wish)
    except Refusal as refusal:
        visit.say(why_not(refusal), *going_on(visit))


def _carry_out(visit: Visit, person: Person, by: Mandate, found: GroupReview, wish: str) -> None:
    rules.check_open(found.review, visit.work.seconds)
    group = groups.load(visit.work, found.group)
    if wish == NOTE:
        opening = {"purpose": Purpose.NOTE.value, "group": group.number}
        conversing.begin(visit, person, "group_say", opening)
    elif wish == DONE:
        state = rules.finish(found.review, visit.work.seconds)
        after = settle(visit.work, visit.service, found, state, by)
        audit.note(visit.work, by.id, f"group.review.{state}", group.id)
        visit.say(words.said(after.state, by.office.name(visit.language)), *going_on(visit))
    else:
        _show(visit, group, found)


def _show(visit: Visit, group: Group, found: GroupReview) -> None:
    paper = joint_papers.load(visit.work, found.paper)
    notes = [(note.number, note.text, note.answer) for note in found.notes]
    text = lines(
        words.arrived(group.number, group.topic.title, found.due),
        *paper_texts.whole(visit.work, paper),
        words.notes(notes),
    )
    visit.say(text, *offered(visit, group.number, found), *going_on(visit))


def _list(visit: Visit, numbers: dict[int, GroupReview]) -> None:
    if not numbers:
        visit.say(words.NOTHING_WAITS, *going_on(visit))
        return
    rows = {
        number: heading(number, groups.load(visit.work, each.group).topic.title)
        for number, each in numbers.items()
    }
    buttons = [visit.command(row, f"/review {number}") for number, row in rows.items()]
    visit.say(lines(words.waiting(len(rows)), *rows.values()), *buttons, *going_on(visit))
