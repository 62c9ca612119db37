"""The words around an area's charts and map: what is being drawn, and what else can be."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from civic.need_filters import NeedFilter
from conversations import labels
from conversations.wording import PlaceName, Text, _, together

DRAWING: Text = _("The picture is being drawn and comes in a moment.")
NO_POSITION: Text = _("The positions of these places are not known yet, so there is no map.")


class Kind(StrEnum):
    """What a chart shows; the value is the word that a button carries."""

    SECTORS = "subject"
    SEVERITIES = "effect"
    PLACES = "place"
    TIME = "time"


BUTTONS: Final[Mapping[Kind, Text]] = MappingProxyType(
    {
        Kind.SECTORS: _("Chart by subject"),
        Kind.SEVERITIES: _("Chart by effect"),
        Kind.PLACES: _("Chart by place"),
        Kind.TIME: _("Chart over time"),
    }
)
MAP_BUTTON: Text = _("Map")


def caption(place: str, wanted: NeedFilter) -> Text:
    """Say what is counted in a picture: where, of which subject, effect and status."""
    narrowed: list[Text] = [PlaceName(place, within=True)]
    if wanted.sector:
        narrowed.append(labels.SECTOR[wanted.sector])
    if wanted.severity is not None:
        narrowed.append(labels.SEVERITY[wanted.severity])
    if wanted.status is not None:
        narrowed.append(labels.STATUS[wanted.status])
    return together(*narrowed)
