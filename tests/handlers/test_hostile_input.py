"""Whatever is sent at whichever question: an answer comes, nothing is lost, the way goes on."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select, text

from civic.text import clean
from conversations.engine.journal import Journal, load_journal
from conversations.messages import FileHandle, Kind
from handlers.due import JOURNAL_DAYS
from storage import journals, outbox, people
from storage.schema import metadata
from storage.tables import journal as journal_table
from storage.work import Work
from tests.world import Resident, World

TO_THE_REVIEW = ("/need", "الشحيل", "[ماء", "[مياه", "[لا تصل", "[ضرر")
TO_THE_OFFERS = (*TO_THE_REVIEW, "[إضافة أو تعديل")

QUESTIONS: dict[str, tuple[str, ...]] = {
    "place": ("/need",),
    "village": ("/need", "[الكسرة"),
    "which of two places": ("/need", "الصبخه"),
    "topic": ("/need", "الشحيل"),
    "a near match": ("/need", "الشحيل", "خبز"),
    "effect": TO_THE_REVIEW[:-1],
    "review": TO_THE_REVIEW,
    "review of a sentence": ("محطة مية الشحيل واقفة من أسبوعين",),
    "since when": (*TO_THE_OFFERS, "[إضافة: منذ"),
    "how many people": (*TO_THE_OFFERS, "[إضافة: عدد"),
    "words": (*TO_THE_OFFERS, "[إضافة: تفاصيل"),
    "photo": (*TO_THE_OFFERS, "[إضافة: صورة"),
    "point on the map": (*TO_THE_OFFERS, "[إضافة: موقع"),
}
"""How each kind of question is reached; what begins with a bracket is pressed."""

TEXTS: dict[str, str] = {
    "the longest message": "ا" * 4096,
    "ten thousand characters": "كلمة " * 2000,
    "marks heaped on a letter": "ا" + "\u0301\u0302\u0303\u0304" * 300,
    "NUL": "a\0b",
    "control characters": "\x01\x02\x1b[31m",
    "half a surrogate pair": "\ud800x",
    "a turned reading direction": "\u202eabc\u2066",
    "emoji": "🙂🙂🙂",
    "a raised two": "²",
    "a half": "½",
    "five thousand digits": "5" * 5000,
    "five thousand Arabic digits": "٥" * 5000,
    "two to the power of 63": str(2**63),
    "less than nothing": "-1",
    "not a number": "nan",
    "punctuation": "؟!...",
    "English": "the water is broken in our street",
    "Arabic in Latin letters": "ma fi mai bil 7ara",
    "Kurdish": "ئاومان نییە لە گوندەکەمان",
    "one endless word": "".join(chr(0x627 + number % 20) for number in range(3000)),
    "a place of a sentence": "{name} {place} %s {0}",
    "markup": "<b>x</b>&amp;[x](y)",
    "a statement for a database": "'; drop table person;--",
    "a bare slash": "/",
    "a command that there is not": "/dance now",
    "a place that sounds like a wish": "الجديد",
}

ANYWHERE = (
    *("/start", "/help", "/need", "/my", "/my 123456789", "/private", "/privacy", "/mydata"),
    *("/forget", "/hide", "/language", "/language en", "/link", "/link 12345678", "/unlink"),
    *("/resume", "/stop", "/menu", "مساعدة", "القائمة", "طلباتي", "اللغة", "موضوع خاص"),
    *("السلام عليكم", "شكرا", "لا ترسلوا لي رسائل", "نجدة", "بدي احكي مع حدا", "شو السؤال"),
)
"""What may be said at any time and must leave every answer where it is."""


def reach(resident: Resident, question: str) -> None:
    """Go to a question as a new person."""
    resident.agrees()
    for step in QUESTIONS[question]:
        if step.startswith("["):
            resident.taps(step.strip("["))
        else:
            resident.says(step)


def kept(resident: Resident) -> dict[str, Journal]:
    """Return every conversation of a person that is not finished, opened."""

    def look(work: Work) -> dict[str, Journal]:
        person = people.find(work, resident.channel, resident.account, resident.account)
        if person is None:
            return {}
        cipher = work.keys.cipher(person.owner)
        rows = work.connection.execute(
            select(journal_table).where(journal_table.c.person == person.id)
        )
        return {
            row.id: load_journal(cipher.open(row.body, f"journal|body|{row.id}")) for row in rows
        }

    return resident.world.turn(look)


def answers(resident: Resident) -> dict[str, object]:
    """Return the answers of the person's need, open or put aside."""
    (need,) = [each for each in kept(resident).values() if each.script == "need"]
    return need.answers


def includes(all_of: dict[str, object], these: dict[str, object]) -> bool:
    """Tell whether these answers all still stand; words may have been added to."""
    return all(_stands(all_of.get(name), answer) for name, answer in these.items())


def _stands(now: object, before: object) -> bool:
    match now, before:
        case {"typed": str(longer)}, {"typed": str(shorter)}:
            return longer.startswith(shorter)
    return now == before


class Crowd:
    """New people in one world, one after another."""

    def __init__(self, world: World) -> None:
        self.world, self.count = world, 0

    def at(self, question: str) -> Resident:
        """Return somebody new who has come to a question."""
        self.count += 1
        with self.world.engine.begin() as connection:
            connection.execute(text("DELETE FROM outbox"))
        resident = Resident(self.world, account=f"person {self.count}", restarts=False)
        reach(resident, question)
        return resident


@pytest.fixture
def crowd(lite: World) -> Crowd:
    """People for a table of cases."""
    return Crowd(lite)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_text_breaks_a_question(crowd: Crowd, question: str) -> None:
    """Each text is answered, no answer goes, and the question or the one after it is open."""
    resident = crowd.at(question)
    for name, words in TEXTS.items():
        before = answers(resident)
        said = resident.says(clean(words))
        assert said.strip(), f"silence after {name}"
        assert includes(answers(resident), before), f"an answer was lost by {name}"
        assert resident.labels, f"no way on after {name}"
        if answers(resident) != before:
            resident = crowd.at(question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_command_loses_an_answer(crowd: Crowd, question: str) -> None:
    """Every command and every word that steers is answered; the answers stay where they are."""
    for words in ANYWHERE:
        resident = crowd.at(question)
        before = answers(resident)
        assert resident.says(words).strip(), f"silence after {words}"
        assert includes(answers(resident), before), f"an answer was lost by {words}"


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("kind", [Kind.OTHER, Kind.VOICE, Kind.PHOTO])
def test_files_and_stickers_anywhere(crowd: Crowd, question: str, kind: Kind) -> None:
    """A sticker is explained; an album of three photos, or a voice note, is kept."""
    resident = crowd.at(question)
    before = answers(resident)
    for number in range(3):
        file = None if kind is Kind.OTHER else FileHandle(reference=f"file {number}")
        assert resident.sends(kind=kind, file=file).strip()
    assert includes(answers(resident), before)
    assert crowd.world.count("attachment") == (0 if kind is Kind.OTHER else 3)


POINTS = [(math.nan, 1.0), (1e308, 0.0), (91.0, 200.0), (51.5, -0.1), (0.0, 0.0), (-90.0, -180.0)]


@pytest.mark.parametrize("question", ["place", "village", "topic", "point on the map", "words"])
def test_points_that_are_nowhere_near(crowd: Crowd, question: str) -> None:
    """A point abroad, or none at all, changes nothing and is answered."""
    resident = crowd.at(question)
    before = answers(resident)
    for latitude, longitude in POINTS:
        said = resident.sends(kind=Kind.LOCATION, latitude=latitude, longitude=longitude)
        assert said.strip()
    assert answers(resident) == before


@pytest.mark.parametrize("words", ["رجوع", "/back", "السؤال السابق"])
def test_back_fifty_times(crowd: Crowd, words: str) -> None:
    """Going back ends at the first question and stays there."""
    resident = crowd.at("review")
    for _ in range(50):
        said = resident.says(words)
    assert "أين الاحتياج" in said
    assert answers(resident) == {}


def test_a_place_that_is_not_found_thirty_times(crowd: Crowd) -> None:
    """Somebody who never finds their village is still asked, at last by buttons alone."""
    resident = crowd.at("place")
    for _ in range(30):
        said = resident.says("الصبخه")
        if "لا شيء من هذه" in resident.labels:
            said = resident.taps("لا شيء من هذه")
    assert said.strip()
    resident.taps("الكسرة")
    assert "الكسرة" in resident.last.text  # type: ignore[union-attr]


FORGED = ["x", "A" * 23, "\0" * 8, "💥" * 16, "A" * 64, "b", "0", "3+"]


@pytest.mark.parametrize("data", FORGED)
def test_a_forged_button_changes_nothing(crowd: Crowd, data: str) -> None:
    """What no button of ours carried shows the present question again."""
    resident = crowd.at("review")
    before = answers(resident)
    assert "هذا الزر قديم" in resident.sends(kind=Kind.TAP, tap=data)
    assert answers(resident) == before


def test_a_button_of_another_person(crowd: Crowd) -> None:
    """Nobody can press for somebody else."""
    one, other = crowd.at("review"), crowd.at("review")
    assert "هذا الزر قديم" in other.sends(kind=Kind.TAP, tap=one.data("إرسال"))
    assert crowd.world.count("need") == 0


def test_two_taps_at_once_send_one_report(crowd: Crowd) -> None:
    """The second tap finds the question settled."""
    resident = crowd.at("review")
    button = resident.data("إرسال")
    assert "حُفظ طلبكم" in resident.sends(kind=Kind.TAP, tap=button)
    assert "هذا الزر قديم" in resident.sends(kind=Kind.TAP, tap=button)
    assert crowd.world.count("need") == 1


def test_old_buttons_after_being_forgotten(crowd: Crowd) -> None:
    """Buttons of a conversation that was forgotten bring nobody back."""
    resident = crowd.at("review")
    send = resident.data("إرسال")
    resident.says("/forget")
    sure = resident.data("تأكيد الحذف")
    resident.taps("تأكيد الحذف")
    for old in (send, sure):
        assert "هل توافقون" in resident.sends(kind=Kind.TAP, tap=old)
    assert crowd.world.count("identity") == 0
    assert crowd.world.count("need") == 0


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_changed_message_and_a_group(crowd: Crowd, question: str) -> None:
    """Neither is an answer, and both are told so."""
    resident = crowd.at(question)
    before = answers(resident)
    assert "تعديل الرسالة" in resident.sends(kind=Kind.TEXT, text="الكسرة", edited=True)
    assert "الخاصة فقط" in resident.sends(kind=Kind.TEXT, text="الكسرة", private=False)
    assert answers(resident) == before


STORY = "اخي معتقل بسجن صيدنايا من 2014 اسمه احمد الخلف"
SECRET = "احمد الخلف"


@pytest.mark.parametrize("channel", ["telegram", "web"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_of_a_sensitive_story_nothing_is_kept(lite: World, question: str, channel: str) -> None:
    """Wherever it is told: no row that can be opened holds a word of it."""
    resident = Resident(lite, channel=channel, restarts=False)
    reach(resident, question)
    assert resident.says(STORY).strip()
    assert SECRET not in "\n".join(everything_opened(lite, resident))


def everything_opened(world: World, resident: Resident) -> Iterator[str]:
    """Return all that is stored, in plain words as far as any key opens it."""
    for journal in kept(resident).values():
        yield journal.dumps().decode()

    def chat(work: Work) -> list[str]:
        lane = people.lane_of(work.keys, resident.channel, resident.account)
        return [row.message.text for row, _ in outbox.recent(work, lane, most=1000)]

    yield from world.turn(chat)
    with world.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                yield repr(tuple(row))


@pytest.mark.parametrize("other", ["/private", "/forget", "/link {code}"])
def test_another_conversation_in_the_middle(crowd: Crowd, other: str) -> None:
    """A need that was interrupted waits with all of its answers."""
    resident = crowd.at("review")
    before = answers(resident)
    newcomer = Resident(crowd.world, account="newcomer", channel="web", restarts=False)
    code = _code(newcomer.says("/link"))
    resident.says(other.format(code=code))
    if "لا، لست أنا" in resident.labels:
        resident.taps("لا، لست أنا")
    elif "إلغاء الحذف" in resident.labels:
        resident.taps("إلغاء الحذف")
    resident.taps("متابعة من حيث توقفت")
    assert "مراجعة قبل الإرسال" in (resident.last.text if resident.last else "")
    assert answers(resident) == before


def _code(said: str) -> str:
    found = re.search(r"\d{8}", said)
    assert found, said
    return found[0]


def test_two_channels_become_one_person_and_two_again(lite: World) -> None:
    """A code from the page, confirmed on Telegram; the talk goes on there; then it is undone."""
    old = Resident(lite, account="old", restarts=False)
    reach(old, "effect")
    new = Resident(lite, account="new", channel="web", restarts=False)
    code = _code(new.says("/link"))
    assert "صفحة الويب" in old.says(f"/link {code}")
    old.taps("نعم، أنا")
    new.says("/resume")
    assert "مراجعة قبل الإرسال" in new.taps("خطر على الصحة")
    assert "لا نعرف هذا الرمز" in old.says(f"/link {code}"), "a code counts once"
    assert "أُلغي ربط" in new.says("/unlink")
    assert "هل توافقون" in new.says("السلام عليكم")
    assert answers(old)["severity"]


def test_after_five_wrong_codes_the_right_one_must_wait(lite: World) -> None:
    """Codes cannot be guessed; after ten minutes one may try again."""
    old = Resident(lite, account="old", restarts=False)
    old.agrees()
    new = Resident(lite, account="new", channel="web", restarts=False)
    for wrong in range(5):
        assert "لا نعرف هذا الرمز" in old.says(f"/link 0000000{wrong}")
    assert "لا نعرف هذا الرمز" in old.says(f"/link {_code(new.says('/link'))}")
    lite.clock.forward(minutes=11)
    assert "هل أنتم من طلبه" in old.says(f"/link {_code(new.says('/link'))}")


def test_a_code_too_late(lite: World) -> None:
    """After ten minutes a code is worth nothing."""
    old = Resident(lite, account="old", restarts=False)
    old.agrees()
    new = Resident(lite, account="new", channel="web", restarts=False)
    code = _code(new.says("/link"))
    lite.clock.forward(minutes=11)
    assert "لا نعرف هذا الرمز" in old.says(f"/link {code}")


@pytest.mark.parametrize("question", QUESTIONS)
def test_another_language_in_the_middle(crowd: Crowd, question: str) -> None:
    """The question comes again in English, and the answers stay."""
    resident = crowd.at(question)
    before = answers(resident)
    assert not re.search("[ء-ي]{3}", _without_quotes(resident.says("/language en"), question))
    assert answers(resident) == before


def _without_quotes(said: str, question: str) -> str:
    """Leave out the person's own words, which stay as they were typed."""
    return said.split(QUESTIONS[question][0])[0]


@pytest.mark.parametrize("question", QUESTIONS)
def test_thirty_days_later(crowd: Crowd, question: str) -> None:
    """The open question still stands, and its buttons too."""
    resident = crowd.at(question)
    before = answers(resident)
    crowd.world.clock.forward(days=30)
    crowd.world.restart()
    assert resident.says("شو السؤال").strip()
    assert answers(resident) == before


def test_ninety_one_days_later(crowd: Crowd) -> None:
    """What nobody went on with is gone, and whoever comes back is shown what can be done."""
    resident = crowd.at("review")
    button = resident.data("إرسال")
    crowd.world.clock.forward(days=JOURNAL_DAYS + 1)
    crowd.world.turn(
        lambda work: journals.drop_untouched(work, work.seconds - JOURNAL_DAYS * 86_400)
    )
    assert "لا يوجد سؤال مفتوح" in resident.sends(kind=Kind.TAP, tap=button)
    assert "لا يوجد طلب غير مكتمل" in resident.says("/resume")
    assert "تسجيل احتياج" in resident.labels
