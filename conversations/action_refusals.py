"""Why something cannot be done with a need, in a sentence that says what to do instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from civic.need_actions import Hold
from civic.refusals import Refusal
from conversations import labels
from conversations.office_actions import NO_SUCH_NEED
from conversations.wording import Code, PlaceName, Text, _

Facts = Mapping[str, Any]


def why_not(refusal: Refusal) -> Text:
    """Return the sentence for a refusal."""
    return _SENTENCES[refusal.code](refusal.facts)


def _closed(facts: Facts) -> Text:
    return _("That is not possible: this request is closed ({status}).", status=_status(facts))


def _done_already(facts: Facts) -> Text:
    return _("That is done already ({status}).", status=_status(facts))


def _not_so(facts: Facts) -> Text:
    return _("That does not fit this request as it stands ({status}).", status=_status(facts))


def _with_another(facts: Facts) -> Text:
    if facts["hold"] is Hold.ABOVE:
        return _("This request is with an office that is not in your area; it acts on it.")
    return _("Another office has this request. To act on it, follow it up first.")


def _unlike_sectors(facts: Facts) -> Text:
    return _(
        "Only like requests can be joined. These are about different things: {one} and {other}.",
        one=labels.SECTOR[facts["sector"]],
        other=labels.SECTOR[facts["other"]],
    )


def _unlike_places(facts: Facts) -> Text:
    return _(
        "Only requests from one place or its neighbour can be joined. These are from {one} and "
        "{other}.",
        one=PlaceName(facts["place"]),
        other=PlaceName(facts["other"]),
    )


def _undo_first(facts: Facts) -> Text:
    return _(
        "The one that it was joined with, {number}, was joined itself. Please part that one first.",
        number=Code(facts["number"]),
    )


def _too_long_ago(facts: Facts) -> Text:
    return _("They were joined more than {days} days ago and stay so.", days=facts["days"])


def _day_past(facts: Facts) -> Text:
    return _("{date} is over. Please name a day that is still to come.", date=facts["day"])


def _day_far(facts: Facts) -> Text:
    return _("{date} is too far ahead. At most two years can be announced.", date=facts["day"])


def _status(facts: Facts) -> Text:
    return labels.STATUS[facts["status"]]


def _always(text: Text) -> Callable[[Facts], Text]:
    return lambda _facts: text


_SENTENCES: Final[Mapping[str, Callable[[Facts], Text]]] = MappingProxyType(
    {
        "need.unknown": _always(NO_SUCH_NEED),
        "need.closed": _closed,
        "need.done-already": _done_already,
        "need.not-so": _not_so,
        "need.with-another": _with_another,
        "need.nobody-to-ask": _always(
            _("Nobody can be asked: whoever reported it is no longer reached here.")
        ),
        "office.none-above": _always(
            _("There is no office above yours to which it could be passed.")
        ),
        "office.vacant": _always(_("Nobody sits in that office now. Please choose another one.")),
        "merge.same": _always(_("That is one and the same request. Please name another number.")),
        "merge.sector": _unlike_sectors,
        "merge.place": _unlike_places,
        "merge.too-long-ago": _too_long_ago,
        "merge.undo-first": _undo_first,
        "day.past": _day_past,
        "day.far": _day_far,
        "day.unclear": _always(_("Please name a day, such as 1/12 or «in a week».")),
    }
)
