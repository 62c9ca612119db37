"""Ordering a file of an area's requests: its form, and whether people's words go in."""

from __future__ import annotations

from typing import Final

from civic.exports import ExportWish, Kind
from civic.need_filters import NeedFilter
from conversations import exports
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Option
from conversations.engine.verbs import Ask
from conversations.filter_codes import decode

WITH: Final = "with"


@conversation("export")
async def order_export(ask: Ask) -> ExportWish:
    """Ask what the line that began this left open; which needs are meant stands already."""
    count, unread = int(ask.opening["count"]), str(ask.opening["unread"])
    kind = await ask(
        Choice(
            name="form",
            text=exports.which_form(count, unread),
            choices=tuple(Option(kind.value, label) for kind, label in exports.KINDS.items()),
        )
    )
    words = await ask(
        Choice(
            name="words",
            text=exports.with_words(count, unread),
            choices=(Option("without", exports.WITHOUT, main=True), Option(WITH, exports.WITH)),
        )
    )
    wanted, _after = decode(str(ask.opening["wanted"])) or (NeedFilter(), "")
    return ExportWish(wanted=wanted, kind=Kind(kind), words=words == WITH)
