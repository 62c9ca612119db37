"""A place spelled badly is still offered; one named in a sentence is found, and never guessed."""

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.places import Level, Place, Places
from storage.gazetteer import find_in_sentence, near
from storage.place_files import bundled_places

PLACES = Places(bundled_places())
HOME = "SY09"
COMMUNITIES = [
    place for place in PLACES if place.level is Level.COMMUNITY and PLACES.within(place.code, HOME)
]
SENTENCES = Path(__file__).parents[1] / "data" / "place_sentences.csv"

Noise = Callable[[Place, random.Random], str]


def inner(name: str, dice: random.Random) -> int:
    """Return a place among the letters after the article, not beside a space."""
    first = 3 if name.startswith("ال") else 1
    free = [at for at in range(first, len(name) - 1) if " " not in name[at - 1 : at + 2]]
    return dice.choice(free or [len(name) - 2])


def without_article(place: Place, dice: random.Random) -> str:
    return place.name_ar.removeprefix("ال")


def plain_ending(place: Place, dice: random.Random) -> str:
    return place.name_ar.replace("ة", "ه")


def without_hamza(place: Place, dice: random.Random) -> str:
    return place.name_ar.translate(str.maketrans("أإآئؤ", "اااىو", "ء"))


def dotless_ending(place: Place, dice: random.Random) -> str:
    return " ".join(word[:-1] + word[-1].replace("ي", "ى") for word in place.name_ar.split())


def stretched(place: Place, dice: random.Random) -> str:
    return f"{place.name_ar[:3]}ـــ{place.name_ar[3:]}"


def doubled(place: Place, dice: random.Random) -> str:
    at = inner(place.name_ar, dice)
    return place.name_ar[: at + 1] + place.name_ar[at:]


def letter_missing(place: Place, dice: random.Random) -> str:
    at = inner(place.name_ar, dice)
    return place.name_ar[:at] + place.name_ar[at + 1 :]


def letters_swapped(place: Place, dice: random.Random) -> str:
    name, at = place.name_ar, inner(place.name_ar, dice)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def with_preposition(place: Place, dice: random.Random) -> str:
    return f"ب{place.name_ar}"


def in_latin(place: Place, dice: random.Random) -> str:
    return place.name_en.lower().replace("ee", "i").replace("-", " ")


SPELLINGS: dict[Noise, tuple[float, float]] = {
    without_article: (0.99, 1.0),
    plain_ending: (0.99, 1.0),
    without_hamza: (0.99, 1.0),
    dotless_ending: (0.99, 1.0),
    stretched: (0.99, 1.0),
    doubled: (0.98, 0.99),
    letter_missing: (0.92, 0.94),
    letters_swapped: (0.90, 0.96),
    with_preposition: (0.99, 1.0),
    in_latin: (0.98, 0.99),
}


def offered(text: str) -> tuple[str, ...]:
    return PLACES.exact(text, HOME) or near(PLACES, text, HOME)


def found_among(noise: Noise, most: int) -> float:
    """Return the share of communities still found among the first `most` places offered."""
    dice = random.Random(9)  # the same slips in every run
    hits = [
        not set(PLACES.exact(place.name_ar, HOME)).isdisjoint(offered(noise(place, dice))[:most])
        for place in COMMUNITIES
    ]
    return sum(hits) / len(hits)


@pytest.mark.parametrize("noise", SPELLINGS, ids=lambda noise: noise.__name__)
def test_every_community_is_found_however_it_is_spelled(noise: Noise) -> None:
    first, third = SPELLINGS[noise]
    assert found_among(noise, 1) >= first
    assert found_among(noise, 3) >= third


def test_over_all_misspellings_the_right_place_comes_first() -> None:
    assert sum(found_among(noise, 1) for noise in SPELLINGS) / len(SPELLINGS) >= 0.97
    assert sum(found_among(noise, 3) for noise in SPELLINGS) / len(SPELLINGS) >= 0.985


def test_at_most_four_near_places_are_offered() -> None:
    assert all(len(near(PLACES, place.name_ar[1:], HOME)) <= 4 for place in COMMUNITIES)
    assert near(PLACES, "قسطنطينية البعيدة", HOME) == ()


def test_sentences_of_residents_are_never_given_a_wrong_place() -> None:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [(row["place"], *find_in_sentence(PLACES, row["sentence"], HOME)) for row in rows]
    assert [place for place, certain, _ in found if certain not in ((), (place,))] == []
    placed = [(place, certain, asked) for place, certain, asked in found if place]
    assert sum(bool(certain) for _, certain, _ in placed) / len(placed) >= 0.85
    assert sum(place in (*sure, *asked) for place, sure, asked in placed) / len(placed) >= 0.95
    needless = [asked for place, _, asked in found if asked and not place]
    assert len(needless) / (len(found) - len(placed)) <= 0.1


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("محطة المي بالشحيل واقفة من ١٥ يوم", "x-sy090102-11"),
        ("مافي مي بالشحييل", "x-sy090102-11"),
        ("mafi may bl shuhayl", "x-sy090102-11"),
        ("الشحيل، ناحية البصيرة", "x-sy090102-11"),
        ("محطة ذيبان في دير الزور", "x-sy090301-01"),
        ("بقرية الحصين مافي خبز", "x-sy090106-07"),
        ("دير الزور حي الجورة", "x-sy090100-n02"),
        ("نحنا بمخيم ابو خشب", "camp-abu-khashab"),
    ],
)
def test_one_place_in_a_sentence_is_certain(sentence: str, place: str) -> None:
    assert find_in_sentence(PLACES, sentence, HOME) == ((place,), ())


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("الشحيل أو ذيبان", {"x-sy090102-11", "x-sy090301-01"}),
        ("ما في كهربا بالمريعة", {"x-sy090103-03"}),
        ("المي مقطوعة بالحصين", {"x-sy090106-07"}),
        ("من مخيم الهول", {"camp-alhol"}),
        ("لازم نروح عالشام", {"SY01"}),
        ("سعر الخبز بالحوايج", {"x-sy090301-05"}),
    ],
)
def test_what_is_not_certain_is_asked(sentence: str, asked: set[str]) -> None:
    certain, near_ones = find_in_sentence(PLACES, sentence, HOME)
    assert certain == ()
    assert asked <= set(near_ones)


@pytest.mark.parametrize(
    "sentence",
    [
        "السكر غالي والعبد لله",
        "وصلت الصور",
        "جسم معدني غريب",
        "ما في فرن بالمدينة",
        "الدور على الناس من الصبح",
        "thank you for more information",
        "",
        "👍🏼",
    ],
)
def test_everyday_words_are_no_places(sentence: str) -> None:
    assert find_in_sentence(PLACES, sentence, HOME) == ((), ())


@given(st.text(st.characters()) | st.text(st.sampled_from("الشحيل بمنوصرة ،.")))
def test_no_text_breaks_the_search(text: str) -> None:
    certain, asked = find_in_sentence(PLACES, text, HOME)
    assert len(certain) <= 1
    assert len(asked) <= 4
    assert not set(certain) & set(asked)


def test_a_place_is_sought_in_the_first_sixty_words() -> None:
    """Where they live people say at once, and the longest text costs no more than a page."""
    near_the_start = ("السعر غالي " * 29) + "في الشحيل"
    too_late = ("السعر غالي " * 30) + "في الشحيل"
    assert find_in_sentence(PLACES, near_the_start, HOME)[0]
    assert find_in_sentence(PLACES, too_late, HOME) == ((), ())
    assert find_in_sentence(PLACES, "لا. " * 60 + "في الشحيل", HOME) == ((), ())


@pytest.mark.parametrize(
    "text", ["ا " * 2048, "في " * 1365, "بالشحيل" * 585, "ا" * 4096, "1," * 2048, "😀" * 4096]
)
def test_the_longest_text_of_any_kind_names_no_place(text: str) -> None:
    assert find_in_sentence(PLACES, text, HOME) == ((), ())


def test_few_words_are_compared_with_every_name() -> None:
    """Comparing takes a millisecond or two a word, so only the first four are."""
    unlike = ["بالسشصضطظ", "بالخحجثتبم", "بالقفغعهك", "بالظطضصشس"]
    misspelled = "بالشحييلة"
    assert find_in_sentence(PLACES, " ".join((*unlike[:3], *unlike[:3], misspelled)), HOME)[1]
    assert find_in_sentence(PLACES, " ".join((*unlike, misspelled)), HOME) == ((), ())
    assert find_in_sentence(PLACES, f"بال{'سشصضطظ' * 100} {misspelled}", HOME)[1]
