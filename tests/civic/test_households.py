"""A household is counted from a line as people write it; one that cannot be is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.household_reading import read_household
from civic.households import MOST_PEOPLE, Age, Members, Sex, household
from civic.refusals import Refusal

LINES = {
    "٥ أشخاص، طفلين تحت الخمسة": (5, {"x_0_4": 2}),
    "7": (7, {}),
    "سبعة": (7, {}),
    "نحن 6": (6, {}),
    "عائلة من ٨": (8, {}),
    "شخصين": (2, {}),
    "رجل وامرأتين و3 أطفال": (6, {"m_18_59": 1, "f_18_59": 2, "x_untold": 3}),
    "7 أفراد: 3 ذكور و4 إناث، 2 تحت 5": (7, {"m_untold": 3, "f_untold": 4, "x_0_4": 2}),
    "عائلة من 8 أشخاص، طفل رضيع وعجوز": (8, {"x_0_4": 1, "x_60": 1}),
    "أنا وزوجتي وثلاثة أطفال": (5, {"f_18_59": 1, "x_untold": 4}),
    "رجل عجوز وامرأة وطفلين رضع": (4, {"m_60": 1, "f_18_59": 1, "x_0_4": 2}),
    "امرأة و4 أطفال من 5 إلى 17 سنة": (5, {"f_18_59": 1, "x_5_17": 4}),
    "٣ بنات عمرهم 10 سنوات وصبي عمره سنتين ورجل وحرمة": (
        6,
        {"f_5_17": 3, "m_0_4": 1, "m_18_59": 1, "f_18_59": 1},
    ),
    "5 أشخاص منهم 2 فوق الستين": (5, {"x_60": 2}),
    "احنا تسعة، أربع ولاد تحت الخمس سنين": (9, {"x_0_4": 4}),
    "6 people, 2 children under 5": (6, {"x_0_4": 2}),
}

REFUSED = {
    "0": "household.nobody",
    "صفر": "household.nobody",
    "60 طفل": "household.too-many",
    "٤١": "household.too-many",
    "3 أشخاص و5 أطفال تحت الخمس سنوات": "household.more-than-all",
    "2 أشخاص: 3 رجال": "household.more-than-all",
    "طفلين تحت الخمسة": "household.children-alone",
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read_as_it_is_meant(line: str) -> None:
    """Duals, digits of any kind, ages and sexes, with the total or without."""
    people, groups = LINES[line]
    found = read_household(line)
    assert found is not None
    assert found.people == people
    assert {f"{each.sex}_{each.age}": each.many for each in found.groups} == groups


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_is_refused_with_its_reason(line: str) -> None:
    """Nobody, too many, more parts than the whole, children alone."""
    with pytest.raises(Refusal) as refused:
        read_household(line)
    assert refused.value.code == REFUSED[line]


@pytest.mark.parametrize("line", ["", "مرحبا", "لا أعرف", "بيتنا كبير", "?"])
def test_a_line_that_counts_nobody_is_none(line: str) -> None:
    """Nothing is guessed."""
    assert read_household(line) is None


@given(st.text(max_size=80))
def test_no_line_breaks_it(line: str) -> None:
    """Whatever is typed is a household that can be, a refusal, or nothing."""
    try:
        found = read_household(line)
    except Refusal as refusal:
        assert refusal.code.startswith("household.")
    else:
        assert found is None or 1 <= found.people <= MOST_PEOPLE


GROUPS = st.lists(
    st.builds(Members, st.sampled_from(Sex), st.sampled_from(Age), st.integers(0, 8)), max_size=6
)


@given(st.integers(1, MOST_PEOPLE), GROUPS)
def test_ages_and_sexes_each_add_up_to_the_household(people: int, groups: list[Members]) -> None:
    """What was not told is counted as that, so no table loses anybody."""
    try:
        found = household(people, groups)
    except Refusal:
        return
    assert sum(found.by_age().values()) == sum(found.by_sex().values()) == people
    assert min(*found.by_age().values(), *found.by_sex().values()) >= 0
