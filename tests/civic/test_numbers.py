"""Any number a person types is understood, and what is not a number is not taken for one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.numbers import find_counts, read_count, read_number

UNITS = ["صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
TEENS = ["أحد عشر", "اثنا عشر", *(f"{unit} عشر" for unit in UNITS[3:10])]
TENS = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
THOUSANDS = ["ألف", "ألفان", *(f"{unit} آلاف" for unit in UNITS[3:10])]


def in_words(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    parts = [THOUSANDS[thousands - 1]] * (thousands > 0) + [HUNDREDS[hundreds - 1]] * (hundreds > 0)
    if rest > 19:
        parts += [UNITS[rest % 10]] * (rest % 10 > 0) + [TENS[rest // 10 - 2]]
    elif rest > 10:
        parts.append(TEENS[rest - 11])
    elif rest or not number:
        parts.append(UNITS[rest])
    return " و".join(parts)


def test_every_number_to_9999_is_read_in_standard_spelling() -> None:
    assert [n for n in range(10_000) if read_count(in_words(n)) != n] == []


@given(st.integers(0, 10**9), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]))
def test_every_set_of_digits_is_read(number: int, digits: str) -> None:
    numeral = "".join(digits[int(digit)] for digit in str(number))
    assert read_count(f" \u200f{numeral}") == number


@given(
    st.integers(1000, 10**9), st.sampled_from([",", ".", "٬", " ", "\u00a0", "\u202f", "'", "،"])
)
def test_thousands_may_be_grouped(number: int, separator: str) -> None:
    assert read_count(f"{number:,}".replace(",", separator)) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("١٬٢٣٤٫٥", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("١،٥", "1.5"),
        ("١٢٫٥", "12.5"),
        ("15,000", "15000"),
        ("0.125", "0.125"),
        ("1,5", "1.5"),
        ("1٢۳", "123"),
        ("-5", "-5"),
        ("نص", "0.5"),
        ("ثلاثة ونص", "3.5"),
        ("حوالي ٢٠", "20"),
        ("شي 10", "10"),
        ("٢٠ تقريباً", "20"),
        ("١٢٠ عيلة", "120"),
        ("٢٥ الف", "25000"),
    ],
)
def test_separators_and_words_around(typed: str, number: str) -> None:
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("مية وخمسة وعشرين", 125),
        ("ألفين وثلاثمية", 2300),
        ("خمس الاف", 5000),
        ("خمستالاف", 5000),
        ("تلتمية", 300),
        ("ثلاث مية", 300),
        ("ثمانمائة", 800),
        ("خمسطعش", 15),
        ("اطنعش الف", 12000),
        ("خمسة و عشرين الف", 25000),
        ("ألف وتسعمية وتسعة وتسعين", 1999),
        ("يومين", 2),
        ("وحدة", 1),
        ("ولا واحد", 0),
        ("ما في", 0),
        ("ثلاثة أشخاص", 3),
        ("ثماني عشرة", 18),
    ],
)
def test_dialect(typed: str, number: int) -> None:
    assert read_count(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        *("", "  ", "²", "½", "9" * 5000, str(2**63), "1.2.3", "1,2,3", "👍🏼", "خمسة ستة", "كم"),
        *("٥-٦", "1e9", "0x10", "inf", "nan", "Ⅷ", "५", "\ud800", "مية الشحيل", "و", "ألف ألف ألف"),
    ],
)
def test_what_is_no_number_of_ours(typed: str) -> None:
    assert read_number(typed) is None
    assert read_count(typed) is None


def test_a_count_is_whole_and_not_negative() -> None:
    assert read_count("2.5") is None
    assert read_count("-3") is None


@given(st.text(st.characters()) | st.text(st.sampled_from("0١۲.,،٫٬ -و²'نصثلاثةمية")))
def test_no_text_breaks_the_reading(text: str) -> None:
    number = read_number(text)
    assert number is None or abs(number) <= 10**9
    assert all(0 <= count <= 10**9 and unit for count, unit in find_counts(text))


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("نحنا ١٢٠ عيلة بمحيميدة", [(120, "family")]),
        ("حصة العيلة ٦ ارغفة ونحنا ١١ نفر", [(11, "person")]),
        ("واقفة من ١٥ يوم", [(15, "day")]),
        ("معطله من اسبوعين", [(2, "week")]),
        ("صارلنا نص شهر", [(15, "day")]),
        ("من شهرين", [(2, "month")]),
        ("من شهر ونص", [(45, "day")]),
        ("قبل سبعة أشهر", [(7, "month")]),
        ("منذ أربعة أيام", [(4, "day")]),
        ("من شهر", [(1, "month")]),
        ("رجعنا من اسبوع", [(1, "week")]),
        ("٣٠ يوماً", [(30, "day")]),
        ("٧ نفوس و٣ رضع", [(7, "person"), (3, "child")]),
        ("احنا ٨ منهم ٣ رضع", [(8, "person"), (3, "child")]),
        ("عندي ولدين توحد", [(2, "child")]),
        ("ساعتين كهربا باليوم بس", [(2, "hour")]),
        ("ولدي عمره عشر سنين", []),
        ("صار ب ٢٥ الف وما نقدر", []),
        ("كل يوم بسعر", []),
        ("نفس المشكلة بيت بيت", []),
        ("مئة وعشرون أسرة في ٤٠ بيتاً", [(120, "family"), (40, "house")]),
        ("سنة ونص", [(18, "month")]),
        ("سادة الشارع منذ سنوات", []),
    ],
)
def test_counts_in_a_sentence(sentence: str, counts: list[tuple[int, str]]) -> None:
    assert find_counts(sentence) == counts
