"""The key store: one wrapped key for each person and body, forgotten by deleting a row."""

import hmac
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
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
        self._ciphers: OrderedDict[str, Cipher] = OrderedDict()
        self._pending: dict[str, tuple[WrappedKey, Cipher]] = {}
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
        if found := self._remembered(owner):
            return found
        with self._database:
            if found := self._remembered(owner) or self._fetched(owner):
                return found
        raise Refusal("keys.forgotten", owner=owner)

    def load(self, owners: Iterable[str]) -> None:
        """Brings many keys into memory with one question; those without a key are passed over."""
        wanted = [owner for owner in set(owners) if not self._remembered(owner)]
        with self._database:
            for row in self._rows.get_many(wanted):
                self._remember(row.owner, Cipher(self._unwrap(row), self._random_bytes))

    def create(self, owner: str, today: date | None = None) -> Cipher:
        """The owner's cipher, made if there is none; a new key is pending until `flush`.

        A key left by a batch that never committed is taken up again: nobody can know
        whether that commit failed, so replacing its key could lose what was said.
        """
        _refuse_reserved(owner)
        try:
            return self.cipher(owner)
        except Refusal as refusal:
            if refusal.code != "keys.forgotten":
                raise
        plain, row = self._new(owner, today)
        cipher = Cipher(plain, self._random_bytes)
        with self._memory:
            return self._pending.setdefault(owner, (row, cipher))[1]

    def flush(self) -> None:
        """Writes all pending keys durably in one transaction, before the batch commits.

        Raises Refusal("keys.taken") when another process made one of them meanwhile;
        discard, roll the batch back and run it again.
        """
        with self._memory:
            pending = dict(self._pending)
        if not pending:
            return
        with self._database:
            self._rows.insert_all(row for row, _ in pending.values())
            for owner, (_, cipher) in pending.items():
                self._remember(owner, cipher)
        with self._memory:
            for owner in pending:
                self._pending.pop(owner, None)

    def discard(self) -> None:
        """Drops the pending keys of a batch that was rolled back."""
        with self._memory:
            self._pending.clear()

    def has(self, owner: str) -> bool:
        """Whether the owner has a key, pending ones included."""
        if self._remembered(owner):
            return True
        with self._database:
            return self._rows.get(owner) is not None

    def forget(self, owner: str) -> None:
        """Deletes the owner's key durably and drops it from memory; may be repeated."""
        _refuse_reserved(owner)
        self._forget_all([owner])

    def owners(self, made_before: date | None = None) -> Iterator[str]:
        """Every person and body with a key, for the sweep at start-up; the system's own are left out.

        With several workers give a day: keys of today may belong to a batch that another
        worker is about to commit.
        """
        mine = (_PURPOSE, _SYSTEM, _CHECK_OWNER)
        return (owner for owner in self._rows.owners(made_before) if not owner.startswith(mine))

    def day_cipher(self, day: date) -> Cipher:
        """The system's own key of one day, made on demand, for what outlives a person's key."""
        owner = f"{_SYSTEM}{day.isoformat()}"
        try:
            return self.cipher(owner)
        except Refusal as refusal:
            if refusal.code != "keys.forgotten":
                raise
        with self._database:
            cipher = Cipher(self._stored_at_once(owner, day), self._random_bytes)
            self._remember(owner, cipher)
        return cipher

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
        if new_master.version not in self._masters:
            self._masters[new_master.version] = new_master.cipher(self._random_bytes)
        self._current = new_master.version
        count = 0
        while rows := self._rows.not_under(self._current, page):
            count += self._rewrap_page(rows)
        return count

    def scrub(self) -> None:
        """Wipes what deleted keys leave in a PostgreSQL table file; call it once a day."""
        with self._database:
            self._rows.scrub()

    def close(self) -> None:
        """Forgets what is in memory and closes the database."""
        with self._memory:
            self._ciphers.clear()
            self._pending.clear()
            self._purposes.clear()
        self._rows.close()

    def __repr__(self) -> str:
        return "Keys(***)"
