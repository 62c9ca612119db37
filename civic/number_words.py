"""Arabic words for numbers, standard and Syrian, and the nouns that are counted with them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from civic.text import key


def _keyed(forms: Mapping[int, str]) -> dict[str, int]:
    return {key(form): value for value, line in forms.items() for form in line.split()}


UNITS: Final = _keyed(
    {
        0: "صفر",
        1: "واحد واحدة وحدة إحدى أحد",
        2: "اثنان اثنين اثنتان اثنتين اثنا اثنتا اثني اثنتي تنين ثنين تنتين ثنتين اتنين",
        3: "ثلاثة ثلاث تلاتة تلات تلت ثلث",
        4: "أربعة أربع ربعة",
        5: "خمسة خمس خمست",
        6: "ستة ست ستت",
        7: "سبعة سبع",
        8: "ثمانية ثماني ثمان ثمن تمانية تمن تماني تمان",
        9: "تسعة تسع",
    }
)
TEEN: Final = frozenset(map(key, ("عشر", "عشرة")))
"""The second word of 11 to 19 in standard spelling; alone it is ten."""

TEENS: Final = _keyed(
    {
        10: "عشرة عشر عشرت",
        11: "احدعش احداعش حداش حداعش دعش احدعشر",
        12: "اثنعش اطنعش اتناعش اثناعش تناعش طناعش اثنعشر اطناعش",
        13: "ثلطعش تلطعش ثلاطعش تلتعش تلاطعش",
        14: "اربعطعش اربعتعش ارباطعش",
        15: "خمسطعش خمستعش خمصطعش",
        16: "ستطعش سطعش ستعش",
        17: "سبعطعش سبعتعش",
        18: "ثمنطعش تمنطعش تمنتعش",
        19: "تسعطعش تسعتعش",
    }
)
TENS: Final = _keyed(
    {
        20: "عشرون عشرين",
        30: "ثلاثون ثلاثين تلاتين",
        40: "أربعون أربعين",
        50: "خمسون خمسين",
        60: "ستون ستين",
        70: "سبعون سبعين",
        80: "ثمانون ثمانين تمانين",
        90: "تسعون تسعين",
    }
)
HUNDREDS: Final = _keyed(
    {100: "مئة مائة مية ميت", 200: "مئتان مئتين مائتان مائتين ميتين مئتا مئتي"}
)
THOUSANDS: Final = _keyed({1_000: "ألف آلاف تلاف", 2_000: "ألفان ألفين ألفا ألفي"})
FRACTIONS: Final = {"نص": Decimal("0.5"), "نصف": Decimal("0.5"), "ربع": Decimal("0.25")}

NOBODY: Final = frozenset(
    map(key, ("ولا واحد", "ولا حدا", "ما حدا", "ما في", "مافي", "لا يوجد", "لا أحد"))
)
"""Ways to say none."""

ABOUT: Final = frozenset(map(key, ("حوالي", "تقريبا", "شي", "نحو", "قرابة", "يمكن", "بس", "فقط")))
"""Words around a number that do not change it."""

_NOUNS: Final = {
    "family": ("عائلة عيلة عوائل عائلات أسرة أسر", "عيلتين عائلتين عائلتان أسرتين أسرتان"),
    "person": (
        "شخص أشخاص نفر أنفار نفس نفوس فرد أفراد نسمة مواطن إنسان",
        "شخصين شخصان نفرين نفران فردين",
    ),
    "child": (
        "طفل أطفال ولد أولاد بنت بنات رضيع رضع عيل عيال جهال",
        "طفلين طفلان ولدين بنتين رضيعين",
    ),
    "house": ("بيت بيوت منزل منازل دار", "بيتين بيتان منزلين منزلان"),
    "hour": ("ساعة ساعات", "ساعتين ساعتان"),
    "day": ("يوم أيام تيام", "يومين يومان"),
    "week": ("أسبوع أسابيع جمعة", "أسبوعين أسبوعان جمعتين"),
    "month": ("شهر أشهر شهور تشهر", "شهرين شهران"),
    "year": ("سنة سنين سنوات عام أعوام", "سنتين سنتان عامين عامان"),
}
COUNTED: Final = {key(form): unit for unit, (forms, _) in _NOUNS.items() for form in forms.split()}
"""Nouns that say what a count is of."""

DUALS: Final = {key(form): unit for unit, (_, forms) in _NOUNS.items() for form in forms.split()}
"""The same nouns where the word itself says two."""

ONE: Final = frozenset(map(key, ("ساعة", "يوم", "أسبوع", "جمعة", "شهر", "سنة", "عام")))
"""Singular nouns of time, which need no number: من شهر."""

SINCE: Final = frozenset(
    map(key, ("من", "منذ", "قبل", "صارلنا", "صرلنا", "صارلي", "صارله", "لنا", "إلنا"))
)
"""Words after which a noun of ONE says one."""

WE: Final = frozenset(map(key, ("نحنا", "احنا", "إحنا", "نحن", "حنا", "عددنا")))
"""Words after which a bare number counts persons."""
