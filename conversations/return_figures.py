"""How an office reads the weekly figures about going home: one table at a time, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from civic.disclosure import LEAST, MEMBERS_OF_ONE, Audience
from civic.households import Age, Sex
from civic.return_figures import ABROAD, PRIVATE, Freshness, Subject, View
from civic.returns import Condition, Help, Horizon, Intention, Obstacle
from conversations import return_labels
from conversations.wording import PlaceName, Text, Words, _, lines

NOT_YET: Final[Text] = _(
    "There are no figures yet. They are made once a week, the first within an hour."
)
NO_SUCH_PLACE: Final[Text] = _("There is no place with this name in your area.")
FROM_HERE: Final[Text] = _("Those who come from here")
WHO_ARE_HERE: Final[Text] = _("Those who are here now")
FILE_NOTE: Final[Text] = _(
    "The tables of the week, as they are told: no households, and nothing below the least."
)
PICTURE_BUTTON: Final[Text] = _("A picture of where they are")
FILE_BUTTON: Final[Text] = _("The tables as a file")
CHANGE_BUTTON: Final[Text] = _("Change over time")
POLL_BUTTON: Final[Text] = _("Ask them a question")
NOT_DRAWN: Final[Text] = _("Too few are told of to draw where they are.")

SUBJECT: Final[Mapping[Subject, Words]] = MappingProxyType(
    {
        Subject.INTENTIONS: _("Intentions"),
        Subject.OBSTACLES: _("Obstacles"),
        Subject.CONDITIONS: _("Conditions"),
        Subject.HELP: _("Help wished for"),
        Subject.MEMBERS: _("People by age and sex"),
        Subject.FLOWS: _("Where they are now"),
    }
)

LEAST_HOUSEHOLDS: Final = LEAST[Audience.REPRESENTATIVES]


VIEW: Final[Mapping[View, Words]] = MappingProxyType(
    {View.ORIGIN: _("The place of origin"), View.CURRENT: _("The place of now")}
)
FRESHNESS: Final[Mapping[Freshness, Words]] = MappingProxyType(
    {Freshness.FRESH: _("fresh"), Freshness.STALE: _("stale")}
)


def step_of(subject: Subject) -> int:
    """Return the step in which a table's figures move."""
    return LEAST_HOUSEHOLDS * (MEMBERS_OF_ONE if subject is Subject.MEMBERS else 1)


def week_began(week: str) -> date:
    """Return the Monday of an ISO week written "2026-W47"."""
    return date.fromisocalendar(int(week[:4]), int(week[-2:]), 1)


def week_of(week: str) -> Words:
    """Name a week by its Monday."""
    return _("Week that began on {date}", date=week_began(week))


def weeks_before(week: str, count: int) -> str:
    """Return the ISO week so many weeks earlier."""
    return f"{week_began(week) - timedelta(weeks=count):%G-W%V}"


def title_of(view: View, subject: Subject) -> Words:
    """Name a table."""
    inwards = view is View.CURRENT and subject is Subject.FLOWS
    return _("Where they come from") if inwards else SUBJECT[subject]


def heading(view: View, title: Text, place: str, week: str) -> Text:
    """Say whom a table is about, what it counts, and of which week it is."""
    whole = PlaceName(place, within=True)
    whom = (
        _("Households that come from {place}", place=whole)
        if view is View.ORIGIN
        else _("Displaced households that are in {place} now", place=whole)
    )
    return lines(
        whom,
        title,
        week_of(week),
    )


def table(subject: Subject, now: Mapping[str, int], before: Mapping[str, int]) -> Text:
    """Return a table, the most first, with what was told four weeks before where it differs."""
    if subject is Subject.INTENTIONS:
        return lines(*_intentions(now, before))
    ranked = sorted(now, key=lambda category: (-now[category], category))
    rows = [_row(label_of(subject, category), category, now, before) for category in ranked]
    return lines(*rows, _the_rest(subject, told=bool(rows)))


def _intentions(now: Mapping[str, int], before: Mapping[str, int]) -> list[Text]:
    rows: list[Text] = []
    for freshness, title in _ANSWERS.items():
        told = {name: n for name, n in now.items() if name.startswith(freshness)}
        ranked = sorted(told, key=lambda name: (-told[name], name))
        rows += [
            title,
            *(_row(label_of(Subject.INTENTIONS, name), name, now, before) for name in ranked),
            _the_rest(Subject.INTENTIONS, told=bool(told)),
        ]
        if told:
            rows.append(_("Households told of here: about {count}", count=str(sum(told.values()))))
    return rows


def _row(label: Text, name: str, now: Mapping[str, int], before: Mapping[str, int]) -> Text:
    count = str(now[name])
    if now[name] == before.get(name, 0):
        return _("{label}: about {count}", label=label, count=count)
    if name not in before:
        return _("{label}: about {count}, new since four weeks ago", label=label, count=count)
    return _(
        "{label}: about {count}, four weeks ago {before}",
        label=label,
        count=count,
        before=str(before[name]),
    )


def _the_rest(subject: Subject, *, told: bool) -> Text:
    least = str(step_of(subject))
    if told:
        return _("Everything else: fewer than {count} or nobody", count=least)
    return _("Everything: fewer than {count} or nobody", count=least)


def over_time(weeks: Sequence[tuple[str, Mapping[str, int]]]) -> Text:
    """Return how intentions changed: of each week who means to return, and all who answered."""
    return lines(*(_of_week(week, told) for week, told in weeks))


def _of_week(week: str, told: Mapping[str, int]) -> Text:
    returning = f"{Freshness.FRESH}.{Intention.RETURN}"
    fresh = sum(n for name, n in told.items() if name.startswith(Freshness.FRESH))
    mean = sum(n for name, n in told.items() if name.split(".")[:2] == returning.split("."))
    return _(
        "{date}: fresh {fresh}, of these meaning to return {mean}, stale {stale}",
        date=week_began(week),
        fresh=_figure(fresh),
        mean=_figure(mean),
        stale=_figure(sum(told.values()) - fresh),
    )


def _figure(count: int) -> Text:
    if count:
        return _("about {count}", count=str(count))
    return _("fewer than {count}", count=str(LEAST_HOUSEHOLDS))


def label_of(subject: Subject, category: str) -> Text:
    """Return the words of a category."""
    match subject:
        case Subject.INTENTIONS:
            return _intention(category)
        case Subject.OBSTACLES:
            return _PRIVATE if category == PRIVATE else return_labels.OBSTACLE[Obstacle(category)]
        case Subject.CONDITIONS:
            return return_labels.CONDITION[Condition(category)]
        case Subject.HELP:
            return return_labels.HELP[Help(category)]
        case Subject.FLOWS:
            return ABROAD_LABEL if category == ABROAD else PlaceName(category)
    return _members(category)


def _intention(category: str) -> Text:
    _fresh, intention, *horizon = category.split(".")
    if horizon:
        return return_labels.HORIZON[Horizon(horizon[0])]
    return return_labels.INTENTION[Intention(intention)]


def _members(category: str) -> Text:
    age, sex = category.split(".")
    if Sex(sex) is Sex.UNTOLD:
        return AGE[Age(age)]
    return _("{sex}, {age}", sex=SEX[Sex(sex)], age=AGE[Age(age)])


_ANSWERS: Final[Mapping[Freshness, Text]] = MappingProxyType(
    {
        Freshness.FRESH: _("Fresh answers, given or confirmed in the last three months:"),
        Freshness.STALE: _("Stale answers, not confirmed when asked again:"),
    }
)
AGE: Final[Mapping[Age, Words]] = MappingProxyType(
    {
        Age.UNDER_5: _("under 5 years"),
        Age.TO_17: _("5 to 17 years"),
        Age.TO_59: _("18 to 59 years"),
        Age.OVER_60: _("60 years and over"),
        Age.UNTOLD: _("age not told"),
    }
)
SEX: Final[Mapping[Sex, Words]] = MappingProxyType(
    {Sex.FEMALE: _("Women and girls"), Sex.MALE: _("Men and boys")}
)
_PRIVATE: Final[Text] = _("Private reasons")
ABROAD_LABEL: Final[Text] = _("Outside Syria")


def how_counted(subject: Subject) -> Text:
    """Say what a figure means, when it changes, and why it is not exact."""
    return lines(
        _COUNTED.get(subject, _("A household counts once in each row that it named.")),
        _(
            "Figures change once a week at most, in steps of {count} and sometimes some weeks "
            "late, so that they tell of no household in particular.",
            count=str(step_of(subject)),
        ),
    )


_MOST: Final = str(MEMBERS_OF_ONE)
_COUNTED: Final[Mapping[Subject, Text]] = MappingProxyType(
    {
        Subject.INTENTIONS: _("A household counts once."),
        Subject.FLOWS: _("A household counts once, if its answer is fresh."),
        Subject.MEMBERS: _("At most {count} people of one household count in a row.", count=_MOST),
    }
)
