"""Role × area × command × id: what lies beyond an area is, in every answer, as if it were not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, select

from civic.needs import Severity, Status
from conversations.office_commands import OfficeCommand
from handlers import representing
from handlers.visit import TOKEN_LENGTH
from storage import area_needs, need_rows
from storage.need_tables import need
from storage.tables import place_above
from tests.conftest import make_database
from tests.matrix import (
    ABSENT,
    ABSENT_NUMBER,
    Answer,
    Plan,
    Reference,
    Region,
    Reported,
    Role,
    seeding,
    tree,
)
from tests.offices import Representative
from tests.world import World

LONG = os.environ.get("MASHWARA_PROOFS") == "long"

REFERENCES = 3 if LONG else 1
"""So many needs and places beyond the area are asked about."""

Steps = tuple[str, ...]
"""Lines said one after another, each after its command: `{id}` and `{code}` are what is probed."""

MALFORMED: Final = ("{id}1", "1234", "١٢٣٤٥٦٧٨٩", "abc", "-1", "{id} {id}", "0" * 400, "=;;;")
MALFORMED_LINES: Final = tuple((each,) for each in MALFORMED)
ONE_NEED: Final[tuple[Steps, ...]] = (("{id}",), ("",), ("{mine}",), *MALFORMED_LINES)
ONE_GROUP: Final[tuple[Steps, ...]] = (("",), ("1",), ("{id}",), ("{code}",), *MALFORMED_LINES)
WORDS: Final = "المضخة تعطلت ونحتاج الى قطع جديدة"
FILTERS: Final[tuple[Steps, ...]] = (
    ("",),
    ("{id}",),
    ("مياه",),
    ("عاجل",),
    ("water overdue 1",),
    ("{place}",),
    ("{herename} مياه",),
    ("={code};;;;;;",),
    ("={code};water;3;rec;1;ou;",),
    ("={code};;;;;;{id}",),
    ("=;;;;;;{id}",),
    ("=;water;;;;;{id}",),
    ("={here};;;;;;{id}",),
    ("={here};;;;;;{mine}",),
    ("=;;;res;;;",),
    ("=';--;;;;;;{id}",),
)

RECIPES: Final[Mapping[str, tuple[Steps, ...]]] = {
    "activate": (("",), ("{id}",)),
    "unlock": (("",), ("{id}",)),
    "lock": (("",),),
    "pin": (("",),),
    "office": (("",), ("{id}",), ("{here}",)),
    "nominate": (("",), ("{id}",)),
    "nominations": (("",), ("{id}",), ("{id} voice",)),
    "needs": (*FILTERS, ("المضخة واقفة",)),
    "need": ONE_NEED,
    "detail": ONE_NEED,
    "stats": FILTERS,
    "formula": (("",), ("{id}",)),
    "people": (("",), ("{code}",), ("{herename}",), ("{code}/",)),
    "map": FILTERS,
    "report": FILTERS,
    "export": FILTERS,
    "area": (("",), ("{code}",)),
    "overdue": (("",), ("{id}",), ("={code};;;;;;",)),
    "ack": ONE_NEED,
    "take": ONE_NEED,
    "ask": (*ONE_NEED, ("{id} " + WORDS,), ("{id}", WORDS)),
    "plan": (*ONE_NEED, ("{id} بعد أسبوع",), ("{id}", "بعد أسبوع", "1")),
    "hand": (*ONE_NEED, ("{id}", "1", "1")),
    "up": (*ONE_NEED, ("{id}", WORDS)),
    "merge": (
        *ONE_NEED,
        ("{mine} {id}",),
        ("{mine}", "{id}"),
        ("{id} {mine}",),
        ("{id}", "{mine}"),
    ),
    "unmerge": ONE_NEED,
    "resolve": (*ONE_NEED, ("{id}", WORDS, "1")),
    "decline": (*ONE_NEED, ("{id}", WORDS)),
    "reopen": ONE_NEED,
    "answers": ONE_NEED,
    "situation": (("",), ("{id}",), ("{code}",)),
    "onbehalf": (("",), ("{id}",), ("{code}",)),
    "consent": (("",), ("{id}",), ("{mine}",)),
    "claim": (("",), ("{id}",), ("{id} 1234567812345678",), ("{mine} 1234567812345678",)),
    "search": (*FILTERS, ("المضخة",), ("المضخة {place}",), ("{herename} مضخات",), ("=1;AAAAAAAA",)),
    "askdisplaced": (("",), ("{id}",), ("{code}",), ("{place}",), ("", WORDS)),
    "chart": FILTERS,
    "poll": (("",), ("{id}",), ("{code}",), ("{herename}",), ("", WORDS)),
    "returns": (("",), ("{code}",), ("{herename}",), ("{place}",)),
    "reports": (("",), ("{id}",), ("{code}",), ("1",)),
    "appoint": (("",), ("{id}",)),
    "revoke": (("",), ("{id}",)),
    "audit": (("",), ("{id}",)),
    "groups": (("",), ("{id}",), ("{place}",)),
    "group": ONE_GROUP,
    "apply": (*ONE_GROUP, ("1", WORDS)),
    "source": (*ONE_GROUP, ("1", WORDS)),
    "draft": (*ONE_GROUP, ("1", WORDS)),
    "comment": (*ONE_GROUP, ("1", WORDS)),
    "answer": (*ONE_GROUP, ("1", WORDS)),
    "bind": (*ONE_GROUP, ("1 new",), ("1 off",)),
    "session": (*ONE_GROUP, ("1 new", WORDS), ("1 1 minutes", WORDS)),
    "vote": (*ONE_GROUP, ("1", WORDS)),
    "paper": ONE_GROUP,
    "review": (*ONE_GROUP, ("1", WORDS)),
    "publish": ONE_GROUP,
    "ballots": (("",), ("{id}",), ("{place}",), ("new", "{code}")),
    "ballot": (*ONE_GROUP, ("1 vote",), ("1 about",), ("1 later",), ("{id} vote",)),
}
"""How each command is tried; one that is missing here fails a test."""

NAMES_OFFICES: Final = {
    "office",
    "nominate",
    "nominations",
    "hand",
    "appoint",
    "revoke",
}
"""What tells of offices, which everybody may know of; no number of a need is in it either."""

OF_RESIDENTS: Final = {"need", "private"}
"""Conversations in which every place may be named, as by anybody."""

OF_ADMINISTRATORS: Final = {"ballot_open"}
"""The same, for those who run the service."""

reported = st.builds(
    Reported,
    place=st.integers(0, 30),
    subject=st.integers(0, 2),
    severity=st.sampled_from(Severity),
    status=st.sampled_from(
        [Status.RECEIVED, Status.ACKNOWLEDGED, Status.PLANNED, Status.RESOLVED, Status.DECLINED]
    ),
    supporters=st.integers(0, 3),
)
plans = st.builds(
    Plan,
    districts=st.lists(
        st.lists(st.integers(1, 2), min_size=1, max_size=2).map(tuple), min_size=2, max_size=3
    ).map(tuple),
    asks=st.integers(0, 30),
    role=st.sampled_from([*[Role.REPRESENTATIVE] * 6, *Role]),
    filled=st.frozensets(st.integers(0, 20), max_size=12),
    told=st.lists(reported, min_size=6, max_size=12).map(tuple),
    handed_over=st.booleans(),
)


EVERYTHING: Final = Plan(
    districts=((2, 1), (1, 2)),
    asks=2,
    role=Role.REPRESENTATIVE,
    filled=frozenset({0, 1, 3, 5}),
    told=tuple(
        Reported(place=at, subject=at, severity=Severity(str(1 + at % 5)), supporters=at % 3)
        for at in range(11)
    ),
    handed_over=True,
)


def commands() -> list[OfficeCommand]:
    """Return every command that the dispatcher knows."""
    return [*representing._ANYWHERE, *representing._OPEN]


def test_every_command_has_a_recipe() -> None:
    """So that no new command stays untried."""
    assert set(commands()) <= RECIPES.keys()


@settings(
    max_examples=300 if LONG else 4,
    phases=[each for each in Phase if LONG or each is not Phase.shrink],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(plan=plans, more=st.lists(reported, min_size=1, max_size=4))
@pytest.mark.proof
def test_what_lies_outside_an_area_is_as_if_it_were_not(plan: Plan, more: list[Reported]) -> None:
    """Said, sent, written and counted: the same as if it did not exist."""
    with TemporaryDirectory() as folder:
        world = world_of(
            plan, *(f"sqlite:///{Path(folder)}/{name}.db" for name in ("main", "keys"))
        )
        try:
            holds(Region(world, plan), more)
        finally:
            world.close()


@pytest.mark.postgres
def test_it_is_as_if_it_were_not_on_postgresql(postgres_server: str) -> None:
    """Of one region, in which there is something of everything."""
    world = world_of(EVERYTHING, make_database(postgres_server), make_database(postgres_server))
    holds(Region(world, EVERYTHING), [Reported(place=5), Reported(place=9, supporters=2)])
    world.close()


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    """A region in which there is something of everything."""
    world = world_of(EVERYTHING, f"sqlite:///{tmp_path}/main.db", f"sqlite:///{tmp_path}/keys.db")
    yield Region(world, EVERYTHING)
    world.close()


def test_what_lies_inside_is_there(region: Region) -> None:
    """So that the other tests do not compare nothing with nothing."""
    assert region.inside and region.outside and region.known
    for command in ("need", "detail", "plan", "answers", "needs", "stats", "area"):
        mine, absent = (region.probe(f"/{command} {n}") for n in (region.inside[0], ABSENT_NUMBER))
        assert mine.said
        assert mine != absent or command in ("needs", "stats", "area")
    assert region.inside[0] in "".join(region.probe("/needs").said)


def test_what_is_pressed_says_no_more_than_what_is_typed(region: Region) -> None:
    """A button may be forged; its line is read as if it were typed."""
    [reference] = region.beyond(1)
    ours, theirs = everything(region, ABSENT), everything(region, reference)
    for absent, outside in zip(ours, theirs, strict=True):
        if absent != outside:
            nothing = region.probe(f"[{absent[0]}", *absent[1:]).without(ABSENT)
            assert region.probe(f"[{outside[0]}", *outside[1:]).without(reference) == nothing


@pytest.mark.parametrize("before", [(), ("/hand {mine}",), ("/plan {mine}",), ("/need",)])
def test_somebody_elses_button_is_like_an_invented_one(region: Region, before: Steps) -> None:
    """Whether or not a question is open to which it would be an answer."""
    there = region.theirs()
    other = Representative(region.world, account="other", place=there.code, restarts=False)
    other.says(f"/hand {there.id}")
    assert other.last is not None
    lines = [line.format(mine=region.inside[0]) for line in before]
    for button in (*other.last.buttons, *other.last.controls):
        invented = "A" * TOKEN_LENGTH + button.data[TOKEN_LENGTH:]
        found = region.probe(*lines, f"[{button.data}", rows=True)
        assert found == region.probe(*lines, f"[{invented}", rows=True)


ANY_NUMBER = need.c.number == bindparam("wanted")
CARELESS: Final = {
    "any number": (need_rows, "_NUMBERED", select(*need_rows._SEEN).where(ANY_NUMBER)),
    "any cursor": (area_needs, "_NUMBERED", select(*area_needs._SEEN).where(ANY_NUMBER)),
    "every place": (area_needs, "_BELOW", select(place_above.c.place)),
}
"""Queries as somebody could forget to narrow them."""


@pytest.mark.parametrize("careless", sorted(CARELESS))
def test_a_query_that_was_not_narrowed_would_be_noticed(
    region: Region, careless: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the proof is worth something."""
    monkeypatch.setattr(*CARELESS[careless])
    with pytest.raises(AssertionError):
        holds(region, [Reported(place=5), Reported(place=9, supporters=2)])


def test_who_supports_a_need_changes_no_answer(region: Region) -> None:
    """Nor do many, until the week's figures tell of them."""
    before = {lines: region.probe(*lines).said for lines in everything(region, ABSENT)}
    for count in (1, 3, 5):
        region.support(count)
        for lines, said in before.items():
            assert region.probe(*lines).said == said, (lines, count)


def world_of(plan: Plan, url: str, keys_url: str) -> World:
    """Return a world with the places of a plan."""
    return World(url, keys_url, own_places=True, seed=seeding(tree(plan.districts)))


def holds(region: Region, more: list[Reported]) -> None:
    """Try everything, before and after more happened beyond the area."""
    before = {lines: region.probe(*lines) for lines in everything(region, ABSENT)}
    is_silent(region, before)
    for reference in region.beyond(REFERENCES):
        ours, theirs = everything(region, ABSENT), everything(region, reference)
        for absent, outside in zip(ours, theirs, strict=True):
            if absent != outside:
                nothing = region.probe(*absent, rows=True).without(ABSENT)
                assert region.probe(*outside, rows=True).without(reference) == nothing, outside
    region.report(region.moved_beyond(more))
    for lines, answer in before.items():
        assert region.probe(*lines).said == answer.said, lines


def everything(region: Region, reference: Reference) -> list[Steps]:
    """Return all that is tried, about a need and a place; what goes on is for open offices."""
    foreign = region.foreign_places
    values = {
        "id": reference.id,
        "code": reference.code,
        "mine": region.inside[0] if region.inside else ABSENT_NUMBER,
        "here": region.here,
        "herename": region.name(region.here),
        "place": region.name(foreign[0]) if foreign else "nowhere",
    }
    most = None if region.plan.role is Role.REPRESENTATIVE else 1
    return [
        (f"/{command} {first}".strip(), *rest)
        for command in commands()
        for recipe in RECIPES.get(command, FILTERS)
        for first, *rest in [[line.format(**values) for line in recipe[:most]]]
    ]


def is_silent(region: Region, answers: Mapping[Steps, Answer]) -> None:
    """Nothing beyond the area is named, by its number or, but for public offices, by its place."""
    named = [code for code in region.foreign_places if code not in region.known]
    words = {*named, *(region.name(code) for code in named)}
    offices = {f"/{command}" for command in NAMES_OFFICES}
    for lines, answer in answers.items():
        told = "".join(answer.said)
        named_here = OF_RESIDENTS
        if region.plan.role is Role.ADMINISTRATOR:
            named_here = OF_RESIDENTS | OF_ADMINISTRATORS
        public = answer.conversation in named_here or lines[0].split()[0] in offices
        for hidden in {*region.outside, *(() if public else words)}:
            assert hidden not in told or hidden in lines[0], (lines, hidden)
