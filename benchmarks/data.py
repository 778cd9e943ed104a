"""Data: a file or a data set of the hub to named columns of text and a fingerprint.

Enters: the path of a .jsonl, .csv or .parquet file, or a name on the hub, and the columns wanted. Leaves: those columns
as lists of strings of equal length (of lists of strings where a row may hold several texts), with a SHA-256. Refused:
files that are missing or unreadable, columns that are missing or hold no text, references that are empty, columns of
unequal length.
"""

from __future__ import annotations

import csv
import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.errors import BenchmarkError

#: Suffix -> the reader's name in `datasets`.
READERS = {".jsonl": "json", ".csv": "csv", ".parquet": "parquet"}
#: Names of rows are taken from this column where a file has it.
ID_COLUMN = "id"
#: Keys of the rows that `--outputs` writes (see `benchmarks.outputs`); its systems are read as columns of their names.
OUTPUT_KEYS = {ID_COLUMN, "source", "references", "systems"}


@dataclass(frozen=True, slots=True)
class DataFile:
    """Data as it was read.

    Attributes:
        name: of the file (without its folder) or of the data set.
        sha256: of the file's bytes, or of the columns where there is no file.
        columns: name -> texts, all of one length.
        ids: of the rows, by the file's own `id` column, else their numbers from 1.
        lists: name -> the texts of each row, for columns that may hold several.
    """

    name: str
    sha256: str
    columns: Mapping[str, list[str]]
    ids: Sequence[str] = ()
    lists: Mapping[str, list[list[str]]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """The number of rows read."""
        return len(next(iter([*self.columns.values(), *self.lists.values()])))


def load(
    path: Path,
    *,
    required: Sequence[str],
    nullable: Sequence[str] = (),
    lists: Sequence[str] = (),
    limit: int | None = None,
    name: str | None = None,
) -> DataFile:
    """Read columns of a data file.

    Args:
        path: a .jsonl, .csv or .parquet file.
        required: columns whose every row must hold text (references, sources).
        nullable: columns in which an empty or null row is an empty text (a system that returned nothing).
        lists: columns whose every row holds a text or several, none of them empty (references).
        limit: read this many rows from the start; None reads all.
        name: what the data are called; None takes the file's own name.

    Returns:
        The columns in the file's order.

    Raises:
        BenchmarkError: the file is missing, unreadable, empty or of another kind; a column is missing or holds
            something other than text; a required row is empty.
    """
    if path.suffix.lower() not in READERS:
        raise BenchmarkError(f"cannot read {path.name!r}: expected one of {', '.join(sorted(READERS))}")
    if not path.is_file():
        raise BenchmarkError(f"no such file: {path}")
    if not path.stat().st_size:
        raise BenchmarkError(f"{path.name} is empty")
    kind = READERS[path.suffix.lower()]
    if kind == "csv":
        _check_csv(path)
    wanted = list(dict.fromkeys([*required, *nullable, *lists]))
    if systems_of(path):
        table = _read_outputs(path)
        return from_columns(path.name, table, required, nullable, lists, sha256=file_sha256(path), limit=limit)
    # pandas would read the text "NA" as missing and "42" as a number.
    csv_options = {"converters": dict.fromkeys(wanted, str), "keep_default_na": False}
    options: dict[str, Any] = csv_options if kind == "csv" else {}
    table = _read(path.name, wanted, limit, lambda load: load(kind, data_files=str(path), split="train", **options))
    return from_columns(name or path.name, table, required, nullable, lists, sha256=file_sha256(path))


def load_from_hub(
    name: str,
    *,
    required: Sequence[str],
    nullable: Sequence[str] = (),
    lists: Sequence[str] = (),
    limit: int | None = None,
    config: str | None = None,
    split: str = "test",
    revision: str | None = None,
) -> DataFile:
    """Read columns of a data set of the Hugging Face hub, or of a folder in its layout.

    Args:
        name: OWNER/NAME, or a folder's path.
        required: see `load`.
        nullable: see `load`.
        lists: see `load`.
        limit: see `load`.
        config: which of its configurations; None takes its only one.
        split: which split.
        revision: branch, tag or commit; None takes the newest.

    Returns:
        The columns. There is no single file to hash: `sha256` is that of the columns read, as JSON.

    Raises:
        BenchmarkError: it cannot be had or read, or what `load` refuses of columns.
    """
    wanted = list(dict.fromkeys([*required, *nullable, *lists]))
    table = _read(name, wanted, limit, lambda load: load(name, config, split=split, revision=revision))
    content = json.dumps([[column, table[column]] for column in wanted], ensure_ascii=False).encode()
    title = f"{name}:{split}" if revision is None else f"{name}@{revision}:{split}"
    return from_columns(title, table, required, nullable, lists, sha256=hashlib.sha256(content).hexdigest())


def from_columns(
    name: str,
    table: Mapping[str, Sequence[Any]],
    required: Sequence[str],
    nullable: Sequence[str],
    lists: Sequence[str] = (),
    *,
    sha256: str,
    limit: int | None = None,
) -> DataFile:
    """Check columns that were read.

    Args:
        name: what the data are called.
        table: column -> values, all of one length; an `id` column names the rows.
        required: see `load`.
        nullable: see `load`.
        lists: see `load`.
        sha256: of what they were read from.
        limit: see `load`.

    Raises:
        BenchmarkError: a column is missing or holds something other than text; a required row is empty; no rows.
    """
    wanted = list(dict.fromkeys([*required, *nullable]))
    _check_columns(name, [*wanted, *lists], list(table))
    columns = {key: _texts(table[key][:limit], key, nullable=key not in required) for key in wanted}
    several = {key: _rows_of_texts(table[key][:limit], key) for key in lists}
    sizes = {key: len(rows) for key, rows in [*columns.items(), *several.items()]}
    if len(set(sizes.values())) > 1:
        raise BenchmarkError(f"{name}: columns of unequal length do not pair: {sizes}")
    rows = next(iter(sizes.values()))
    if not rows:
        raise BenchmarkError(f"{name} has no rows")
    return DataFile(name, sha256, columns, _ids(table.get(ID_COLUMN, ())[:limit], rows), several)


def systems_of(path: Path) -> tuple[str, ...]:
    """The systems of a file that `--outputs` wrote, in its order; none of any other file."""
    try:
        with path.open(encoding="utf-8") as file:
            row = json.loads(file.readline()) if path.suffix.lower() == ".jsonl" else None
    except (OSError, ValueError):
        return ()
    return tuple(row["systems"]) if isinstance(row, dict) and set(row) == OUTPUT_KEYS else ()


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _read(
    name: str, wanted: Sequence[str], limit: int | None, ask: Callable[[Callable[..., Any]], Any]
) -> dict[str, list[Any]]:
    """The columns wanted, and the one that names rows; `ask` is given `datasets.load_dataset` to call."""
    import datasets  # type: ignore[import-untyped]

    datasets.disable_progress_bars()
    datasets.logging.set_verbosity(datasets.logging.CRITICAL)
    with tempfile.TemporaryDirectory() as cache:
        try:
            found = ask(partial(datasets.load_dataset, cache_dir=cache, keep_in_memory=True))
        except (datasets.exceptions.DatasetsError, OSError, ValueError) as error:
            reason = str(error.__cause__ or error).strip().splitlines() or [type(error).__name__]
            raise BenchmarkError(f"cannot read {name}: {reason[0]}") from error
        _check_columns(name, wanted, found.column_names)
        extra = [ID_COLUMN] if ID_COLUMN in found.column_names and ID_COLUMN not in wanted else []
        selected = found.select_columns([*wanted, *extra])
        rows = len(selected) if limit is None else min(limit, len(selected))
        return {key: list(selected[:rows][key]) for key in selected.column_names}


def _read_outputs(path: Path) -> dict[str, list[Any]]:
    """What `--outputs` wrote as columns: each system's texts by its name, and articles and references."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        table: dict[str, list[Any]] = {
            name: [row["systems"][name]["text"] for row in rows] for name in rows[0]["systems"]
        }
        return table | {key: [row[key] for row in rows] for key in (ID_COLUMN, "source", "references")}
    except (ValueError, LookupError, TypeError) as error:
        raise BenchmarkError(f"{path.name} is not as --outputs wrote it ({error!r}); write it again") from error


def _rows_of_texts(values: Sequence[Any], column: str) -> list[list[str]]:
    """For each row its texts; a row that is one text is a list of one."""
    rows = [list(value) if isinstance(value, list | tuple) else [value] for value in values]
    for number, row in enumerate(rows, start=1):
        if not row:
            raise BenchmarkError(f"column {column}, row {number}: the list holds no text; remove the row or fix it")
        for text in row:
            _check_text(text, column, number)
    return rows


def _check_csv(path: Path) -> None:
    """Refuse what pandas would fill up with empty texts: rows with fewer fields than the first has names."""
    # The module's own limit, 131,072 characters a field, is less than a long article; it is the process's.
    csv.field_size_limit(2**31 - 1)
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.reader(file)
            names, number = next(rows, []), 0
            for number, row in enumerate(filter(None, rows), start=1):
                if len(row) != len(names):
                    raise BenchmarkError(
                        f"{path.name}, row {number}: {len(row)} fields for {len(names)} columns; fix the row"
                    )
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BenchmarkError(f"cannot read {path.name}: {error}; it must be CSV in UTF-8") from error
    if not number:
        raise BenchmarkError(f"{path.name} has no rows")


def _check_columns(name: str, wanted: Sequence[str], there: Sequence[str]) -> None:
    missing = [column for column in wanted if column not in there]
    if missing:
        raise BenchmarkError(f"{name} has no column {', '.join(missing)}; its columns: {', '.join(there)}")


def _ids(values: Sequence[Any], rows: int) -> list[str]:
    """The file's own names of its rows where each has one and no two are the same, else their numbers."""
    found = [str(value) for value in values if value is not None]
    return found if len(set(found)) == rows else [str(number) for number in range(1, rows + 1)]


def _texts(values: Sequence[Any], column: str, *, nullable: bool) -> list[str]:
    for number, value in enumerate(values, start=1):
        _check_text("" if value is None else value, column, number, nullable=nullable)
    return [value or "" for value in values]


def _check_text(value: Any, column: str, row: int, *, nullable: bool = False) -> None:
    if not isinstance(value, str):
        several = "; give each text a column of its own, and name every one with --reference or --hypothesis"
        fix = several if isinstance(value, list) else ""
        raise BenchmarkError(f"column {column}, row {row}: expected text, received {type(value).__name__}{fix}")
    if not nullable and not value.strip():
        raise BenchmarkError(f"column {column}, row {row}: the text is empty; remove the row or fix it")
