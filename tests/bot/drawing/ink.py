"""Looks at pictures: where on them there is ink, and where the colour of bars and circles."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bot.drawing.canvas import FILL

_NEAR = 30
"""How far a colour may be off in each channel, since few colours are kept."""


@dataclass(frozen=True)
class Seen:
    """A picture as it is looked at; rows from the top, columns from the left."""

    content: bytes

    @cached_property
    def pixels(self) -> NDArray[np.int16]:
        """Height × width × three channels."""
        with Image.open(io.BytesIO(self.content)) as image:
            return np.asarray(image.convert("RGB"), dtype=np.int16)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.pixels.shape[1], self.pixels.shape[0]

    @property
    def ink(self) -> NDArray[np.bool_]:
        """Where it is not white."""
        return self.pixels.min(axis=2) < 235

    @property
    def filled(self) -> NDArray[np.bool_]:
        """Where it has the colour of bars."""
        wanted = [int(FILL[start : start + 2], 16) for start in (1, 3, 5)]
        return (abs(self.pixels - wanted) < _NEAR).all(axis=2)

    @property
    def dark(self) -> NDArray[np.bool_]:
        """Where letters are."""
        return self.pixels.max(axis=2) < 110


def columns(where: NDArray[np.bool_]) -> tuple[int, int]:
    """Return the first and the last column that has any of it."""
    found = np.flatnonzero(where.any(axis=0))
    return int(found[0]), int(found[-1])


def rows(where: NDArray[np.bool_]) -> tuple[int, int]:
    """Return the first and the last row that has any of it."""
    found = np.flatnonzero(where.any(axis=1))
    return int(found[0]), int(found[-1])
