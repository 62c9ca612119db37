"""What a page of a PDF draws: pieces of text with their places, in the order of drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import hypot
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from pypdf import PageObject
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from bot.drafts.pdf_fonts import Font, decoded, fonts_of, width

DEEPEST: Final = 4
"""Drawings within drawings that are followed."""

MOST: Final = 400_000
"""Glyphs of a page; more than a page of any draft has."""

_EM: Final = 1000.0

Matrix = tuple[float, float, float, float, float, float]
_SAME: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Glyph(NamedTuple):
    """A piece of text as it is drawn: where it begins and ends, and how large it is, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class _State:
    at: Matrix = _SAME
    font: str = ""
    size: float = 1.0
    leading: float = 0.0
    spacing: float = 0.0


@dataclass(slots=True)
class _Mark:
    """A marked piece; with words of its own these stand for its glyphs, where the first is."""

    words: str | None
    glyph: Glyph | None = None


@dataclass(slots=True)
class _Drawing:
    """Follows what one page, or one drawing on it, draws."""

    fonts: Mapping[str, Font | None]
    state: _State
    line: Matrix = _SAME
    text: Matrix = _SAME
    kept: list[_State] = field(default_factory=list)
    marked: list[_Mark] = field(default_factory=list)


def of_page(page: PageObject) -> list[Glyph]:
    """Return what a page draws; what cannot be followed is left out."""
    found: list[Glyph] = []
    contents = page.get_contents()
    if contents is not None:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        for glyph in _drawn(contents, resources, _State(), page, 0):
            found.append(glyph)
            if len(found) >= MOST:
                break
    return found


def _drawn(
    stream: ContentStream, resources: Any, state: _State, page: PageObject, depth: int
) -> Iterator[Glyph]:
    drawing = _Drawing(fonts_of(resources), _copy(state))
    for operands, operator in stream.operations:
        if operator == b"Do" and depth < DEEPEST and operands:
            inner = _form(resources, operands[0])
            if inner is not None:
                matrix = _numbers(inner.get("/Matrix", []))
                within = _copy(drawing.state)
                within.at = _times(matrix, within.at)
                content = ContentStream(inner, page.pdf)
                its = inner.get("/Resources", resources).get_object()
                yield from _drawn(content, its, within, page, depth + 1)
        else:
            yield from _step(drawing, operator, operands)


def _step(drawing: _Drawing, operator: bytes, operands: list[Any]) -> Iterator[Glyph]:
    """Follow one operator (ISO 32000-1, tables 57, 105, 107 to 109 and 320)."""
    if operator in _SETS:
        _SETS[operator](drawing, operands)
    elif operator in (b"Td", b"TD", b"T*"):
        _move(drawing, operator, operands)
    elif operator == b"EMC" and drawing.marked:
        yield from _unmarked(drawing)
    elif operator in (b"Tj", b"TJ", b"'", b'"') and operands:
        if operator in (b"'", b'"'):
            _move(drawing, b"T*", [])
        yield from _shown(drawing, operands[-1])


def _keep(drawing: _Drawing, _operands: list[Any]) -> None:
    drawing.kept.append(_copy(drawing.state))


def _take_back(drawing: _Drawing, _operands: list[Any]) -> None:
    if drawing.kept:
        drawing.state = drawing.kept.pop()


def _shift(drawing: _Drawing, operands: list[Any]) -> None:
    drawing.state.at = _times(_numbers(operands), drawing.state.at)


def _begin(drawing: _Drawing, _operands: list[Any]) -> None:
    drawing.line = drawing.text = _SAME


def _choose_font(drawing: _Drawing, operands: list[Any]) -> None:
    drawing.state.font, drawing.state.size = str(operands[0]), _number(operands[-1])


def _lead(drawing: _Drawing, operands: list[Any]) -> None:
    drawing.state.leading = _number(operands[0])


def _space(drawing: _Drawing, operands: list[Any]) -> None:
    drawing.state.spacing = _number(operands[0])


def _place(drawing: _Drawing, operands: list[Any]) -> None:
    drawing.line = drawing.text = _numbers(operands)


def _mark(drawing: _Drawing, operands: list[Any]) -> None:
    drawing.marked.append(_Mark(_actual_text(operands)))


_SETS: Final[Mapping[bytes, Callable[[_Drawing, list[Any]], None]]] = MappingProxyType(
    {
        b"q": _keep,
        b"Q": _take_back,
        b"cm": _shift,
        b"BT": _begin,
        b"Tf": _choose_font,
        b"TL": _lead,
        b"Tc": _space,
        b"Tm": _place,
        b"BDC": _mark,
        b"BMC": _mark,
    }
)
"""What only changes how the next text is drawn."""


def _move(drawing: _Drawing, operator: bytes, operands: list[Any]) -> None:
    across, down = 0.0, -drawing.state.leading
    if operator != b"T*" and len(operands) > 1:
        across, down = _number(operands[0]), _number(operands[1])
        if operator == b"TD":
            drawing.state.leading = -down
    drawing.line = drawing.text = _times((1, 0, 0, 1, across, down), drawing.line)


def _shown(drawing: _Drawing, shown: Any) -> Iterator[Glyph]:
    pieces = shown if isinstance(shown, list) else [shown]
    font = drawing.fonts.get(drawing.state.font)
    for piece in pieces:
        if isinstance(piece, (int, float)):
            _advance(drawing, -float(piece) / _EM * drawing.state.size)
        elif font is not None:
            for code, text in decoded(font, piece):
                yield from _one(drawing, text, width(font, code))


def _one(drawing: _Drawing, text: str, ems: float) -> Iterator[Glyph]:
    """Place a glyph; within words of its own, only these are given, where they begin."""
    whole = _times(drawing.text, drawing.state.at)
    size = abs(drawing.state.size) * hypot(whole[2], whole[3])
    length = ems / _EM * drawing.state.size
    _advance(drawing, length + drawing.state.spacing)
    end = _times(drawing.text, drawing.state.at)[4]
    glyph = Glyph(text, min(whole[4], end), max(whole[4], end), whole[5], size)
    mark = next((mark for mark in drawing.marked if mark.words is not None), None)
    if mark is None:
        yield glyph
    elif mark.glyph is None:
        mark.glyph = glyph._replace(text=mark.words or "")
    else:
        left, right = min(mark.glyph.left, glyph.left), max(mark.glyph.right, glyph.right)
        mark.glyph = mark.glyph._replace(left=left, right=right)


def _unmarked(drawing: _Drawing) -> Iterator[Glyph]:
    mark = drawing.marked.pop()
    if mark.glyph is not None:
        yield mark.glyph


def _advance(drawing: _Drawing, across: float) -> None:
    drawing.text = _times((1, 0, 0, 1, across, 0), drawing.text)


def _form(resources: Any, name: Any) -> StreamObject | None:
    drawings = resources.get("/XObject", DictionaryObject()).get_object() if resources else {}
    found = drawings.get(name)
    inner = found.get_object() if found is not None else None
    return inner if isinstance(inner, StreamObject) and inner.get("/Subtype") == "/Form" else None


def _actual_text(operands: list[Any]) -> str | None:
    """Return the words that a marked piece stands for, whatever its glyphs are (14.9.4)."""
    marks = operands[1] if len(operands) > 1 else None
    words = marks.get("/ActualText") if isinstance(marks, DictionaryObject) else None
    return str(words) if words is not None else None


def _copy(state: _State) -> _State:
    return _State(state.at, state.font, state.size, state.leading, state.spacing)


def _number(operand: Any) -> float:
    return float(operand) if isinstance(operand, (int, float)) else 0.0


def _numbers(operands: Any) -> Matrix:
    numbers = [_number(each) for each in operands]
    if len(numbers) != len(_SAME):
        return _SAME
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])


def _times(one: Matrix, two: Matrix) -> Matrix:
    return (
        one[0] * two[0] + one[1] * two[2],
        one[0] * two[1] + one[1] * two[3],
        one[2] * two[0] + one[3] * two[2],
        one[2] * two[1] + one[3] * two[3],
        one[4] * two[0] + one[5] * two[2] + two[4],
        one[4] * two[1] + one[5] * two[3] + two[5],
    )
