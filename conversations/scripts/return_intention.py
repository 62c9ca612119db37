"""Whether a household means to go back: a short way of six turns, a full one of sixteen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from civic.hours import today
from civic.returns import CONSENT_VERSION, Horizon, Intention, ReturnIntention
from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Option, Question
from conversations.engine.verbs import Ask, Verb, now, tell
from conversations.scripts import return_dated as dated
from conversations.scripts import return_places as places
from conversations.scripts import return_questions as questions
from conversations.scripts.return_parts import PARTS, has_left_again, is_back, is_told
from conversations.scripts.return_questions import MORE
from conversations.scripts.return_review import intention_of, review
from conversations.wording import Text, _, lines

T = TypeVar("T")

SHORT: Final = 6
FULL: Final = 16
"""How many turns the two ways take at most; what does not fit is offered on the review."""

NO_ANSWER: Text = _("That is fine. Nothing was kept of it.")
CONSENT: Text = lines(
    _("We ask about going back to learn what stands in the way."),
    _("Only counts are shown, never names or accounts, and none under five."),
    _("Your answer binds you to nothing. It is neither a promise nor an application."),
    _("Do you agree?"),
)
CONSENT_MORE: Text = lines(
    _("Whoever represents the place that you are from, or the place where you are, sees counts."),
    _("Readable for counting are the two areas, the intention, its time and the month."),
    _("Everything else is locked with a key of your own. Please no names and no address."),
    _("After 90 days we ask whether it still holds. To change or withdraw it, write: /my"),
    _("Do you agree?"),
)
_YES: Final = Option("yes", _("Yes, I agree"))
_NO: Final = Option("no", _("I do not agree"))

WAITING: Final = frozenset((Horizon.CONDITIONAL.value, Intention.UNDECIDED.value))
"""Who is asked what would have to be there, rather than what is in the way."""


@dataclass(frozen=True)
class Walk(Ask):
    """Asks, and knows how many questions it has put to the person without being wished for."""

    asked: dict[str, None] = field(default_factory=dict)

    def __call__(self, question: Question[T]) -> Verb[T]:
        """Ask a question that must be answered."""
        self.asked[question.name] = None
        return super().__call__(question)

    def optional(self, question: Question[T]) -> Verb[T | Unanswered]:
        """Ask a question that may be left open."""
        self.asked[question.name] = None
        return super().optional(question)

    def has_room(self, most: int) -> bool:
        """Tell whether one more question leaves a turn for sending."""
        return len(self.asked) + 1 < most


@conversation("return", starts=["/return"])
async def tell_return(ask: Ask) -> ReturnIntention | None:
    """Ask what a return intention holds; None when there is no consent."""
    walk = Walk(ask.opening, ask.attached)
    if not await _agreed(walk, ask):
        await tell(NO_ANSWER)
        return None
    begun = today(await now("begun"))
    said = await _short(walk, begun)
    offered = await _rest(walk, said, begun, most=0)
    sent = await walk(review(said, offered, full=False))
    if sent == MORE:
        offered = await _rest(walk, said, begun, most=FULL)
        sent = await walk(review(said, offered, full=True))
    return intention_of(said, sent)


async def _agreed(walk: Walk, ask: Ask) -> bool:
    """Ask for an explicit yes to this purpose; a new version of the words is asked anew.

    Who wishes to know more first takes one turn more.
    """
    more = Option("more", _("More information"))
    name = f"consent.{CONSENT_VERSION}"
    answer = await walk(Choice(name=name, text=CONSENT, choices=(_YES, _NO, more)))
    if answer == more.value:
        answer = await ask(Choice(name=f"{name}.more", text=CONSENT_MORE, choices=(_YES, _NO)))
    return answer == _YES.value


async def _short(walk: Walk, begun: date) -> dict[str, Any]:
    """Ask what everybody is asked: the intention, the two places, and the weightiest reason."""
    said: dict[str, Any] = {"intention": await walk(questions.INTENTION)}
    said["origin"] = await places.origin(walk)
    if is_back(said):
        said["returned"] = await walk.optional(dated.returned(begun))
        reason: Question[Any] = questions.HELP
    else:
        said["current"] = await places.current(walk, said["origin"])
        waits = said["intention"] in WAITING
        reason = questions.CONDITIONS if waits else questions.OBSTACLES
    said |= await _detail(walk, reason, most=SHORT)
    return said


async def _rest(walk: Walk, said: dict[str, Any], begun: date, *, most: int) -> list[str]:
    """Go through what makes sense after the answers so far, or only offer it where most is 0.

    Adds to `said` and returns the names of what can be added on the review.
    """
    # What was answered by now has had its turn, whichever way it was asked.
    walk.asked.update(dict.fromkeys(name for name in said if is_told(said, name)))
    offered = []
    for part in PARTS:
        if not part.applies(said):
            continue
        offered.append(part.name)
        if not is_told(said, part.name):
            said |= await _detail(walk, part.makes(said, begun), most if part.walked else 0)
        if has_left_again(said) and "current" not in said:
            said["current"] = await places.current(walk, said["origin"])
    return offered


async def _detail(walk: Walk, question: Question[Any], most: int) -> dict[str, Any]:
    """Ask a question that may be left open, as long as there is room for it; else offer it."""
    asking = walk.optional if walk.has_room(most) else walk.offered
    answer = await asking(question)
    said = {question.name: answer}
    if question is questions.OBSTACLES and not isinstance(answer, Unanswered) and MORE in answer:
        more = questions.more_obstacles(answer)
        said[more.name] = await walk.optional(more)
    return said
