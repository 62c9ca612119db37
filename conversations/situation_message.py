"""What an office told of its area as one message that fits a chat: the gravest first, what is new.

It is worded at length, and more briefly until it fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final

from civic.situation import (
    ASSISTANCE,
    CARRIED_WORDS,
    DECISIONS,
    GUESS,
    INFORMANTS,
    PEOPLE,
    PRIORITIES,
    REMARK,
    SECTORS,
    SURE,
    UNKNOWN,
    Answers,
    carried_over,
    changed,
    of_part,
)
from conversations import labels
from conversations import situation_words as words
from conversations.figures import Reader
from conversations.situation import Totals
from conversations.wording import (
    Bare,
    Lines,
    PlaceName,
    Text,
    Words,
    _,
    counted,
    lines,
    together,
)

LONGEST: Final = 900
"""Letters that a chat shows without scrolling far."""

_ISOLATES: Final = dict.fromkeys(map(ord, "\u2066\u2068\u2069"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is told; `before` and `words_before` are of the account before, if there is one."""

    place: str
    office: str
    period: str
    day: date
    answers: Answers
    words: Mapping[str, str] = field(default_factory=dict)
    totals: Totals = field(default_factory=Totals)
    before: Answers | None = None
    words_before: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Room:
    """How much there is room for: problems of a sector, letters of words, further answers.

    Where there is too little, sectors that stand alike share a line.
    """

    problems: int
    letters: int
    further: bool = False
    alike: bool = False


_ROOMS: Final = (
    *(_Room(3, 300, further=True), _Room(3, 120, further=True), _Room(2, 120, further=True)),
    *(_Room(2, 100), _Room(3, 100, alike=True), _Room(2, 80, alike=True)),
    *(_Room(1, 80, alike=True), _Room(0, 60, alike=True), _Room(0, 0, alike=True)),
)


def message(reader: Reader, shown: Shown) -> Lines:
    """Return the message, as long as there is room for."""
    for room in _ROOMS:
        text = lines(*_all(shown, room))
        if len(reader.say(text).translate(_ISOLATES)) <= LONGEST:
            break
    return text


def _all(shown: Shown, room: _Room) -> Iterator[Text]:
    yield _("State of the area: {place}", place=PlaceName(shown.place, within=True))
    yield _("{period}. From: {office}", period=words.period(shown.period), office=shown.office)
    yield lines(INDICATIVE, _asked(shown))
    if people := of_part(shown.answers, PEOPLE):
        yield words.summary(PEOPLE, people)
    yield from _sectors(shown, room)
    for part in (ASSISTANCE, PRIORITIES):
        if told := of_part(shown.answers, part):
            yield line(words.PART[part], words.summary(part, told))
    yield from _words(shown, room)
    yield requests(shown.totals)
    yield from _news(shown)


INDICATIVE: Final[Text] = _("Indicative: what the office was told and estimates, not a count.")


def _asked(shown: Shown) -> Text | None:
    told = of_part(shown.answers, INFORMANTS)
    return line(words.PART[INFORMANTS], words.summary(INFORMANTS, told)) if told else None


def line(label: Text, said: Text) -> Words:
    """Return one line of an account: what it is about, and what is told."""
    return _("{subject}: {said}", subject=label, said=said)


def _sectors(shown: Shown, room: _Room) -> Iterator[Text]:
    """Yield the sectors that something is told of, the gravest first."""
    told = [sector for sector in SECTORS if sector in shown.answers]
    order = {sector: str(shown.answers[sector]).replace(UNKNOWN, "0") for sector in told}
    told.sort(key=lambda each: order[each], reverse=True)
    if room.alike:
        for _step, sectors in groupby(told, key=lambda each: order[each]):
            yield _alike(shown, list(sectors), room)
    else:
        yield from (line(labels.SECTOR[each], _sector(shown, each, room)) for each in told)


def _alike(shown: Shown, sectors: list[str], room: _Room) -> Text:
    """Return one line of all sectors that stand so."""
    status = words.said(sectors[0], shown.answers[sectors[0]])
    return line(status, together(*(_in_short(shown, sector, room) for sector in sectors)))


def _in_short(shown: Shown, sector: str, room: _Room) -> Text:
    problems = _problems(shown, sector, room)
    if not problems:
        return labels.SECTOR[sector]
    return _("{sector} ({problems})", sector=labels.SECTOR[sector], problems=problems[0])


def _sector(shown: Shown, sector: str, room: _Room) -> Text:
    status = words.said(sector, shown.answers[sector])
    was = (shown.before or {}).get(sector)
    if was is not None and was != shown.answers[sector]:
        status = _("{now} (before: {before})", now=status, before=words.said(sector, was))
    further = _further(shown.answers, sector) if room.further else ()
    return together(status, *_problems(shown, sector, room), *further)


def _problems(shown: Shown, sector: str, room: _Room) -> list[Text]:
    """Return the gravest problems as one text, or nothing."""
    name = f"{sector}.problems"
    told = shown.answers.get(name, ())
    shorter = told[: room.problems] if isinstance(told, tuple) else ()
    return [words.said(name, shorter)] if shorter else []


def _further(answers: Answers, sector: str) -> Iterator[Text]:
    for name in (f"{sector}.{each}" for each in _FURTHER):
        if name in answers and answers[name] != UNKNOWN:
            yield words.said(name, answers[name])
    if answers.get(f"{sector}.{SURE}") == GUESS:
        yield words.chosen(f"{sector}.{SURE}", GUESS)


_FURTHER: Final = ("source", "days", "treated", "hours", "access", "barrier")


def _words(shown: Shown, room: _Room) -> Iterator[Text]:
    for name, label in WRITTEN.items():
        if name in shown.words and room.letters:
            said = shown.words[name]
            cut = said if len(said) <= room.letters else f"{said[: room.letters].rstrip()}…"
            yield line(label, cut)


WRITTEN: Final[Mapping[str, Text]] = {
    DECISIONS: _("Decisions awaited"),
    f"{DECISIONS}.done": _("Decisions carried out"),
    REMARK: _("Remark"),
}
"""What was said in words, under these names and in this order."""


def requests(totals: Totals) -> Text:
    """Return the line of what the program counted."""
    return _(
        "Requests: {new} new, {open} open, {answered} answered, {overdue} overdue.",
        new=Bare(f"{totals.new:,}"),
        open=Bare(f"{totals.open:,}"),
        answered=Bare(f"{totals.answered:,}"),
        overdue=Bare(f"{totals.overdue:,}"),
    )


def _news(shown: Shown) -> Iterator[Text]:
    """Say what changed since the account before, and how much was carried over as it was."""
    if shown.before is None:
        yield _("This is the first one of this office.")
        return
    if parts := [*changed(shown.answers, shown.before), *_decided(shown)]:
        yield line(_("Changed since the last one"), together(*(words.PART[p] for p in parts)))
    else:
        yield _("Nothing has changed since the last one.")
    if count := len(carried_over(shown.answers, shown.period)):
        yield counted(
            "{count} part is carried over as it was.",
            "{count} parts are carried over as they were.",
            count,
        )


def _decided(shown: Shown) -> list[str]:
    """Return the part of the decisions, if other words are told of them than before."""
    now, before = shown.words, shown.words_before
    same = all(now.get(name) == before.get(name) for name in CARRIED_WORDS)
    return [] if same else [DECISIONS]
