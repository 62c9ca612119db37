"""Somebody proposes a session of a working group: on which day, at what hour, about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from civic.group_sessions import LONGEST_AGENDA, PlanSession, check_agenda, check_time
from civic.hours import today
from civic.moments import on_the_wall, read_hour, read_moment
from civic.refusals import Refusal
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Free, Option, Review, Row
from conversations.engine.replies import Given, Reading
from conversations.engine.verbs import Ask, now
from conversations.group_sessions import NO_HOUR, why_not
from conversations.group_votes import moment
from conversations.messages import Expecting
from conversations.wording import Code, Text, _, lines

_SOON: Final = ((1, _("Tomorrow")), (2, _("In two days")), (7, _("In a week")))
_HOUR_MARK: Final = "T"


@dataclass(frozen=True, kw_only=True)
class Day(Choice):
    """A day, "2026-11-26", or with its hour, "2026-11-26T17:30"; any can be typed."""

    def accepts(self, answer: Any) -> bool:
        """Tell whether the answer is a day, with or without an hour."""
        return isinstance(answer, str) and _parsed(answer) is not None


@conversation("group_session")
async def plan_session(ask: Ask) -> PlanSession:
    """Ask for the day, the hour unless it was named with it, and the agenda."""
    begun = await now("begun")
    day = await ask(_day(begun))
    hour = await _hour(ask, day, begun)
    at = on_the_wall(date.fromisoformat(day[:10]), hour)
    agenda = (await ask(_AGENDA))["typed"]
    await ask(_review(at, hour, agenda, asked_apart=_HOUR_MARK not in day))
    return PlanSession(group=str(ask.opening["group"]), at=at, agenda=agenda)


def _day(begun: datetime) -> Day:
    first = today(begun)
    return Day(
        name="day",
        text=lines(
            _("On which day is the session, and at what hour?"),
            _("Choose a day, or type it, such as: Thursday at 5 in the afternoon."),
        ),
        choices=tuple(
            Option((first + timedelta(days=days)).isoformat(), label) for days, label in _SOON
        ),
        hears=lambda text: _heard(text, first),
        objects=lambda answer: _too_early_or_far(answer, begun),
        expecting=Expecting.TEXT,
    )


async def _hour(ask: Ask, day: str, begun: datetime) -> time:
    parsed = datetime.fromisoformat(day)
    if _HOUR_MARK in day:
        return parsed.time()

    def objection(answer: Any) -> Text | None:
        hour = read_hour(answer["typed"])
        return NO_HOUR if hour is None else _refused(on_the_wall(parsed.date(), hour), begun)

    asked = Free(
        name="hour",
        text=_("At what hour? Such as «5 in the afternoon», «half past five» or 17:30."),
        longest=40,
        voice=False,
        objects=objection,
    )
    return read_hour((await ask(asked))["typed"]) or time()


def _heard(text: str, first: date) -> Reading | None:
    day, hour = read_moment(text, first)
    if day is None:
        return None
    return Given(f"{day}{_HOUR_MARK}{hour:%H:%M}" if hour else day.isoformat())


def _too_early_or_far(answer: str, begun: datetime) -> Text | None:
    """Object to a day whose last minute is over, or to an hour that is."""
    found = datetime.fromisoformat(answer)
    hour = found.time() if _HOUR_MARK in answer else time(23, 59)
    return _refused(on_the_wall(found.date(), hour), begun)


def _refused(at: int, begun: datetime) -> Text | None:
    try:
        check_time(at, int(begun.timestamp()))
    except Refusal as refusal:
        return why_not(refusal)
    return None


def _no_agenda(answer: Any) -> Text | None:
    try:
        check_agenda(answer["typed"])
    except Refusal as refusal:
        return why_not(refusal)
    return None


_AGENDA: Final = Free(
    name="agenda",
    text=_("What is to be discussed? One point on each line."),
    longest=LONGEST_AGENDA,
    public=True,
    voice=False,
    objects=_no_agenda,
)


def _review(at: int, hour: time, agenda: str, *, asked_apart: bool) -> Review:
    rows = [Row("day", _("when"), moment(at)), Row("agenda", _("agenda"), agenda)]
    if asked_apart:
        rows.insert(1, Row("hour", _("hour"), Code(f"{hour:%H:%M}")))
    return Review(
        name="review",
        text=_("Shall the session be proposed like this?"),
        rows=tuple(rows),
        sends=(Option("send", _("Propose it"), main=True),),
    )


def _parsed(answer: str) -> datetime | None:
    try:
        return datetime.fromisoformat(answer)
    except ValueError:
        return None
