"""What a sheet is made of: its columns, and rows that are typed and already in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import BinaryIO, Final, Protocol

import msgspec

FEW: Final = "<5"
"""Shown for a number of people that is too small to be told."""


class Shape(StrEnum):
    """How the cells of a column are written."""

    CODE = "code"  # a text read from left to right, never a number to count with
    NAME = "name"  # a word or two
    WORDS = "words"  # what somebody wrote, of any length
    NUMBER = "number"
    PEOPLE = "people"  # a number, or 0 for FEW
    DAY = "day"
    MONTH = "month"


class Column(msgspec.Struct, frozen=True, array_like=True):
    """A column: the field of Row that it shows, its head, its shape, its width in characters."""

    field: str
    head: str
    shape: Shape
    width: int


class Sheet(msgspec.Struct, frozen=True, array_like=True):
    """All of a sheet but its rows; `kind` says which writer, `title` is in `language`."""

    kind: str
    title: str
    language: str
    made: date
    columns: tuple[Column, ...]


class Row(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One need; None is an empty cell, `point` the (latitude, longitude) of its place."""

    number: str
    code: str
    place: str
    subdistrict: str
    district: str
    sector: str
    problem: str
    severity: str
    since: str
    people: int | None
    status: str
    office: str
    month: date
    supporters: int
    age: int | None
    due: date | None
    words: str = ""
    point: tuple[float, float] | None = None


class Write(Protocol):
    """Writes a whole file as its rows come; memory does not grow with them."""

    def __call__(self, file: BinaryIO, sheet: Sheet, rows: Iterable[Row]) -> None:
        """Write to `file`, which need not be able to go back."""
        ...
