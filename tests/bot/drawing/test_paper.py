"""The situation report is set as data: two pages, from right to left, nothing is ever markup."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from bot.drawing.paper import draw_pages, draw_report
from conversations.pictures import Figure, Section, SituationReport, Table
from tests import pictured
from tests.bot.drawing.ink import Seen, columns, rows
from tests.bot.drawing.test_text import HOSTILE

PLACES = pictured.gazetteer()
MARKUP = {
    "code": '#panic("no")',
    "reading files": '#read("/etc/passwd") #read("../situation.typ") #json("data.json")',
    "packages": '#import "@preview/cetz:0.3.0": *',
    "colour": "#text(red)[رواتب] #rect(fill: red, width: 100%)",
    "markup": "= عنوان\n*غامق* _مائل_ `code` $x^2$ - قائمة + 1. @ref <label> // /* \\ ~ --- ...",
    "brackets": "]]]})) #[ #{ ${ \"\"\" ''' \\u{202e} \\",
    "inputs": '{"report": 1}, sys.inputs, \x00 \x1b',
    "endless": "#while true {} " * 50,
}


def report(language: str = "ar", **changed: object) -> SituationReport:
    """The report of invented figures, with some of its parts changed."""
    made = pictured.report(pictured.reader(PLACES, language))
    return msgspec.structs.replace(made, **changed)


def bare(**parts: object) -> SituationReport:
    """A report with nothing in it but one figure and what is given."""
    figures = (Figure(label="ماء", value="1"),)
    wanted: dict[str, object] = {"title": "تقرير", "lines": (), "figures": figures, **parts}
    return SituationReport(language="ar", **wanted)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_ordinary_figures_fill_two_pages_at_most(language: str) -> None:
    """A month of a district, with the representative's words."""
    assert draw_report(report(language)).startswith(b"%PDF")
    assert 1 <= len(draw_pages(report(language))) <= 2


def test_the_paper_is_small_enough_to_send() -> None:
    """Fonts are cut down to the letters that are used."""
    assert len(draw_report(report())) < 200_000


def test_pages_are_read_from_right_to_left() -> None:
    """The title stands at the right margin in Arabic and at the left one in English."""
    for language, on_the_right in (("ar", True), ("en", False)):
        first = Seen(draw_pages(report(language))[0])
        title = first.ink[50:95]
        left, right = columns(title)
        assert (first.size[0] - right < left) == on_the_right


@pytest.mark.parametrize("text", (MARKUP | HOSTILE).values(), ids=(MARKUP | HOSTILE).keys())
def test_what_people_write_is_never_read_as_markup(text: str) -> None:
    """In every part of the paper, it is set or left out, and nothing is carried out."""
    heads = text[:30], text[:30]
    table = Table(title=text, heads=heads, rows=((text, text),))
    section = Section(title=text, paragraphs=(text,))
    made = report(
        title=text or "x",
        lines=(text,),
        figures=(Figure(label=text, value=text, change=text),),
        sectors=table,
        severities=table,
        answers=table,
        changes=section,
        words=section,
        note=text,
    )
    for page in draw_pages(made):
        red = Seen(page).pixels
        assert not ((red[:, :, 0] > 200) & (red[:, :, 1] < 90)).any()


def test_markup_is_seen_as_it_was_typed() -> None:
    """«#h(9cm)ا» shows its signs; read as code it would be a gap and a letter."""
    typed = Seen(draw_pages(bare(words=Section(title="ا", paragraphs=("#h(9cm)ا",))))[0])
    plain = Seen(draw_pages(bare(words=Section(title="ا", paragraphs=("ا",))))[0])
    assert typed.ink.sum() > plain.ink.sum() + 150
    below = slice(250, 500)
    left, right = columns(typed.ink[below])
    assert right - left < 150


def test_nothing_runs_over_the_edge_of_the_paper() -> None:
    """A word of two hundred letters in a narrow column is broken into lines."""
    long = "ط" * 200, "W" * 200, "10482957"
    made = report(needs=Table(title="x", heads=("a", "b", "c", "d", "e", "f"), rows=(long * 2,)))
    for page in draw_pages(made):
        left, right = columns(Seen(page).ink)
        assert left > 50
        assert right < 860


def test_parts_without_content_are_left_out() -> None:
    """A first report on a quiet village is a title, a figure and white paper."""
    (only,) = draw_pages(bare())
    assert rows(Seen(only).ink[:-120])[1] < 250


def test_long_words_take_more_pages_and_lose_nothing() -> None:
    """The representative's own words are never cut."""
    paragraphs = tuple(f"فقرة {number}: " + "كلام كثير عن حال الناس. " * 20 for number in range(40))
    pages = draw_pages(report(words=Section(title="كلمة", paragraphs=paragraphs)))
    assert 3 <= len(pages) <= 8
    assert all(np.count_nonzero(Seen(page).ink) > 1000 for page in pages)


def test_the_same_report_is_the_same_paper() -> None:
    """No clock and no machine leave a trace in it."""
    assert draw_report(report()) == draw_report(report())
    assert b"/CreationDate" not in draw_report(report())
