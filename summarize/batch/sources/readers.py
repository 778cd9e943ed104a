"""One file, stream or data set to its articles.

Enters: something that can be opened. Leaves: items; what is wrong with one is its error, in its place. Refuses: a table
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
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from ...documents import decode_document
from ...errors import InputTooLargeError, OptionError, SummarizeError, UnreadableInputError
from ..addresses import reading
from .items import Item, snake_case

DOCUMENTS = frozenset({".txt", ".md", ".html", ".htm"})
TABLES = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"})


def _open_zstd(file: BinaryIO, mode: str) -> BinaryIO:
    import pyarrow

    return io.BufferedReader(pyarrow.CompressedInputStream(pyarrow.PythonFile(file, mode="r"), "zstd"))


_OPENERS: dict[str, Callable[..., Any]] = {
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".xz": lzma.open,
    ".zst": _open_zstd,
}
#: Errors of a file that is cut short, damaged or not what its name says.
_DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError)
_TEXT_COLUMNS = ("text", "article", "content", "body", "document")
_ID_COLUMNS = ("id", "url")
_PARQUET_ROWS = 64
_CHUNK = 1 << 20
#: Byte-order marks of what editors and shells of Windows write.
_WIDE = {b"\xff\xfe\x00\x00": "utf-32", b"\x00\x00\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


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
                raise OptionError(f"{table} has no column {asked!r}; it has {_listed(have)}.")
        text = self.text or next((name for name in _TEXT_COLUMNS if name in have), None)
        if text is None:
            raise OptionError(
                f"{table} has no column {' or '.join(_TEXT_COLUMNS)}; name it with --text-column, of: {_listed(have)}."
            )
        return Columns(text, self.id or next((name for name in _ID_COLUMNS if name in have), None))


def _listed(names: list[str]) -> str:
    """Column names for a message of one line, however many there are and whatever they hold."""
    shown = ", ".join(" ".join(name.split())[:60] or "''" for name in names[:20])
    return shown + (f" and {len(names) - 20:,} more" if len(names) > 20 else "") or "none"


@dataclass(frozen=True, slots=True)
class File:
    """A file by its path or address, and the call that opens it for reading bytes where that is no path."""

    name: str
    opener: Callable[[], BinaryIO] | None = None

    def open(self) -> BinaryIO:
        """Open it for reading bytes."""
        return self.opener() if self.opener else Path(self.name).open("rb")


def suffixes_of(name: str) -> tuple[str, str]:
    """The ending that says what a file is, and the one that says how it is compressed ("" for neither)."""
    path = Path(name)
    last = path.suffix.lower()
    return (Path(path.stem).suffix.lower(), last) if last in _OPENERS else (last, "")


def is_article(name: str) -> bool:
    """True for the name of a document or table that can be read."""
    return suffixes_of(name)[0] in DOCUMENTS | TABLES


def read_file(file: File, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """The articles of a file."""
    kind, compression = suffixes_of(file.name)
    try:
        raw = file.open()
    except OSError as error:
        yield Item.failed(file.name, file.name, _unreadable(file.name, error))
        return
    with ExitStack() as stack:
        opened = stack.enter_context(raw)
        if kind == ".parquet" and not compression:
            yield from _parquet(opened, file.name, columns, max_bytes)
            return
        if compression:
            try:
                opened = stack.enter_context(_OPENERS[compression](opened, "rb"))
            except _DAMAGE as error:
                yield Item.failed(file.name, file.name, _damaged(file.name, error))
                return
        yield from _readers().get(kind, _document)(opened, file.name, columns, max_bytes)


def read_stream(file: BinaryIO, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """Standard input: JSON Lines where it starts with a brace, else one article."""
    buffered = _peekable(file)
    start = buffered.peek(64)[:64]
    encoding = _wide_encoding(start)
    is_table = start.decode(encoding or "utf-8-sig", "ignore").lstrip()[:1] == "{"
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
    if first is None:
        return
    found = columns.found(first, given)
    # A data set that breaks off (the network, mostly) ends the run: what follows is not known to be bad.
    with reading(given):
        for i, row in enumerate(rows):
            yield _row(row, f"{given}#{i}", given, found, max_bytes)


def rows_of(file: File) -> int | None:
    """Rows of a table, where that is quickly told."""
    kind, compression = suffixes_of(file.name)
    try:
        if kind == ".parquet" and not compression:
            import pyarrow.parquet

            with file.open() as opened:
                return int(pyarrow.parquet.ParquetFile(opened).metadata.num_rows)
        if kind in (".jsonl", ".ndjson") and not compression and file.opener is None:
            with file.open() as opened:
                return sum(chunk.count(b"\n") for chunk in iter(lambda: opened.read(_CHUNK), b""))
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
        document = decode_document(data, name=name, is_html=suffixes_of(name)[0] in (".html", ".htm"))
    except SummarizeError as error:
        yield Item.failed(name, name, error)
    except _DAMAGE as error:
        yield Item.failed(name, name, _damaged(name, error))
    else:
        yield Item(name, name, document.text, _said(document.encoding))


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
        data = _bounded(file, name, max_bytes)
        text, said = _decoded(data, json.detect_encoding(data))
        value = json.loads(text)
    except InputTooLargeError as error:
        yield Item.failed(
            name, name, (snake_case(type(error).__name__), f"{error} A list as lines may be of any size: jq -c '.[]'.")
        )
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
            yield _row(row, place, name, found, max_bytes, said)
        else:
            yield Item.failed(place, name, ("not_an_object", f"{place} is a JSON {type(row).__name__}, not an object."))


def _json_lines(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    found: Columns | None = None
    with _as_utf8(file) as (lines, coding):
        for i, line in enumerate(_lines(lines, max_bytes)):
            place = f"{name}#{i}"
            row, said = _object(line, place)
            if isinstance(row, tuple):
                yield Item.failed(place, name, row)
                continue
            found = found or columns.found(row, name)
            yield _row(row, place, name, found, max_bytes, said or coding)


def _object(line: bytes | tuple[str, str], place: str) -> tuple[dict[str, Any] | tuple[str, str], tuple[str, ...]]:
    """A line's object, or the code and message of what is wrong with it; and what its encoding was."""
    if isinstance(line, tuple):
        return (line[0], f"{place}: {line[1]}"), ()
    text, said = _decoded(line)
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        return ("bad_json", f"{place} is not JSON: {error}"), ()
    if not isinstance(row, dict):
        return ("not_an_object", f"{place} is a JSON {type(row).__name__}, not an object."), ()
    return row, said


def _lines(file: _Lines, max_bytes: int) -> Iterator[bytes | tuple[str, str]]:
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


class _Lines(Protocol):
    def readline(self, size: int, /) -> bytes: ...


class _Recoded:
    """The lines of a text as UTF-8."""

    def __init__(self, text: io.TextIOWrapper):
        self._text = text

    def readline(self, size: int, /) -> bytes:
        return self._text.readline(size).encode("utf-8", "replace")


@contextmanager
def _as_utf8(file: BinaryIO) -> Iterator[tuple[_Lines, tuple[str, ...]]]:
    """A file's lines as they are, or out of UTF-16 or UTF-32, and what to say about that."""
    buffered = _peekable(file)
    try:
        encoding = _wide_encoding(buffered.peek(4))
    except _DAMAGE:  # reading says so again, in its place
        encoding = None
    if encoding is None:
        yield buffered, ()
        return
    text = io.TextIOWrapper(buffered, encoding, errors="replace", newline="\n")
    try:
        yield _Recoded(text), _said(encoding)
    finally:
        text.detach()


def _peekable(file: BinaryIO) -> Any:
    return file if hasattr(file, "peek") else io.BufferedReader(cast(Any, file))


def _wide_encoding(start: bytes) -> str | None:
    return next((encoding for mark, encoding in _WIDE.items() if start.startswith(mark)), None)


def _said(encoding: str) -> tuple[str, ...]:
    return () if encoding.startswith("utf-8") else (f"read as {encoding}: it is not UTF-8",)


def _decoded(data: bytes, encoding: str = "utf-8-sig") -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), _said(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), _said("cp1252")


def _separated(delimiter: str) -> Callable[[BinaryIO, str, Columns, int], Iterator[Item]]:
    def read(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
        csv.field_size_limit(max_bytes)
        buffered = _peekable(file)
        try:
            encoding = _wide_encoding(buffered.peek(4)) or "utf-8-sig"
        except _DAMAGE as error:
            yield Item.failed(name, name, _damaged(name, error))
            return
        # Bytes that are not UTF-8 come through as lone surrogates; `_mended` reads their field as cp1252.
        errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
        with io.TextIOWrapper(buffered, encoding=encoding, errors=errors, newline="") as text:
            rows = csv.reader(_BoundedLines(text, max_bytes), delimiter=delimiter)
            for item in _records(rows, name, columns, max_bytes):
                yield replace(item, warnings=item.warnings or _said(encoding))

    return read


class _BoundedLines(Iterator[str]):
    """Lines of a text; one that is longer than the limit is passed over and an error: csv would hold it whole."""

    def __init__(self, text: io.TextIOBase, most: int):
        self._text, self._most = text, most

    def __next__(self) -> str:
        line = self._text.readline(self._most + 1)
        if not line:
            raise StopIteration
        if len(line) > self._most and not line.endswith("\n"):
            while (rest := self._text.readline(_CHUNK)) and not rest.endswith("\n"):
                pass
            raise csv.Error(f"the line is longer than the limit of {self._most:,} characters")
        return line


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
            values[name], said = raw.decode("cp1252", "replace"), _said("cp1252")
    return values, said


def _parquet(opened: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    import pyarrow
    import pyarrow.parquet

    i = 0
    try:
        # Without a buffer size, a row group's whole column is read at once.
        with pyarrow.parquet.ParquetFile(opened, buffer_size=_CHUNK, pre_buffer=False) as file:
            found = columns.found(file.schema_arrow.names, name)
            wanted = [column for column in (found.text, found.id) if column is not None]
            for batch in file.iter_batches(batch_size=_PARQUET_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    yield _row(row, f"{name}#{i}", name, found, max_bytes)
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


def _unreadable(name: str, error: OSError) -> tuple[str, str]:
    return "unreadable_input", f"{name} cannot be read: {error.strerror or error}."


def _damaged(name: str, error: Exception) -> tuple[str, str]:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return "unreadable_input", f"{name} cannot be read (cut short, damaged, or not what its name says): {reason}"
