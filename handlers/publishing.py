"""A group publishes its paper: refused while anything is missing, then told to who took part."""

from __future__ import annotations

from typing import Final

from civic import publications as rules
from civic.groups import Stage
from civic.hours import next_safe
from civic.refusals import Refusal
from conversations import joint_papers as paper_words
from conversations import publications as words
from conversations.messages import Button
from conversations.paper_refusals import why_not
from conversations.wording import Text, lines
from handlers import announcing, group_access, paper_pages, seat_notices
from handlers.group_access import Asked
from handlers.service import Service
from handlers.visit import Visit, going_on
from storage import (
    group_participants,
    group_votes,
    groups,
    jobs,
    joint_papers,
    publications,
    timers,
)
from storage.people import Person
from storage.publications import Publication
from storage.work import Work

TELL: Final = "group.published.tell"
"""Timer: the next are told; its subject is the publication and whoever was told last."""

POST: Final = "group.published.post"
"""How the causes of public posts begin."""


def publish(visit: Visit, person: Person, argument: str) -> bool:
    """Publish a group's paper, or say where it is read, or what is missing."""
    asked, _rest = group_access.read(visit, person, argument)
    if asked is None:
        return True
    if asked.group.stage is Stage.PUBLISHED:
        _show(visit, asked)
    elif not asked.inside:
        visit.say(words.NOT_YET, group_access.to_group(visit, asked.group))
    else:
        try:
            _publish(visit, asked)
        except Refusal as refusal:
            visit.say(why_not(refusal), _paper(visit, asked), *going_on(visit))
    return True


def tell(work: Work, service: Service, subject: str) -> None:
    """Post it where everybody reads, and tell the next of those who took part."""
    publication_id, _space, last = subject.partition(" ")
    found = publications.get(work, publication_id)
    if found is None:
        return
    link = service.paper_link(found.slug)
    if not last:
        announcing.post(work, service, words.posted(found.paper, link), cause=f"{POST}:{found.id}")
    group = groups.load(work, joint_papers.load(work, found.of).group)
    people = group_participants.after(work, group.id, last)
    text = words.published(found.paper.number, found.paper.title, found.paper.summary, link)
    look = ((words.LOOK_BUTTON, f"/publish {group.number}"),)
    cause = f"{TELL}:{found.id}"
    seat_notices.tell_people(work, service, people, text, cause=cause, buttons=look)
    if len(people) == group_participants.PAGE:
        timers.set_timer(work, TELL, f"{found.id} {people[-1]}", work.seconds)


def _publish(visit: Visit, asked: Asked) -> None:
    work = visit.work
    paper = joint_papers.newest(work, asked.group.id)
    if paper is None:
        raise Refusal("paper.none")
    vote = group_votes.load(work, paper.vote)
    votes, opinions = group_votes.votes(work, vote), joint_papers.opinions(work, paper)
    after = groups.move(work, asked.group, Stage.PUBLISHED, asked.actor)
    page = paper_pages.of(work, after, paper, vote)
    rules.check(page, votes, opinions)
    made = publications.publish(work, paper.id, page)
    timers.set_timer(work, TELL, f"{made.id} ", next_safe(work.seconds))
    jobs.add(work, publications.DRAW, made.id)
    work.afterwards += [visit.service.clock_waiting, visit.service.job_waiting]
    visit.say(lines(_told(visit, made), words.TOLD), *going_on(visit))


def _show(visit: Visit, asked: Asked) -> None:
    made = publications.of_group(visit.work, asked.group.number)
    visit.say(_told(visit, made) if made else words.NOT_YET, *going_on(visit))


def _told(visit: Visit, made: Publication) -> Text:
    paper = made.paper
    link = visit.service.paper_link(made.slug)
    return words.published(paper.number, paper.title, paper.summary, link)


def _paper(visit: Visit, asked: Asked) -> Button:
    return visit.command(paper_words.LOOK_BUTTON, f"/paper {asked.group.number}")
