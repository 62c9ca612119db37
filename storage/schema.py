"""The whole database: the tables of every subject together, as migrations need them."""

from __future__ import annotations

from typing import Final

from storage import (
    ballot_tables,
    broadcast_tables,
    group_file_tables,
    group_paper_tables,
    group_tables,
    need_tables,
    notice_tables,
    office_tables,
    return_figure_tables,
    return_tables,
    room_tables,
    situation_tables,
    tables,
)

SUBJECTS: Final = (
    *(tables, office_tables, need_tables, situation_tables, notice_tables),
    *(return_tables, return_figure_tables),
    *(group_tables, group_paper_tables, group_file_tables),
    ballot_tables,
    broadcast_tables,
    room_tables,
)
metadata = tables.metadata
