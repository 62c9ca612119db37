"""Needs are found by root, spelling, synonym and meaning, and nothing is found outside an area.

The labelled messages measure it: every sector and problem is looked for by the label that
people read (conversations/labels.py), in the texts alone. What is right is known from the labels,
of which the index is told nothing.

Three sets, two of them held out:

- "tuning" (in both files): read while the lists of words were written, and their mistakes mended.
- "held_out" of resident_messages.jsonl: written after an earlier form of the lists. Its texts were
  not looked at while the lists grew; its figures were, about a dozen times, and once the sector
  (`governance`) for which a text that is no need was taken, after which seven words were dropped.
- "held_out" of search_messages.csv: written in one go, before the last corrections, to be as unlike
  the others as can be; only its figures were looked at. Whoever wrote it had written the lists
  too. It is the hardest: the aim (precision 0.95, recall 0.90) is missed by 0.14 and 0.16.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.needs import OTHER, sector_of
from civic.search import Index, best
from civic.search_question import Question, names_of
from conversations import labels
from conversations.wording import Wording

DATA = Path(__file__).parent.parent / "data"
HERE = frozenset({"here"})
WORDING = Wording.load()
LABELS = {
    code: words for code, words in {**labels.SECTOR, **labels.PROBLEM}.items() if code != OTHER
}


@dataclass(frozen=True, slots=True)
class Message:
    """A labelled text."""

    id: str
    text: str
    codes: frozenset[str]


def residents(half: str) -> list[Message]:
    """Invented messages with all that they are about."""
    lines = (DATA / "resident_messages.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Message(each["id"], each["text"], frozenset((*each["sectors"], *each["needs"])))
        for each in map(json.loads, lines)
        if each["half"] == half
    ]


def further(half: str) -> list[Message]:
    """More of them, with what each is about in the first place."""
    with (DATA / "search_messages.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    return [
        Message(str(at), row["text"], frozenset((*needs, *map(sector_of, needs))))
        for at, row in enumerate(rows)
        if (needs := row["needs"].split()) is not None
    ]


def index_of(messages: Iterable[Message]) -> Index:
    """An index of texts alone, none of which has codes of its own."""
    index = Index()
    for message in messages:
        index.put(message.id, "here", message.text)
    return index


def find(index: Index, query: str, area: frozenset[str] = HERE) -> tuple[str, ...]:
    return best([index.find(Question.read(query), area)], 1000).ids


@dataclass(frozen=True, slots=True)
class Measured:
    """How much of what was found is right, and how much of what is right was found."""

    precision: float
    recall: float

    @classmethod
    def of(cls, messages: list[Message], language: str = "ar", *, also: bool = False) -> Measured:
        """Look for every code by its label; `also` counts what only touches on it."""
        index = index_of(messages)
        right = found = wanted = 0
        for code, words in LABELS.items():
            answer = best([index.find(Question.read(WORDING.say(words, language)), HERE)], 1000)
            ids = set(answer.ids if also else answer.about)
            relevant = {message.id for message in messages if code in message.codes}
            right += len(ids & relevant)
            found += len(ids)
            wanted += len(relevant)
        return cls(right / found, right / wanted)


MEASURED = [
    pytest.param(residents("tuning"), 0.97, 0.85, 0.90, 0.88, id="residents-tuning"),
    pytest.param(further("tuning"), 0.97, 0.97, 0.88, 0.98, id="further-tuning"),
    pytest.param(residents("held_out"), 0.95, 0.90, 0.92, 0.94, id="residents-held-out"),
    pytest.param(further("held_out"), 0.80, 0.73, 0.75, 0.75, id="further-held-out"),
]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("messages", "precision", "recall", "all_precision", "all_recall"), MEASURED
)
def test_labels_find_what_is_about_them(
    messages: list[Message],
    precision: float,
    recall: float,
    all_precision: float,
    all_recall: float,
    language: str,
) -> None:
    """First what is about it, then what touches on it too."""
    about = Measured.of(messages, language)
    everything = Measured.of(messages, language, also=True)
    print(f"about {about}; with what touches on it {everything}")  # noqa: T201 - shown by -s
    assert about.precision >= precision
    assert about.recall >= recall
    assert everything.precision >= all_precision
    assert everything.recall >= all_recall


@pytest.mark.parametrize(
    "text",
    [
        *("ماكو ماي بالحارة", "المي مقطوعه", "الموية ملوثة", "بدنا صهريج كل يوم", "مياهنا عكرة"),
        *("المحطة واقفة من شهر", "مضخة النهر محروقة", "البير نشف", "mafi may"),
    ],
)
def test_one_word_finds_all_that_mean_it(text: str) -> None:
    index = Index()
    index.put("1", "here", text)
    assert find(index, "مياه") == find(index, "المي") == find(index, "ماء الشرب") == ("1",)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("مدرسة", "المدارس مسكرة"),
        ("مدرستنا", "نريد مدرسه"),
        ("أطباء", "ما في دكتور"),
        ("طبيب أطفال", "محتاجين دكتور للعجيان"),
        ("لغم", "لقينا ألغام بالأرض"),
        ("دفتر عائلة", "ضاع دفتر العيلة"),
        ("جامع الصحابة", "قدام جامع الصحابه"),
        ("محيميدة", "بمحيميدة ماكو شي"),
        ("school", "المدرسة بعيدة"),
    ],
)
def test_spelling_plural_and_synonym_do_not_matter(query: str, text: str) -> None:
    index = Index()
    index.put("1", "here", text)
    index.put("2", "here", "شي تاني خالص")
    assert find(index, query) == ("1",)


def test_every_part_of_a_query_must_be_answered() -> None:
    index = Index()
    index.put("both", "here", "صهريج مي للمدرسة")
    index.put("school", "here", "المدرسة بلا مقاعد")
    index.put("water", "here", "المي مقطوعة عن الحارة")
    assert find(index, "مياه المدرسة") == ("both",)


def test_a_needs_own_codes_and_their_labels_count() -> None:
    index = Index()
    index.put("1", "here", "", "electricity", "power_danger")
    index.put("2", "here", "وقع العمود", "electricity", "power_danger")
    assert set(find(index, "كهرباء")) == {"1", "2"}
    assert set(find(index, "أسلاك خطرة")) == {"1", "2"}
    assert set(find(index, "dangerous")) == {"1", "2"}
    assert find(index, "عمود") == ("2",)


def test_what_is_about_it_comes_before_what_mentions_it() -> None:
    index = Index()
    index.put("mentions", "here", "الطلاب يشربون مي ملوثة بالمدرسة", "water", "water_quality")
    index.put("about", "here", "سقف المدرسة واقع", "education", "school_building")
    answer = best([index.find(Question.read("التعليم"), HERE)], 10)
    assert answer.about == ("about",)
    answer = best([index.find(Question.read("مدرسة"), HERE)], 10)
    assert (answer.about, answer.also) == (("about",), ("mentions",))


def test_its_own_words_come_before_other_words_for_it_and_later_before_earlier() -> None:
    index = Index()
    for id_, text in (("other", "حرامات"), ("own", "بطانيات"), ("own, later", "بطانيات")):
        index.put(id_, "here", f"نريد {text} لجامع القرية")
    assert find(index, "بطانية جامع") == ("own, later", "own", "other")


def test_of_everything_found_it_is_known_how_near_it_comes() -> None:
    indexes = [Index(), Index()]
    for at, text in enumerate(("حرامات", "بطانيات", "بطانيات", "حرامات", "دفتر")):
        indexes[at % 2].put(str(at), "here", f"نريد {text} لجامع القرية")
    question = Question.read("بطانية جامع")
    answer = best([index.find(question, HERE) for index in indexes], 10)
    assert dict(zip(answer.ids, answer.steps, strict=True)) == {"1": 0, "2": 0, "0": 1, "3": 1}
    indexes[0].put("mentions", "here", "الطلاب يشربون مي ملوثة بالمدرسة", "water", "water_quality")
    indexes[1].put("about", "here", "سقف المدرسة واقع", "education", "school_building")
    answer = best([index.find(Question.read("مدرسة"), HERE) for index in indexes], 10)
    assert (answer.ids, answer.steps) == (("about", "mentions"), (0, 1))


def test_at_most_so_many_are_kept_and_all_are_counted() -> None:
    indexes = [Index(), Index()]
    for number in range(10):
        indexes[number % 2].put(str(number), "here", "المي مقطوعة")
    answer = best([index.find(Question.read("مياه"), HERE) for index in indexes], 3)
    assert (len(answer.ids), answer.total_about, answer.total_also) == (3, 10, 0)
    assert answer.is_cut
    fewer = best([index.find(Question.read("مياه"), HERE, most=2) for index in indexes], 10)
    assert (len(fewer.ids), fewer.total_about) == (4, 10)
    assert best([], 3).ids == ()


def test_sweeping_may_pause_while_more_is_said() -> None:
    index = Index()
    for number in range(600):
        index.put(str(number), "here", f"كلمة{number} محطة")
    index.remove(["1"])
    for _ in index.sweeping():
        index.put("2", "here", "سلطانة")
        index.put("600", "here", "محطة جديدة")
    assert find(index, "كلمة2") == ()
    assert find(index, "سلطانة") == ("2",)
    assert "600" in find(index, "محطة")
    index.sweep()
    assert not index.terms() & {"كلمة1", "كلمة2"}


def test_a_replaced_text_is_no_longer_found() -> None:
    index = Index()
    for turn in range(600):
        index.put("1", "here", f"كلمة{turn} المي مقطوعة")
    assert find(index, "كلمة599") == ("1",)
    assert find(index, "كلمة7") == ()
    assert len(index) == 1


def test_a_removed_need_leaves_no_words() -> None:
    index = Index()
    index.put("1", "here", "مي لبيت سلطانة")
    index.put("2", "here", "مي للحارة")
    index.remove(["1", "unknown"])
    assert find(index, "مياه") == ("2",)
    assert find(index, "سلطانة") == ()
    assert "1" not in index
    index.sweep()
    assert not any("سلطان" in term for term in index.terms())


def test_nothing_outside_the_area_is_found() -> None:
    index = Index()
    index.put("here", "here", "المي مقطوعة")
    index.put("there", "there", "المي مقطوعة")
    assert find(index, "مياه") == ("here",)
    assert find(index, "مياه", frozenset()) == ()
    assert set(find(index, "مياه", frozenset({"here", "there", "beyond"}))) == {"here", "there"}


@pytest.mark.parametrize("query", ["", "  ", "في", "ما لا", "؟!", "من على في", "the"])
def test_a_query_that_says_nothing_finds_nothing(query: str) -> None:
    index = Index()
    index.put("1", "here", "ما في شي من هذا على الأرض the")
    assert find(index, query) == ()


def test_every_label_names_its_code_and_nothing_else() -> None:
    """So does every other name that a code goes by, but for a few that two codes share."""
    for code, words in LABELS.items():
        for language in ("ar", "en"):
            parts = Question.read(WORDING.say(words, language)).parts
            assert [part.codes for part in parts] == [{code}], code
        for name in names_of(code):
            parts = Question.read(name).parts
            assert len(parts) == 1, name
            assert code in parts[0].codes, name


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_no_text_and_no_query_raises(query: str, texts: list[str]) -> None:
    index = Index()
    for at, text in enumerate(texts):
        index.put(str(at), "here" if at % 2 else "there", text)
    assert set(find(index, query)) <= {str(at) for at in range(1, len(texts), 2)}
