"""Someone who has not agreed yet: they are told what this is, and nothing of them is kept."""

from __future__ import annotations

import hmac

from civic.numbers import read_count
from civic.sensitive import emergency, explosive, referral_topic_of_text
from conversations import first_contact
from conversations.control_words import Intent, Reading, read_intent, strong_yes
from conversations.messages import Button, Kind, Message, Role
from conversations.office_commands import OfficeCommand
from conversations.office_commands import read as read_office
from conversations.offices import AGREE_FIRST, LINK_OVER
from conversations.safety import EMERGENCY, EXPLOSIVE_ADVICE
from conversations.wording import LANGUAGES, Text, lines
from handlers import commands, offices
from handlers.visit import TOKEN_LENGTH, Visit
from storage import invitations, links, outbox, people

PURPOSE = "needs"
LINK_MARK = ":"
"""What stands in a button before the link by which somebody came, so that consent keeps it."""


def answer(visit: Visit) -> None:
    """Ask for consent; only an explicit yes makes a person and a key."""
    incoming = visit.incoming
    if incoming.tap:
        _tapped(visit, incoming.tap)
    elif incoming.kind is Kind.TEXT:
        _typed(visit, incoming.text)
    else:
        _ask(visit, first_contact.NOTHING_KEPT_YET)


def _tapped(visit: Visit, data: str) -> None:
    token, (code, _, link) = data[:TOKEN_LENGTH], data[TOKEN_LENGTH:].partition(LINK_MARK)
    if data.startswith("/"):
        _typed(visit, data)
    elif not hmac.compare_digest(token.encode(), _token(visit).encode()):
        _ask(visit)
    else:
        _pressed(visit, code, link)


def _pressed(visit: Visit, code: str, link: str) -> None:
    if code == "y":
        _admit(visit, link)
    elif code == "n":
        visit.say(first_contact.DECLINED)
    elif code in LANGUAGES:
        visit.language = code
        _ask(visit, link=link)
    else:
        _ask(visit, more=code == "m", link=link)


_BY_NUMBER = {1: "y", 2: "n", 3: "m"}
"""The buttons of the question as they are numbered; the fourth is the other language."""


def _typed(visit: Visit, text: str) -> None:
    number, reading = read_count(text), read_intent(text)
    if number is not None and 1 <= number <= len(_BY_NUMBER) + 1 and _was_asked(visit):
        _pressed(visit, _BY_NUMBER.get(number, _other(visit.language)), _link_kept(visit))
    else:
        _wished(visit, text, reading)


def _wished(visit: Visit, text: str, reading: Reading | None) -> None:
    intent = reading.intent if reading else None
    if link := _link_in(text, reading):
        good = invitations.find(visit.work, link) is not None
        _ask(visit, AGREE_FIRST if good else LINK_OVER, link=link if good else "")
    elif intent is Intent.LINK:
        code = links.issue(
            visit.work, visit.incoming.channel, visit.incoming.sender, visit.incoming.chat
        )
        visit.say(first_contact.link_code(code, links.MINUTES))
    elif intent is Intent.YES:
        # Kind words such as «لا مانع» are no consent, nor is a yes to what was not shown.
        agreed = strong_yes(text) and _was_asked(visit)
        link = _link_kept(visit)
        _admit(visit, link) if agreed else _ask(visit, first_contact.SAY_YES, link=link)
    elif intent is Intent.LANGUAGE:
        argument = reading.argument if reading else ""
        visit.language = argument if argument in LANGUAGES else _other(visit.language)
        _ask(visit)
    elif intent in (Intent.DELETE_DATA, Intent.MY_DATA, Intent.TRACK, Intent.HIDE):
        _ask(visit, first_contact.NOTHING_HELD)
    elif intent is Intent.NO:
        visit.say(first_contact.DECLINED)
    elif intent in (Intent.MENU, Intent.GREETING):
        _ask(visit)
    elif intent in (Intent.PRIVACY, Intent.HELP):
        _ask(visit, more=True)
    else:
        _ask(visit, _warning(text))


def _link_in(text: str, reading: Reading | None) -> str:
    """Return what the link of an invitation carries, by which somebody came here."""
    found = read_office(text)
    if found and found[0] is OfficeCommand.ACTIVATE:
        return found[1]
    started = reading is not None and reading.intent is Intent.MENU
    link = reading.argument if reading and started else ""
    return link if len(link) == invitations.LENGTH else ""


def _link_kept(visit: Visit) -> str:
    """Return the link that the question for consent has kept in its buttons."""
    last = outbox.last_message(visit.work, visit.address.lane)
    return last.buttons[0].data.partition(LINK_MARK)[2] if last and last.buttons else ""


def _warning(text: str) -> Text:
    """Return what must be said before the question for consent: safety first."""
    if explosive(text):
        return lines(EXPLOSIVE_ADVICE, first_contact.NOTHING_KEPT_YET)
    if referral_topic_of_text(text):
        return first_contact.NO_DETAILS
    return lines(EMERGENCY if emergency(text) else None, first_contact.NOTHING_KEPT_YET)


def _was_asked(visit: Visit) -> bool:
    """Tell whether the last thing shown here was the question for consent."""
    last = outbox.last_message(visit.work, visit.address.lane)
    return last is not None and any(
        hmac.compare_digest(button.data[:TOKEN_LENGTH].encode(), _token(visit).encode())
        for button in last.buttons
    )


def _ask(visit: Visit, notice: Text | None = None, *, more: bool = False, link: str = "") -> None:
    token, kept = _token(visit), f"{LINK_MARK}{link}" if link else ""
    text = first_contact.more() if more else first_contact.welcome(visit.service.public_name)
    channel = first_contact.SEEN_BY.get(visit.incoming.channel)
    said = visit.service.wording.say(
        lines(notice, text, channel, first_contact.CONSENT), visit.language
    )
    label = visit.service.wording.label
    other = _other(visit.language)
    buttons = (
        Button(label(first_contact.AGREE, visit.language), f"{token}y{kept}", Role.MAIN),
        Button(label(first_contact.DECLINE, visit.language), f"{token}n{kept}"),
        Button(label(first_contact.MORE, visit.language), f"{token}m{kept}"),
        Button(first_contact.LANGUAGE_NAMES[other], f"{token}{other}{kept}", Role.CONTROL),
    )
    visit.show(Message(text=said, buttons=buttons, language=visit.language, replaces=visit.tapped))


def _admit(visit: Visit, link: str = "") -> None:
    incoming = visit.incoming
    person = people.admit(
        visit.work, incoming.channel, incoming.sender, incoming.chat, visit.language
    )
    people.agree(visit.work, person.id, PURPOSE, first_contact.VERSION)
    visit.person, visit.address = person, person.address
    if link:
        offices.activate(visit, person, link)
    else:
        commands.welcome(visit)


def _other(language: str) -> str:
    return "en" if language == "ar" else "ar"


def _token(visit: Visit) -> str:
    return visit.token("consent", first_contact.VERSION)
