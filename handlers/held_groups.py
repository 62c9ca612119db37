"""What is held of a person in working groups: applications, seats and comments."""

from __future__ import annotations

from conversations import group_texts as texts
from conversations.group_texts import VOICE
from conversations.wording import Text, _
from handlers.visit import Visit
from storage import group_candidates, group_comments, group_rooms, group_seats, groups, recordings
from storage.people import Person


def told(visit: Visit, person: Person) -> list[Text]:
    """Say what somebody told and said in working groups, in their own words."""
    found: list[Text] = []
    for applied in group_candidates.all_of_person(visit.work, person.id):
        number = groups.load(visit.work, applied.group).number
        found.append(
            _(
                "Your application to group {number}, as «{name}»: {words}",
                number=number,
                name=applied.told.name,
                words=applied.told.words,
            )
        )
    for seat in group_seats.all_of_person(visit.work, person.id):
        number = groups.load(visit.work, seat.group).number
        found.append(_("Your seat in group {number}, as «{name}»", number=number, name=seat.name))
    for group in group_rooms.of_person(visit.work, person.id):
        number = groups.load(visit.work, group).number
        found.append(_("You gave group {number} its room.", number=number))
    found += [
        _(
            "Your comment in group {group}: {comment}",
            group=groups.load(visit.work, said.group).number,
            comment=texts.comment(
                said.number, said.paragraph, said.stance, said.words, voice=bool(said.attachment)
            ),
        )
        for said in group_comments.of_person(visit.work, person.id)
    ]
    found += [
        _(
            "Your recording {number} in group {group}, not agreed to yet: {words}",
            number=said.number,
            group=groups.load(visit.work, said.group).number,
            words=said.words or VOICE,
        )
        for said in recordings.of_person(visit.work, person.id)
    ]
    return found
