"""The words by which people count their household: members, sexes, ages, children and elders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civic.households import Age, Sex
from civic.text import key

Kind = tuple[Sex, Age]


def _keys(forms: str) -> frozenset[str]:
    return frozenset(key(form) for form in forms.split(","))


def _kinds(rows: Mapping[Kind, str]) -> dict[str, Kind]:
    return {form: kind for kind, forms in rows.items() for form in _keys(forms)}


EVERYBODY: Final = _keys(
    "شخص,أشخاص,نفر,أنفار,فرد,أفراد,نفس,أنفس,نسمة,نسمات,روح,أرواح,person,persons,people,members"
)
"""Nouns whose count is the whole household."""

COUNTING_US: Final = _keys(
    "نحن,احنا,إحنا,نحنا,حنا,عددنا,عدد,عائلة,عائلتنا,العائلة,عيلة,عيلتنا,أسرة,أسرتنا,الأسرة,بيتنا,"
    "we,family,household,us"
)
"""Words before a bare number that is the whole household."""

KINDS: Final = _kinds(
    {
        (Sex.UNTOLD, Age.UNTOLD): (
            "طفل,أطفال,ولاد,أولاد,صغار,جهال,زغار,عيال,بزر,بزورة,أنا,أني,child,children,kids,me"
        ),
        (Sex.UNTOLD, Age.UNDER_5): "رضيع,رضع,رضّع,بيبي,baby,babies,infant,infants",
        (Sex.MALE, Age.UNTOLD): (
            "ذكر,ذكور,ولد,صبي,صبيان,أبناء,ابن,ابني,boy,boys,son,sons,male,males"
        ),
        (Sex.FEMALE, Age.UNTOLD): (
            "أنثى,إناث,اناث,بنت,بنات,طفلة,طفلات,ابنة,ابنتي,girl,girls,daughter,daughters,female,"
            "females"
        ),
        (Sex.MALE, Age.TO_59): "رجل,رجال,رجّال,زلمة,شاب,شباب,زوج,زوجي,أب,أبو,man,men,husband,father",
        (Sex.FEMALE, Age.TO_59): (
            "امرأة,إمرأة,مرة,مرأة,نساء,نسوان,حرمة,حريم,شابة,شابات,صبية,صبايا,زوجة,زوجتي,زوجات,أم,"
            "والدة,woman,women,wife,mother"
        ),
        (Sex.UNTOLD, Age.TO_59): "بالغ,بالغين,بالغون,كبار,راشد,راشدين,adult,adults",
        (Sex.UNTOLD, Age.OVER_60): "مسن,مسنين,مسنّين,عجوز,عجايز,عجائز,شيبان,elder,elders,elderly",
        (Sex.MALE, Age.OVER_60): "ختيار,ختيارية,شايب,جد,جدي,grandfather",
        (Sex.FEMALE, Age.OVER_60): "ختيارة,مسنة,جدة,جدتي,grandmother",
    }
)
"""Nouns whose count is a part of the household."""

TWO_OF: Final = {
    key(dual): key(one)
    for dual, one in (
        *(("شخصين", "شخص"), ("نفرين", "نفر"), ("فردين", "فرد"), ("طفلين", "طفل"), ("طفلان", "طفل")),
        *(("ولدين", "ولد"), ("صبيين", "صبي"), ("بنتين", "بنت"), ("بنتان", "بنت"), ("ذكرين", "ذكر")),
        *(("طفلتين", "طفلة"), ("رجلين", "رجل"), ("شابين", "شاب"), ("شابتين", "شابة")),
        *(("امرأتين", "امرأة"), ("مرتين", "مرة"), ("زوجتين", "زوجة"), ("رضيعين", "رضيع")),
        *(("عجوزين", "عجوز"), ("مسنين اثنين", "مسن"), ("ختيارين", "ختيار"), ("بالغين", "بالغ")),
    )
    if " " not in dual
}
"""Duals: they count two of what they name."""

UNDER: Final = _keys("تحت,دون,أقل,أصغر,under,below,younger")
OVER: Final = _keys("فوق,أكثر,أكبر,over,above,older")
FROM: Final = _keys("من,بين,from,between")
TO: Final = _keys("إلى,الى,لل,ل,حتى,و,to,and")
AGED: Final = _keys("عمر,عمره,عمرها,عمرهم,بعمر,أعمارهم,aged,age")
YEARS: Final = _keys("سنة,سنوات,سنين,عام,أعوام,year,years")
ORDINALS: Final = {
    **dict.fromkeys(_keys("الخامسة,الخمس,الخمسة,خامسة"), 5),
    **dict.fromkeys(_keys("السنتين,سنتين"), 2),
    **dict.fromkeys(_keys("السنة"), 1),
    **dict.fromkeys(_keys("العاشرة,العشرة"), 10),
    **dict.fromkeys(_keys("الثامنة عشرة,الثامنة,الثمنطعش"), 18),
    **dict.fromkeys(_keys("الستين,الستون"), 60),
    **dict.fromkeys(_keys("السبعين"), 70),
}
"""Ages that are named rather than numbered."""
