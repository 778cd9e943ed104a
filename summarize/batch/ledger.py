"""What a batch has already computed, by content and settings: one SQLite file beside the output.

Input: keys and results. Output: results by key. Raises for: a file that is no ledger, or one whose head is damaged. A
chunk's results are written in one transaction: after a kill, all of them are there or none is. Every row holds the
checksum of what was stored: a row that is not as it was written is not given back, and counted.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import LedgerError
from .rows import is_error

_FORMAT = 2
_MOST_KEYS_ASKED = 500
#: The head of a ledger: names of its tables and how they were made.
_TABLES = {
    "results": "CREATE TABLE results (key BLOB PRIMARY KEY, is_error INTEGER NOT NULL, result BLOB NOT NULL, "
    "checksum BLOB NOT NULL) WITHOUT ROWID",
    "made": "CREATE TABLE made (what TEXT PRIMARY KEY, checksum BLOB NOT NULL) WITHOUT ROWID",
    "skipped": "CREATE TABLE skipped (file TEXT, reason TEXT)",
}
#: Noted while the rows of an unfinished run stand in OUT.part.
PART = "part"
#: Before a note of how models computed the rows of a run.
COMPUTED = "computed: "


class Ledger:
    """Results by key, on disk; a context manager.

    Args:
        path: made where it does not exist.

    Raises:
        LedgerError: the file cannot be opened, is damaged, or is no ledger.
    """

    def __init__(self, path: Path):
        self.path = path
        self.damaged = 0  #: rows met so far that are not as they were written
        with self._told():
            self._database = sqlite3.connect(path, isolation_level=None)
            self._database.text_factory = lambda data: data.decode("utf-8", "replace")
            # Power may fail at any moment: every commit waits for the disk.
            for setting in ("synchronous=FULL", "cell_size_check=ON", "trusted_schema=OFF"):
                self._database.execute(f"PRAGMA {setting}")
            (found,) = self._database.execute("PRAGMA user_version").fetchone()
            tables = dict(self._database.execute("SELECT name, sql FROM sqlite_master"))
            if not found and not tables:
                self._make_tables()
            elif found != _FORMAT:
                raise LedgerError(f"{path} has format {found}, this version writes {_FORMAT}; --fresh begins anew.")
            elif tables != _TABLES:
                raise self._damaged("its head is not as it was written")
            self._database.execute("CREATE TEMP TABLE added (key BLOB PRIMARY KEY) WITHOUT ROWID")
            self._database.execute("CREATE TEMP TABLE rows (hash BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID")

    def _make_tables(self) -> None:
        with self._transaction():
            for made in _TABLES.values():
                self._database.execute(made)
            self._database.execute(f"PRAGMA user_version={_FORMAT}")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def find(self, keys: Sequence[bytes], *, with_errors: bool = True) -> dict[bytes, dict[str, Any]]:
        """The results there are for these keys; those of failed articles only `with_errors`, damaged ones never."""
        found: dict[bytes, dict[str, Any]] = {}
        for key, failed, result, checksum in self._rows("SELECT key, is_error, result, checksum FROM results", keys):
            if checksum != _checksum(key, failed, result):
                self.damaged += 1
            elif with_errors or not failed:
                found[key] = json.loads(result)
        return found

    def add(self, results: Iterable[tuple[bytes, dict[str, Any]]]) -> None:
        """Write results in one transaction; those of the same keys are replaced."""
        rows = [
            (key, int(is_error(result)), json.dumps(result, ensure_ascii=False).encode("utf-8", "surrogatepass"))
            for key, result in results
        ]
        with self._told(), self._transaction():
            self._database.executemany(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", [(*row, _checksum(*row)) for row in rows]
            )
            self._database.executemany("INSERT OR IGNORE INTO added VALUES (?)", [row[:1] for row in rows])

    def added(self, keys: Sequence[bytes]) -> set[bytes]:
        """Those of these keys whose results were written since the ledger was opened."""
        return {key for (key,) in self._rows("SELECT key FROM added", keys)}

    def _rows(self, query: str, keys: Sequence[bytes]) -> Iterator[Any]:
        """The rows of these keys that a query finds, a few hundred keys at once."""
        for first in range(0, len(keys), _MOST_KEYS_ASKED):
            asked = keys[first : first + _MOST_KEYS_ASKED]
            with self._told():
                rows = self._database.execute(f"{query} WHERE key IN ({','.join('?' * len(asked))})", asked).fetchall()
            yield from rows

    def note_rows(self, identities: Iterable[str]) -> None:
        """Note, for as long as the ledger is open, which rows the output of this run has."""
        with self._told(), self._transaction():
            self._database.executemany(
                "INSERT INTO rows VALUES (?, 1) ON CONFLICT (hash) DO UPDATE SET number = number + 1",
                ((_hash(identity),) for identity in identities),
            )

    def lacking(self, identities: Iterable[str]) -> int:
        """How many rows of a former output have none of theirs noted; each one noted is that of one row."""
        taken = "UPDATE rows SET number = number - 1 WHERE hash = ? AND number > 0"
        with self._told(), self._transaction():
            return sum(self._database.execute(taken, (_hash(one),)).rowcount == 0 for one in identities)

    def made(self) -> set[str]:
        """What runs have noted: digests of their outputs, and PART while there are rows of an unfinished one."""
        with self._told():
            notes = self._database.execute("SELECT what, checksum FROM made").fetchall()
        if any(checksum != _checksum(what) for what, checksum in notes):
            raise self._damaged("what its runs have noted is not as it was written")
        return {what for what, _ in notes}

    def note(self, what: str) -> None:
        """Note that a run made something, before it does."""
        with self._told():
            self._database.execute("INSERT OR IGNORE INTO made VALUES (?, ?)", (what, _checksum(what)))

    def forget(self, what: str) -> None:
        """Take a note back."""
        with self._told():
            self._database.execute("DELETE FROM made WHERE what = ?", (what,))

    def write_skipped(self, skipped: Iterable[tuple[str, str]]) -> None:
        """Write which files the last run passed over, and why."""
        with self._told(), self._transaction():
            self._database.execute("DELETE FROM skipped")
            self._database.executemany("INSERT INTO skipped VALUES (?, ?)", skipped)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of what is written inside, or nothing."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's errors as one of ours that says how to fix it."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise LedgerError(
                f"the ledger {self.path} cannot be written or read ({error}); what it holds stays good: make room or "
                f"give the right to write, and run the same command again."
            ) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # a message that repeats what is damaged
            raise self._damaged(str(error)) from error

    def _damaged(self, why: str) -> LedgerError:
        return LedgerError(f"the ledger {self.path} is damaged ({why}); --fresh begins anew.")


def _checksum(*stored: object) -> bytes:
    """16 bytes of BLAKE2b over what is stored, kinds included."""
    return _hash(repr(stored))


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
