"""Why something cannot be done with a vote, a paper, its review or its publication."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from civic.refusals import Refusal
from conversations import group_refusals
from conversations.group_votes import days_between, moment
from conversations.group_words import STAGE
from conversations.joint_papers import NO_OPINION, NO_PAPER, NO_SUMMARY
from conversations.wording import Code, Text, _

Facts = Mapping[str, Any]
Sentence = Callable[[Facts], Text]


def why_not(refusal: Refusal) -> Text:
    """Return the sentence of a refusal."""
    sentence = _SENTENCES.get(refusal.code)
    return sentence(refusal.facts) if sentence else group_refusals.why_not(refusal)


def _says(text: Text) -> Sentence:
    return lambda _facts: text


def _closed(facts: Facts) -> Text:
    return _(
        "The vote closed on {moment}. What was voted until then counts.",
        moment=moment(facts["closes"]),
    )


def _reason_long(facts: Facts) -> Text:
    return _("The reason can have {most} characters, and this has {have}.", **facts)


def _quorum(facts: Facts) -> Text:
    return _("Only {votes} voted and at least {quorum} must.", **_named(facts, "votes", "quorum"))


def _opinion_over(facts: Facts) -> Text:
    return _("The time for changing this opinion ended on {moment}.", moment=moment(facts["due"]))


def _review_over(facts: Facts) -> Text:
    return _("The time for this review ended on {moment}.", moment=moment(facts["due"]))


def _long(facts: Facts) -> Text:
    return _(
        "The text can have {most} characters, and this has {have}. Please shorten it.", **facts
    )


def _summary_long(facts: Facts) -> Text:
    return _("The summary can have {most} words, and this has {words}. Please shorten it.", **facts)


def _unanswered(facts: Facts) -> Text:
    return _(
        "Notes without an answer: {numbers}. They are answered first.",
        numbers=Code(", ".join(map(str, facts["numbers"]))),
    )


def _no_such_step(facts: Facts) -> Text:
    return _(
        "That does not fit where the group stands now ({stage}). Where it stands: /group",
        stage=STAGE[facts["stage"]],
    )


def _named(facts: Facts, *names: str) -> dict[str, Any]:
    return {name: facts[name] for name in names}


_WORDS_NEEDED: Final[Text] = _("Please say it in a few words, so that readers understand it.")
_NOT_HEARD: Final[Text] = _(
    "Somebody disagreed whose opinion is not in the paper. Without it nothing is published."
)
_WAITS: Final[Text] = _(
    "Somebody who disagreed has not confirmed their words yet, and still has time. "
    "The paper waits for them."
)

_SENTENCES: Final[Mapping[str, Sentence]] = MappingProxyType(
    {
        "vote.closed": _closed,
        "vote.no-seat": _says(_("Only those who had a seat when the vote was opened can vote.")),
        "vote.parts": _says(
            _("A vote says one thing to each paragraph. Please begin again: /vote")
        ),
        "vote.reason-missing": _says(
            _("A reservation or an objection takes a reason, in a few words.")
        ),
        "vote.reason-long": _reason_long,
        "vote.days": _says(days_between()),
        "vote.open": _says(_("A vote is open already.")),
        "paper.none": _says(NO_PAPER),
        "paper.vote-open": group_refusals.vote_open,
        "paper.dissent-missing": _says(_NOT_HEARD),
        "paper.dissent-waits": _says(_WAITS),
        "opinion.over": _opinion_over,
        "opinion.empty": _says(_WORDS_NEEDED),
        "opinion.long": _long,
        "opinion.none": _says(NO_OPINION),
        "summary.none": _says(NO_SUMMARY),
        "summary.settled": _says(_("The paper was sent for review, with the summary as it is.")),
        "summary.empty": _says(_WORDS_NEEDED),
        "summary.long": _summary_long,
        "review.over": _review_over,
        "review.settled": _says(_("The office has said its word on this paper.")),
        "note.empty": _says(_WORDS_NEEDED),
        "note.long": _long,
        "note.many": _says(_("There are as many notes as a review can have.")),
        "note-answer.empty": _says(_WORDS_NEEDED),
        "note-answer.long": _long,
        "group.no-such-step": _no_such_step,
        "group.quorum": _quorum,
        "group.dissent-in-paper": _says(_NOT_HEARD),
        "group.dissent-confirmed": _says(_WAITS),
        "group.summary": _says(
            _("The paper takes a summary that more than half of the members approve: /paper")
        ),
        "group.reviewed": _says(
            _("The reviewing office has not said its word yet, and its time runs.")
        ),
        "group.notes": _says(_("The office wrote no note.")),
        "group.notes-answered": _unanswered,
    }
)
