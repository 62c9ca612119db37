"""The child process: a file comes in by standard input, its paragraphs go out as JSON."""

from __future__ import annotations

import resource
import sys
from typing import Final

import msgspec

from bot.bounds import bound
from bot.drafts.reading import read
from civic.draft_files import Trouble, Unreadable

MEMORY: Final = 512 * 1024 * 1024
CPU_SECONDS: Final = 10


def main() -> None:
    """Bound this process, which writes no file and calls nobody, then read what comes in."""
    bound(MEMORY, CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.addaudithook(_refuse)
    try:
        found = read(sys.stdin.buffer.read())
        told = {"paragraphs": found.paragraphs, "doubts": found.doubts}
    except Unreadable as unreadable:
        told = {"trouble": unreadable.trouble}
    except MemoryError:
        told = {"trouble": Trouble.HEAVY}
    sys.stdout.buffer.write(msgspec.json.encode(told))


def _refuse(event: str, _arguments: object) -> None:
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.system", "os.fork")):
        raise PermissionError(event)


if __name__ == "__main__":
    main()
