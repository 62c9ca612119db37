"""Somebody comes back to an earlier conversation with a follow-up number and its secret."""

from __future__ import annotations

from functools import partial

from civic.follow_up import SECRET_DIGITS, Return, read_follow_up
from civic.text import digits
from conversations import receipts
from conversations.messages import Message
from conversations.wording import Text, _, lines
from handlers import claiming
from handlers.service import Service
from storage import behalf, outbox, people, return_codes
from storage.outbox import Priority
from storage.people import Address
from storage.work import Work

BACK: Text = _(
    "You are back in your earlier conversation. To see your requests, write: my requests"
)
OPENED_ELSEWHERE: Text = _("You have a message: this conversation was opened on another device.")


def come_back(
    work: Work, service: Service, channel: str, account: str, number: str, secret: str
) -> Return:
    """Give an account that is nobody's yet an earlier conversation.

    The secret is used up; the new chat is told a new one, and the other chats that it happened.
    """
    read = read_follow_up(number)
    typed = "".join(each for each in digits(secret) if each in "0123456789")
    if read is None or len(typed) != SECRET_DIGITS:
        return Return.UNKNOWN
    person = return_codes.person_of(work, read, typed)
    if person is None:
        return Return.UNKNOWN
    entered = behalf.claimable(work, read, typed)
    if here := people.find(work, channel, account, account):
        if entered is not None and not behalf.is_of_office(work, entered, here.id):
            claiming.take_over(work, service, entered, here)
            return Return.OPENED
        return Return.OPENED if here.id == person else Return.TAKEN
    language = people.language_of(work, person)
    others = people.addresses(work, person)
    new = people.add_identity(work, person, language, channel, account, account)
    return_codes.use_up(work, read, typed)
    renewed = return_codes.issue(work, person, read)
    tell = partial(_tell, work, service, language, f"return:{read}:{work.dice.token()}")
    back: Text = BACK
    if entered is not None:
        behalf.opened_by(work, person)
        back = claiming.said_to_owner(work, entered, language)
    tell(0, new.address, lines(back, receipts.way_back(renewed)))
    for ordinal, address in enumerate(others, start=1):
        tell(ordinal, address, OPENED_ELSEWHERE)
    return Return.OPENED


def _tell(
    work: Work,
    service: Service,
    language: str,
    cause: str,
    ordinal: int,
    to: Address,
    text: Text,
) -> None:
    message = Message(text=service.wording.say(text, language), language=language)
    priority = Priority.NOTICE if ordinal else Priority.REPLY
    row = outbox.owe(work, to, message, cause=cause, ordinal=ordinal, priority=priority)
    work.afterwards.append(partial(service.owed, row))
