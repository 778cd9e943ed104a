"""Rows to a file, JSONL or Parquet, in the order given.

Enters: rows. Leaves: a complete file under its own name, or none: rows go to NAME.part, which takes the name when the
last row is safe on disk. Refuses: an ending that is not known, a folder that cannot be written to.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from ..errors import OutputError
from .rows import COLUMNS, RECORDS

#: Of outputs.
ENDINGS = (".jsonl", ".ndjson", ".parquet")
_ROW_GROUP = 1_000
_REALS = ("language_confidence", "coverage", "score")
_WHOLES = ("windows", "unused_gists")


class Sink(Protocol):
    """Takes rows until it is closed; what was closed unfinished leaves no file of that name."""

    def write(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write rows behind those before."""
        ...

    def complete(self) -> None:
        """Close the file, whole and safe on disk."""
        ...

    def publish(self) -> None:
        """Give the complete file its name."""
        ...

    def abandon(self) -> None:
        """Close without giving it its name."""
        ...


def open_sink(path: Path) -> Sink:
    """The sink of a path, by its ending.

    Raises:
        OutputError: the file cannot be made.
    """
    try:
        return Parquet(path) if path.suffix.lower() == ".parquet" else JsonLines(path)
    except OSError as error:
        raise OutputError(f"{str(path)!r} cannot be written: {error.strerror or error}.") from error


class _PartFile:
    """A binary file NAME.part that becomes NAME."""

    def __init__(self, path: Path):
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._file = self._part.open("wb")

    def complete(self) -> None:
        """Close the file, whole and safe on disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Close without giving it its name."""
        self._file.close()

    def publish(self) -> None:
        """Give the complete file its name."""
        os.replace(self._part, self._path)
        if os.name == "posix":
            folder = os.open(self._path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


class JsonLines(_PartFile):
    """One JSON object a line, UTF-8, accents kept."""

    def write(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write rows behind those before."""
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        self._file.write("".join(lines).encode("utf-8", "replace"))
        self._file.flush()


class Parquet(_PartFile):
    """Row groups of a thousand rows, zstd."""

    def __init__(self, path: Path):
        import pyarrow.parquet

        super().__init__(path)
        self._schema = arrow_schema()
        self._writer = pyarrow.parquet.ParquetWriter(self._file, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def write(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write rows behind those before."""
        self._rows.extend(rows)
        while len(self._rows) >= _ROW_GROUP:
            self._write_group(self._rows[:_ROW_GROUP])
            del self._rows[:_ROW_GROUP]

    def complete(self) -> None:
        """Close the file, whole and safe on disk."""
        if self._rows:
            self._write_group(self._rows)
        self._writer.close()
        super().complete()

    def _write_group(self, rows: list[dict[str, Any]]) -> None:
        import pyarrow

        self._writer.write_table(pyarrow.Table.from_pylist(rows, schema=self._schema), row_group_size=_ROW_GROUP)


def arrow_schema() -> Any:
    """The Arrow schema of the rows: text, but for the columns that are numbers or lists."""
    import pyarrow as pa

    text = pa.string()
    of_field = {"start": pa.int32(), "end": pa.int32(), "source": pa.list_(pa.int32()), "share": pa.float64()}
    of_field["copied"] = pa.bool_()
    types = dict.fromkeys(COLUMNS, text)
    types |= {name: pa.float64() for name in _REALS} | {name: pa.int32() for name in _WHOLES}
    types["route"] = pa.list_(text)
    for name, fields in RECORDS.items():
        types[name] = pa.list_(pa.struct([(field, of_field.get(field, text)) for field in fields]))
    return pa.schema(list(types.items()))
