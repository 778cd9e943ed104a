"""What a run may write: nothing that no batch made is ever replaced or deleted.

Input: the files that a run will make and the files that it will read. Output: nothing, or old files under a new name.
Raises `OverwriteError` before the first write.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import stat
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import MissingExtraError, OutputError, OverwriteError

#: Stands in every report page of a batch.
PAGE_MARK = '<meta name="generator" content="summarize batch">'
#: Of outputs.
ENDINGS = (".jsonl", ".ndjson", ".parquet", ".csv", ".xlsx")
#: Columns that, all together, only a batch writes.
SIGNS = {"id", "source", "status", "text", "route", "model_revision", "coverage", "error_code", "error_message"}
#: An SQLite file whose first page defines this table is a ledger.
_LEDGER_MARKS = (b"SQLite format 3\0", b"CREATE TABLE results (key BLOB PRIMARY KEY")
_JOURNAL_MARKS = (b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", bytes(8))
_START = 4096
_LONGEST_ROW = 64 << 20


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """The files that a run makes: output, rows so far, ledger with its journal, lock, report page."""

    path: Path
    page: Path | None = None

    @property
    def part(self) -> Path:
        """Holds the rows until all are there."""
        return self.path.with_name(self.path.name + ".part")

    @property
    def ledger(self) -> Path:
        """Holds what was computed."""
        return self.path.with_name(self.path.name + ".ledger")

    @property
    def journal(self) -> Path:
        """SQLite's own, while it writes to the ledger."""
        return self.path.with_name(self.path.name + ".ledger-journal")

    @property
    def lock(self) -> Path:
        """Held during a run; always empty."""
        return self.path.with_name(self.path.name + ".lock")

    def all(self) -> list[Path]:
        """Every file, the report page last."""
        return [self.path, self.part, self.ledger, self.journal, self.lock, *([self.page] if self.page else [])]

    def passed_over(self) -> tuple[str, ...]:
        """The files among these that a batch made or will make, and what --fresh moved aside: no articles."""
        has_ledger = is_ledger(self.ledger)
        is_own = {
            self.path: has_ledger and is_output(self.path),
            self.part: has_ledger,
            self.ledger: has_ledger,
            self.journal: has_ledger,
            self.lock: _size(self.lock) == 0,
        }
        if self.page:
            is_own[self.page] = is_page(self.page)
        own = [path for path, known in is_own.items() if known or not os.path.lexists(path)]
        aside = [old for path in self.all() for old in path.parent.glob(f"{glob.escape(path.name)}.old-*")]
        return tuple(str(path) for path in (*own, *aside))


def check(own: OwnFiles, read: Iterable[str], *, fresh: bool) -> None:
    """Refuse a run that would replace a file that no batch made, before anything is written.

    Args:
        own: the files of the run.
        read: the paths of all files that it will read.
        fresh: what stands in the way will be moved aside.

    Raises:
        OverwriteError: two of the run's files are the same, one is an input, or one exists and no batch made it.
        OutputError: a folder does not exist.
    """
    _check_kinds(own)
    _check_against_each_other(own)
    _check_against_inputs(own, read)
    _check_lock(own.lock)
    if not fresh:
        _check_made(own)


def _check_kinds(own: OwnFiles) -> None:
    for path in own.all():
        if not path.parent.is_dir():
            raise OutputError(f"{_named(path)} lies in a folder that does not exist ({_named(path.parent)}).")
        if path.is_dir():
            raise OverwriteError(f"{_named(path)} is a folder; give the name of a file.")
        if os.path.lexists(path) and (not path.is_file() or (path == own.part and path.is_symlink())):
            raise OverwriteError(f"{_named(path)} exists and is no plain file; give another name.")


def _check_against_each_other(own: OwnFiles) -> None:
    if own.page is None:
        return
    for path in own.all()[:-1]:
        if _spelling(path) == _spelling(own.page) or (path.exists() and _identity(path) == _identity(own.page)):
            raise OverwriteError(
                f"the report {_named(own.page)} would replace {_named(path)}, another file of this run."
            )


def _check_against_inputs(own: OwnFiles, read: Iterable[str]) -> None:
    inodes = {known: path for path in own.all() if (known := _identity(path))}
    spellings = {_spelling(path): path for path in own.all()}
    names = {_folded(path.name) for path in own.all()}
    for name in read:
        found = _identity(name) if inodes else None
        path = inodes.get(found) if found else None
        # Names that differ in case alone are one file elsewhere: on a Mac, on Windows, on many network folders.
        if path is None and _folded(os.path.basename(name)) in names:  # noqa: PTH119 - a million names
            path = spellings.get(_spelling(name))
        if path is not None:
            raise OverwriteError(
                f"{_named(path)} would be written by this run and is read by it ({_named(name)}); give the output, or "
                f"the report, another name."
            )


def _check_lock(lock: Path) -> None:
    if _size(lock):
        raise OverwriteError(f"{_named(lock)} exists, and the lock of a batch is empty; give the output another name.")


def _check_made(own: OwnFiles) -> None:
    has_ledger = is_ledger(own.ledger) or is_unborn(own.ledger)
    if _size(own.ledger) and not has_ledger:
        raise OverwriteError(f"{_named(own.ledger)} is no ledger of a batch; --fresh begins anew and moves it aside.")
    for path in (own.path, own.part):
        if path.exists() and not has_ledger:
            raise OverwriteError(
                f"{_named(path)} exists and has no ledger beside it, so no batch wrote it; give another name, or "
                f"--fresh to move it aside."
            )
    if _size(own.journal) and not (has_ledger and _start(own.journal)[:8] in _JOURNAL_MARKS):
        raise OverwriteError(f"{_named(own.journal)} exists and no batch wrote it; --fresh moves it aside.")
    if own.page and own.page.exists() and not is_page(own.page):
        raise OverwriteError(
            f"the report {_named(own.page)} exists and is no report of a batch; give another name, or --fresh to move "
            f"it aside."
        )


def move_aside(path: Path, number: int | None = None) -> Path:
    """Give a file the name NAME.old-N, which no file has."""
    aside = path.with_name(f"{path.name}.old-{number or _free_number([path])}")
    path.rename(aside)
    return aside


def move_all_aside(own: OwnFiles) -> dict[str, str]:
    """What --fresh does with the output, rows, ledger and page that are there: old name to new."""
    there = [path for path in (own.path, own.part, own.ledger) if os.path.lexists(path)]
    if own.page and own.page.exists() and not is_page(own.page):
        there.append(own.page)
    number = _free_number([*there, own.journal])
    moved = {str(path): str(move_aside(path, number)) for path in there}
    if os.path.lexists(own.journal):
        # SQLite finds the journal of the ledger that was moved by this name.
        journal = own.ledger.with_name(f"{own.ledger.name}.old-{number}-journal")
        own.journal.rename(journal)
        moved[str(own.journal)] = str(journal)
    return moved


def _free_number(paths: Sequence[Path]) -> int:
    number = 1
    while any(os.path.lexists(f"{path}.old-{number}") for path in paths):
        number += 1
    return number


def is_ledger(path: Path) -> bool:
    """True for what `Ledger` made."""
    start = _start(path)
    return start.startswith(_LEDGER_MARKS[0]) and _LEDGER_MARKS[1] in start


def is_unborn(ledger: Path) -> bool:
    """True for a ledger whose process was killed while it made the first table: SQLite takes that back."""
    start = _start(ledger.with_name(ledger.name + "-journal"))
    return ledger.exists() and start[:8] == _JOURNAL_MARKS[0] and start[16:20] == bytes(4)


def is_page(path: Path) -> bool:
    """True for the report page of a batch."""
    return PAGE_MARK.encode() in _start(path)


def is_output(path: Path) -> bool:
    """True for a file that has the columns of a batch's rows."""
    try:
        if not path.is_file():
            return False
        if path.suffix.lower() == ".parquet":
            try:
                import pyarrow.parquet
            except ImportError as error:
                raise MissingExtraError("parquet", f"reading {path.name}") from error
            return set(pyarrow.parquet.read_schema(path).names) >= SIGNS
        if path.suffix.lower() == ".xlsx":
            return set(_first_row(path)) >= SIGNS
        if path.suffix.lower() == ".csv":
            return set(_start(path).decode("utf-8-sig", "ignore").partition("\n")[0].split(",")) >= SIGNS
        with path.open("rb") as file:
            if file.read(1) != b"{":
                return False
            file.seek(0)
            row = json.loads(file.readline(_LONGEST_ROW))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(row, dict) and row.keys() >= SIGNS


def _first_row(path: Path) -> list[Any]:
    """The first row of a workbook; nothing where it cannot be read."""
    try:
        import openpyxl

        book = openpyxl.load_workbook(path, read_only=True)
        try:
            return list(next(book.worksheets[0].iter_rows(max_row=1, values_only=True), ()))
        finally:
            book.close()
    except Exception:  # openpyxl raises of every kind
        return []


def digest_of(file: Any) -> str:
    """A hash of what an open file holds, by which the ledger knows its output again."""
    return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def standard_input() -> tuple[int, int] | None:
    """Device and inode of the file that standard input was redirected from; None for a pipe or a terminal."""
    try:
        found = os.fstat(sys.stdin.fileno())
    except (OSError, ValueError, AttributeError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _identity(path: str | Path) -> tuple[int, int] | None:
    if path == "-":
        return standard_input()
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if found.st_ino else None


def _spelling(path: str | Path) -> str:
    return _folded(os.path.realpath(path))


def _folded(name: str) -> str:
    """The same for names that some file systems do not tell apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _start(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_START)
    except OSError:
        return b""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _named(path: Any) -> str:
    return repr(str(path))
