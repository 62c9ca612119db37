"""What members of a working group do together: sources, and versions of the draft."""

from __future__ import annotations

from civic.drafts import differences
from civic.groups import BEFORE_THE_VOTE, WRITING, Stage
from conversations import group_texts as texts
from conversations.messages import Role
from conversations.wording import Text, lines
from handlers import conversing, draft_shown, group_access, source_files
from handlers.draft_files import FILE
from handlers.draft_parts import parts
from handlers.group_access import Asked
from handlers.source_files import GET
from handlers.visit import Visit, going_on
from storage import group_drafts, group_members, group_sources
from storage.group_drafts import FROZEN, Draft
from storage.people import Person

NEW, DIFFERENCE, PART = "new", "diff", "part"


def source(visit: Visit, person: Person, argument: str) -> bool:
    """Begin to add a source, or list those that there are."""
    asked, rest = group_access.read(visit, person, argument)
    if asked is None:
        return True
    if rest.startswith(GET):
        source_files.give(visit, asked, rest.removeprefix(GET))
    elif rest == "list" or asked.seat is None:
        _list_sources(visit, asked)
    elif asked.group.stage not in BEFORE_THE_VOTE:
        visit.say(texts.NOT_RESEARCHING, group_access.to_group(visit, asked.group))
    else:
        conversing.begin(visit, person, "group_source", {"group": asked.group.id})
    return True


def draft(visit: Visit, person: Person, argument: str) -> bool:
    """Show a draft, what changed in it, or begin a new version."""
    asked, rest = group_access.read(visit, person, argument)
    if asked is None:
        return True
    wish, _, more = rest.partition(" ")
    if wish == NEW:
        _write(visit, person, asked)
    elif wish == FILE:
        draft_shown.command(visit, asked, more)
    elif wish == DIFFERENCE and asked.inside:
        _compare(visit, asked)
    else:
        _show_draft(visit, person, asked, more if wish == PART else "1")
    return True


def readable(visit: Visit, person: Person, asked: Asked) -> Draft | None:
    """Return the newest version that somebody may read: a frozen one, from inside any."""
    group = asked.group
    if asked.inside:
        return group_drafts.newest(visit.work, group.id)
    if group_members.takes_part(visit.work, group.id, group.place, person.id):
        return group_drafts.newest(visit.work, group.id, FROZEN)
    return None


def _list_sources(visit: Visit, asked: Asked) -> None:
    if not asked.inside:
        visit.say(texts.ONLY_MEMBERS, group_access.to_group(visit, asked.group))
        return
    found = group_sources.of_group(visit.work, asked.group.id)
    told: list[Text] = [
        texts.source(each.number, each.kind, each.what, each.why, each.digest) for each in found
    ]
    shown = told or [texts.NO_SOURCES]
    files = source_files.offered(visit, asked.group, found)
    visit.say(lines(*shown), *files, group_access.to_group(visit, asked.group), *going_on(visit))


def _write(visit: Visit, person: Person, asked: Asked) -> None:
    if asked.seat is None:
        visit.say(texts.ONLY_MEMBERS, group_access.to_group(visit, asked.group))
    elif asked.group.stage not in WRITING:
        visit.say(texts.NOT_DRAFTING, group_access.to_group(visit, asked.group))
    else:
        conversing.begin(visit, person, "group_draft", {"group": asked.group.id})


def _compare(visit: Visit, asked: Asked) -> None:
    group = asked.group
    now = group_drafts.newest(visit.work, group.id)
    before = group_drafts.of_version(visit.work, group.id, now.version - 1) if now else None
    back = group_access.to_group(visit, group)
    if now is None:
        visit.say(texts.NO_DRAFT, back)
    elif before is None:
        visit.say(texts.FIRST, back)
    else:
        found = differences(before.paragraphs, now.paragraphs)
        told: list[Text] = [texts.difference(each) for each in found] or [texts.SAME]
        visit.say(lines(*told), back, *going_on(visit))


def _show_draft(visit: Visit, person: Person, asked: Asked, wanted: str) -> None:
    group = asked.group
    found = readable(visit, person, asked)
    if found is None:
        takes_part = group_members.takes_part(visit.work, group.id, group.place, person.id)
        why = texts.NO_DRAFT if takes_part or asked.inside else texts.NOT_TAKING_PART
        visit.say(why, group_access.to_group(visit, group), *going_on(visit))
        return
    all_parts = parts(found.paragraphs)
    at = min(max(int(wanted) if wanted.isascii() and wanted.isdigit() else 1, 1), len(all_parts))
    text = lines(
        texts.heading(group.topic.title, found.version, found.state),
        *(texts.paragraph(number, each) for number, each in all_parts[at - 1]),
    )
    buttons = []
    if at < len(all_parts):
        more = f"/draft {group.number} {PART} {at + 1}"
        buttons.append(visit.command(texts.NEXT_PART, more, Role.MAIN))
    if group.stage is Stage.COMMENTING:
        buttons.append(visit.command(texts.COMMENT_BUTTON, f"/comment {group.number}"))
    visit.say(text, *buttons, group_access.to_group(visit, group), *going_on(visit))
