"""Telling a failure of the database itself from one that a turn alone has to answer for."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError

_LIMIT_OF_A_VALUE = "54"
"""PostgreSQL's class of errors for what is too large or too complex to store."""


def is_the_databases(error: Exception) -> bool:
    """Tell whether nothing can be stored now: disk full, locked, away, in a broken transaction.

    A statement that is wrong in itself fails however often it is tried, so it is the turn's.
    """
    if not isinstance(error, OperationalError):
        return isinstance(error, InterfaceError | InternalError)
    code = getattr(error.orig, "sqlite_errorcode", None)
    state = getattr(error.orig, "sqlstate", None) or ""
    return code != sqlite3.SQLITE_ERROR and not state.startswith(_LIMIT_OF_A_VALUE)
