"""The words by which people name an hour of the day: ordinals, parts of an hour and of the day."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from civic.text import key


def _keys(forms: str) -> frozenset[str]:
    return frozenset(key(form) for form in forms.split(","))


def _numbered(rows: tuple[str, ...]) -> Mapping[str, int]:
    return MappingProxyType({key(row): number for number, row in enumerate(rows, 1)})


HOUR: Final = _keys("الساعة,ساعة,بالساعة,عالساعة,hour,at,oclock")
"""What comes before the number of an hour."""

ORDINALS: Final = _numbered(
    (
        *("الواحدة", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة"),
        *("السابعة", "الثامنة", "التاسعة", "العاشرة", "الحادية عشرة", "الثانية عشرة"),
    )
)

MORNING: Final = _keys("صباحا,الصبح,صبحا,الصباح,صبح,ص,am")
NOON: Final = _keys("ظهرا,الظهر,noon")
LATER: Final = _keys("عصرا,العصر,مساء,المسا,المساء,م,المغرب,مغربا,العشاء,العشا,ليلا,pm,afternoon")
"""Everything after noon: twelve hours are added to what is less than twelve."""

PARTS: Final[Mapping[str, int]] = MappingProxyType(
    {
        **{key(form): 30 for form in ("والنصف", "ونصف", "ونص", "half")},
        **{key(form): 15 for form in ("والربع", "وربع", "quarter")},
        **{key(form): 20 for form in ("والثلث", "وثلث")},
    }
)
"""What is added to an hour, in minutes."""

LESS: Final = _keys("إلا")
LESS_PARTS: Final[Mapping[str, int]] = MappingProxyType(
    {key("ربع"): 15, key("ربعا"): 15, key("ثلث"): 20, key("ثلثا"): 20}
)
"""What is taken from an hour after «إلا», in minutes."""

AROUND: Final = _keys("عند,تمام,تماما,حوالي,about")
"""What can stand beside an hour without changing it."""
