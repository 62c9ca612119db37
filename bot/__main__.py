"""The command line: `mashwara run` and what an operator needs beside it."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Annotated

import typer

from bot import supervisor
from bot.officer import officer
from civic.refusals import Refusal

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
cli.add_typer(officer, name="officer")


@cli.command()
def run() -> None:
    """Run the service, and start it anew when it ends by itself."""
    raise typer.Exit(supervisor.supervise(()))


@cli.command()
def serve() -> None:
    """Run the service once, without anybody who starts it anew."""
    from bot.app import serve as serve_app
    from bot.logs import set_up_logs
    from bot.settings import read_settings

    set_up_logs()
    settings = read_settings()

    async def until_told_to_stop() -> None:
        task = asyncio.create_task(serve_app(settings))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)
        await asyncio.wait([task])
        if not task.cancelled() and (error := task.exception()):
            raise error

    asyncio.run(until_told_to_stop())


@cli.command()
def demo() -> None:
    """Fill an empty database with invented reports, to have something to look at."""
    from bot.demo import fill
    from bot.settings import read_settings

    typer.echo(asyncio.run(fill(read_settings())))


@cli.command()
def preview(
    out: Annotated[Path, typer.Option(help="Where to write the page")] = Path("preview.html"),
) -> None:
    """Write a page with every question of every conversation, language and channel."""
    from bot.pages.preview import write_preview

    write_preview(out)
    typer.echo(str(out))


@cli.command()
def verify(
    head: Annotated[str, typer.Option(help="A head that was announced earlier")] = "",
    code: Annotated[list[str] | None, typer.Option(help="A code that somebody has kept")] = None,
    export: Annotated[Path | None, typer.Option(help="Write the chains into a new file")] = None,
    group: Annotated[int, typer.Option(help="Write only the votes of this group")] = 0,
    table: Annotated[bool, typer.Option("--table", help="With its members' table")] = False,
) -> None:
    """Check the audit chain and all votes; ends with 1 when anything was changed."""
    from bot.settings import read_settings
    from bot.verifying import export as write
    from bot.verifying import verify as check

    if export is not None:
        typer.echo(f"{write(read_settings(), export, group, table=table)} lines.")
        return
    found = check(read_settings(), head, code or [])
    for line in found.lines:
        typer.echo(line)
    raise typer.Exit(0 if found.whole else 1)


def _mount() -> None:
    from bot.offices import office
    from bot.operating import keys, outbox, parked, places, referrals

    for name, group in (
        ("office", office),
        ("keys", keys),
        ("places", places),
        ("parked", parked),
        ("outbox", outbox),
        ("referrals", referrals),
    ):
        cli.add_typer(group, name=name)


def main() -> None:
    """Run a command; a refusal ends it with one sentence that says what to do."""
    from bot.refusing import sentence

    _mount()
    try:
        cli(standalone_mode=True)
    except Refusal as refusal:
        typer.echo(sentence(refusal), err=True)
        raise SystemExit(supervisor.WRONG_SETTINGS) from None


if __name__ == "__main__":
    main()
