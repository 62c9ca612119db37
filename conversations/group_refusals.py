"""Why something cannot be done in a working group, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, Final

from civic.refusals import Refusal
from conversations.group_votes import moment
from conversations.wording import Text, _, counted, together

Sentence = Callable[[Mapping[str, Any]], Text]

CHANGED: Final[Text] = _("The group stands elsewhere by now. This is how it stands:")


def why_not(refusal: Refusal) -> Text:
    """Return the sentence of a refusal in a working group."""
    return _SENTENCES[refusal.code](refusal.facts)


def _says(text: Text) -> Sentence:
    return lambda _facts: text


def _too_few(facts: Mapping[str, Any]) -> Text:
    return _(
        "The rule that breaks: {needed} members are needed, and {people} applied. The call can "
        "stay open, or fewer seats be chosen.",
        **facts,
    )


def _quota(facts: Mapping[str, Any]) -> Text:
    return _(
        "The rule that breaks: at least {needed} of the members are women, and there are {women}. "
        "The call can stay open until more women apply.",
        needed=facts["needed"],
        women=facts["women"],
    )


def _seats(facts: Mapping[str, Any]) -> Text:
    return _(
        "This takes a group of {fewest} to {most} members, and there are {seats}. Where members "
        "have left, the convening office can close the group and call a new one.",
        **facts,
    )


def _most_seats(facts: Mapping[str, Any]) -> Text:
    return _("A group has at most {most} members. Please choose fewer.", most=facts["most"])


def _answers(facts: Mapping[str, Any]) -> Text:
    numbers = facts["numbers"]
    return counted(
        "Comment {numbers} has no answer yet. It is answered first; then the text can go on.",
        "Comments {numbers} have no answer yet. They are answered first; then the text can go on.",
        len(numbers),
        numbers=together(*map(str, numbers)),
    )


def _window(facts: Mapping[str, Any]) -> Text:
    return _(
        "Comments are open for {shortest} to {longest} days. Please choose a number of days "
        "within that.",
        shortest=facts["shortest"],
        longest=facts["longest"],
    )


def _window_over(facts: Mapping[str, Any]) -> Text:
    return _(
        "Comments are open until {date}. The answers begin after that.", date=_day(facts["closes"])
    )


def vote_open(facts: Mapping[str, Any]) -> Text:
    """Say that what follows a vote waits for its end."""
    closes = facts.get("closes")
    if closes is None:
        return _("There has been no vote yet. It is opened with: /vote")
    return _("The vote is open until {moment}. It goes on after that.", moment=moment(closes))


def _long(facts: Mapping[str, Any]) -> Text:
    return _(
        "The draft has {characters} characters, and {most} are possible. Please shorten it.",
        **facts,
    )


def _many(facts: Mapping[str, Any]) -> Text:
    return _(
        "The draft has {paragraphs} paragraphs, and {most} are possible. Please join some.",
        **facts,
    )


def _day(seconds: int | None) -> date:
    return datetime.fromtimestamp(seconds or 0, UTC).date()


_SENTENCES: Final[Mapping[str, Sentence]] = MappingProxyType(
    {
        "composition.too-few": _too_few,
        "composition.too-many": _most_seats,
        "composition.quota": _quota,
        "group.no-such-step": _says(CHANGED),
        "group.seats": _seats,
        "group.quota": _quota,
        "group.source": _says(
            _("There is no source yet. A link, a quotation or a note comes first: /source")
        ),
        "group.draft": _says(_("There is no new draft yet. A member sends one first: /draft")),
        "group.text": _says(_("There is no new draft yet. A member sends one first: /draft")),
        "group.answers": _answers,
        "group.window": _window,
        "group.window-over": _window_over,
        "group.vote-over": vote_open,
        "group.reason": _says(_("This takes a reason. Please write it in a few words.")),
        "draft.empty": _says(_("There is no text in it. Please send the draft as text.")),
        "draft.too-long": _long,
        "draft.too-many": _many,
    }
)
