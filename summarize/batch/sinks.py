"""Rows to a file, JSONL, CSV, XLSX or Parquet, in the order given.

Input: rows. Output: a complete file under its own name, or none: rows go to NAME.part, which takes the name when the
last row is safe on disk. Raises for: an ending that is not known, a folder that cannot be written to.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import tempfile
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import MissingExtraError, OutputError
from ..text.characters import NOT_XML
from .rows import COLUMNS, INPUT, RECORDS
from .sources.workbooks import MAX_ROWS

#: In tables, columns of the input that the first rows lacked, as JSON.
OTHER = INPUT + "*"
_ROW_GROUP = 1_000
#: Characters of a cell of a workbook, and of them what saying that it was cut takes at most.
_LONGEST_CELL, _ROOM = 32_767, 60
#: Characters of a field of a CSV file that is read.
_LONGEST_FIELD = 1 << 30
_CORE_PROPERTIES = "docProps/core.xml"
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)\b[^<>]*>)[^<>]*")
_REALS = ("language_confidence", "coverage", "score")
_WHOLES = ("windows", "threads")


def open_sink(path: Path) -> Sink:
    """The sink of a path, by its ending.

    Raises:
        MissingExtraError: it is Parquet, and pyarrow is not installed.
        OutputError: the file cannot be made.
    """
    try:
        kinds: dict[str, type[Parquet] | type[Csv] | type[Xlsx]] = {".parquet": Parquet, ".csv": Csv, ".xlsx": Xlsx}
        return kinds.get(path.suffix.lower(), JsonLines)(path)
    except ImportError as error:
        raise MissingExtraError("documents", f"writing {path.name}") from error
    except OSError as error:
        raise OutputError(f"{str(path)!r} cannot be written: {error.strerror or error}.") from error


class Sink(ABC):
    """Takes rows until it is closed: a binary file NAME.part that becomes NAME. What was closed unfinished leaves no
    file of that name."""

    def __init__(self, path: Path):
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._file = self._part.open("wb")

    @abstractmethod
    def write(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write rows behind those before; in a table, the first say which columns there are."""

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


class JsonLines(Sink):
    """One JSON object a line, UTF-8, accents kept."""

    def write(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write rows behind those before."""
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        self._file.write("".join(lines).encode("utf-8", "replace"))
        self._file.flush()


class Parquet(Sink):
    """Row groups of a thousand rows, zstd."""

    def __init__(self, path: Path):
        try:
            import pyarrow.parquet
        except ImportError as error:
            raise MissingExtraError("parquet", f"writing {path.name}") from error
        super().__init__(path)
        self._parquet = pyarrow.parquet
        self._own: list[str] | None = None
        self._rows: list[dict[str, Any]] = []
        self._writer: Any = None

    def write(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write rows behind those before."""
        self._rows.extend(rows)
        while len(self._rows) >= _ROW_GROUP:
            self._write_group(self._rows[:_ROW_GROUP])
            del self._rows[:_ROW_GROUP]

    def complete(self) -> None:
        """Close the file, whole and safe on disk."""
        if self._rows or self._own is None:
            self._write_group(self._rows)
        self._writer.close()
        super().complete()

    def abandon(self) -> None:
        """Close without giving it its name."""
        if self._writer is not None and self._writer.is_open:
            # It would write its last bytes when it is freed, into a file that is closed or full.
            with suppress(Exception):
                self._writer.close()
            self._writer.is_open = False
        super().abandon()

    def _write_group(self, rows: list[dict[str, Any]]) -> None:
        import pyarrow

        if self._own is None:
            self._own = own_columns(rows)
            self._schema = arrow_schema(self._own)
            self._writer = self._parquet.ParquetWriter(self._file, self._schema, compression="zstd")
        flat = [_flat(row, self._own) for row in rows]
        self._writer.write_table(pyarrow.Table.from_pylist(flat, schema=self._schema), row_group_size=_ROW_GROUP)


class Csv(Sink):
    """A table for spreadsheets: UTF-8 with its mark, lists as JSON."""

    def __init__(self, path: Path):
        super().__init__(path)
        self._own: list[str] | None = None
        self._text = io.TextIOWrapper(self._file, "utf-8-sig", newline="", write_through=True)
        self._writer = csv.writer(self._text, lineterminator="\n")

    def write(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write rows behind those before; the first say which columns there are."""
        if self._own is None:
            self._own = own_columns(rows)
            self._writer.writerow([*COLUMNS, *self._own])
        for row in rows:
            flat = _flat(row, self._own)
            self._writer.writerow([_cell(flat.get(name)) for name in (*COLUMNS, *self._own)])
        self._text.flush()

    def complete(self) -> None:
        """Close the file, whole and safe on disk."""
        self._text.detach()
        super().complete()

    def abandon(self) -> None:
        """Close without giving it its name."""
        if not self._file.closed:
            self._text.detach()
        super().abandon()


class Xlsx(Sink):
    """A workbook: lists as JSON, a new sheet when one is full, texts cut where a cell holds no more.

    Nothing in it is a formula, and it says the same date whenever it is written.
    """

    def __init__(self, path: Path):
        import openpyxl

        super().__init__(path)
        self._own: list[str] | None = None
        self._book = openpyxl.Workbook(write_only=True)
        self._rows_left = 0

    def write(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write rows behind those before; the first say which columns there are."""
        if self._own is None:
            self._own = own_columns(rows)
        names = [*COLUMNS, *self._own]
        with self._temporary():
            for row in rows:
                if not self._rows_left:
                    self._begin_sheet(names)
                flat = _flat(row, self._own)
                self._append([_cell(flat.get(name)) for name in names])

    def complete(self) -> None:
        """Close the file, whole and safe on disk."""
        with self._temporary(), tempfile.TemporaryFile() as made:
            if self._own is None:
                self._begin_sheet(list(COLUMNS))
            self._book.save(made)
            with zipfile.ZipFile(made) as book, zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED) as undated:
                for member in book.infolist():
                    part = zipfile.ZipInfo(member.filename)
                    part.compress_type = zipfile.ZIP_DEFLATED
                    with book.open(member) as source, undated.open(part, "w", force_zip64=True) as target:
                        if member.filename == _CORE_PROPERTIES:
                            target.write(_WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z", source.read()))
                        else:
                            shutil.copyfileobj(source, target)
        super().complete()

    def abandon(self) -> None:
        """Close without giving it its name."""
        if not self._file.closed:
            for sheet in self._book.worksheets:
                with suppress(Exception):  # of a full folder, said already
                    sheet.close()
        super().abandon()

    @contextmanager
    def _temporary(self) -> Iterator[None]:
        """openpyxl keeps sheets in the folder for temporary files; lxml's error where that is full is no OSError."""
        try:
            yield
        except Exception as error:
            if type(error).__name__ != "SerialisationError":
                raise
            raise OutputError(
                f"writing {str(self._path)!r} failed ({error}): its sheets are kept in {tempfile.gettempdir()!r} "
                f"first. What the ledger holds is safe; make room there, or set TMPDIR, and run the same command again."
            ) from error

    def _begin_sheet(self, names: list[str]) -> None:
        self._sheet = self._book.create_sheet()
        self._rows_left = MAX_ROWS
        self._append(names)

    def _append(self, values: list[Any]) -> None:
        from openpyxl.cell import WriteOnlyCell

        cells = []
        for value in values:
            cell = value
            if isinstance(value, str):
                cell = WriteOnlyCell(self._sheet, "")
                cell._value, cell.data_type = _fitting(value), "s"  # set as a value, "=1+1" is a formula
            cells.append(cell)
        self._sheet.append(cells)
        self._rows_left -= 1


def identity_of(row: dict[str, Any]) -> str:
    """What tells a row from the others of its output: its article's place. Of what comes from standard input, which is
    called "-" whatever it is, the summary too."""
    parts = [row["source"], row["id"]]
    if row["source"] == "-" and row["id"].startswith("-"):
        parts.append(row["text"])
    return "\0".join(" ".join(_fitting(part or "").split()) for part in parts)  # as a cell of a workbook has it


def identities_in(file: BinaryIO, ending: str) -> Iterator[str]:
    """Those of the rows of a complete output that is open, by the ending of its name."""
    yield from map(identity_of, _READERS.get(ending, _json_rows)(file))


def _json_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    return map(json.loads, file)


def _csv_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(_LONGEST_FIELD)
    with io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        yield from csv.DictReader(text)


def _parquet_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet

    for batch in pyarrow.parquet.ParquetFile(file).iter_batches(columns=["id", "source", "text"]):
        yield from batch.to_pylist()


def _xlsx_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    import openpyxl

    for sheet in openpyxl.load_workbook(file, read_only=True).worksheets:
        rows = sheet.iter_rows(values_only=True)
        names = next(rows)
        yield from (dict(zip(names, row, strict=False)) for row in rows)


_READERS = {".csv": _csv_rows, ".parquet": _parquet_rows, ".xlsx": _xlsx_rows}


def _fitting(text: str) -> str:
    """A text as a cell holds it: control characters replaced, the end cut off and counted."""
    text = NOT_XML.sub("\ufffd", text)
    if len(text) <= _LONGEST_CELL:
        return text
    left = f" [… {len(text) - _LONGEST_CELL + _ROOM:,} characters more]"
    return text[: _LONGEST_CELL - _ROOM] + left


def own_columns(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The input's own columns in these rows, and one for those that later rows have."""
    own = dict.fromkeys(name for row in rows for name in row if name.startswith(INPUT) and name != OTHER)
    return [*own, OTHER]


def _flat(row: dict[str, Any], own: Sequence[str]) -> dict[str, Any]:
    """A row with these columns alone: the input's as text, those that are not among them together."""
    flat = {name: row[name] for name in COLUMNS} | {
        name: _text_of(row[name]) for name in own if name in row and name != OTHER
    }
    other = {name: value for name, value in row.items() if name not in flat}
    return flat | {OTHER: _text_of(other) if other else None}


def _text_of(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cell(value: Any) -> Any:
    return _text_of(value) if isinstance(value, list | dict) else value


def arrow_schema(own: Sequence[str] = ()) -> Any:
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
    return pa.schema([*types.items(), *((name, text) for name in own)])
