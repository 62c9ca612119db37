"""A group's vote in words: the text that is voted on, who has voted, the table and its code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from civic.group_votes import LONGEST, SHORTEST, WHOLE, Choice, Vote
from civic.hours import WALL, today
from conversations.wording import Code, Lines, Text, _, lines, together

LABELS: Final[Mapping[Choice, Text]] = MappingProxyType(
    {
        Choice.AGREE: _("I agree"),
        Choice.RESERVATION: _("I agree with a reservation"),
        Choice.DISAGREE: _("I disagree, with the reason"),
        Choice.ABSTAIN: _("I abstain"),
    }
)
SAID: Final[Mapping[Choice, Text]] = MappingProxyType(
    {
        Choice.AGREE: _("agrees"),
        Choice.RESERVATION: _("agrees with a reservation"),
        Choice.DISAGREE: _("disagrees"),
        Choice.ABSTAIN: _("abstains"),
    }
)

OPEN_WHOLE: Text = _("Open the vote on the whole text")
OPEN_BY_PARAGRAPH: Text = _("Open the vote by paragraph")
VOTE_BY_PARAGRAPH: Text = _("Vote paragraph by paragraph")
LOOK_BUTTON: Text = _("The vote")
TABLE_BUTTON: Text = _("The table of the vote")

NOT_A_MEMBER: Text = _("Only members of the group vote. The result is published with the paper.")
NO_VOTE: Text = _("No vote has been opened in this group.")
EARLIER_TEXT: Text = _("This button belongs to an earlier text. This is the text of the vote now:")
WITHOUT_END: Text = _("The group was closed while this vote was open, so nothing follows from it.")
NAMED: Text = _("Each member of the group will see who voted how, and why.")
LAST_COUNTS: Text = _(
    "Until then you can vote again: the last vote counts, earlier ones stay visible."
)


def heading(number: int, title: str) -> Text:
    """Name a group."""
    return _("Group {number}: {title}", number=number, title=title)


def moment(seconds: int) -> Text:
    """Say a day with its hour, by the clock on the wall."""
    instant = datetime.fromtimestamp(seconds, UTC)
    hour = f"{instant.astimezone(WALL):%H:%M}"
    return _("{date} at {hour}", date=today(instant), hour=Code(hour))


def numbered(paragraphs: Mapping[int, str]) -> Lines:
    """Show a text with the numbers of its paragraphs."""
    return lines(
        *(_("{number}. {words}", number=number, words=text) for number, text in paragraphs.items())
    )


def turnout(voted: int, seats: int, quorum: int) -> Text:
    """Say how many have voted, and how many must."""
    return _(
        "{voted} of {seats} have voted; at least {quorum} must vote.",
        voted=voted,
        seats=seats,
        quorum=quorum,
    )


def opened(number: int, title: str, closes: int) -> Text:
    """Tell members that a vote is open."""
    return lines(heading(number, title), opened_until(closes))


def opened_until(closes: int) -> Text:
    """Say until when a vote is open."""
    return _("The vote on the text is open until {moment}.", moment=moment(closes))


def opening_code(code: str) -> Text:
    """Give the code over what is fixed before voting."""
    return _("Code of the opening, the same for all members: {code}", code=Code(code))


def remind(number: int, title: str, closes: int, why: Text | None = None) -> Text:
    """Remind whoever has not voted; `why` a vote that is there does not count yet."""
    if why is not None:
        return lines(heading(number, title), why, opened_until(closes))
    return lines(
        heading(number, title),
        _("Your vote is not there yet. It is open until {moment}.", moment=moment(closes)),
    )


def mine(votes: Sequence[Vote]) -> Text | None:
    """Say what a member voted last."""
    if not votes:
        return None
    return _("Your vote now: {vote}", vote=together(*(_part(vote) for vote in votes)))


def recorded(votes: Sequence[Vote], closes: int) -> Text:
    """Say that a vote is recorded."""
    return lines(
        _("Your vote is recorded."),
        mine(votes),
        _("The vote closes on {moment}.", moment=moment(closes)),
        LAST_COUNTS,
    )


def counts(part: int, tally: Mapping[Choice, int], *, adopted: bool) -> Text:
    """Say what came of a part."""
    said = _(
        "in favour {agree}, with a reservation {reservation}, against {disagree}, "
        "abstaining {abstain}",
        agree=tally[Choice.AGREE],
        reservation=tally[Choice.RESERVATION],
        disagree=tally[Choice.DISAGREE],
        abstain=tally[Choice.ABSTAIN],
    )
    outcome = _("adopted") if adopted else _("not adopted")
    if part == WHOLE:
        return _("The text: {counts} – {outcome}.", counts=said, outcome=outcome)
    return _("Paragraph {number}: {counts} – {outcome}.", number=part, counts=said, outcome=outcome)


def row(sequence: int, name: Text, vote: Vote, *, counts: bool) -> Text:
    """Show one vote of the table; one that was replaced later says so."""
    said = _said(vote)
    if not counts:
        return _("{number}. {name}: {vote} (replaced later)", number=sequence, name=name, vote=said)
    return _("{number}. {name}: {vote}", number=sequence, name=name, vote=said)


def silent(names: Sequence[Text]) -> Text | None:
    """Name the seats that did not vote."""
    return _("Did not vote: {names}", names=together(*names)) if names else None


def code_is(code: str) -> Text:
    """Give the code that two members compare."""
    return lines(
        _("Code of the table: {code}", code=Code(code)),
        _("Two members whose codes are equal have the same table."),
    )


def proof(vote: str, text: str, link: str, secrets: Sequence[tuple[int, str]]) -> Text:
    """Give what somebody needs who works the code out again, link by link."""
    return lines(
        _("To work the code out again, as the service's documents describe it:"),
        _("Vote: {code}", code=Code(vote)),
        _("Text: {code}", code=Code(text)),
        _("Last link: {code}", code=Code(link)),
        *(_("Seat {number}: {code}", number=number, code=Code(each)) for number, each in secrets),
    )


def no_quorum(voted: int, quorum: int) -> Text:
    """Say that too few voted."""
    return _(
        "Only {voted} voted and at least {quorum} must. A new vote can be opened on this text.",
        voted=voted,
        quorum=quorum,
    )


CLOSED: Text = _("The vote has closed. This is every vote in the order in which it came:")
NOT_ADOPTED: Text = _("No majority adopted the text. It goes back to drafting.")
ADOPTED: Text = lines(
    _("The joint paper is composed from it now, with the opposing opinion."),
    _("It takes a summary that more than half of the members approve."),
)
MEMBER_GONE: Text = _("a member who left")


def days_between() -> Text:
    """Say for how long a vote can be open."""
    return _(
        "A vote is open for {shortest} to {longest} days. Please name another number of days.",
        shortest=SHORTEST,
        longest=LONGEST,
    )


def _part(vote: Vote) -> Text:
    if vote.part == WHOLE:
        return LABELS[vote.choice]
    return _("paragraph {number}: {vote}", number=vote.part, vote=LABELS[vote.choice])


def _said(vote: Vote) -> Text:
    said = SAID[vote.choice]
    if vote.part != WHOLE:
        said = _("paragraph {number}, {vote}", number=vote.part, vote=said)
    return _("{vote}: {reason}", vote=said, reason=vote.reason) if vote.reason else said
