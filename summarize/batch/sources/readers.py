"""One file, stream or data set to its articles.

Enters: something that exists. Leaves: items; what is wrong with one is its error, in its place. Refuses: a table
without a text column. Memory holds one article (of at most `max_bytes`), or a few rows of a table; the limit counts
bytes after decompression, so that a bomb is an error like any other long article.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from ...documents import decode_document
from ...errors import InputTooLargeError, OptionError, SummarizeError, UnreadableInputError
from .items import Item

DOCUMENTS = frozenset({".txt", ".md", ".html", ".htm"})
TABLES = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"})
_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
#: Errors of a file that is cut short, damaged or not what its name says.
_DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError)
_TEXT_COLUMNS = ("text", "article", "content", "body", "document")
_ID_COLUMNS = ("id", "url")
_PARQUET_ROWS = 64
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of a table's columns, None where they are to be found."""

    text: str | None
    id: str | None

    def found(self, names: Iterable[str], table: str) -> Columns:
        """The columns that a table has.

        Raises:
            OptionError: there is no column for the text, or none of the name given.
        """
        have = list(names)
        for asked in (self.text, self.id):
            if asked is not None and asked not in have:
                raise OptionError(f"{table} has no column {asked!r}; it has {', '.join(have) or 'none'}.")
        text = self.text or next((name for name in _TEXT_COLUMNS if name in have), None)
        if text is None:
            raise OptionError(
                f"{table} has no column {' or '.join(_TEXT_COLUMNS)}; name it with --text-column, of: "
                f"{', '.join(have) or 'none'}."
            )
        return Columns(text, self.id or next((name for name in _ID_COLUMNS if name in have), None))


def suffixes_of(path: Path) -> tuple[str, str]:
    """The ending that says what a file is, and the one that says how it is compressed ("" for neither)."""
    last = path.suffix.lower()
    return (Path(path.stem).suffix.lower(), last) if last in _OPENERS else (last, "")


def read_file(path: Path, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """The articles of a file."""
    kind, compression = suffixes_of(path)
    name = path.as_posix()
    if kind == ".parquet" and not compression:
        yield from _parquet(path, columns)
        return
    try:
        opened = _OPENERS[compression](path, "rb") if compression else path.open("rb")
    except OSError as error:
        yield Item.failed(name, name, ("unreadable_input", f"{name} cannot be read: {error.strerror or error}."))
        return
    with opened as file:
        yield from _readers().get(kind, _document)(file, name, columns, max_bytes)


def read_stream(file: BinaryIO, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """Standard input: JSON Lines where it starts with a brace, else one article."""
    buffered = file if hasattr(file, "peek") else io.BufferedReader(cast(Any, file))
    is_table = cast(Any, buffered).peek(64)[:64].lstrip()[:1] == b"{"
    yield from (_json_lines if is_table else _document)(buffered, "-", columns, max_bytes)


def read_dataset(given: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """A data set of the hub, streamed, or one that `datasets` saved in a folder."""
    import datasets

    name, _, split = given.removeprefix("hub:").partition(":")
    try:
        if given.startswith("hub:"):
            rows: Any = datasets.load_dataset(name, split=split or "train", streaming=True)
        else:
            rows = datasets.load_from_disk(given)
        first = next(iter(rows), None)
    except Exception as error:  # the hub client and datasets raise of every kind
        raise UnreadableInputError(f"the data set {given!r} cannot be had: {error}") from error
    if first is not None:
        found = columns.found(first, given)
        for i, row in enumerate(rows):
            yield _row(row, f"{given}#{i}", given, found, max_bytes)


def rows_of(path: Path) -> int | None:
    """Rows of a table, where that is quickly told."""
    try:
        if path.suffix == ".parquet":
            import pyarrow.parquet

            return int(pyarrow.parquet.ParquetFile(path).metadata.num_rows)
        if path.suffix in (".jsonl", ".ndjson"):
            with path.open("rb") as file:
                return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_CHUNK), b""))
    except (OSError, ValueError):
        pass
    return None


def _readers() -> dict[str, Callable[[BinaryIO, str, Columns, int], Iterator[Item]]]:
    return {
        ".json": _json,
        ".jsonl": _json_lines,
        ".ndjson": _json_lines,
        ".csv": _separated(","),
        ".tsv": _separated("\t"),
    }


def _document(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    try:
        data = _bounded(file, name, max_bytes)
        inner = name.removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz").lower()
        document = decode_document(data, name=name, is_html=inner.endswith((".html", ".htm")))
    except SummarizeError as error:
        yield Item.failed(name, name, error)
    except _DAMAGE as error:
        yield Item.failed(name, name, _damaged(name, error))
    else:
        said = ("read as cp1252: it is not UTF-8",) if document.encoding == "cp1252" else ()
        yield Item(name, name, document.text, said)


def _bounded(file: BinaryIO, name: str, max_bytes: int) -> bytes:
    data = bytearray()
    while chunk := file.read(min(_CHUNK, max_bytes + 1 - len(data))):
        data += chunk
        if len(data) > max_bytes:
            raise InputTooLargeError(f"{name} holds more than the limit of {max_bytes:,} bytes; split it first.")
    return bytes(data)


def _json(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """An object (one article), or a list of objects."""
    try:
        value = json.loads(_bounded(file, name, max_bytes))
    except InputTooLargeError as error:
        yield Item.failed(name, name, error)
        return
    except (ValueError, RecursionError) as error:
        yield Item.failed(name, name, ("bad_json", f"{name} is not JSON: {error}"))
        return
    except _DAMAGE as error:
        yield Item.failed(name, name, _damaged(name, error))
        return
    is_list = isinstance(value, list)
    found: Columns | None = None
    for i, row in enumerate(value if is_list else [value]):
        place = f"{name}#{i}" if is_list else name
        if isinstance(row, dict):
            found = found or columns.found(row, name)
            yield _row(row, place, name, found, max_bytes)
        else:
            yield Item.failed(place, name, ("not_an_object", f"{place} is a JSON {type(row).__name__}, not an object."))


def _json_lines(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    found: Columns | None = None
    for i, line in enumerate(_lines(file, max_bytes)):
        place = f"{name}#{i}"
        if isinstance(line, tuple):
            yield Item.failed(place, name, (line[0], f"{place}: {line[1]}"))
            continue
        text, said = _decoded(line)
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield Item.failed(place, name, ("bad_json", f"{place} is not JSON: {error}"))
            continue
        if not isinstance(row, dict):
            yield Item.failed(place, name, ("not_an_object", f"{place} is a JSON {type(row).__name__}, not an object."))
            continue
        if found is None:
            found = columns.found(row, name)
        yield _row(row, place, name, found, max_bytes, said)


def _lines(file: BinaryIO, max_bytes: int) -> Iterator[bytes | tuple[str, str]]:
    """Lines that are not blank; a longer one than the limit is passed over, in its place an error."""
    while True:
        try:
            line = file.readline(max_bytes + 1)
            if len(line) > max_bytes and not line.endswith(b"\n"):
                while (rest := file.readline(_CHUNK)) and not rest.endswith(b"\n"):
                    pass
                yield "input_too_large", f"the line is longer than the limit of {max_bytes:,} bytes."
                continue
        except _DAMAGE as error:
            yield _damaged("the rest of the file", error)
            return
        if not line:
            return
        if line.strip():
            yield line


def _decoded(line: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return line.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace"), ("read as cp1252: it is not UTF-8",)


def _separated(delimiter: str) -> Callable[[BinaryIO, str, Columns, int], Iterator[Item]]:
    def read(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
        csv.field_size_limit(max_bytes)
        # Bytes that are not UTF-8 come through as lone surrogates; `_mended` reads their field as cp1252.
        with io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
            yield from _records(csv.reader(text, delimiter=delimiter), name, columns, max_bytes)

    return read


def _records(rows: Iterator[list[str]], name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    header: list[str] | None = None
    i = 0
    while True:
        place = f"{name}#{i}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Item.failed(place, name, ("bad_csv", f"{place}: {error}"))
            i += 1
            continue
        except _DAMAGE as error:
            yield Item.failed(place, name, _damaged(place, error))
            return
        if row is None:
            return
        if header is None:
            header, found = row, columns.found(row, name)
        elif row:
            values, said = _mended(dict(zip(header, row, strict=False)))
            yield _row(values, place, name, found, max_bytes, said)
            i += 1


def _mended(row: dict[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    values = dict(row)
    said: tuple[str, ...] = ()
    for name, value in row.items():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raw = value.encode("utf-8", "surrogateescape")
            values[name], said = raw.decode("cp1252", "replace"), ("read as cp1252: it is not UTF-8",)
    return values, said


def _parquet(path: Path, columns: Columns) -> Iterator[Item]:
    import pyarrow
    import pyarrow.parquet

    name, i = path.as_posix(), 0
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            found = columns.found(file.schema_arrow.names, name)
            wanted = [column for column in (found.text, found.id) if column is not None]
            for batch in file.iter_batches(batch_size=_PARQUET_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    yield _row(row, f"{name}#{i}", name, found, 1 << 31)
                    i += 1
    except (OSError, pyarrow.ArrowException) as error:
        place = f"{name}#{i}" if i else name
        yield Item.failed(place, name, _damaged(place, error))


def _row(
    row: Mapping[str, Any], place: str, source: str, columns: Columns, max_bytes: int, said: tuple[str, ...] = ()
) -> Item:
    id_value = row.get(columns.id) if columns.id else None
    id = str(id_value) if id_value not in (None, "") else place
    text = row.get(columns.text or "")
    if not isinstance(text, str):
        kind = "nothing" if text is None else type(text).__name__
        return Item.failed(id, source, ("not_text", f"{place}: column {columns.text!r} holds {kind}, not text."))
    if len(text) > max_bytes:
        return Item.failed(id, source, ("input_too_large", f"{place} holds more than {max_bytes:,} characters."))
    return Item(id, source, text, said)


def _damaged(name: str, error: Exception) -> tuple[str, str]:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return "unreadable_input", f"{name} cannot be read (cut short, damaged, or not what its name says): {reason}"
