"""Which needs an office wants counted: what figures and pictures read of a line or a button."""

from __future__ import annotations

from civic.asking import read_filter
from civic.need_filters import NeedFilter
from civic.refusals import Refusal
from conversations import area_lists
from conversations.filter_codes import decode
from conversations.filter_refusals import why_not
from handlers.visit import Visit, going_on
from storage import area_needs


def to_count(visit: Visit, argument: str) -> NeedFilter | None:
    """Return what a line or a button asks for; says why not, where that cannot be counted.

    What is left out silently would make a larger number look like what was asked for.
    """
    if (coded := decode(argument)) is not None:
        wanted, _after = coded
    else:
        try:
            wanted = read_filter(argument, visit.service.places, visit.service.home)
        except Refusal as refusal:
            visit.say(why_not(refusal), *going_on(visit))
            return None
    if wanted.words or not area_needs.is_tallied(wanted):
        visit.say(area_lists.NOT_COUNTED, *going_on(visit))
        return None
    return wanted
