"""The questions of a need report but for its place; made once, since they never change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from civic.needs import GROUPS, SECTORS, Affected, Scope, Since
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


def choices(codes: Iterable[str], said: Mapping[str, Words]) -> tuple[Option, ...]:
    """Return options for codes, in their order."""
    return tuple(Option(str(code), said[code]) for code in codes)


GROUP: Final = Choice(
    name="about", text=_("What is it about?"), choices=choices(GROUPS, labels.GROUP)
)
"""Ask for one of ten groups, behind which the sectors are."""

SECTOR: Final[Mapping[str, Choice]] = {
    group: Choice(
        name="about.sector",
        text=_("Which of these is it?"),
        choices=choices(sectors, labels.SECTOR),
    )
    for group, sectors in GROUPS.items()
}
"""Ask for a sector of a group."""

PROBLEM: Final[Mapping[str, Choice]] = {
    sector: Choice(
        name="about.problem",
        text=_("What is the problem?"),
        choices=choices(problems, labels.PROBLEM),
    )
    for sector, problems in SECTORS.items()
}
"""Ask for a problem of a sector."""

SEVERITIES: Final = choices(labels.SEVERITY, labels.SEVERITY)
"""The effects to choose from."""

SEVERITY: Final = Choice(
    name="severity", text=_("What effect does it have on people?"), choices=SEVERITIES
)
"""Ask the effect, worded by its consequence."""

SINCE: Final = Choice(
    name="since",
    text=_("Since when?"),
    choices=choices(Since, labels.SINCE),
    ways_out=ANY_WAY_OUT,
)
"""Ask for how long."""

SCOPE: Final = Choice(
    name="scope",
    text=_("Whom does it touch?"),
    choices=choices(Scope, labels.SCOPE),
    ways_out=ANY_WAY_OUT,
)
"""Ask how far it reaches."""

PEOPLE: Final = Number(
    name="people",
    text=_("About how many people does it touch? A number, such as 30."),
    lowest=1,
    highest=500_000,
    ways_out=ANY_WAY_OUT,
)
"""Ask how many people it touches."""

AFFECTED: Final = Several(
    name="affected",
    text=_("Who bears it most? You can choose several, then: done."),
    choices=choices(Affected, labels.AFFECTED),
    ways_out=ANY_WAY_OUT,
)
"""Ask who bears it more than others."""

WORDS: Final = Free(
    name="words",
    text=_(
        "Write what else should be known, or send a voice message. "
        "Please no names of people and no telephone numbers."
    ),
    ways_out=SKIP,
)
"""Ask for more in the person's own words or voice."""

PHOTO: Final = Picture(
    name="photo",
    text=_("Send a photo of the problem. Please no faces, and only from a safe spot."),
    ways_out=SKIP,
)
"""Ask for a photo."""

LOCATION: Final = Location(
    name="location",
    text=_("Send the point on the map where the problem is, not where you live."),
    ways_out=SKIP,
)

"""Ask for a point on the map."""
