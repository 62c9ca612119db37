"""Reporting a need: where, what, how bad, a look at everything, and then it is sent."""

from __future__ import annotations

from typing import Any

from civic.needs import GROUPS, OTHER, SECTORS, NeedReport, Severity, SupportNeed
from civic.referrals import ReferralAsked
from civic.sensitive import referral_topic
from conversations import labels
from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Option
from conversations.engine.verbs import Ask, look_up, tell
from conversations.safety import EXPLOSIVE_ADVICE
from conversations.scripts import need_questions as questions
from conversations.scripts.need_review import MINE_SEEN, Told, voice_in, words_in
from conversations.scripts.place import choose_place
from conversations.wording import Month, Words, _

NOT_AMONG_THESE = "none"


@conversation("need", starts=["/need"], attaches="words")
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
        words = await ask.offered(questions.words())
        return SupportNeed(same, words_in(words), (*voice_in(words), *ask.attached))
    return await _details(ask, place, sector, problem["problem"])


async def _choose_problem(ask: Ask) -> dict[str, str]:
    """Return sector and problem, asked behind ten groups; a group of one sector is not asked."""
    group = await ask(
        Choice(
            name="about",
            text=_("What is it about?"),
            choices=questions.choices(GROUPS, labels.GROUP),
        )
    )
    sectors = GROUPS[group]
    sector = sectors[0]
    if len(sectors) > 1:
        sector = await ask(
            Choice(
                name="about.sector",
                text=_("Which of these is it?"),
                choices=questions.choices(sectors, labels.SECTOR),
            )
        )
    problems = SECTORS[sector]
    if len(problems) == 1:
        return {"sector": sector, "problem": problems[0]}
    problem = await ask(
        Choice(
            name="about.problem",
            text=_("What is the problem?"),
            choices=questions.choices(problems, labels.PROBLEM),
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
    severity = Severity.CATASTROPHIC.value if problem == MINE_SEEN else ""
    if not severity and not ask.opening.get("sentence"):
        severity = await ask(questions.severity())
    told = Told(
        place=place,
        sector=sector,
        problem=problem,
        severity=severity,
        since=await ask.offered(questions.since()),
        scope=await ask.offered(questions.scope()),
        people=await ask.offered(questions.people()),
        affected=await ask.offered(questions.affected()),
        words=await ask.offered(questions.words()),
        photo=Unanswered.SKIPPED if problem == MINE_SEEN else await ask.offered(questions.photo()),
        location=await ask.offered(questions.location()),
        attached=ask.attached,
    )
    return told.report(await ask(told.review()))
