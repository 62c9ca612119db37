"""What is read from a file: its paragraphs, and what may not be as it was meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from civic.draft_files import Doubt


class Draft(NamedTuple):
    """Paragraphs as they stand in the file, empty ones among them."""

    paragraphs: Sequence[str]
    doubts: Sequence[Doubt] = ()
