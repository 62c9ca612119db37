"""Members vote on their group's frozen text: it is opened, shown, cast, and told when it closes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from civic.group_votes import DAY, USUAL, WHOLE, WITH_REASON, Choice, Vote, check_days, voted
from civic.groups import Stage
from civic.hours import next_safe
from civic.refusals import Refusal
from civic.text import digits
from conversations import group_votes as words
from conversations.messages import Button, Role
from conversations.paper_refusals import why_not
from conversations.wording import Text, lines
from handlers import conversing, group_access, paper_news, spoken_votes, vote_tables
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from handlers.vote_casting import cast
from handlers.vote_offers import EACH, OPENS, look, offered, offered_again
from storage import group_drafts, group_votes, groups, timers
from storage.group_drafts import Draft
from storage.group_votes import GroupVote
from storage.people import Person
from storage.work import Work

CLOSE: Final = "group.vote.close"
REMIND: Final = "group.vote.remind"
"""Timers: a vote closes; those who have not voted are reminded."""

TABLE: Final = "table"

_CHOICES: Final = frozenset(choice.value for choice in Choice)


def vote(visit: Visit, person: Person, argument: str) -> bool:
    """Open a vote, show it, or cast one's own."""
    asked, rest = group_access.read(visit, person, argument)
    if asked is None:
        return True
    if not asked.inside:
        visit.say(words.NOT_A_MEMBER, group_access.to_group(visit, asked.group))
        return True
    wish, _space, more = rest.partition(" ")
    try:
        _carry_out(visit, person, asked, wish, more)
    except Refusal as refusal:
        visit.say(why_not(refusal), look(visit, asked), *going_on(visit))
    return True


def _carry_out(visit: Visit, person: Person, asked: Asked, wish: str, more: str) -> None:
    if wish == OPENS:
        _open(visit, asked, more)
        return
    found = group_votes.newest(visit.work, asked.group.id)
    if found is None:
        visit.say(words.NO_VOTE, *offered(visit, asked), *going_on(visit))
    elif wish == TABLE and not found.open:
        table, proof = vote_tables.table(visit.work, found), vote_tables.proof(visit.work, found)
        visit.say(lines(table, proof), look(visit, asked), *going_on(visit))
    elif (wish in _CHOICES or wish == EACH) and asked.seat is not None:
        version = digits(more)
        if version.isdecimal() and version != str(_version(visit.work, found)):
            _show(visit, asked, found, words.EARLIER_TEXT)  # the button of another text
        else:
            _begin(visit, person, asked, found, wish)
    else:
        _show(visit, asked, found)


def _open(visit: Visit, asked: Asked, more: str) -> None:
    """Freeze the text and open the vote on it; a text that failed for want of votes again."""
    work, group = visit.work, asked.group
    how, _space, days = more.partition(" ") if more.startswith(EACH) else ("", "", more)
    length = int(digits(days)) if digits(days).isdecimal() else USUAL
    check_days(length)
    last = group_votes.newest(work, group.id)
    if group.stage is Stage.DECIDING and last is not None and last.open:
        raise Refusal("vote.open")
    if group.stage is Stage.DECIDING:
        groups.change(work, group)  # of two who open one at once, the later finds it open
    else:
        groups.move(work, group, Stage.DECIDING, asked.actor)
    draft, closes = _frozen(work, group.id), next_safe(work.seconds + length * DAY)
    made = group_votes.open_vote(
        work, group.id, draft.id, draft.digest or b"", closes, by_paragraph=how == EACH
    )
    timers.set_timer(work, CLOSE, made.id, closes)
    if length > 1:
        timers.set_timer(work, REMIND, made.id, next_safe(closes - DAY))
    opener = asked.seat.id if asked.seat else ""
    paper_news.later(work, visit.service, paper_news.VOTE_OPENED, f"{made.id} {opener}")
    _show(visit, asked, made)


def _frozen(work: Work, group_id: str) -> Draft:
    """Return the text that is voted on, which nobody can change any more."""
    draft = group_drafts.newest(work, group_id)
    if draft is None:
        raise Refusal("group.text")
    return group_drafts.freeze(work, draft) if draft.state == group_drafts.OPEN else draft


def _begin(visit: Visit, person: Person, asked: Asked, found: GroupVote, wish: str) -> None:
    """Cast at once what takes no reason; else ask for what is missing."""
    seat = asked.seat
    if seat is None or seat.number not in found.ballot.seats:
        raise Refusal("vote.no-seat")
    if not found.open or visit.work.seconds >= found.closes:
        raise Refusal("vote.closed", closes=found.closes)
    whole = found.parts == (WHOLE,)
    if whole and wish in _CHOICES and Choice(wish) not in WITH_REASON:
        cast(visit, asked, found, [Vote(seat.number, WHOLE, Choice(wish))])
        return
    answers = {f"choice.{WHOLE}": wish} if whole and wish in _CHOICES else {}
    opening = {"vote": found.id, "seat": seat.number, "parts": list(found.parts)}
    conversing.begin(visit, person, "group_vote", opening, answers)


def _show(visit: Visit, asked: Asked, found: GroupVote, notice: Text | None = None) -> None:
    """Show the text with who has voted; to a member what they voted, and how to."""
    work, group = visit.work, asked.group
    cast_so_far = group_votes.votes(work, found)
    text = lines(
        notice,
        words.heading(group.number, group.topic.title),
        words.numbered(group_votes.paragraphs(work, found)),
        words.turnout(len(voted(cast_so_far)), len(found.seats), found.quorum),
        *(
            _while_open(work, asked, found, cast_so_far)
            if found.open
            else _closed(work, asked, found)
        ),
    )
    buttons = _choices(visit, asked, found) or [group_access.to_group(visit, group)]
    visit.say(text, *buttons, *going_on(visit))


def _closed(work: Work, asked: Asked, found: GroupVote) -> list[Text]:
    """Say what came of a vote; nothing does of one that was open when its group was closed."""
    last = groups.history(work, asked.group.id)[-1]
    if last.stage is Stage.CLOSED and last.at <= found.closes:
        return [words.WITHOUT_END]
    return vote_tables.result(work, found)


def _while_open(work: Work, asked: Asked, found: GroupVote, said: Sequence[Vote]) -> list[Text]:
    seat = asked.seat
    mine = [vote for vote in said if seat is not None and vote.seat == seat.number]
    mine = mine[-len(found.parts) :]
    shown = [
        words.opened_until(found.closes),
        words.NAMED,
        words.mine(mine),
        spoken_votes.state(work, found, seat),
        words.LAST_COUNTS,
        words.opening_code(vote_tables.opening_code(found)),
    ]
    return [each for each in shown if each is not None]


def _choices(visit: Visit, asked: Asked, found: GroupVote) -> list[Button]:
    number, seat = asked.group.number, asked.seat
    if not found.open:
        again = offered_again(visit, asked)
        return [visit.command(words.TABLE_BUTTON, f"/vote {number} {TABLE}"), *again]
    if seat is None or seat.number not in found.ballot.seats:
        return []
    version = _version(visit.work, found)
    if found.by_paragraph:
        each_part = f"/vote {number} {EACH} {version}"
        return [visit.command(words.VOTE_BY_PARAGRAPH, each_part, Role.MAIN)]
    return [
        visit.command(label, f"/vote {number} {each} {version}")
        for each, label in words.LABELS.items()
    ]


def _version(work: Work, found: GroupVote) -> int:
    """Return which version of the draft is voted on, so that a button is of one text only."""
    draft = group_drafts.get(work, found.draft)
    return draft.version if draft else 0
