"""What a search found, and how much of what is meant could be searched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """The best of what was found, by ids of needs, and how many there were in all.

    `steps` tells of each id how near it comes: 0 is the nearest, and needs that answer equally
    well have the same.
    """

    about: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    total_about: int = 0
    total_also: int = 0
    steps: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, the best first."""
        return self.about + self.also

    @property
    def is_cut(self) -> bool:
        """Whether more was found than is here."""
        return len(self.ids) < self.total_about + self.total_also


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; `complete` is false while a part of the area is still being read.

    `crowded` tells that a part of it never will be, since there is no room for so much.
    """

    found: Found
    complete: bool
    crowded: bool = False


NOT_READ = Answer(Found(), complete=False)
"""The answer of who has nothing in memory."""
