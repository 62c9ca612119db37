"""The card of a working group: where it stands, and what whoever looks can do next."""

from __future__ import annotations

from civic.group_progress import LONGEST_WINDOW, SHORTEST_WINDOW
from civic.groups import BEFORE_THE_VOTE, ENDED, SEATED, WRITING, Stage
from conversations import group_texts as texts
from conversations import groups as words
from conversations.group_rooms import ROOM_BUTTON
from conversations.group_words import STEP
from conversations.messages import Button, Role
from conversations.wording import Text, lines
from handlers import (
    draft_files,
    group_access,
    group_windows,
    paper_offers,
    recording_offers,
    session_cards,
    vote_offers,
)
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import group_candidates, group_drafts, group_seats
from storage.groups import Group


def show(visit: Visit, asked: Asked, notice: Text | None = None) -> None:
    """Show where a group stands and what whoever looks can do next."""
    group = asked.group
    topic = group.topic
    text = lines(
        notice,
        None if notice is None else "",
        words.card(group.number, topic.title, topic.why, group.place, group.stage, topic.topics),
        *_people(visit, asked),
        *group_windows.state(visit, asked),
    )
    visit.say(text, *_offered(visit, asked), *going_on(visit))


def _people(visit: Visit, asked: Asked) -> list[Text]:
    seats = group_seats.of_group(visit.work, asked.group.id)
    if seats and asked.inside:
        return [words.member(each.number, each.name, each.place) for each in seats]
    if seats:
        women = sum(each.gender == group_candidates.WOMAN for each in seats)
        return [words.members(len(seats), women)]
    if asked.by is not None and asked.group.stage is Stage.FORMING:
        return [words.applied(len(group_candidates.of_group(visit.work, asked.group.id)))]
    return []


def _offered(visit: Visit, asked: Asked) -> list[Button]:
    found = [
        *_forming(visit, asked),
        *_commenting(visit, asked),
        *_working(visit, asked),
        *draft_files.offered(visit, asked),
        *_answering(visit, asked),
        *session_cards.offered(visit, asked),
        *_room(visit, asked),
        *vote_offers.offered(visit, asked),
        *recording_offers.offered(visit, asked),
        *paper_offers.offered(visit, asked),
        *_steps(visit, asked),
    ]
    history = visit.command(
        words.HISTORY_BUTTON, f"/group {asked.group.number} history", Role.CONTROL
    )
    return [*found, history]


def _steps(visit: Visit, asked: Asked) -> list[Button]:
    group = asked.group
    if asked.by is None or group.stage in ENDED:
        return []
    plain = {
        Stage.PROPOSED: Stage.FORMING,
        Stage.RESEARCHING: Stage.DRAFTING,
        Stage.COMMENTING: Stage.ANSWERING,
    }
    to = plain.get(group.stage)
    steps = [visit.command(STEP[to], f"/group {group.number} go {to}", Role.MAIN)] if to else []
    close = visit.command(words.CLOSE_BUTTON, f"/group {group.number} close", Role.CONTROL)
    return [*steps, close]


def _forming(visit: Visit, asked: Asked) -> list[Button]:
    """Return what can be done while a group is formed."""
    group = asked.group
    if group.stage is not Stage.FORMING:
        return []
    mine = group_candidates.of_person(visit.work, group.id, visit.person.id if visit.person else "")
    if mine is None:
        found = [visit.command(words.APPLY_BUTTON, f"/apply {group.number}", Role.MAIN)]
    else:
        found = [visit.command(words.WITHDRAW_BUTTON, f"/group {group.number} withdraw")]
    if asked.by is not None:
        found.append(visit.command(words.CANDIDATES_BUTTON, f"/group {group.number} candidates"))
    return found


def _working(visit: Visit, asked: Asked) -> list[Button]:
    """Return what a member can add to the work now."""
    group, found = asked.group, []
    if asked.seat is not None and group.stage in BEFORE_THE_VOTE:
        found.append(visit.command(texts.SOURCE_BUTTON, f"/source {group.number}"))
    if asked.seat is not None and group.stage in WRITING:
        found.append(visit.command(texts.WRITE_BUTTON, f"/draft {group.number} new"))
    if asked.inside and group.stage in SEATED:
        found.append(visit.command(texts.SOURCES_BUTTON, f"/source {group.number} list"))
    if asked.inside and group_drafts.newest(visit.work, group.id) is not None:
        found.append(visit.command(texts.READ_BUTTON, f"/draft {group.number}"))
    return found


def _commenting(visit: Visit, asked: Asked) -> list[Button]:
    """Return what can be done about texts and comments where a group stands."""
    group: Group = asked.group
    found: list[Button] = []
    if group.stage is Stage.COMMENTING:
        found.append(visit.command(texts.COMMENT_BUTTON, f"/comment {group.number}", Role.MAIN))
        if not asked.inside:
            found.append(visit.command(texts.READ_BUTTON, f"/draft {group.number}"))
    if group.stage is Stage.DRAFTING and asked.by is not None:
        found += _windows(visit, group)
    return found


def _room(visit: Visit, asked: Asked) -> list[Button]:
    """Return the button that leads to the room in which a group meets."""
    if not asked.inside or asked.group.stage not in SEATED:
        return []
    return [visit.command(ROOM_BUTTON, f"/bind {asked.group.number}")]


def _windows(visit: Visit, group: Group) -> list[Button]:
    """Offer each number of days for which comments may be open."""
    days = range(SHORTEST_WINDOW, LONGEST_WINDOW + 1)
    return [
        visit.command(texts.open_for(count), f"/group {group.number} go {Stage.COMMENTING} {count}")
        for count in days
    ]


def _answering(visit: Visit, asked: Asked) -> list[Button]:
    """Return what can be done about answers where a group stands."""
    group, found = asked.group, []
    if asked.inside and group.stage in (Stage.COMMENTING, Stage.ANSWERING):
        found.append(group_access.to_answers(visit, group))
    if asked.by is not None and group.stage is Stage.ANSWERING:
        again = f"/group {group.number} go {Stage.DRAFTING}"
        found.append(visit.command(texts.NEW_ROUND, again))
    return found
