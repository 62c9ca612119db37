"""Lines are put together however a program draws them: by words, by letters, twice, with marks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.drafts.glyphs import Glyph
from bot.drafts.lines import lines_of
from bot.drafts.paragraphs import paragraphs_of

SIZE = 10.0
WIDE = 5.0


def drawn(looks: str, left: float = 100.0, base: float = 700.0, size: float = SIZE) -> list[Glyph]:
    """A line as it looks from the left, each letter half as wide as it is high."""
    wide = size / 2
    return [
        Glyph(letter, left + at * wide, left + (at + 1) * wide, base, size)
        for at, letter in enumerate(looks)
    ]


def read(glyphs: Sequence[Glyph]) -> list[str]:
    """The texts of the lines."""
    return [line.text for line in lines_of(glyphs)]


LOOKS = "ريثك ءاملا"
READS = "الماء كثير"


def test_letters_drawn_from_the_right() -> None:
    """Each to the left of the one before."""
    assert read(drawn(LOOKS)[::-1]) == [READS]


def test_words_drawn_in_the_order_of_reading() -> None:
    """Each word from the left, the second word to the left of the first."""
    glyphs = drawn(LOOKS)
    assert read([*glyphs[5:], *glyphs[:5]]) == [READS]


def test_a_line_that_is_drawn_twice_to_look_bold() -> None:
    """The second time a hair beside the first."""
    glyphs = drawn(LOOKS)
    again = [each._replace(left=each.left + 0.3, right=each.right + 0.3) for each in glyphs]
    assert read([*glyphs, *again]) == [READS]


def test_marks_that_are_drawn_after_their_line() -> None:
    """Each belongs to the letter under it."""
    glyphs = drawn("ءام")
    mark = Glyph("\u064f", 111.0, 111.0, 703.0, SIZE)
    assert read([*glyphs, mark]) == ["مُاء"]


def test_a_gap_without_a_space_is_one() -> None:
    """Some programs draw no spaces; a wider gap parts the cells of a table."""
    glyphs = [*drawn("ءام", 100.0), *drawn("رهن", 118.0), *drawn("رتم", 160.0)]
    assert read(glyphs) == ["متر", "نهر ماء"]


def test_a_number_that_stands_apart_is_the_pages() -> None:
    """One that stands in the text is not."""
    page = [*drawn(LOOKS, base=700), *drawn("2025", base=688), *drawn("7", base=40)]
    assert read(page) == [READS, "2025"]


def test_a_heading_is_a_paragraph_and_short_ends_part() -> None:
    """By its size; and by a line that ends a sentence before the edge."""
    page = [
        *drawn("ناونع", left=150.0, base=700, size=14),
        *drawn("لوألا رطسلا ةيادب", left=100.0, base=680),
        *drawn(".هتياهن", left=150.0, base=668),
        *drawn("يناثلا رطسلا ةيادب", left=95.0, base=656),
    ]
    assert paragraphs_of([lines_of(page)]) == [
        "عنوان",
        "بداية السطر الأول نهايته.",
        "بداية السطر الثاني",
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    """Unless its last line ended it."""
    first = drawn("يضمي لازي ال مالكلا", base=100)
    second = drawn(".انه ىلإ", left=155.0, base=700)
    assert len(paragraphs_of([lines_of(first), lines_of(second)])) == 1
