"""Somebody comes back to an earlier conversation with a follow-up number and its secret."""

from __future__ import annotations

from civic.follow_up import read_follow_up
from civic.text import digits
from storage import people, return_codes
from storage.return_codes import SECRET_DIGITS
from storage.work import Work


def come_back(work: Work, channel: str, account: str, number: str, secret: str) -> bool:
    """Give an account that is nobody's yet an earlier conversation; false if they do not fit."""
    read = read_follow_up(number)
    typed = "".join(each for each in digits(secret) if each in "0123456789")
    if read is None or len(typed) != SECRET_DIGITS:
        return False
    person = return_codes.person_of(work, read, typed)
    if person is None or people.find(work, channel, account, account) is not None:
        return False
    language = people.language_of(work, person)
    people.add_identity(work, person, language, channel, account, account)
    return True
