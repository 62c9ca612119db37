"""The questions of a need report that follow place and problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from civic.needs import Affected, Scope, Since
from conversations import labels
from conversations.engine.questions import (
    ANY_WAY_OUT,
    SKIP,
    Choice,
    Free,
    Location,
    Number,
    Option,
    Picture,
    Several,
)
from conversations.wording import Words, _


def severity() -> Choice:
    """Ask the effect, worded by its consequence."""
    return Choice(
        name="severity", text=_("What effect does it have on people?"), choices=severities()
    )


def severities() -> tuple[Option, ...]:
    """Return the effects to choose from."""
    return tuple(Option(severity, label) for severity, label in labels.SEVERITY.items())


def since() -> Choice:
    """Ask for how long."""
    return Choice(
        name="since",
        text=_("Since when?"),
        choices=choices(Since, labels.SINCE),
        ways_out=ANY_WAY_OUT,
    )


def scope() -> Choice:
    """Ask how far it reaches."""
    return Choice(
        name="scope",
        text=_("Whom does it touch?"),
        choices=choices(Scope, labels.SCOPE),
        ways_out=ANY_WAY_OUT,
    )


def people() -> Number:
    """Ask how many people it touches."""
    return Number(
        name="people",
        text=_("About how many people does it touch? A number, such as 30."),
        lowest=1,
        highest=500_000,
        ways_out=ANY_WAY_OUT,
    )


def affected() -> Several:
    """Ask who bears it more than others."""
    return Several(
        name="affected",
        text=_("Who bears it most? You can choose several, then: done."),
        choices=choices(Affected, labels.AFFECTED),
        ways_out=ANY_WAY_OUT,
    )


def words() -> Free:
    """Ask for more in the person's own words or voice."""
    return Free(
        name="words",
        text=_(
            "Write what else should be known, or send a voice message. "
            "Please no names of people and no telephone numbers."
        ),
        ways_out=SKIP,
    )


def photo() -> Picture:
    """Ask for a photo."""
    return Picture(
        name="photo",
        text=_("Send a photo of the problem. Please no faces, and only from a safe spot."),
        ways_out=SKIP,
    )


def location() -> Location:
    """Ask for a point on the map."""
    return Location(
        name="location",
        text=_("Send the point on the map where the problem is, not where you live."),
        ways_out=SKIP,
    )


def choices(codes: Iterable[str], said: Mapping[str, Words]) -> tuple[Option, ...]:
    """Return options for codes, in their order."""
    return tuple(Option(str(code), said[code]) for code in codes)
