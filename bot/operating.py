"""What an operator does from the command line, on the machine of the service."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
import typer

from bot.app import build, master_key, open_database, open_keys
from bot.dice import SystemDice, system_clock
from bot.settings import Settings, read_settings
from civic.refusals import Refusal
from conversations.messages import Incoming
from storage import audit
from storage import outbox as outbox_rows
from storage import parked as parked_rows
from storage import places as place_rows
from storage import referrals as referral_rows
from storage.keys import Keys
from storage.master_key import load_or_make
from storage.officer_files import export_lines
from storage.officer_keys import read_public
from storage.place_files import read_place_file
from storage.place_merge import merge
from storage.work import Work

R = TypeVar("R")

OPERATOR = "operator"

places = typer.Typer(help="The gazetteer.", no_args_is_help=True)
parked = typer.Typer(help="What could not be handled.", no_args_is_help=True)
outbox = typer.Typer(help="What is owed to people.", no_args_is_help=True)
keys = typer.Typer(help="The keys of the data.", no_args_is_help=True)
referrals = typer.Typer(help="Sealed referrals and their officers.", no_args_is_help=True)


def in_turn(settings: Settings, turn: Callable[[Work], R]) -> R:
    """Run one turn beside the service, in a transaction of its own."""
    keys = open_keys(settings)
    engine = open_database(settings)
    try:
        with engine.begin() as connection:
            result = turn(Work(connection, system_clock(), SystemDice(), keys))
            keys.flush()
        return result
    finally:
        engine.dispose()
        keys.close()


@places.command("import")
def import_places(file: Annotated[Path, typer.Argument(help="A COD-AB table")]) -> None:
    """Take in a table of places as a whole, or refuse it and change nothing."""
    settings = read_settings()

    def turn(work: Work) -> int:
        known = place_rows.load(work.connection)
        new = read_place_file(file, [place.pcode for place in known if place.pcode])
        return place_rows.replace_all(work.connection, merge(known, new))

    count = in_turn(settings, turn)
    typer.echo(f"{count} places. Restart the service to use them.")


@keys.command("rewrap")
def rewrap_keys(
    new: Annotated[Path, typer.Argument(help="The new key file; made if missing")],
) -> None:
    """Wrap every key under a new master key, with the service stopped; may be begun again."""
    settings = read_settings()
    new_master = load_or_make(new, settings.data_dir / "outside", make=True)
    url, old = settings.key_store_url, master_key(settings)
    opened = Keys.open(url, old, secrets.token_bytes, also=[new_master], make=False)
    count = opened.rewrap(new_master)
    opened.close()
    typer.echo(f"{count} keys. Set MASHWARA_MASTER_KEY_FILE to {new} before the next start.")


@parked.command("list")
def list_parked() -> None:
    """List what was put aside: number, channel and what went wrong, never the words."""
    for each in in_turn(read_settings(), parked_rows.all_parked):
        typer.echo(f"{each.number}  {each.channel}  {each.external_id}  {each.failure}")


@parked.command("replay")
def replay_parked(number: str) -> None:
    """Handle something again that was put aside, as if it had just arrived."""
    settings = read_settings()
    found = [each for each in in_turn(settings, parked_rows.all_parked) if each.number == number]
    if not found or not found[0].body:
        raise Refusal("parked.unknown", number=number)
    incoming = msgspec.json.decode(found[0].body, type=Incoming)
    again = msgspec.structs.replace(incoming, id=f"{incoming.id}:again:{secrets.token_hex(4)}")

    async def handle() -> None:
        async with build(settings) as app:
            await app.reception.receive(again)

    asyncio.run(handle())
    in_turn(settings, lambda work: parked_rows.drop(work, number))
    typer.echo("Handled. The answer goes out when the service runs.")


@outbox.command("hold")
def hold_outbox() -> None:
    """Hold everything that is owed; do this before the first start of a restored backup."""
    typer.echo(f"{in_turn(read_settings(), outbox_rows.hold_all)} messages on hold.")


@outbox.command("release")
def release_outbox() -> None:
    """Let everything go that is on hold."""
    typer.echo(f"{in_turn(read_settings(), outbox_rows.release)} messages released.")


@referrals.command("appoint")
def appoint_officer(file: Annotated[Path, typer.Argument(help="NAME.public")]) -> None:
    """Give an officer's public key a place among those to whom referrals are sealed."""
    key = read_public(file.read_text())

    def turn(work: Work) -> None:
        referral_rows.appoint(work, key)
        audit.note(work, OPERATOR, "officer.appointed", key.fingerprint)

    in_turn(read_settings(), turn)
    typer.echo(f"{key.name}: {key.fingerprint}")


@referrals.command("dismiss")
def dismiss_officer(name: str) -> None:
    """End an officer's time; later referrals are not sealed to that key."""

    def turn(work: Work) -> None:
        if not referral_rows.dismiss(work, name):
            raise Refusal("officer.unknown", name=name)
        audit.note(work, OPERATOR, "officer.dismissed", name)

    in_turn(read_settings(), turn)


@referrals.command("export")
def export_referrals(out: Annotated[Path, typer.Argument(help="A new file")]) -> None:
    """Write all sealed referrals, sealed as they are, for the officers to open."""

    def turn(work: Work) -> list[tuple[str, bytes]]:
        audit.note(work, OPERATOR, "referrals.exported", out.name)
        return referral_rows.sealed_rows(work)

    rows = in_turn(read_settings(), turn)
    with out.open("xb") as file:
        file.writelines(export_lines(rows))
    typer.echo(f"{len(rows)} sealed referrals.")
