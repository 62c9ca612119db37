"""Everything that an office is about to tell, at a glance; each part can be changed or added."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from civic.periods import Every, period_of
from civic.situation import DECISIONS, PARTS, REMARK, Answers, carried_over, of_part
from conversations import situation_words as words
from conversations.engine.questions import SKIP, Choice, Offer, Option, Review, Row
from conversations.wording import PlaceName, Text, _, counted, lines, together

SEND = "send"
SUBJECT_OF_PERIOD: Text = _("period")
SUBJECT_OF_REMARK: Text = _("remark")


def period_question(day: str) -> Choice:
    """Ask which period is meant: this month or week, or the one before."""
    periods = [period_of(date.fromisoformat(day), every) for every in Every]
    codes = [each.code for now in periods for each in (now, now.before)]
    return Choice(
        name="period",
        text=_("Which period is it about?"),
        choices=tuple(Option(code, words.period(code)) for code in codes),
        ways_out=SKIP,
    )


def review(
    opening: Mapping[str, Any],
    period: str,
    answers: Answers,
    written: Mapping[str, str],
    same: Collection[str],
) -> Review:
    """Show what is told of each part, and offer the parts that are open."""
    said: list[tuple[str, Text | None]] = [(part, _said(part, answers)) for part in PARTS]
    said = [(part, _decisions(written, same) if part == DECISIONS else row) for part, row in said]
    rows = [Row(part, words.PART[part], row) for part, row in said if row is not None]
    offers = [Offer(part, words.PART[part]) for part, row in said if row is None]
    if REMARK in written:
        rows.append(Row(REMARK, SUBJECT_OF_REMARK, written[REMARK]))
    else:
        offers.append(Offer(REMARK, SUBJECT_OF_REMARK))
    return Review(
        name="look",
        text=lines(
            _("Please look it over. Is it right so?"),
            PlaceName(str(opening["place"]), within=True),
            _carried(answers, period),
        ),
        rows=(Row("period", SUBJECT_OF_PERIOD, words.period(period)), *rows),
        offers=tuple(offers),
        words=REMARK,
        sends=(Option(SEND, _("Send"), main=True),),
    )


def _said(part: str, answers: Answers) -> Text | None:
    told = of_part(answers, part)
    return words.summary(part, told) if told else None


def _decisions(written: Mapping[str, str], same: Collection[str]) -> Text | None:
    if same:
        return _("as it was")
    found = [written[name] for name in (DECISIONS, f"{DECISIONS}.done") if name in written]
    return together(*found) if found else None


def _carried(answers: Answers, period: str) -> Text | None:
    """Say how much stands as it was told before, so that nobody takes it for news."""
    count = len(carried_over(answers, period))
    if not count:
        return None
    return counted(
        "{count} part is carried over as it was.",
        "{count} parts are carried over as they were.",
        count,
    )
