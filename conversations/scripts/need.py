"""Reporting a need: where, what, how bad, a look at everything, and then it is sent."""

from __future__ import annotations

from typing import Any

from civic.needs import (
    GROUPS,
    OTHER,
    SECTORS,
    Affected,
    NeedReport,
    Scope,
    Severity,
    Since,
    SupportNeed,
)
from civic.referrals import ReferralAsked
from civic.sensitive import referral_topic
from conversations import labels
from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.questions import (
    ANY_WAY_OUT,
    SKIP,
    Choice,
    Free,
    Location,
    Number,
    Offer,
    Option,
    Picture,
    Review,
    Row,
    Several,
)
from conversations.engine.verbs import Ask, look_up, tell
from conversations.safety import EXPLOSIVE_ADVICE
from conversations.scripts.place import choose_place
from conversations.wording import Month, PlaceName, Text, Words, _, together

NOT_AMONG_THESE = "none"
SEND = "send"
MINE_SEEN = "mine_seen"

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


@conversation("need", starts=["/need"], attaches=True)
async def report_need(ask: Ask) -> NeedReport | SupportNeed | ReferralAsked:
    """Ask what a need report holds; sensitive matters leave this way before any story."""
    if ask.opening.get("explosive"):
        await tell(EXPLOSIVE_ADVICE)
    place = await choose_place(
        ask,
        "place",
        _("Where is the need? Type the name, or choose."),
        ask.opening.get("places", ()),
    )
    problem = await _choose_problem(ask)
    sector = problem["sector"]
    if topic := referral_topic(problem["problem"], sector):
        return ReferralAsked(topic)
    if problem["problem"] == MINE_SEEN:
        await tell(EXPLOSIVE_ADVICE)
    if same := await _same_as(ask, place, sector, problem["problem"]):
        return SupportNeed(same)
    return await _details(ask, place, sector, problem["problem"])


async def _choose_problem(ask: Ask) -> dict[str, str]:
    """Return sector and problem, asked behind ten groups; a group of one sector is not asked."""
    group = await ask(
        Choice(name="about", text=_("What is it about?"), choices=_choices(GROUPS, labels.GROUP))
    )
    sectors = GROUPS[group]
    sector = sectors[0]
    if len(sectors) > 1:
        sector = await ask(
            Choice(
                name="about.sector",
                text=_("Which of these is it?"),
                choices=_choices(sectors, labels.SECTOR),
            )
        )
    problems = SECTORS[sector]
    if len(problems) == 1:
        return {"sector": sector, "problem": problems[0]}
    problem = await ask(
        Choice(
            name="about.problem",
            text=_("What is the problem?"),
            choices=_choices(problems, labels.PROBLEM),
        )
    )
    return {"sector": sector, "problem": problem}


async def _same_as(ask: Ask, place: str, sector: str, problem: str) -> str:
    """Ask whether it is a need that is already known; empty when it is not."""
    if problem == OTHER:
        return ""
    known = await look_up("needs_alike", place=place, sector=sector, problem=problem)
    if not known:
        return ""
    answer = await ask(
        Choice(
            name=f"same.{place}.{problem}",
            text=_("Others from there have told us of this. Is it one of these?"),
            choices=(
                *(Option(need["id"], _alike_label(problem, need)) for need in known),
                Option(NOT_AMONG_THESE, _("No, it is another one")),
            ),
        )
    )
    return "" if answer == NOT_AMONG_THESE else answer


def _alike_label(problem: str, need: dict[str, Any]) -> Words:
    return _(
        "{problem}, {month}",
        problem=labels.PROBLEM[problem],
        month=Month(need["month"]),
    )


async def _details(ask: Ask, place: str, sector: str, problem: str) -> NeedReport:
    """Ask the effect, offer the rest on the review, and return what was told."""
    understood = bool(ask.opening.get("sentence"))
    severity = _known_severity(problem)
    if not severity and not understood:
        severity = await ask(_severity_question())
    since = await ask.offered(_since_question())
    scope = await ask.offered(_scope_question())
    people = await ask.offered(_people_question())
    affected = await ask.offered(_affected_question())
    words = await ask.offered(_words_question())
    photo: dict[str, str] | Unanswered = Unanswered.SKIPPED
    if problem != MINE_SEEN:
        photo = await ask.offered(_photo_question())
    location = await ask.offered(_location_question())
    told: dict[str, Text | None] = {
        "place": PlaceName(place, within=True),
        "problem": _problem_said(sector, problem),
        "severity": labels.SEVERITY[Severity(severity)] if severity else None,
        "since": _said(since, labels.SINCE),
        "scope": _said(scope, labels.SCOPE),
        "people": None if isinstance(people, Unanswered) else str(people),
        "affected": _affected_said(affected),
        "words": _words_said(words),
        "photo": None if isinstance(photo, Unanswered) and not ask.attached else _("sent"),
        "location": None if isinstance(location, Unanswered) else _("sent"),
    }
    if problem == MINE_SEEN:
        del told["photo"]
    sent = await ask(_review(told))
    return NeedReport(
        place=place,
        sector=sector,
        problem=problem,
        severity=Severity(severity or sent),
        since=None if isinstance(since, Unanswered) else Since(since),
        scope=None if isinstance(scope, Unanswered) else Scope(scope),
        people=None if isinstance(people, Unanswered) else people,
        affected=() if isinstance(affected, Unanswered) else tuple(map(Affected, affected)),
        words="" if isinstance(words, Unanswered) else words.get("typed", ""),
        files=(*_file(photo, "photo"), *_file(words, "voice"), *ask.attached),
        location=None if isinstance(location, Unanswered) else (location[0], location[1]),
    )


def _known_severity(problem: str) -> str:
    """An explosive item is a danger to life, whatever anybody thinks of it."""
    return Severity.CATASTROPHIC.value if problem == MINE_SEEN else ""


def _review(told: dict[str, Text | None]) -> Review:
    rows = tuple(
        Row(_changes(name, told), SUBJECTS[name], said)
        for name, said in told.items()
        if said is not None
    )
    offers = tuple(
        Offer(name, SUBJECTS[name])
        for name, said in told.items()
        if said is None and name != "severity"
    )
    if told["severity"] is not None:
        return Review(
            name="review",
            text=_("Please look it over. Is it right so?"),
            rows=rows,
            offers=offers,
            words="words",
            sends=(Option(SEND, _("Send"), main=True),),
        )
    return Review(
        name="review",
        text=_("We understood it like this. If it is right, choose its effect and it is sent."),
        rows=rows,
        offers=offers,
        words="words",
        sends=_severities(),
    )


def _changes(name: str, told: dict[str, Text | None]) -> str:
    """Return which answer a row of the review changes; a danger to life is not for weighing."""
    if name == "severity" and "photo" not in told:
        return ""
    return "about" if name == "problem" else name


def _severity_question() -> Choice:
    return Choice(
        name="severity", text=_("What effect does it have on people?"), choices=_severities()
    )


def _severities() -> tuple[Option, ...]:
    return tuple(Option(severity, label) for severity, label in labels.SEVERITY.items())


def _since_question() -> Choice:
    return Choice(
        name="since",
        text=_("Since when?"),
        choices=_choices(Since, labels.SINCE),
        ways_out=ANY_WAY_OUT,
    )


def _scope_question() -> Choice:
    return Choice(
        name="scope",
        text=_("Whom does it touch?"),
        choices=_choices(Scope, labels.SCOPE),
        ways_out=ANY_WAY_OUT,
    )


def _people_question() -> Number:
    return Number(
        name="people",
        text=_("About how many people does it touch? A number, such as 30."),
        lowest=1,
        highest=500_000,
        ways_out=ANY_WAY_OUT,
    )


def _affected_question() -> Several:
    return Several(
        name="affected",
        text=_("Who bears it most? You can choose several, then: done."),
        choices=_choices(Affected, labels.AFFECTED),
        ways_out=ANY_WAY_OUT,
    )


def _words_question() -> Free:
    return Free(
        name="words",
        text=_(
            "Write what else should be known, or send a voice message. "
            "Please no names of people and no telephone numbers."
        ),
        ways_out=SKIP,
    )


def _photo_question() -> Picture:
    return Picture(
        name="photo",
        text=_("Send a photo of the problem. Please no faces, and only from a safe spot."),
        ways_out=SKIP,
    )


def _location_question() -> Location:
    return Location(
        name="location",
        text=_("Send the point on the map where the problem is, not where you live."),
        ways_out=SKIP,
    )


def _choices(codes: Any, words: Any) -> tuple[Option, ...]:
    return tuple(Option(str(code), words[code]) for code in codes)


def _said(answer: str | Unanswered, words: Any) -> Text | None:
    return None if isinstance(answer, Unanswered) else words[answer]


def _problem_said(sector: str, problem: str) -> Words:
    if problem == OTHER:
        return labels.SECTOR[sector]
    return labels.PROBLEM[problem]


def _affected_said(affected: list[str] | Unanswered) -> Text | None:
    if isinstance(affected, Unanswered) or not affected:
        return None
    return together(*(labels.AFFECTED[code] for code in affected))


def _words_said(words: dict[str, str] | Unanswered) -> Text | None:
    if isinstance(words, Unanswered):
        return None
    return words["typed"] if "typed" in words else _("a voice message")


def _file(answer: dict[str, str] | Unanswered, kind: str) -> tuple[str, ...]:
    file = None if isinstance(answer, Unanswered) else answer.get(kind)
    return (file,) if file else ()
