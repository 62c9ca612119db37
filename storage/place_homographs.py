"""Names of places that are everyday words too, so that in a sentence they say little."""

from typing import Final

from civic.text import place_key

HOMOGRAPHS: Final = frozenset(
    place_key(name)
    for name in (
        *("خشام", "مراد", "غريب", "غريبة", "العلي", "السكر", "الحلوة", "العبد", "الحرية"),
        *("الصور", "السور", "الرز", "الزر", "المدينة", "الثورة", "العمال", "الموظفين"),
        *("الصناعة", "الضاحية", "القطعة", "الخريطة", "الطيبة", "الكرامة", "العباس", "تشرين"),
        *("مظلوم", "الطوب", "الشاطئ", "الجزيرة", "الشامية", "حطين", "البحرة", "الجلاء"),
        *("العنبة", "الطريف", "الحصين", "مرات", "الغبرة", "الجنينة", "الحوايج", "القصور"),
        *("الجورة", "ضمان", "السوا", "جاسم", "الباب", "تحت", "الحول", "السد"),
    )
)
"""Place keys: in a sentence they name a place for certain only after قرية, بلدة, حي."""
