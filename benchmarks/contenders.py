"""The three programs: how each is started, and how its buttons are read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processes
from benchmarks.bot_api import TOKEN, BotApi
from benchmarks.processes import Running
from benchmarks.residents import Village
from benchmarks.wire import Poster

SECRET = "invented-secret"  # noqa: S105 - opens nothing
CONNECTIONS = 40
"""What Telegram opens to a webhook unless asked otherwise."""

_START_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Contender:
    """One program under measurement; `token_length` is what its buttons carry before the code."""

    name: str
    module: str
    token_length: int = 0
    asks_consent: bool = False


OURS = Contender("mashwara", "bot", token_length=22, asks_consent=True)
PTB = Contender("python-telegram-bot", "benchmarks.rivals.ptb_talk")
AIOGRAM = Contender("aiogram", "benchmarks.rivals.aiogram_talk")
ALL = (OURS, PTB, AIOGRAM)


@dataclass(slots=True)
class Stage:
    """A contender at work, with the village that talks to it."""

    contender: Contender
    running: Running
    api: BotApi
    village: Village
    port: int


def own_environment(folder: Path, port: int, api: str = "") -> dict[str, str]:
    """Return the settings of our process; without the address of a Bot API, the page only."""
    settings = {
        "MASHWARA_DATA_DIR": str(folder / "data"),
        "MASHWARA_MASTER_KEY_FILE": str(folder / "master.key"),
        "MASHWARA_HTTP_PORT": str(port),
        "MASHWARA_SEND_LIMITS": "none",
        "MASHWARA_WEB_TURNS_A_MINUTE": "100000",
    }
    if api:
        settings |= {
            "MASHWARA_TELEGRAM_TOKEN": TOKEN,
            "MASHWARA_TELEGRAM_API_BASE": api,
            "MASHWARA_TELEGRAM_WEBHOOK": "1",
            "MASHWARA_TELEGRAM_SECRET": SECRET,
            "MASHWARA_PUBLIC_URL": f"http://127.0.0.1:{port}",
        }
    return settings


def own_command() -> list[str]:
    """Return what starts our process."""
    return [processes.python(), "-m", "bot", "serve"]


@asynccontextmanager
async def on_stage(contender: Contender, *, connections: int = CONNECTIONS) -> AsyncIterator[Stage]:
    """Start a contender in an empty folder with a Bot API of its own, and end it afterwards."""
    with processes.scratch() as name:
        command = _command(contender)
        async with staged(contender, command, Path(name), {}, connections) as stage:
            yield stage


@asynccontextmanager
async def staged(
    contender: Contender,
    command: list[str],
    folder: Path,
    extra: Mapping[str, str],
    connections: int = CONNECTIONS,
) -> AsyncIterator[Stage]:
    """Start a command as a contender; `extra` settings go before those that it always has."""
    port = processes.free_port()
    village: Village | None = None
    api = BotApi(lambda chat, shown: village.saw(chat, shown) if village else None)
    await api.start()
    poster = Poster("127.0.0.1", port, _head(port), connections)
    village = Village(poster, contender.token_length)
    settings = _settings(contender, folder, port, api) | extra
    running = await processes.start(command, settings, folder / "log")
    try:
        await _ready(running, api, port)
        yield Stage(contender, running, api, village, port)
    finally:
        poster.close()
        await running.end()
        api.close()


def _command(contender: Contender) -> list[str]:
    return own_command() if contender is OURS else [processes.python(), "-m", contender.module]


def _settings(contender: Contender, folder: Path, port: int, api: BotApi) -> dict[str, str]:
    if contender is OURS:
        return own_environment(folder, port, api.url)
    given = {"BENCH_PORT": str(port), "BENCH_API": api.url, "BENCH_TOKEN": TOKEN}
    return {**given, "BENCH_SECRET": SECRET}


async def _ready(running: Running, api: BotApi, port: int) -> None:
    async with asyncio.timeout(_START_SECONDS):
        while not (api.webhook_set.is_set() and await _listens(port)):
            if running.process.returncode is not None:
                raise RuntimeError(running.log.read_text()[-4000:])
            await asyncio.sleep(0.02)


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


def _head(port: int) -> bytes:
    return (
        f"POST /telegram HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        "Content-Type: application/json\r\nAccept-Encoding: gzip, deflate\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
    ).encode()
