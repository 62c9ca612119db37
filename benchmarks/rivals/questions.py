"""What both talks ask: as many words and buttons as ours, so that everybody carries as much."""

from __future__ import annotations

Options = list[tuple[str, str]]

PLACE = "أين الاحتياج؟ اكتبوا الاسم أو اختاروا."
GROUP = "ما موضوعه؟"
PROBLEM = "ما المشكلة؟"
SEVERITY = "ما أثره على الناس؟"
REVIEW = "يرجى مراجعة ما كتبتم. هل هو صحيح؟"
MORE = "ما الذي تريدون إضافته أو تغييره؟"
SINCE = "منذ متى؟"
SENT = "وصل طلبكم. رقم المتابعة: {number}. يمكن متابعته بكتابة الرقم هنا في أي وقت."


def _numbered(*names: str, mark: str = "") -> Options:
    return [(name, f"{mark}{number}") for number, name in enumerate(names)]


PLACES = _numbered(
    *("دير الزور", "الكسرة", "البصيرة", "موحسن", "التبني", "خشام", "الصور", "البوكمال"),
    *("هجين", "الجلاء", "السوسة", "الميادين", "ذيبان", "العشارة", "خارج المحافظة"),
)
GROUPS = _numbered(
    *("الماء والكهرباء", "الخبز والغذاء", "الوقود", "الصحة", "التعليم", "السكن والأوراق"),
    *("العمل والزراعة", "الطرق والاتصالات", "الناس وحمايتهم", "البلدية والإدارة"),
)
PROBLEMS = _numbered(
    *("المازوت", "البنزين", "الغاز", "التدفئة", "الكاز", "محطة الوقود", "جودة الوقود", "غيره")
)
SEVERITIES = _numbered(
    *("نتدبر أمرنا", "صعوبة في الحياة اليومية", "خطر على الصحة أو المعيشة"),
    *("خطر شديد على الناس", "خطر على الحياة الآن"),
)
REVIEWING: Options = [("إرسال", "0"), ("إضافة أو تغيير", "m")]
OFFERS = _numbered(
    *("منذ متى", "من يمسّهم", "عدد الناس", "بكلماتكم", "صورة", "الموقع على الخريطة"), mark="a"
)
SINCES = _numbered("اليوم", "أيام", "أسابيع", "أشهر", "أكثر من سنة")


def review(told: dict[str, str]) -> str:
    """Return what was told so far, a line each."""
    return "\n".join([REVIEW, *(f"{name}: {answer}" for name, answer in told.items())])
