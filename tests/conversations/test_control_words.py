"""Words that steer are read when they are the whole message, and never where they are answers."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations import control_words
from conversations.control_words import Intent, Reading, read_intent, strong_yes, without_greeting

WORDS = Path(control_words.__file__).parent / "data" / "control_words.csv"


def rows() -> list[dict[str, str]]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def intent(text: str, **waiting: bool) -> Intent | None:
    reading = read_intent(text, **waiting)
    return reading.intent if reading else None


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("نعم", Intent.YES),
        ("نَعَــم!", Intent.YES),
        ("نعمممممم", Intent.YES),
        ("اي والله", Intent.YES),
        ("👍🏼", Intent.YES),
        ("👍👍👍", Intent.YES),
        ("ليش لا", Intent.YES),
        ("لا", Intent.NO),
        ("لا لا لا", Intent.NO),
        ("لا شكراً", Intent.NO),
        ("موافق مع تحفظ على البند الثاني", Intent.AGREE_RESERVE),
        ("موافق بس بشرط تكون الاولوية للقرى", Intent.AGREE_RESERVE),
        ("السؤال السابق", Intent.BACK),
        ("تخطي", Intent.SKIP),
        ("-", Intent.SKIP),
        ("إلغاء لو سمحتم", Intent.CANCEL),
        ("انتهيت", Intent.DONE),
        ("؟؟؟", Intent.HELP),
        ("ما فهمت", Intent.HELP),
        ("القائمة", Intent.MENU),
        ("إلغاء الاشتراك", Intent.STOP),
        ("حذف بياناتي من فضلكم", Intent.DELETE_DATA),
        ("بدي احكي مع حدا", Intent.HUMAN),
        ("نجدة", Intent.EMERGENCY),
        ("السلام عليكم ورحمة الله وبركاته", Intent.GREETING),
        ("مرحبا، شلونكم يا جماعة", Intent.GREETING),
        ("يعطيكن العافيه", Intent.GREETING),
        ("شكرا لكم", Intent.THANKS),
        ("مدري", Intent.DONT_KNOW),
        ("أفضّل عدم الإجابة", Intent.NO_ANSWER),
        ("إعادة السؤال", Intent.REPEAT),
        ("موضوع خاص", Intent.PRIVATE),
        ("بياناتي", Intent.MY_DATA),
        ("مرحبا، إلغاء", Intent.CANCEL),
    ],
)
def test_a_whole_message_is_read(text: str, wished: Intent) -> None:
    assert intent(text) is wished


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "0",
        "1",
        "٢",
        "12",
        "لا نجده بالصيدلية",
        "لا يوجد ماء",
        "نعم للماء لا للكهرباء",
        "الهلالية",
        "سلامة الاطفال",
        "رجوع النازحين صعب",
        "وقف الفرن من اسبوع",
        "لا ترسلوا المساعدات عن طريق المندوب",
        "شيلونا من المخيم",
        "مرحبا ما عندنا مي من اسبوع",
        "خلص الطحين عندنا",
        "بس الخبز",
        "مساعدات ما وصلت",
        "الغاء القرار رقم ٥",
    ],
)
def test_an_answer_or_a_sentence_is_left_alone(text: str) -> None:
    assert read_intent(text) is None


def test_enough_means_done_only_while_text_is_collected() -> None:
    for word in ("بس", "خلص", "وبس"):
        assert intent(word) is None
        assert intent(word, collecting_text=True) is Intent.DONE


def test_names_and_numbers_are_never_taken_for_wishes() -> None:
    for word in ("عدي", "زين", "صح", "سلام", "هلا", "موظف", "نعم", "لا", "٣"):
        assert intent(word, expecting_name_or_number=True) is None


def test_the_way_out_is_open_where_a_name_is_expected() -> None:
    for word in ("إلغاء", "السؤال السابق", "مساعدة", "لا أعرف", "أوقفوا الرسائل", "حذف بياناتي"):
        assert intent(word, expecting_name_or_number=True) is not None


def test_never_and_begin_look_alike() -> None:
    assert intent("ابدأ") is Intent.MENU
    assert read_intent("ابدا", asking_yes_no=True) == Reading(Intent.NO, weak=True)


def test_what_may_mean_two_things_says_so() -> None:
    assert read_intent("رجوع") == Reading(Intent.BACK, weak=True, other=Intent.RETURN)
    assert read_intent("توقف") == Reading(Intent.CANCEL, weak=True, other=Intent.STOP)
    assert read_intent("احذفوني") == Reading(Intent.STOP, weak=True, other=Intent.DELETE_DATA)
    assert read_intent("ساعدوني") == Reading(Intent.HELP, weak=True, other=Intent.EMERGENCY)


@pytest.mark.parametrize("text", ["نعم", "نعم، أوافق", "موافقة", "نوافق", "اي نعم", "yes"])
def test_an_explicit_yes_is_consent(text: str) -> None:
    assert strong_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        *("لا مانع", "ما عندي مانع", "ليش لا", "تمام", "اي", "👍", "أكيد", "ok", "طيب", "لا", ""),
        *("لا أوافق", "مو موافق", "موافق بشرط", "نعم ولكن", "موافق؟ لا", "غير موافق"),
    ],
)
def test_a_kind_yes_is_not_consent(text: str) -> None:
    assert not strong_yes(text)


@pytest.mark.parametrize(
    ("text", "wished", "argument"),
    [
        ("/start", Intent.MENU, ""),
        ("/start abc_123", Intent.MENU, "abc_123"),
        ("/help@mashwara_bot", Intent.HELP, ""),
        ("/my", Intent.TRACK, ""),
        ("/طلباتي", Intent.TRACK, ""),
        ("/privacy", Intent.PRIVACY, ""),
        ("/mydata", Intent.MY_DATA, ""),
        ("/forget", Intent.DELETE_DATA, ""),
        ("/حذف بياناتي", Intent.DELETE_DATA, ""),
        ("/hide", Intent.HIDE, ""),
        ("/language", Intent.LANGUAGE, ""),
        ("/اللغة", Intent.LANGUAGE, ""),
        ("/need", Intent.NEED, ""),
        ("/احتياج", Intent.NEED, ""),
        ("/link 123456", Intent.LINK, "123456"),
        ("/unlink", Intent.UNLINK, ""),
        ("/cancel", Intent.CANCEL, ""),
        ("/back", Intent.BACK, ""),
        ("/skip", Intent.SKIP, ""),
        ("/إيقاف", Intent.STOP, ""),
        ("شنو صار بطلبي رقم ٤٥٢؟", Intent.TRACK, "رقم ٤٥٢؟"),
    ],
)
def test_commands_work_everywhere_and_carry_what_follows(
    text: str, wished: Intent, argument: str
) -> None:
    for waiting in (False, True):
        reading = read_intent(text, expecting_name_or_number=waiting)
        assert reading == Reading(wished, argument=argument)


def test_an_unknown_command_is_nothing() -> None:
    assert read_intent("/dragons") is None
    assert read_intent("/") is None


def test_a_greeting_is_taken_off_the_front() -> None:
    assert without_greeting("السلام عليكم يا جماعة ما عندنا مي") == "ما عندنا مي"
    assert without_greeting("سلامة الطريق أولا") == "سلامة الطريق أولا"
    assert without_greeting("يا جماعة ما عندنا مي") == "يا جماعة ما عندنا مي"


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['intent']} {row['form']}")
def test_every_row_is_read_as_it_says(row: dict[str, str]) -> None:
    flags = set(row["flags"].split())
    assert flags <= {"strong", "weak", "answer", "collecting", "yes_no", "not_yes_no"}
    text = f"/{row['form']}" if row["match"] == "command" else row["form"]
    read = intent(
        text, collecting_text="collecting" in flags, asking_yes_no=row["flags"].startswith("yes_no")
    )
    assert read == row["intent"]
    assert strong_yes(text) == ("strong" in flags)


def test_no_row_is_a_number() -> None:
    assert not [row["form"] for row in rows() if row["form"].isdigit()]


@given(st.text(), st.booleans(), st.booleans(), st.booleans())
def test_no_text_raises(text: str, collecting: bool, name: bool, yes_no: bool) -> None:
    read_intent(
        text, collecting_text=collecting, expecting_name_or_number=name, asking_yes_no=yes_no
    )
    strong_yes(text)
    without_greeting(text)


@given(st.text(alphabet="0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳ .,-", min_size=1))
def test_numbers_steer_nothing(text: str) -> None:
    if any(character.isdigit() for character in text):
        assert read_intent(text) is None
