"""What was told of a need: shown on the review, and turned into the report when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from civic.needs import OTHER, Affected, NeedReport, Scope, Severity, Since
from conversations import labels
from conversations.engine.journal import Unanswered
from conversations.engine.questions import Offer, Option, Review, Row
from conversations.scripts import need_questions as questions
from conversations.wording import PlaceName, Text, Words, _, together

T = TypeVar("T")

MINE_SEEN = "mine_seen"
SEND = "send"

SUBJECTS: dict[str, Text] = {
    "place": _("place"),
    "problem": _("problem"),
    "severity": _("effect"),
    "since": _("since when"),
    "scope": _("whom it touches"),
    "people": _("how many people"),
    "affected": _("who bears it most"),
    "words": _("more in your words"),
    "photo": _("photo"),
    "location": _("place on the map"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The answers as they stand; `severity` is empty while only the review asks for it.

    `place_asked` is false where there was no other place to choose.
    """

    place: str
    sector: str
    problem: str
    severity: str
    since: str | Unanswered
    scope: str | Unanswered
    people: int | Unanswered
    affected: list[str] | Unanswered
    words: dict[str, str] | Unanswered
    photo: dict[str, str] | Unanswered
    location: list[float] | Unanswered
    attached: tuple[str, ...]
    place_asked: bool = True

    def review(self) -> Review:
        """Show everything at a glance; it is sent by a button, or by choosing the effect."""
        said = self._said()
        rows = [Row(self._changes(name), SUBJECTS[name], row) for name, row in said if row]
        offers = [Offer(name, SUBJECTS[name]) for name, row in said if not row]
        if self.severity:
            text = _("Please look it over. Is it right so?")
            sends: tuple[Option, ...] = (Option(SEND, _("Send"), main=True),)
        else:
            text = _(
                "We understood it like this. If it is right, choose its effect and it is sent."
            )
            sends = questions.SEVERITIES
        return Review(
            name="review",
            text=text,
            rows=tuple(rows),
            offers=tuple(offer for offer in offers if offer.name != "severity"),
            words="words",
            sends=sends,
        )

    def report(self, sent: str) -> NeedReport:
        """Return the report; `sent` is the effect where the review asked for it."""
        location = _or(self.location, None)
        since, scope = _or(self.since, None), _or(self.scope, None)
        return NeedReport(
            place=self.place,
            sector=self.sector,
            problem=self.problem,
            severity=Severity(self.severity or sent),
            since=Since(since) if since else None,
            scope=Scope(scope) if scope else None,
            people=_or(self.people, None),
            affected=tuple(map(Affected, _or(self.affected, []))),
            words=words_in(self.words),
            files=self._files(),
            location=(location[0], location[1]) if location else None,
        )

    def _said(self) -> list[tuple[str, Text | None]]:
        said: list[tuple[str, Text | None]] = [
            ("place", PlaceName(self.place, within=True)),
            ("problem", _problem(self.sector, self.problem)),
            ("severity", labels.SEVERITY[Severity(self.severity)] if self.severity else None),
            ("since", _label(self.since, labels.SINCE)),
            ("scope", _label(self.scope, labels.SCOPE)),
            ("people", None if isinstance(self.people, Unanswered) else str(self.people)),
            ("affected", _together(_or(self.affected, []))),
            ("words", _words(_or(self.words, {}))),
            ("photo", _("sent") if _or(self.photo, {}) or self.attached else None),
            ("location", _("sent") if _or(self.location, []) else None),
        ]
        # Nobody is to go near an explosive item for a photo.
        return [each for each in said if each[0] != "photo" or self.problem != MINE_SEEN]

    def _changes(self, name: str) -> str:
        """Return which answer a row changes; a danger to life is not for weighing."""
        if name == "severity" and self.problem == MINE_SEEN:
            return ""
        if name == "place" and not self.place_asked:
            return ""
        return "about" if name == "problem" else name

    def _files(self) -> tuple[str, ...]:
        photo = _or(self.photo, {}).get("photo")
        return (*((photo,) if photo else ()), *voice_in(self.words), *self.attached)


def words_in(answer: dict[str, str] | Unanswered) -> str:
    """Return what was written."""
    return str(_or(answer, {}).get("typed", ""))


def voice_in(answer: dict[str, str] | Unanswered) -> tuple[str, ...]:
    """Return the voice note that was sent instead, if there is one."""
    voice = _or(answer, {}).get("voice")
    return (voice,) if voice else ()


def _or(answer: T | Unanswered, otherwise: Any) -> Any:
    return otherwise if isinstance(answer, Unanswered) else answer


def _label(answer: str | Unanswered, said: Mapping[str, Words]) -> Text | None:
    return None if isinstance(answer, Unanswered) else said[answer]


def _problem(sector: str, problem: str) -> Words:
    return labels.SECTOR[sector] if problem == OTHER else labels.PROBLEM[problem]


def _together(codes: list[str]) -> Text | None:
    return together(*(labels.AFFECTED[code] for code in codes)) if codes else None


def _words(words: Mapping[str, str]) -> Text | None:
    if "voice" in words:
        return _("a voice message")
    return words.get("typed")
