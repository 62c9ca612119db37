"""The key database: one table of wrapped keys, apart from the data and durable by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    create_engine,
    delete,
    event,
    insert,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry

from civic.refusals import Refusal

metadata = MetaData()

# `made` is a day (date.toordinal), not an instant: it serves the sweep of keys whose
# batch never committed, and should not tell the minute at which somebody consented.
key = Table(
    "key",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("master_version", Integer, nullable=False),
    Column("made", BigInteger),
    sqlite_with_rowid=False,
)

_GET = select(key.c.wrapped, key.c.master_version).where(key.c.owner == bindparam("owner"))
_REPLACE = (
    update(key)
    .where(key.c.owner == bindparam("of"), key.c.master_version == bindparam("old"))
    .values(wrapped=bindparam("new"), master_version=bindparam("version"))
)

# EXTRA, not FULL: with a rollback journal a power cut just after the commit may bring the
# journal back, and with it a forgotten key (sqlite.org/pragma.html#pragma_synchronous).
_SQLITE_PRAGMAS = ("journal_mode=DELETE", "synchronous=EXTRA", "secure_delete=ON")


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A key as it is stored: encrypted under the master key of that version."""

    owner: str
    wrapped: bytes
    master_version: int
    made: int | None = None

    def __repr__(self) -> str:
        return f"WrappedKey({self.owner!r}, ***)"


class KeyRows:
    """Reads and durable writes of the one table; every write is its own transaction."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._reader = _reader(self._engine)
        metadata.create_all(self._engine)

    def get(self, owner: str) -> WrappedKey | None:
        """The row of one owner."""
        with self._reader.connect() as connection:
            row = connection.execute(_GET, {"owner": owner}).one_or_none()
        return None if row is None else WrappedKey(owner, row.wrapped, row.master_version)

    def get_many(self, owners: Iterable[str]) -> list[WrappedKey]:
        """The rows of those owners that have one."""
        return self._rows(select(key).where(key.c.owner.in_(list(owners))))

    def insert_all(self, rows: Iterable[WrappedKey]) -> None:
        """Writes all rows in one transaction; raises Refusal("keys.taken") if one exists."""
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(key), [_values(row) for row in rows])
        except IntegrityError:
            raise Refusal("keys.taken") from None

    def insert_if_absent(self, row: WrappedKey) -> WrappedKey:
        """Writes the row unless another process was first; returns the row that stands."""
        with self._engine.begin() as connection:
            connection.execute(self._insert_or_leave(), _values(row))
            found = connection.execute(_GET, {"owner": row.owner}).one()
        return WrappedKey(row.owner, found.wrapped, found.master_version)

    def replace_all(self, rows: Iterable[tuple[int, WrappedKey]]) -> None:
        """Rewrites rows, each with the version it was read under.

        A row deleted or rewritten meanwhile stays as it is.
        """
        values = [
            {"of": row.owner, "old": old, "new": row.wrapped, "version": row.master_version}
            for old, row in rows
        ]
        if values:
            with self._engine.begin() as connection:
                connection.execute(_REPLACE, values)

    def delete(self, owners: Iterable[str]) -> None:
        """Deletes rows durably; absent ones are no error."""
        with self._engine.begin() as connection:
            connection.execute(delete(key).where(key.c.owner.in_(list(owners))))

    def owners(self, made_before: date | None = None, page: int = 1000) -> Iterator[str]:
        """All owners in order, page by page; with a day, only keys made before it."""
        last = ""
        while rows := self._owners_after(last, made_before, page):
            yield from rows
            last = rows[-1]

    def not_under(self, version: int, limit: int, last: str) -> list[WrappedKey]:
        """Some rows wrapped under another master key than `version`, the row `last` at the end."""
        statement = (
            select(key)
            .where(key.c.master_version != version)
            .order_by(key.c.owner == last, key.c.owner)
            .limit(limit)
        )
        return self._rows(statement)

    def scrub(self) -> None:
        """Rewrites a PostgreSQL table, whose deleted rows otherwise linger in its file.

        SQLite needs nothing here: `secure_delete` overwrites as it deletes.
        """
        if self._engine.dialect.name == "postgresql":
            with self._reader.connect() as connection:
                connection.execute(text("VACUUM FULL key"))

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    def _rows(self, statement: Select[tuple[str, bytes, int, int | None]]) -> list[WrappedKey]:
        with self._reader.connect() as connection:
            rows = connection.execute(statement).all()
        return [WrappedKey(r.owner, r.wrapped, r.master_version, r.made) for r in rows]

    def _owners_after(self, last: str, made_before: date | None, page: int) -> list[str]:
        statement = select(key.c.owner).where(key.c.owner > last).order_by(key.c.owner).limit(page)
        if made_before is not None:
            statement = statement.where(key.c.made < made_before.toordinal())
        with self._reader.connect() as connection:
            return list(connection.scalars(statement))

    def _insert_or_leave(self) -> sqlite.Insert | postgresql.Insert:
        if self._engine.dialect.name == "sqlite":
            return sqlite.insert(key).on_conflict_do_nothing()
        return postgresql.insert(key).on_conflict_do_nothing()


def _engine(url: str) -> Engine:
    engine = create_engine(make_url(url))
    prepare = _prepare_sqlite if engine.dialect.name == "sqlite" else _prepare_postgresql
    event.listen(engine, "connect", prepare)
    return engine


def _reader(engine: Engine) -> Engine:
    # On PostgreSQL this saves BEGIN and ROLLBACK, two of three round trips; sqlite3 opens
    # no transaction for a SELECT, and switching the mode would double the time of a read.
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_postgresql(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("SET synchronous_commit TO on")
    cursor.close()
    connection.commit()


def _values(row: WrappedKey) -> dict[str, object]:
    return {
        "owner": row.owner,
        "wrapped": row.wrapped,
        "master_version": row.master_version,
        "made": row.made,
    }
