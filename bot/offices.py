"""`mashwara office`: who represents which place, from the machine of the service."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from bot.app import open_database
from bot.entrances import links_for
from bot.operating import OPERATOR, in_turn
from bot.settings import Settings, read_settings
from civic.mandates import Body
from civic.refusals import Refusal
from conversations.wording import Wording
from handlers import appointing, tenure
from handlers.service import Service
from storage import audit, invitations, mandates, offices, places
from storage.offices import SEATS, Seats
from storage.work import Work

office = typer.Typer(help="Who represents which place.", no_args_is_help=True)


class Gender(StrEnum):
    """How somebody is counted; untold is an answer too."""

    WOMAN = "f"
    MAN = "m"
    UNTOLD = ""


@office.command("add")
def add_office(
    place: Annotated[str, typer.Argument(help="The code of a place, or its name")],
    name_ar: Annotated[str, typer.Option(help="What people read in Arabic")] = "",
    name_en: Annotated[str, typer.Option(help="What people read in English")] = "",
    seats: Annotated[int, typer.Option(min=1, max=50)] = SEATS,
) -> None:
    """Make an office of representatives for a place, vacant at first; prints its id."""
    settings = read_settings()
    service = _service(settings)
    code = _place(service, place)

    def turn(work: Work) -> str:
        ar, en = appointing.default_names(service, code)
        new = offices.add(work, code, Body.REPRESENTATIVE, name_ar or ar, name_en or en, seats)
        audit.note(work, OPERATOR, "office.added", new)
        return new

    typer.echo(in_turn(settings, turn))


@office.command("list")
def list_offices() -> None:
    """List every office: id, place, seats taken, women, men, untold, and its name."""
    settings = read_settings()
    for each in in_turn(settings, offices.all_seats):
        typer.echo(_line(each))
        held = in_turn(settings, partial(mandates.of_office, office_id=each.office.id))
        for seat in held:
            typer.echo(f"    mandate {seat.id}  {seat.gender or '-'}")


@office.command("close")
def close_office(office_id: Annotated[str, typer.Argument(metavar="OFFICE")]) -> None:
    """End an office, with every mandate in it and every link to it."""
    settings = read_settings()
    service = _service(settings)

    def turn(work: Work) -> None:
        for held in mandates.of_office(work, office_id):
            tenure.end(work, service, held, OPERATOR)
        if not offices.close(work, office_id):
            raise Refusal("office.unknown", office=office_id)
        invitations.drop_to(work, office_id)
        audit.note(work, OPERATOR, "office.closed", office_id)

    in_turn(settings, turn)


@office.command("appoint")
def appoint(
    office_id: Annotated[str, typer.Argument(metavar="OFFICE")],
    gender: Annotated[Gender, typer.Option(help="f, m, or left out")] = Gender.UNTOLD,
) -> None:
    """Make a link that gives a seat in an office, once, within seven days."""
    settings = read_settings()
    _show_link(settings, in_turn(settings, partial(_invite, office_id=office_id, gender=gender)))


@office.command("revoke")
def revoke(mandate: Annotated[str, typer.Argument(metavar="MANDATE")]) -> None:
    """End a mandate at once: its office locks with the holder's next message."""
    settings = read_settings()
    service = _service(settings)

    def turn(work: Work) -> None:
        held = mandates.get(work, mandate)
        if held is None:
            raise Refusal("mandate.unknown", mandate=mandate)
        tenure.end(work, service, held, OPERATOR)

    in_turn(settings, turn)


@office.command("admin")
def invite_administrator(
    gender: Annotated[Gender, typer.Option(help="f, m, or left out")] = Gender.UNTOLD,
    seats: Annotated[int, typer.Option(min=1, max=50, help="If there is no such office yet")] = 5,
) -> None:
    """Make a link that lets somebody administer the service; the first one is made like this."""
    settings = read_settings()
    service = _service(settings)

    def turn(work: Work) -> str:
        office_id = appointing.administration(work, service, seats, OPERATOR)
        return _invite(work, office_id, gender)

    _show_link(settings, in_turn(settings, turn))


def _invite(work: Work, office_id: str, gender: Gender) -> str:
    if offices.seats_of(work, office_id) is None:
        raise Refusal("office.unknown", office=office_id)
    token = appointing.invite(work, office_id, gender.value, OPERATOR)
    if token is None:
        raise Refusal("office.full", office=office_id)
    return token


def _show_link(settings: Settings, token: str) -> None:
    """Print what the link carries; it is kept nowhere."""
    for link in links_for(settings, token):
        typer.echo(link)
    typer.echo(f"/activate {token}")


def _line(seats: Seats) -> str:
    told = f"{seats.women} f, {seats.men} m, {seats.untold} untold"
    return (
        f"{seats.office.id}  {seats.body.value}  {seats.office.place}  "
        f"{seats.taken}/{seats.seats}  {told}  {seats.office.name_ar}"
    )


def _place(service: Service, text: str) -> str:
    found = (text,) if service.places.get(text) else service.places.exact(text, service.home)
    if len(found) != 1:
        raise Refusal("office.unknown-place", place=text)
    return found[0]


def _service(settings: Settings) -> Service:
    engine = open_database(settings)
    with engine.connect() as connection:
        index = places.load(connection)
    engine.dispose()
    return Service(
        wording=Wording.load(places=index.called, levels=index.level),
        places=index,
        public_name=settings.public_name,
        home=settings.governorate,
        language=settings.locale,
    )
