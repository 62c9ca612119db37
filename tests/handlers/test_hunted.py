"""Defects that a hunt for them once found, each with a test that keeps it from coming back."""

from __future__ import annotations

import math
import re
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from conversations.filter_codes import decode
from conversations.messages import FileHandle, Kind
from handlers.history import file_of, recent
from storage import outbox, referrals
from storage.officer_keys import write_pair
from tests.handlers.test_hostile_input import STORY, Crowd, answers, kept
from tests.homes import households
from tests.world import Resident, World


@pytest.fixture
def crowd(lite: World) -> Crowd:
    return Crowd(lite)


def person(world: World, account: str = "1", channel: str = "telegram") -> Resident:
    return Resident(world, account=account, channel=channel, restarts=False)


def agreed(world: World, account: str = "1", channel: str = "telegram") -> Resident:
    made = person(world, account, channel)
    made.agrees()
    return made


def rows(world: World, query: str) -> list[object]:
    with world.engine.connect() as connection:
        return list(connection.execute(text(query)).all())


@pytest.mark.parametrize("first", ["نعم", "موافق", "1", "agree"])
def test_nobody_agrees_to_what_they_were_not_shown(lite: World, first: str) -> None:
    person(lite).says(first)
    assert lite.count("person") == 0


def test_a_doubled_yes_after_forget_does_not_register_again(lite: World) -> None:
    one = agreed(lite)
    one.says("/forget")
    one.says("نعم")
    one.says("نعم")
    assert lite.count("identity") == 0


def test_of_a_stranger_on_the_page_nothing_is_kept(lite: World) -> None:
    person(lite, channel="web").says("ما عندنا مي بالكسرة")
    assert not rows(lite, "SELECT 1 FROM outbox WHERE state = 'echo'")


@pytest.mark.parametrize("kind", [Kind.VOICE, Kind.PHOTO])
def test_a_file_in_a_private_matter_is_not_kept(lite: World, kind: Kind, tmp_path: Path) -> None:
    officers(lite, tmp_path)
    one = agreed(lite)
    one.says("/private")
    one.sends(kind=kind, file=FileHandle(reference="a story"))
    assert lite.count("attachment") == 0


def officers(world: World, folder: Path) -> None:
    for name, recovery in (("one", False), ("two", False), ("three", True)):
        key = write_pair(folder, name, "a long passphrase", recovery=recovery)
        world.turn(lambda work, key=key: referrals.appoint(work, key))


def test_no_contact_does_not_say_that_there_is_no_trained_person(
    lite: World, tmp_path: Path
) -> None:
    officers(lite, tmp_path)
    one = agreed(lite)
    one.says("/private")
    assert "لا يوجد لدينا حالياً شخص مدرَّب" not in one.taps("دون تواصل")


@pytest.mark.parametrize("question", ["topic", "effect", "how many people", "since when", "photo"])
def test_a_sensitive_sentence_is_met_at_every_question(crowd: Crowd, question: str) -> None:
    assert "لم نحفظ ما كتبتموه" in crowd.at(question).says(STORY)


def test_forget_and_private_are_not_offered_to_go_on_with(lite: World) -> None:
    one = agreed(lite)
    one.says("/need")
    one.taps("الكسرة")
    lite.clock.forward(minutes=1)
    one.says("/forget")
    lite.clock.forward(minutes=1)
    one.says("/need")
    one.says("توقف")
    assert "تأكيد الحذف" not in one.says("/resume")


def test_a_first_sentence_survives_stopping_at_the_place(lite: World) -> None:
    one = agreed(lite)
    one.says("ما عندنا مي من شهر والاطفال مرضى")
    one.says("توقف")
    assert "الاطفال مرضى" in str([j.answers for j in kept(one).values()])


def test_a_first_photo_survives_stopping(lite: World) -> None:
    one = agreed(lite)
    one.sends(kind=Kind.PHOTO, file=FileHandle(reference="x"))
    one.says("توقف")
    assert kept(one)


def test_change_and_back_to_the_review_keeps_the_answer(lite: World) -> None:
    one = agreed(lite)
    one.says("محطة مية الشحيل واقفة من أسبوعين")
    one.taps("إضافة أو تعديل")
    one.taps("تعديل: تفاصيل")
    one.taps("إلى المراجعة")
    assert "محطة مية" in str(answers(one))


@pytest.mark.parametrize("question", ["", "review", "photo"])
def test_a_caption_is_not_lost(crowd: Crowd, question: str) -> None:
    one = crowd.at(question) if question else agreed(crowd.world, "cap")
    one.sends(kind=Kind.PHOTO, file=FileHandle(reference="x"), text="المضخة المعطلة جنب الجامع")
    assert "المضخة" in str([j.answers for j in kept(one).values()])


def test_a_first_point_is_not_lost(lite: World) -> None:
    one = agreed(lite)
    one.sends(kind=Kind.LOCATION, latitude=35.6, longitude=39.9)
    (journal,) = kept(one).values()
    assert journal.answers or journal.opening


def test_safety_advice_before_consent(lite: World) -> None:
    assert "لا تقتربوا" in person(lite).says("لقينا لغم بالارض بالكسرة")


def test_a_stranger_is_not_invited_to_repeat_a_sensitive_story(lite: World) -> None:
    assert "يمكن إرسالها من جديد" not in person(lite).says(STORY)


@pytest.mark.parametrize("words", ["لا أعرف", "لا اعرف منذ متى"])
def test_not_knowing_is_no_missing_person(crowd: Crowd, words: str) -> None:
    assert "ثقيل عليكم" not in crowd.at("words").says(words)


@pytest.mark.parametrize("words", ["لا أعرف", "ما بعرف", "/foo bar", "السؤال التالي", "لا والله"])
def test_words_that_steer_are_no_need(lite: World, words: str) -> None:
    one = agreed(lite)
    one.says(words)
    assert not kept(one)


@pytest.mark.parametrize("words", ["/foo", "/skip now", "/done", "لا أوافق", "تم", "لا أعلم"])
@pytest.mark.parametrize("question", ["words", "review", "place"])
def test_commands_and_wishes_are_not_kept_as_words(crowd: Crowd, question: str, words: str) -> None:
    one = crowd.at(question)
    before = answers(one)
    one.says(words)
    assert answers(one).get("words", {}) in ({}, {"left": "skipped"}, before.get("words"))
    assert question != "place" or answers(one) == before


def test_is_it_right_so_takes_a_yes(crowd: Crowd) -> None:
    assert "حُفظ طلبكم" in crowd.at("review").says("نعم")


def test_is_it_right_so_takes_a_no(crowd: Crowd) -> None:
    one = crowd.at("review")
    one.says("لا")
    assert any(label.startswith("تعديل") for label in one.labels)


def test_the_right_code_at_the_fifth_try(lite: World) -> None:
    old = agreed(lite, "old")
    new = person(lite, "new", "web")
    code = re.search(r"\d{8}", new.says("/link"))[0]
    for wrong in range(4):
        old.says(f"/link 0000000{wrong}")
    old.says(f"/link {code}")
    assert "أصبحت المحادثتان" in old.taps("نعم، أنا")


def test_a_declined_code_is_dead(lite: World) -> None:
    old = agreed(lite, "old")
    new = person(lite, "new", "web")
    code = re.search(r"\d{8}", new.says("/link"))[0]
    old.says(f"/link {code}")
    old.taps("لا، لست أنا")
    assert "لا نعرف هذا الرمز" in old.says(f"/link {code}")


def test_after_unlink_the_page_shows_nothing_of_the_person(lite: World) -> None:
    old = agreed(lite, "old")
    new = person(lite, "new", "web")
    old.says(f"/link {re.search(r'[0-9]{8}', new.says('/link'))[0]}")
    old.taps("نعم، أنا")
    new.says("محطة مية الشحيل واقفة من أسبوعين")
    new.says("/unlink")
    shown = str(lite.turn(partial(recent, channel="web", account="new")))
    assert "الشحيل" not in shown


def test_two_people_who_want_to_be_one_are_told_how(lite: World) -> None:
    agreed(lite, "old")
    new = agreed(lite, "new", "web")
    assert "/forget" in new.says("/link") or "حذف" in new.says("/link")


@pytest.mark.parametrize("command", ["/mydata", "/hide", "/language", "/link", "/unlink", "/stop"])
def test_the_open_question_is_offered_after_a_command(crowd: Crowd, command: str) -> None:
    one = crowd.at("effect")
    one.says(command)
    assert {"متابعة من حيث توقفت", "التوقّف الآن"} & set(one.labels)


@pytest.mark.parametrize("where", [(math.inf, math.inf), (None, None)])
def test_a_point_that_is_none(crowd: Crowd, where: tuple[float, float]) -> None:
    assert crowd.at("place").sends(kind=Kind.LOCATION, latitude=where[0], longitude=where[1])


def test_a_voice_note_without_a_file(lite: World) -> None:
    assert agreed(lite).sends(kind=Kind.VOICE)


@pytest.mark.parametrize("words", ["شخصين", "ولدين", "سنتين"])
def test_a_count_of_people_is_no_number_of_an_option(crowd: Crowd, words: str) -> None:
    one = crowd.at("effect")
    one.says(words)
    assert "severity" not in answers(one)


def test_a_point_abroad_at_the_place_does_not_offer_to_skip(crowd: Crowd) -> None:
    said_ = crowd.at("place").sends(kind=Kind.LOCATION, latitude=51.5, longitude=-0.1)
    assert "التخطّي" not in said_


@pytest.mark.parametrize("reference", ["9" * 5000, str(2**63), "٣", "²", "-1", ""])
def test_a_file_of_no_possible_number_is_none(lite: World, reference: str) -> None:
    assert lite.turn(partial(file_of, channel="web", account="1", reference=reference)) is None


@pytest.mark.parametrize("days", ["9" * 20, "9" * 400, "-1", "1_0", "٣", "²"])
def test_a_button_of_an_impossible_age_is_none(days: str) -> None:
    assert decode(f"=;;;;{days};;") is None


def test_what_is_withdrawn_is_in_no_unfinished_conversation(lite: World) -> None:
    """«The answer is deleted», and nobody reads it on the phone with /resume; the rest stays."""
    (who,) = households(lite, 1)
    one = person(lite, who.address.chat)
    one.says("/return change")
    one.says("/need")
    one.says("/return withdraw yes")
    (left,) = kept(one).values()
    assert left.script == "need"
    assert "الرقة" not in one.says("/resume")


def test_held_messages_outlive_a_day(lite: World) -> None:
    agreed(lite)
    lite.turn(outbox.hold_all)
    lite.clock.forward(hours=60)
    lite.turn(outbox.drop_old)
    lite.turn(outbox.release)
    assert lite.turn(outbox.owed)


def test_edited_without_a_question_speaks_of_no_button(lite: World) -> None:
    said_ = agreed(lite).sends(kind=Kind.TEXT, text="الكسرة", edited=True)
    assert "السؤال السابق" not in said_


def test_a_supporter_keeps_their_own_words(lite: World) -> None:
    one, other = agreed(lite, "one"), agreed(lite, "other")
    one.says("محطة مية الشحيل واقفة من أسبوعين")
    one.taps("ضرر")
    other.says("محطة مية الشحيل واقفة والمضخة محروقة")
    label = next((each for each in other.labels if each.startswith("محطة")), "")
    assert label, other.labels
    other.taps(label)
    assert rows(lite, "SELECT count(*) FROM need_supporter")[0][0] == 1
    held = str([j.answers for j in kept(other).values()]) + str(
        rows(lite, "SELECT * FROM need_supporter")
    )
    assert len(rows(lite, "SELECT * FROM need_supporter")[0]) > 3 or "المضخة" in held
