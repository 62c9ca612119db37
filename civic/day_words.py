"""The words by which people name days: months, weekdays, and what is near or far from today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civic.text import key

_MONTHS: Final[tuple[str, ...]] = (
    "كانون الثاني,كانون ثاني,يناير,january,jan",
    "شباط,فبراير,february,feb",
    "آذار,مارس,march,mar",
    "نيسان,أبريل,april,apr",
    "أيار,مايو,may",
    "حزيران,يونيو,june,jun",
    "تموز,يوليو,july,jul",
    "آب,أغسطس,august,aug",
    "أيلول,سبتمبر,september,sep,sept",
    "تشرين الأول,تشرين أول,أكتوبر,october,oct",
    "تشرين الثاني,تشرين ثاني,نوفمبر,november,nov",
    "كانون الأول,كانون أول,ديسمبر,december,dec",
)
_WEEKDAYS: Final[tuple[str, ...]] = (
    "الاثنين,الإثنين,التنين,monday",
    "الثلاثاء,التلاتا,الثلاثا,tuesday",
    "الأربعاء,الأربعا,wednesday",
    "الخميس,thursday",
    "الجمعة,friday",
    "السبت,saturday",
    "الأحد,sunday",
)


def _numbered(rows: tuple[str, ...], first: int) -> dict[str, int]:
    return {key(form): n for n, row in enumerate(rows, first) for form in row.split(",")}


def _keys(forms: str) -> frozenset[str]:
    return frozenset(key(form) for form in forms.split(","))


MONTHS: Final[Mapping[str, int]] = _numbered(_MONTHS, 1)
WEEKDAYS: Final[Mapping[str, int]] = _numbered(_WEEKDAYS, 0)

TODAY: Final = _keys("اليوم,today")
TOMORROW: Final = _keys("غدا,غداً,بكرا,بكرة,بكره,باكر,بكرى,tomorrow")
AFTER_TOMORROW: Final = _keys("بعد غد,بعد غدا,بعد بكرا,بعد بكرة,بعد باكر,day after tomorrow")
AFTER: Final = _keys("بعد,خلال,كمان,في,ضمن,in,after,within")
MONTH_WORDS: Final = _keys("شهر,الشهر,بشهر,لشهر,month")
NEXT: Final = _keys("القادم,القادمة,الجاي,الجاية,المقبل,المقبلة,الآتي,next,coming")
FIRST: Final = _keys("أول,بأول,رأس,براس,بداية,ببداية,مطلع,first,start,beginning")
MIDDLE: Final = _keys("نص,بنص,نصف,منتصف,بمنتصف,mid,middle")
LAST: Final = _keys("آخر,بآخر,نهاية,بنهاية,end,last")
WEEK: Final = _keys("أسبوع,الأسبوع,الاسبوع,week")
YEAR: Final = _keys("سنة,السنة,عام,العام,year")
IDLE: Final = _keys("في,يوم,بيوم,هذا,هاد,the,of,this,on,day,تاريخ,بتاريخ,إن,شاء,الله")
ENGLISH_UNITS: Final = {"day": "day", "week": "week", "month": "month", "year": "year"}
