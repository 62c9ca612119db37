"""What is said of a working group's sessions: when, about what, who comes, what came of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from civic.group_sessions import SessionState
from civic.refusals import Refusal
from conversations.group_votes import heading, moment
from conversations.joint_papers import member
from conversations.wording import Text, _, counted, lines, together

LOOK_BUTTON: Final[Text] = _("Sessions")
PLAN_BUTTON: Final[Text] = _("Propose a session")
COME_BUTTON: Final[Text] = _("I will be there")
STAY_BUTTON: Final[Text] = _("I cannot come")
MINUTES_BUTTON: Final[Text] = _("Write the minutes")
AGAIN_BUTTON: Final[Text] = _("Correct the minutes")
CANCEL_BUTTON: Final[Text] = _("Call it off")
SURE_BUTTON: Final[Text] = _("Yes, call it off")

NONE: Final[Text] = _("No session has been proposed yet.")
ONLY_MEMBERS: Final[Text] = _(
    "Only members of the group see its sessions. What they came to is published with the paper."
)
ONLY_SEATS: Final[Text] = _("Only members of the group can do this.")
NOT_NOW: Final[Text] = _(
    "Sessions are held from the day the group is seated until its paper is out."
)
NO_SUCH: Final[Text] = _("There is no session of that number in this group.")
NOTED_COMING: Final[Text] = _("Noted: you will be there.")
NOTED_STAYING: Final[Text] = _("Noted: you cannot come. The minutes will be sent to you.")
SURE: Final[Text] = _("Is this session to be called off? Every member is told.")
NO_HOUR: Final[Text] = _(
    "Please name an hour, such as «5 in the afternoon», «half past five» or 17:30."
)
NO_MINUTES: Final[Text] = _("The minutes have not been written yet.")

_STATES: Final[Mapping[SessionState, Text]] = MappingProxyType(
    {
        SessionState.PLANNED: _("ahead"),
        SessionState.HELD: _("held"),
        SessionState.CANCELLED: _("called off"),
    }
)
_WAITS: Final[Text] = _("without minutes so far")


def why_not(refusal: Refusal) -> Text:
    """Return the sentence of a refusal about sessions."""
    return _SENTENCES[refusal.code](refusal.facts)


def line(number: int, at: int, state: SessionState, *, over: bool) -> Text:
    """Return a session's line in a list."""
    waits = over and state is SessionState.PLANNED
    return _(
        "Session {number}: {moment} ({state})",
        number=number,
        moment=moment(at),
        state=_WAITS if waits else _STATES[state],
    )


def seat(number: int, name: str) -> Text:
    """Name a member, or number one who has left the service."""
    return name or member(number)


def seats(rows: Sequence[tuple[int, str]]) -> Text:
    """Tell which member has which number."""
    return lines(
        _("The members and their numbers:"),
        *(_("{number}. {words}", number=number, words=seat(number, name)) for number, name in rows),
    )


def agenda(text: str) -> Text:
    """Show what a session is about."""
    return lines(_("Agenda:"), text)


def comers(names: Sequence[Text], silent: int) -> Text:
    """Say who comes, and how many have not said."""
    coming = (
        _("Will be there: {names}", names=together(*names)) if names else _("Nobody has said yet.")
    )
    if not silent or not names:
        return coming
    return lines(
        coming,
        counted("{count} member has not said.", "{count} members have not said.", silent),
    )


def minutes(text: str, there: Sequence[tuple[int, str]]) -> Text:
    """Show what a session came to, and which members were there."""
    names = together(*(seat(number, name) for number, name in there))
    present = _("Present: {names}", names=names) if there else None
    return lines(present, _("Minutes:"), text)


def planned(number: int, title: str, session: int, at: int, about: str) -> Text:
    """Tell members of a session and ask whether they come."""
    return lines(
        heading(number, title),
        _("Session {number} is proposed for {moment}.", number=session, moment=moment(at)),
        agenda(about),
        _("Will you be there?"),
    )


def kept(session: int, at: int) -> Text:
    """Say that a session is proposed."""
    return _(
        "Session {number} is proposed for {moment}. The other members are asked whether they come, "
        "and everybody who does not stay away is reminded a day and an hour before.",
        number=session,
        moment=moment(at),
    )


def reminder(number: int, title: str, session: int, at: int, about: str) -> Text:
    """Remind members of a session."""
    return lines(
        heading(number, title),
        _("Session {number} begins on {moment}.", number=session, moment=moment(at)),
        agenda(about),
    )


def called_off(number: int, title: str, session: int, at: int) -> Text:
    """Tell members that a session is not held."""
    return lines(
        heading(number, title),
        _("Session {number} on {moment} is called off.", number=session, moment=moment(at)),
    )


def minutes_kept(number: int, title: str, session: int, shown: Text, *, again: bool) -> Text:
    """Show members the minutes."""
    told = (
        _("The minutes of session {number} were corrected.", number=session)
        if again
        else _("The minutes of session {number} are kept.", number=session)
    )
    return lines(heading(number, title), told, shown)


def _says(text: Text) -> Callable[[Mapping[str, Any]], Text]:
    return lambda _facts: text


def _far(facts: Mapping[str, Any]) -> Text:
    return counted(
        "A session can be at most {count} day ahead. Please name a nearer day.",
        "A session can be at most {count} days ahead. Please name a nearer day.",
        facts["days"],
    )


def _many(facts: Mapping[str, Any]) -> Text:
    return counted(
        "{count} session is ahead of the group already. One of them can be called off first.",
        "{count} sessions are ahead of the group already. One of them can be called off first.",
        facts["most"],
    )


def _not_yet(facts: Mapping[str, Any]) -> Text:
    return _(
        "This session begins on {moment}. Its minutes are written afterwards.",
        moment=moment(facts["at"]),
    )


_SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any]], Text]]] = MappingProxyType(
    {
        "session.past": _says(
            _("That time is over already. Please name a day and an hour that are still ahead.")
        ),
        "session.far": _far,
        "session.no-agenda": _says(
            _("A session needs an agenda: what is to be discussed? A few words are enough.")
        ),
        "session.many": _many,
        "session.not-yet": _not_yet,
        "session.cancelled": _says(_("This session was called off.")),
        "session.over": _says(_("This session has begun already, or is over.")),
        "session.no-minutes": _says(
            _("Minutes need words: what was discussed, and what was decided?")
        ),
    }
)
