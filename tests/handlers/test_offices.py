"""To whoever holds no office its commands do not exist; to one who does, only their own."""

from __future__ import annotations

from functools import partial

import pytest

from civic.mandates import Body
from conversations.office_commands import WORDS, OfficeCommand, read
from handlers import representing
from storage import mandates, offices
from tests.offices import Representative
from tests.world import Resident, World

PUBLIC = {
    OfficeCommand.ACTIVATE,
    OfficeCommand.OFFICE,
    OfficeCommand.NOMINATE,
    OfficeCommand.NOMINATIONS,
    OfficeCommand.CLAIM,
    OfficeCommand.GROUPS,
    OfficeCommand.GROUP,
    OfficeCommand.APPLY,
    OfficeCommand.SOURCE,
    OfficeCommand.DRAFT,
    OfficeCommand.COMMENT,
    OfficeCommand.ANSWER,
    OfficeCommand.SESSION,
    OfficeCommand.BIND,
    OfficeCommand.VOTE,
    OfficeCommand.PAPER,
    OfficeCommand.PUBLISH,
    OfficeCommand.BALLOTS,
    OfficeCommand.BALLOT,
}
"""What anybody may command."""

BARE = sorted(set(OfficeCommand) - PUBLIC)
ARGUMENTS = ("", " 123456782", " الكسرة")


def resident(world: World, account: str) -> Resident:
    """Somebody without an office."""
    made = Resident(world, account=account, restarts=False)
    made.agrees()
    return made


@pytest.mark.parametrize("command", BARE)
@pytest.mark.parametrize("argument", ARGUMENTS)
def test_without_an_office_a_command_is_as_unknown_as_any_word(
    lite: World, command: OfficeCommand, argument: str
) -> None:
    """Letter for letter, whether or not the service knows the command."""
    Representative(lite, account="rep", restarts=False)
    who, other = resident(lite, "1"), resident(lite, "2")
    unknown = "/need" if command is OfficeCommand.NEED else "/nonsense"
    assert who.says(f"/{command}{argument}") == other.says(f"{unknown}{argument}")
    assert who.labels == other.labels


@pytest.mark.parametrize("form", sorted(WORDS))
def test_without_an_office_its_words_are_words(
    lite: World, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever they lead a resident to, it is the same whether the program knows them or not."""
    command, takes = WORDS[form]
    said = f"{form} 123456782" if takes else form
    if form.isascii() or command in PUBLIC or read(said) is None:
        return
    who, other = resident(lite, "1"), resident(lite, "2")
    before = who.says(said)
    monkeypatch.setattr(representing, "_OPEN", {})
    assert other.says(said) == before


def test_of_a_body_only_its_own_commands_are_known(lite: World) -> None:
    """A representative cannot appoint, an administrator has no needs: neither command exists."""
    rep = Representative(lite, account="rep", restarts=False)
    admin = Representative(
        lite, account="admin", place="SY09", body=Body.ADMINISTRATION, restarts=False
    )
    nobody = resident(lite, "1")
    unknown = nobody.says("/nonsense")
    for command, entry in representing._OPEN.items():
        said = f"/{command} 123456782"
        if command is OfficeCommand.NEED:
            continue
        if Body.REPRESENTATIVE not in entry.bodies:
            assert rep.says(said) == unknown
        if Body.ADMINISTRATION not in entry.bodies:
            assert admin.says(said) == unknown


def test_a_locked_office_answers_everything_with_how_to_open_it(lite: World) -> None:
    """And does nothing else."""
    rep = Representative(lite, account="rep", restarts=False)
    rep.locks()
    for command, entry in representing._OPEN.items():
        if Body.REPRESENTATIVE in entry.bodies:
            assert "مكتبكم مقفل" in rep.says(f"/{command} 123456782")


def test_a_mandate_is_open_until_its_office_closes(world: World) -> None:
    """Bodies change: with the office goes what its holders could do."""
    rep = Representative(world, account="rep", restarts=False)
    mandate = rep.mandate
    assert mandate is not None
    world.turn(partial(offices.close, office_id=mandate.office.id))
    assert rep.mandate is None
    assert world.turn(partial(mandates.holders, office_id=mandate.office.id)) == []
    assert world.turn(partial(offices.who_has, chain=(mandate.office.place,))) is None


def test_women_and_men_and_vacancies_are_counted(world: World) -> None:
    """By what they told; two in an office of two leave none free."""
    first = Representative(world, account="1", gender="f", restarts=False)
    Representative(world, account="2", gender="", restarts=False)
    assert first.mandate is not None
    seats = world.turn(partial(offices.seats_of, office_id=first.mandate.office.id))
    assert seats is not None
    assert (seats.women, seats.men, seats.untold, seats.vacant) == (1, 0, 1, 0)
    world.turn(partial(mandates.end, mandate_id=first.mandate_id))
    again = world.turn(partial(offices.seats_of, office_id=seats.office.id))
    assert again is not None
    assert (again.taken, again.vacant) == (1, 1)


def test_an_office_is_locked_from_within_a_conversation(world: World) -> None:
    """Whoever hears steps writes the word, whatever was asked last; the answers stay."""
    office = Representative(world, restarts=False)
    office.says("/need")
    assert "أُقفل المكتب" in office.says("قفل")
