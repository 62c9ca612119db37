"""What an office can have made into a file: which needs, in which form, with whose words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from civic.need_filters import NeedFilter


class Kind(StrEnum):
    """What an export is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    GEOJSON = "geojson"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """A file that somebody asks for; `words` are people's own, to which a second must agree."""

    wanted: NeedFilter
    kind: Kind
    words: bool
