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
from conversations.wording import Month, Text, Words, _

NOT_AMONG_THESE = "none"
WHERE: Text = _("Where is the need? Type the name, or choose.")


@conversation("need", starts=["/need"], attaches="words")
async def report_need(ask: Ask) -> NeedReport | SupportNeed | ReferralAsked:
    """Ask what a need report holds; sensitive matters leave this way before any story."""
    if ask.opening.get("explosive"):
        await tell(EXPLOSIVE_ADVICE)
    place = await choose_place(ask, "place", WHERE, ask.opening.get("places", ()))
    sector, problem = await choose_problem(ask)
    if topic := referral_topic(problem, sector):
        return ReferralAsked(topic)
    if problem == MINE_SEEN:
        await tell(EXPLOSIVE_ADVICE)
    if same := await _same_as(ask, place, sector, problem):
        words = await ask.offered(questions.WORDS)
        return SupportNeed(same, words_in(words), (*voice_in(words), *ask.attached))
    return await details(ask, place, sector, problem)


async def choose_problem(ask: Ask) -> tuple[str, str]:
    """Return sector and problem, asked behind ten groups; what leaves no choice is not asked."""
    sectors = GROUPS[group := await ask(questions.GROUP)]
    sector = sectors[0] if len(sectors) == 1 else await ask(questions.SECTOR[group])
    problems = SECTORS[sector]
    return sector, problems[0] if len(problems) == 1 else await ask(questions.PROBLEM[sector])


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


async def details(
    ask: Ask, place: str, sector: str, problem: str, *, place_asked: bool = True
) -> NeedReport:
    """Ask the effect, offer the rest on the review, and return what was told."""
    severity = Severity.CATASTROPHIC.value if problem == MINE_SEEN else ""
    if not severity and not ask.opening.get("sentence"):
        severity = await ask(questions.SEVERITY)
    told = Told(
        place=place,
        sector=sector,
        problem=problem,
        severity=severity,
        since=await ask.offered(questions.SINCE),
        scope=await ask.offered(questions.SCOPE),
        people=await ask.offered(questions.PEOPLE),
        affected=await ask.offered(questions.AFFECTED),
        words=await ask.offered(questions.WORDS),
        photo=Unanswered.SKIPPED if problem == MINE_SEEN else await ask.offered(questions.PHOTO),
        location=await ask.offered(questions.LOCATION),
        attached=ask.attached,
        place_asked=place_asked,
    )
    return told.report(await ask(told.review()))
