"""The key store: one wrapped key for each person and body, forgotten by deleting a row."""

import hmac
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from civic.refusals import Refusal
from storage.ciphers import KEY_BYTES, Cipher, RandomBytes
from storage.key_rows import KeyRows, WrappedKey
from storage.master_key import MasterKey

CACHED_KEYS = 20_000
_CHECK_OWNER = "check"
_CHECK_PLAIN = b"this master key is the right one"
_PURPOSE = "purpose:"
_SYSTEM = "system:"


@dataclass(frozen=True, slots=True, repr=False)
class _Pending:
    """A new key that is not on the disk yet."""

    plain: bytes
    made: date | None


class Keys:
    """Finds, makes, forgets and rewraps keys; safe to use from several threads.

    Owners are names such as "person:17" or "group:4". Two locks: `_memory` is held
    for a look-up only, `_database` while the key database is asked, so that a reader
    waiting for the disk never holds up a look-up, and a key that is being forgotten
    cannot slip back into the cache.
    """

    def __init__(
        self, rows: KeyRows, masters: Sequence[MasterKey], random_bytes: RandomBytes
    ) -> None:
        self._rows = rows
        self._random_bytes = random_bytes
        self._current = masters[0].version
        self._masters = {master.version: master.cipher(random_bytes) for master in masters}
        # Plain bytes: a ready AESGCM object holds 2.6 kB and is made in under 1 µs.
        self._plains: OrderedDict[str, bytes] = OrderedDict()
        self._pending: dict[str, _Pending] = {}
        self._purposes: dict[str, bytes] = {}
        self._memory = Lock()
        self._database = Lock()

    @classmethod
    def open(
        cls,
        url: str,
        master: MasterKey,
        random_bytes: RandomBytes,
        *,
        also: Sequence[MasterKey] = (),
        make: bool = True,
    ) -> "Keys":
        """Opens the key database, made when missing, and checks the master key.

        `also` holds earlier master keys while a rewrapping is under way. With `make`
        off, an empty database is refused ("keys.missing"): data without their keys.
        Raises Refusal("keys.wrong-master") when the stored check value does not open.
        """
        keys = cls(KeyRows(url), [master, *also], random_bytes)
        try:
            keys._check_master(make)
        except Refusal:
            keys.close()
            raise
        return keys

    def cipher(self, owner: str) -> Cipher:
        """The owner's cipher; raises Refusal("keys.forgotten") when there is no key."""
        if plain := self._found(owner):
            return self._cipher(plain)
        raise Refusal("keys.forgotten", owner=owner)

    def load(self, owners: Iterable[str]) -> None:
        """Brings many keys into memory with one question; those without a key are passed over."""
        wanted = [owner for owner in set(owners) if not self._remembered(owner)]
        with self._database:
            for row in self._rows.get_many(wanted):
                self._remember(row.owner, self._unwrap(row))

    def create(self, owner: str, today: date | None = None) -> Cipher:
        """The owner's cipher, made if there is none; a new key is pending until `flush`.

        A key left by a batch that never committed is taken up again: nobody can know
        whether that commit failed, so replacing its key could lose what was said.
        """
        _refuse_reserved(owner)
        plain = self._found(owner)
        if plain is None:
            new = _Pending(self._random_bytes(KEY_BYTES), today)
            with self._memory:
                plain = self._pending.setdefault(owner, new).plain
        return self._cipher(plain)

    def flush(self) -> None:
        """Writes all pending keys durably in one transaction, before the batch commits.

        Raises Refusal("keys.taken") when another process made one of them meanwhile;
        discard, roll the batch back and run it again.
        """
        with self._database:
            with self._memory:
                pending = dict(self._pending)
            if not pending:
                return
            self._rows.insert_all(
                self._wrap(owner, new.plain, new.made) for owner, new in pending.items()
            )
            for owner, new in pending.items():
                self._remember(owner, new.plain)
            with self._memory:
                self._pending = {o: p for o, p in self._pending.items() if o not in pending}

    def discard(self) -> None:
        """Drops the pending keys of a batch that was rolled back."""
        with self._memory:
            self._pending.clear()

    def has(self, owner: str) -> bool:
        """Whether the owner has a key, pending ones included."""
        return self._found(owner) is not None

    def forget(self, owner: str) -> None:
        """Deletes the owner's key durably and drops it from memory; may be repeated."""
        _refuse_reserved(owner)
        self._forget_all([owner])

    def owners(self, made_before: date | None = None) -> Iterator[str]:
        """Every person and body with a key, for the sweep at start-up; none of the system's own.

        With several workers give a day: keys of today may belong to a batch that another
        worker is about to commit.
        """
        mine = (_PURPOSE, _SYSTEM, _CHECK_OWNER)
        return (owner for owner in self._rows.owners(made_before) if not owner.startswith(mine))

    def day_cipher(self, day: date) -> Cipher:
        """The system's own key of one day, made on demand, for what outlives a person's key."""
        owner = f"{_SYSTEM}{day.isoformat()}"
        plain = self._found(owner)
        if plain is None:
            with self._database:
                plain = self._remember(owner, self._stored_at_once(owner, day))
        return self._cipher(plain)

    def drop_days_before(self, day: date) -> None:
        """Forgets the system's keys of all earlier days."""
        first = f"{_SYSTEM}{day.isoformat()}"
        days = (owner for owner in self._rows.owners() if owner.startswith(_SYSTEM))
        if old := [owner for owner in days if owner < first]:
            self._forget_all(old)

    def digest(self, purpose: str, data: bytes) -> bytes:
        """HMAC-SHA256 under the purpose's own key ("index", "token", "session", "return")."""
        key = self._purposes.get(purpose)
        if key is None:
            with self._database:
                key = self._stored_at_once(f"{_PURPOSE}{purpose}")
            self._purposes[purpose] = key
        return hmac.digest(key, data, "sha256")

    def rewrap(self, new_master: MasterKey, page: int = 500) -> int:
        """Wraps every key under `new_master` while the service runs; returns how many.

        May be cut off anywhere and called again, then with the old key in `also`. The
        check value goes last, so that it always says which master key opens the rest.
        """
        with self._database:
            self._masters[new_master.version] = new_master.cipher(self._random_bytes)
            self._current = new_master.version
        count = 0
        while rewrapped := self._rewrap_page(page):
            count += rewrapped
        return count

    def scrub(self) -> None:
        """Wipes what deleted keys leave in a PostgreSQL table file; call it once a day."""
        with self._database:
            self._rows.scrub()

    def close(self) -> None:
        """Forgets what is in memory and closes the database."""
        with self._memory:
            self._plains.clear()
            self._pending.clear()
            self._purposes.clear()
        self._rows.close()

    def __repr__(self) -> str:
        return "Keys(***)"

    def _cipher(self, plain: bytes) -> Cipher:
        return Cipher(plain, self._random_bytes)

    def _found(self, owner: str) -> bytes | None:
        if found := self._remembered(owner):
            return found
        with self._database:
            if found := self._remembered(owner):
                return found
            row = self._rows.get(owner)
            return None if row is None else self._remember(owner, self._unwrap(row))

    def _remembered(self, owner: str) -> bytes | None:
        with self._memory:
            if found := self._plains.get(owner):
                self._plains.move_to_end(owner)
                return found
            pending = self._pending.get(owner)
            return None if pending is None else pending.plain

    def _remember(self, owner: str, plain: bytes) -> bytes:
        with self._memory:
            self._plains[owner] = plain
            if len(self._plains) > CACHED_KEYS:
                self._plains.popitem(last=False)
        return plain

    def _forget_all(self, owners: Sequence[str]) -> None:
        with self._database:
            with self._memory:
                for owner in owners:
                    self._plains.pop(owner, None)
                    self._pending.pop(owner, None)
            self._rows.delete(owners)

    def _stored_at_once(self, owner: str, made: date | None = None) -> bytes:
        row = self._rows.get(owner)
        if row is None:
            new = self._wrap(owner, self._random_bytes(KEY_BYTES), made)
            row = self._rows.insert_if_absent(new)
        return self._unwrap(row)

    def _wrap(self, owner: str, plain: bytes, made: date | None = None) -> WrappedKey:
        wrapped = self._masters[self._current].seal(plain, owner)
        day = None if made is None else made.toordinal()
        return WrappedKey(owner, wrapped, self._current, day)

    def _unwrap(self, row: WrappedKey) -> bytes:
        master = self._masters.get(row.master_version)
        if master is None:
            raise Refusal("keys.wrong-master", version=row.master_version)
        return master.open(row.wrapped, row.owner)

    def _rewrap_page(self, page: int) -> int:
        with self._database:
            rows = self._rows.not_under(self._current, page, last=_CHECK_OWNER)
            new = [(row.master_version, self._wrap(row.owner, self._unwrap(row))) for row in rows]
            self._rows.replace_all(new)
            return len(rows)

    def _check_master(self, make: bool) -> None:
        row = self._rows.get(_CHECK_OWNER)
        if row is None:
            if not make:
                raise Refusal("keys.missing")
            row = self._rows.insert_if_absent(self._wrap(_CHECK_OWNER, _CHECK_PLAIN))
        if self._unwrap(row) != _CHECK_PLAIN:
            raise Refusal("keys.wrong-master", version=row.master_version)


def _refuse_reserved(owner: str) -> None:
    if owner == _CHECK_OWNER or owner.startswith(_PURPOSE):
        raise Refusal("keys.reserved", owner=owner)
