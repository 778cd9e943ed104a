"""Data files: a path to named columns of text and the file's fingerprint.

Enters: the path of a .jsonl, .csv or .parquet file and the columns wanted. Leaves: those columns as lists of strings
of equal length, with the file's SHA-256. Refused: files that are missing or unreadable, columns that are missing or
hold no text, references that are empty.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.errors import BenchmarkError

#: Suffix -> the reader's name in `datasets`.
_READERS = {".jsonl": "json", ".csv": "csv", ".parquet": "parquet"}
#: Names of rows are taken from this column where a file has it.
ID_COLUMN = "id"


@dataclass(frozen=True, slots=True)
class DataFile:
    """Data as it was read.

    Attributes:
        name: of the file (without its folder) or of the data set.
        sha256: of the file's bytes.
        columns: name -> texts, all of one length.
        ids: of the rows, by the file's own `id` column, else their numbers from 1.
    """

    name: str
    sha256: str
    columns: Mapping[str, list[str]]
    ids: Sequence[str] = ()

    @property
    def rows(self) -> int:
        """The number of rows read."""
        return len(next(iter(self.columns.values())))


def load(path: Path, *, required: Sequence[str], nullable: Sequence[str] = (), limit: int | None = None) -> DataFile:
    """Read columns of a data file.

    Args:
        path: a .jsonl, .csv or .parquet file.
        required: columns whose every row must hold text (references, sources).
        nullable: columns in which an empty or null row is an empty text (a system that returned nothing).
        limit: read this many rows from the start; None reads all.

    Returns:
        The columns in the file's order.

    Raises:
        BenchmarkError: the file is missing, unreadable, empty or of another kind; a column is missing or holds
            something other than text; a required row is empty.
    """
    if path.suffix.lower() not in _READERS:
        raise BenchmarkError(f"cannot read {path.name!r}: expected one of {', '.join(sorted(_READERS))}")
    if not path.is_file():
        raise BenchmarkError(f"no such file: {path}")
    if not path.stat().st_size:
        raise BenchmarkError(f"{path.name} is empty")
    wanted = list(dict.fromkeys([*required, *nullable]))
    table = _read(path, wanted, limit)
    columns = {name: _texts(table[name], name, nullable=name not in required) for name in wanted}
    rows = len(next(iter(columns.values())))
    if not rows:
        raise BenchmarkError(f"{path.name} has no rows")
    return DataFile(path.name, file_sha256(path), columns, _ids(table.get(ID_COLUMN), rows))


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _read(path: Path, wanted: Sequence[str], limit: int | None) -> dict[str, list[Any]]:
    import datasets  # type: ignore[import-untyped]

    datasets.disable_progress_bars()
    datasets.logging.set_verbosity(datasets.logging.CRITICAL)
    kind = _READERS[path.suffix.lower()]
    # pandas would read the text "NA" as missing and "42" as a number.
    csv_options = {"converters": dict.fromkeys(wanted, str), "keep_default_na": False}
    options: dict[str, Any] = csv_options if kind == "csv" else {}
    with tempfile.TemporaryDirectory() as cache:
        try:
            found = datasets.load_dataset(
                kind, data_files=str(path), split="train", cache_dir=cache, keep_in_memory=True, **options
            )
        except (datasets.exceptions.DatasetsError, OSError, ValueError) as error:
            reason = str(error.__cause__ or error).strip().splitlines() or [type(error).__name__]
            raise BenchmarkError(f"cannot read {path.name} as {kind}: {reason[0]}") from error
        missing = [name for name in wanted if name not in found.column_names]
        if missing:
            raise BenchmarkError(
                f"{path.name} has no column {', '.join(missing)}; its columns: {', '.join(found.column_names)}"
            )
        extra = [ID_COLUMN] if ID_COLUMN in found.column_names and ID_COLUMN not in wanted else []
        selected = found.select_columns([*wanted, *extra])
        rows = len(selected) if limit is None else min(limit, len(selected))
        return {name: list(selected[:rows][name]) for name in selected.column_names}


def _ids(values: Sequence[Any] | None, rows: int) -> list[str]:
    """The file's own names of its rows where each has one and no two are the same, else their numbers."""
    found = [str(value) for value in values or () if value is not None]
    return found if len(set(found)) == rows else [str(number) for number in range(1, rows + 1)]


def _texts(values: Sequence[Any], column: str, *, nullable: bool) -> list[str]:
    for number, value in enumerate(values, start=1):
        if value is not None and not isinstance(value, str):
            raise BenchmarkError(f"column {column}, row {number}: expected text, received {type(value).__name__}")
        if not nullable and not (value or "").strip():
            raise BenchmarkError(f"column {column}, row {number}: the text is empty; remove the row or mend it")
    return [value or "" for value in values]
