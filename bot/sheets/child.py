"""The child process itself: rows come in by standard input, the file goes out.

It opens no file and keeps nothing; what it writes is sealed by the process that started it.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Mapping
from typing import Final

from bot.sheets.csv_file import write_csv
from bot.sheets.frames import read_rows, read_sheet
from bot.sheets.geojson import write_geojson
from bot.sheets.rows import Write
from bot.sheets.xlsx import write_xlsx

MEMORY: Final = 512 * 1024 * 1024
CPU_SECONDS: Final = 120
PATIENCE: Final = 10
"""How far it stands back, as nice(1) counts, where there are fewer cores than work."""

WRITERS: Final[Mapping[str, Write]] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "geojson": write_geojson,
}


def main() -> None:
    """Bound this process, let residents' replies go first, then write what comes in."""
    os.nice(PATIENCE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sheet = read_sheet(sys.stdin.buffer)
    WRITERS[sheet.kind](sys.stdout.buffer, sheet, read_rows(sys.stdin.buffer))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
