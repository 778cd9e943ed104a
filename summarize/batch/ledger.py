"""What a batch has already computed, by content and settings: one SQLite file beside the output.

Input: keys and results. Output: results by key. Raises for: a file that is no ledger, or a damaged one. A chunk's
results are written in one transaction: after a kill, all of them are there or none is.
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

_FORMAT = 1
_MOST_KEYS_ASKED = 500
#: Noted while the rows of an unfinished run stand in OUT.part.
PART = "part"


def content_key(settings: str, text: str) -> bytes:
    """The key of an article's result: 16 bytes of BLAKE2b over the settings' digest and the text."""
    digest = hashlib.blake2b(settings.encode("utf-8"), digest_size=16)
    digest.update(b"\0" + text.encode("utf-8", "surrogatepass"))
    return digest.digest()


class Ledger:
    """Results by key, on disk; a context manager.

    Args:
        path: made where it does not exist.

    Raises:
        LedgerError: the file cannot be opened, is damaged, or is no ledger.
    """

    def __init__(self, path: Path):
        self.path = path
        with self._told():
            self._database = sqlite3.connect(path, isolation_level=None)
            # Power may fail at any moment: every commit waits for the disk.
            self._database.execute("PRAGMA synchronous=FULL")
            (found,) = self._database.execute("PRAGMA user_version").fetchone()
            if found not in (0, _FORMAT):
                raise LedgerError(f"{path} has format {found}, this version writes {_FORMAT}; --fresh begins anew.")
            self._database.execute(
                "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, is_error INTEGER NOT NULL, "
                "result TEXT NOT NULL) WITHOUT ROWID"
            )
            self._database.execute("CREATE TABLE IF NOT EXISTS made (what TEXT PRIMARY KEY) WITHOUT ROWID")
            self._database.execute("CREATE TABLE IF NOT EXISTS skipped (file TEXT, reason TEXT)")
            if not found:
                self._database.execute(f"PRAGMA user_version={_FORMAT}")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def find(self, keys: Sequence[bytes], *, with_errors: bool = True) -> dict[bytes, dict[str, Any]]:
        """The results there are for these keys; those of failed articles only `with_errors`."""
        found: dict[bytes, dict[str, Any]] = {}
        for first in range(0, len(keys), _MOST_KEYS_ASKED):
            asked = keys[first : first + _MOST_KEYS_ASKED]
            query = f"SELECT key, result FROM results WHERE key IN ({','.join('?' * len(asked))})"
            with self._told():
                rows = self._database.execute(query + ("" if with_errors else " AND NOT is_error"), asked).fetchall()
            found |= {key: json.loads(result) for key, result in rows}
        return found

    def add(self, results: Iterable[tuple[bytes, dict[str, Any]]]) -> None:
        """Write results in one transaction; those of the same keys are replaced."""
        rows = [(key, int(is_error(result)), json.dumps(result, ensure_ascii=False)) for key, result in results]
        with self._told():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                self._database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise

    def made(self) -> set[str]:
        """What runs have noted: digests of their outputs, and PART while there are rows of an unfinished one."""
        with self._told():
            return {what for (what,) in self._database.execute("SELECT what FROM made")}

    def note(self, what: str) -> None:
        """Note that a run made something, before it does."""
        with self._told():
            self._database.execute("INSERT OR IGNORE INTO made VALUES (?)", (what,))

    def forget(self, what: str) -> None:
        """Take a note back."""
        with self._told():
            self._database.execute("DELETE FROM made WHERE what = ?", (what,))

    def write_skipped(self, skipped: Iterable[tuple[str, str]]) -> None:
        """Write which files the last run passed over, and why."""
        with self._told():
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute("DELETE FROM skipped")
            self._database.executemany("INSERT INTO skipped VALUES (?, ?)", skipped)
            self._database.execute("COMMIT")

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
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"the ledger {self.path} is damaged ({error}); --fresh begins anew.") from error
