"""A person's own requests: the list, and one of them with its history and what can be done."""

from __future__ import annotations

from civic.behalf import Claim
from civic.need_events import Answer, Event
from civic.needs import OPEN
from conversations import behalf as behalf_words
from conversations import need_history, receipts, return_words
from conversations.messages import Button
from conversations.wording import Code, Month, PlaceName, Text, _, lines
from handlers.need_news import day_of, name_of, news_of, when
from handlers.telling import ANSWER, OBJECT, SAY, SOLVED
from handlers.visit import Visit, menu_after
from storage import behalf, need_events, need_hearers, need_replies, need_rows, needs, returns
from storage.need_events import Happened
from storage.need_rows import NeedRow
from storage.needs import Need
from storage.people import Person

MOST = 20
MOST_EVENTS = 15

NOT_YOURS: Text = _("We have no request of yours with this number. Please check the digits.")
LEAVE: Text = _("I no longer need this")
NOT_SOLVED: Text = _("It is not solved")

_MY_OWN = frozenset({Event.ANSWERED, Event.SAID, Event.OBJECTED})


def show_all(visit: Visit, person: Person) -> None:
    """List what the person reported or supports, with a button for each."""
    found = needs.of_person(visit.work, person)[:MOST]
    home = returns.of_person(visit.work, person.id)
    if not found and home is None:
        visit.say(_("You have no requests here yet."), *menu_after(visit))
        return
    rows = [receipts.line(n.number, n.place, n.sector, n.problem, n.status) for n in found]
    buttons = [visit.command(_label(each), f"/my {each.number}") for each in found]
    said: list[Text] = [_("Your requests:"), *rows] if rows else []
    if home is not None:
        said.append(
            return_words.answer(home.origin, home.intention, home.horizon, home.month),
        )
        buttons.append(visit.command(return_words.SHOW, "/return show"))
    visit.say(lines(*said), *buttons)


def show_one(visit: Visit, person: Person, number: str, notice: Text | None = None) -> None:
    """Show one request; a number that is not theirs is answered as one that does not exist.

    `notice` is said before it.
    """
    need = needs.numbered(visit.work, person, number)
    row = need_rows.get(visit.work, need.id) if need else None
    if need is None or row is None:
        visit.say(NOT_YOURS, *menu_after(visit))
        return
    shown = lines(notice, *_card(visit, person, need, row))
    visit.say(shown, *_offers(visit, person, row), *menu_after(visit))


def _card(visit: Visit, person: Person, need: Need, row: NeedRow) -> list[Text]:
    found: list[Text] = [
        receipts.line(need.number, need.place, need.sector, need.problem, need.status),
        _("Sent in {month}.", month=Month(need.month)),
    ]
    if words := needs.body_of(visit.work, need.id, person).words:
        found.append(_("Your words: {words}", words=words))
    entered = behalf.of(visit.work, need.id) if need.mine else None
    if entered is not None:
        found.append(behalf_words.written_by(name_of(visit.work, entered.office, visit.language)))
    found += _whereabouts(visit, row)
    happened = [
        each
        for each in need_events.of_need(visit.work, need.id)
        if each.kind is not Event.CONFIRMED or each.mandate or each.owner == person.owner
    ]
    return [*found, *(_line(visit, person, row, each) for each in happened[-MOST_EVENTS:])]


def _whereabouts(visit: Visit, row: NeedRow) -> list[Text]:
    """Say who has it, until when, and what day was announced."""
    if row.merged_into:
        into = need_rows.get(visit.work, row.merged_into)
        number = Code(into.number) if into else ""
        return [_("It was joined with request {number}, which stands for both.", number=number)]
    if row.status not in OPEN:
        return []
    office = name_of(visit.work, row.office, visit.language)
    found = [receipts.who_has_it(office, day_of(row.due))]
    if row.day:
        found.append(_("Announced: {date}.", date=row.day))
    return found


def _line(visit: Visit, person: Person, row: NeedRow, happened: Happened) -> Text:
    """Return a line of the history; what this person said about it is theirs to read again."""
    news = news_of(visit.work, row, happened, visit.language)
    said = need_history.line(news, when(happened))
    if happened.kind is Event.CONFIRMED and not happened.mandate:
        told = _("your answer: {answer}", answer=SOLVED[Answer(happened.detail)])
        return _("{date}: {what}", date=when(happened), what=told)
    if happened.kind in _MY_OWN and happened.owner == person.owner:
        words = need_events.said_in(visit.work, happened).words
        return lines(said, _("Your words: {words}", words=words) if words else None)
    return said


def _offers(visit: Visit, person: Person, row: NeedRow) -> list[Button]:
    """Return what can be done about a request as it stands."""
    if not need_hearers.hears(visit.work, row.id, person.id):
        return []
    my = f"/my {row.number}"
    entered = behalf.of(visit.work, row.id) if row.person == person.id else None
    found: list[Button] = []
    if entered is not None and entered.claim is Claim.CLAIMED:
        found.append(visit.command(behalf_words.RIGHT_BUTTON, f"{my} right"))
    question = need_replies.asked(visit.work, row)
    if question is not None:
        answered = need_replies.answered(visit.work, row, person)
        labels = {Answer.NO: NOT_SOLVED} if answered else SOLVED
        found += [visit.command(labels[told], f"{my} {told} {question.id}") for told in labels]
    if row.person == person.id and need_replies.open_question(visit.work, row):
        found.append(visit.command(ANSWER, f"{my} answer"))
    if need_replies.may_object(visit.work, row):
        found.append(visit.command(OBJECT, f"{my} object"))
    if row.status in OPEN:
        found.append(visit.command(SAY, f"{my} say"))
        found.append(visit.command(LEAVE, f"{my} leave"))
    return found


def _label(need: Need) -> Text:
    return _(
        "{problem}, {place}",
        problem=receipts.what(need.sector, need.problem),
        place=PlaceName(need.place),
    )
