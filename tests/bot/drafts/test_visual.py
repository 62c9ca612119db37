"""Lines of a page are put from how they look into how they are read."""

from __future__ import annotations

import pytest

from bot.drafts.visual import are_mirrored, logical, plain


@pytest.mark.parametrize(
    ("looks", "reads"),
    [
        ("ةخضملا", "المضخة"),
        ("ةريل 1,500 مسر", "رسم 1,500 ليرة"),
        ("عجار https://example.org/a ليصافتلل", "للتفاصيل https://example.org/a راجع"),
        (".(نانثا) ةنجل", "لجنة (اثنان)."),
        ("%75 نم", "من 75%"),
        ("2026/11/23 خيراتب", "بتاريخ 2026/11/23"),
        ("WHO (2024) ريرقت", "تقرير WHO (2024)"),
        ("٧٥ ناصح", "حصان ٧٥"),
        ("456 123 0944 فتاه", "هاتف 0944 123 456"),
        ("COVID-19 ةجئاج", "جائجة COVID-19"),
        ("only Latin, 3 words", "only Latin, 3 words"),
        (".a", "a."),
        ("", ""),
    ],
)
def test_a_line_is_read_from_the_right(looks: str, reads: str) -> None:
    """Numbers, dates, addresses and Latin words keep their own order."""
    assert logical(list(looks), mirrored="(نا" in looks) == reads


def test_letters_of_one_glyph_stay_together() -> None:
    """A glyph that stands for several letters holds them in the order of reading."""
    assert logical(["ه", "لل", "ا"]) == "الله"
    assert logical([plain("ﻻ"), " ", plain("ﷲ")]) == "الله لا"


def test_only_shapes_of_letters_are_changed() -> None:
    """Squares and fractions are no shapes of letters."""
    assert plain("ﻣﻴﺎﻩ ﬁle m² ½") == "مياه file m² ½"


def test_brackets_that_look_reversed_are_noticed() -> None:
    """Some files keep how a bracket looks, others what was typed."""
    assert are_mirrored([")أ(", "ب", ")ج("])
    assert not are_mirrored(["(أ)", ")"])
    assert not are_mirrored([])
