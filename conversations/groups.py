"""What is said of working groups: lists, cards, candidates and their proposed composition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from civic.composition import Reason
from civic.group_acts import Years
from civic.groups import Stage
from conversations.group_words import LANGUAGE, REASON, STAGE, TOPIC, YEARS
from conversations.wording import Code, PlaceName, Text, _, counted, lines, together

LIST: Final[Text] = _("Working groups:")
TO_SEE: Final[Text] = _("Working groups")
NO_GROUPS: Final[Text] = _("There is no working group yet.")
PROPOSE_BUTTON: Final[Text] = _("Propose a group")
ONLY_OFFICES: Final[Text] = _("Groups are proposed by those who represent a place.")
WHICH: Final[Text] = _("Which group is meant? «All groups» lists them.")
NO_SUCH_GROUP: Final[Text] = _("There is no group of that number here.")
GROUPS_BUTTON: Final[Text] = _("All groups")
OFFICES_BUTTON: Final[Text] = _("Offices")
GROUP_BUTTON: Final[Text] = _("The group")

APPLY_BUTTON: Final[Text] = _("Offer to work in it")
WITHDRAW_BUTTON: Final[Text] = _("Withdraw my application")
CANDIDATES_BUTTON: Final[Text] = _("Candidates")
OTHERWISE_BUTTON: Final[Text] = _("Choose otherwise")
CLOSE_BUTTON: Final[Text] = _("Close the group")
HISTORY_BUTTON: Final[Text] = _("History")

NOT_FORMING: Final[Text] = _("This group is not looking for members now.")
NOT_CONVENER: Final[Text] = _(
    "Only the office that convenes the group can do this, once it is open: /unlock"
)
NO_CANDIDATES: Final[Text] = _("Nobody has applied yet. The call stays open.")
WITHDRAWN: Final[Text] = _("Your application is withdrawn, and what it said is deleted.")
APPLIED: Final[Text] = _(
    "Your application arrived. The convening office seats the group, and you will be told."
)


def passed(title: str) -> Text:
    """Tell somebody who applied that others sit in the group."""
    return _(
        "The working group «{title}» is seated, and this time others were chosen. Your comments "
        "on its draft will be asked for.",
        title=title,
    )


def seated(title: str) -> Text:
    """Tell somebody who applied that they sit in the group."""
    return _(
        "You are a member of the working group «{title}» now. Its work begins with sources.",
        title=title,
    )


def ended_early(number: int, title: str, reason: str) -> Text:
    """Tell whoever took part that a group is closed, and why."""
    return _(
        "The working group {number} «{title}» is closed before its end. The reason: {reason}",
        number=number,
        title=title,
        reason=reason,
    )


def proposed(number: int, title: str) -> Text:
    """Say that a group is proposed, and what comes next."""
    return lines(
        _("Group {number} is proposed: {title}", number=number, title=title),
        _("Next: the call for candidates."),
    )


def line(number: int, title: str, stage: Stage) -> Text:
    """Return a group's line in a list."""
    return _("{number}. {title} ({stage})", number=number, title=title, stage=STAGE[stage])


def card(
    number: int, title: str, why: str, place: str, stage: Stage, topics: Sequence[str]
) -> Text:
    """Say what a group is about and where it stands."""
    return lines(
        _("Working group {number}: {title}", number=number, title=title),
        why,
        _("For: {place}", place=PlaceName(place, within=True)),
        _("Competence: {topics}", topics=together(*(TOPIC[each] for each in topics))),
        _("It stands at: {stage}", stage=STAGE[stage]),
    )


def members(count: int, women: int) -> Text:
    """Say how many members there are."""
    return counted(
        "{count} member, women among them: {women}",
        "{count} members, women among them: {women}",
        count,
        women=women,
    )


def member(number: int, name: str, place: str) -> Text:
    """Name a member, for the other members and the convener."""
    if not name:
        return _("{number}. a member who left the service", number=number)
    return _("{number}. {name} ({place})", number=number, name=name, place=PlaceName(place))


def applied(count: int) -> Text:
    """Say how many applied."""
    return counted("{count} person applied.", "{count} people applied.", count)


def candidate(
    number: int,
    name: str,
    place: str,
    topics: Sequence[str],
    years: Years,
    languages: Sequence[str],
    words: str,
) -> Text:
    """Say what somebody told of themselves, for the convener."""
    known = [*(TOPIC[each] for each in topics), YEARS[years]]
    known += [LANGUAGE[each] for each in languages]
    return lines(
        _("{number}. {name} ({place})", number=number, name=name, place=PlaceName(place)),
        together(*known),
        words,
    )


def proposal(rows: Sequence[tuple[int, str, Reason]], quota: int) -> Text:
    """Return the composition that the rules propose, with the reason of each seat."""
    return lines(
        _(
            "Proposed by the rules: competence first, then different places, and at least {quota} "
            "percent women:",
            quota=quota,
        ),
        *(
            _("{number}. {name}: {reason}", number=number, name=name, reason=REASON[reason])
            for number, name, reason in rows
        ),
    )


def step(day: date, stage: Stage, who: Text, reason: str) -> Text:
    """Return one step of a group's history."""
    told = _("{date}: {stage}, by {who}", date=day, stage=STAGE[stage], who=who)
    return lines(told, _("The reason: {reason}", reason=reason)) if reason else told


BY_CLOCK: Final[Text] = _("the clock, since its time had come")
BY_MEMBER: Final[Text] = _("a member")


def command(word: str, number: int) -> Code:
    """Return a command with a group's number, as it is typed."""
    return Code(f"/{word} {number}")
