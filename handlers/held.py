"""Showing a person everything that is held of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from conversations import held_offices, receipts, return_words
from conversations.scripts.link import CHANNELS
from conversations.scripts.return_again import answers_of
from conversations.scripts.return_rows import rows_of
from conversations.wording import Bare, Month, PlaceName, Text, _, counted, lines
from handlers import held_ballots, held_groups
from handlers.visit import Visit, going_on
from storage import holdings, needs, nominations, returns, unwanted
from storage.holdings import Holdings
from storage.people import Person


def show(visit: Visit, person: Person) -> None:
    """Say what is held, in words and numbers, and how to have it deleted."""
    held = holdings.of(visit.work, person)
    visit.say(
        lines(
            _("This is everything we hold of you:"),
            *_about(held),
            *_requests(visit, person),
            *_return(visit, person, held),
            *_offices(visit, person, held),
            *held_groups.told(visit, person),
            *held_ballots.told(visit, person),
            *_unwanted(visit, person),
            *_counts(held),
            *_drawn(held),
            _(
                "The exact time is kept of your consent, of an unfinished request, of offices and "
                "proposals, and for thirty days of what happens to a request; elsewhere only the "
                "month."
            ),
            _("To have it all deleted:"),
        ),
        visit.command(_("Delete my data"), "/forget"),
        *going_on(visit),
    )


def _about(held: Holdings) -> list[Text]:
    found: list[Text] = [_("With us since: {month}", month=Month(held.joined))]
    found += [
        _("Account: {channel}", channel=CHANNELS.get(channel, Bare(channel)))
        for channel in held.channels
    ]
    found += [
        _(
            "You agreed on {date} to version {version}.",
            date=_day(given),
            version=version,
        )
        for _purpose, version, given in held.consents
    ]
    return found


def _requests(visit: Visit, person: Person) -> list[Text]:
    found: list[Text] = []
    for need in needs.of_person(visit.work, person):
        found.append(receipts.line(need.number, need.place, need.sector, need.problem, need.status))
        body = needs.body_of(visit.work, need.id, person)
        if body.words:
            found.append(_("Your words: {words}", words=body.words))
        if body.location:
            found.append(_("With a point on the map."))
    return found


def _return(visit: Visit, person: Person, held: Holdings) -> list[Text]:
    """Read back what the household says of going back, answer by answer, and count the rest."""
    record = returns.of_person(visit.work, person.id)
    if record is None:
        return _about_home(held.home_answers, held.home_questions)
    said = return_words.answer(record.origin, record.intention, record.horizon, record.month)
    answers = answers_of(
        record.origin,
        record.current,
        record.intention,
        record.horizon,
        record.details,
        agreed=False,
    )
    rows = (_("{subject}: {said}", subject=on, said=told) for on, told in rows_of(answers))
    return [said, *rows, *_about_home(held.home_answers - 1, held.home_questions)]


def _about_home(earlier: int, asked: int) -> list[Text]:
    """Count what is no answer of now: earlier ones, and offices' questions that are open."""
    answers = counted(
        "Earlier answer about going back: {count}",
        "Earlier answers about going back: {count}",
        earlier,
    )
    questions = counted(
        "Question about going back that you were asked, with your answer: {count}",
        "Questions about going back that you were asked, with your answers: {count}",
        asked,
    )
    return [*([answers] if earlier > 0 else []), *([questions] if asked else [])]


def _unwanted(visit: Visit, person: Person) -> list[Text]:
    refused = unwanted.of_person(visit.work, person.id)
    return [_("You do not want to be told of proposals for offices.")] if refused else []


def _offices(visit: Visit, person: Person, held: Holdings) -> list[Text]:
    found = [
        held_offices.seat(
            seat.office.name(visit.language),
            _day(seat.since),
            _day(seat.until) if seat.until else None,
        )
        for seat in held.seats
    ]
    if held.pin:
        found.append(held_offices.PIN)
    if held.open_here:
        found.append(held_offices.OPEN)
    if held.exports:
        found.append(held_offices.lists(held.exports))
    for mine in nominations.of_person(visit.work, person.id):
        body = nominations.body_of(visit.work, mine)
        place = PlaceName(mine.office.place)
        found.append(held_offices.proposal(place, body.statement, body.competence))
    for on, voice in nominations.voices_of(visit.work, person.id):
        found.append(held_offices.voice(PlaceName(on.office.place), voice.reason))
    return found


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()


def _counts(held: Holdings) -> list[Text]:
    return [
        counted("Photo: {count}", "Photos: {count}", held.photos),
        counted("Voice message: {count}", "Voice messages: {count}", held.voices),
        counted("Unfinished request: {count}", "Unfinished requests: {count}", held.unfinished),
        counted(
            "Sealed wish to be contacted: {count}",
            "Sealed wishes to be contacted: {count}",
            held.referrals,
        ),
        counted(
            "Our message of the last two days: {count}",
            "Our messages of the last two days: {count}",
            held.messages,
        ),
        counted(
            "Secret return number: {count}", "Secret return numbers: {count}", held.return_codes
        ),
        counted(
            "Message that we could not read: {count}",
            "Messages that we could not read: {count}",
            held.parked,
        ),
    ]


def _drawn(held: Holdings) -> list[Text]:
    told = counted(
        "Picture or file made for you, kept for a day: {count}",
        "Pictures or files made for you, kept for a day: {count}",
        held.pictures,
    )
    return [told] if held.pictures else []
