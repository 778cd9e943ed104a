"""One file, stream or data set to its articles.

Input: something that can be opened. Output: items; what is wrong with one is its error, in its place. Raises for: a
table without a text column. Memory holds one article (of at most `max_bytes`), or a few rows of a table; the limit
counts bytes after decompression, so that a bomb is an error like any other long article.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import re
import zipfile
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from ...documents import HTML, decode_document, decode_text, read_document, said_of_kind
from ...errors import InputTooLargeError, MissingExtraError, OptionError, SummarizeError, UnreadableInputError
from ...office import MAX_RATIO, is_bomb, kind_of_file
from ...text.encodings import wide_encoding
from ...webpages import Entry, Source, is_feed, json_feed, read_feed, titled
from ..addresses import is_page_address, reading
from .columns import Columns, articles_by_name, distinct, rows_in
from .items import Item, snake_case
from .reading import (
    CHUNK,
    DAMAGE,
    LineDecoder,
    bounded,
    damaged,
    decoded,
    item_of,
    json_values,
    peekable,
    said_of,
)
from .separated import separated
from .workbooks import workbook

DOCUMENTS = HTML | {".txt", ".text", ".md", ".markdown", ".srt", ".vtt", ".pdf", ".docx"}
FEEDS = frozenset({".xml", ".rss", ".atom"})
TABLES = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".xlsx", ".xlsm"})
ARCHIVES = frozenset({".zip"})


def _open_zstd(file: BinaryIO, mode: str) -> BinaryIO:
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError("parquet", "unpacking .zst") from error
    return io.BufferedReader(pyarrow.CompressedInputStream(pyarrow.PythonFile(file, mode="r"), "zstd"))


_OPENERS: dict[str, Callable[..., Any]] = {
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".xz": lzma.open,
    ".zst": _open_zstd,
}
_PARQUET_ROWS = 64
#: What makes a file that can be read of one that is not.
_SAVE_AS = {".doc": ".docx", ".odt": ".docx", ".rtf": ".docx", ".xls": ".xlsx", ".ods": ".xlsx", ".epub": ".txt",
            ".tar": ".zip", ".tgz": ".zip", ".7z": ".zip", ".rar": ".zip"}  # fmt: skip
_ENCRYPTED = 1
#: Bytes out of a compressed file from which on its ratio is looked at.
_LEAST_UNPACKED = 32 << 20
#: Lines without anything, one after the other, that end the reading of a file.
_MOST_BLANK = 1_000_000
#: Bytes at the start of a file that say what it is.
_START_BYTES = 256
#: How a list begins, and an object that is written over several lines.
_WHOLE_JSON = re.compile(r"\[|\{\s*?\n")
#: How JSON with an object begins.
_JSON_OBJECT = re.compile(r'\[?\s*\{\s*["}]')
#: The code of a table without a column for the text.
NO_COLUMN = "no_text_column"


@dataclass(frozen=True, slots=True)
class File:
    """A file by its path or address, and the call that opens it for reading bytes where that is no path."""

    name: str
    opener: Callable[[], Any] | None = None
    is_remote: bool = False

    def open(self) -> BinaryIO:
        """Open it for reading bytes."""
        return cast(BinaryIO, self.opener() if self.opener else Path(self.name).open("rb"))


def suffixes_of(name: str) -> tuple[str, str]:
    """The ending that says what a file is, and the one that says how it is compressed ("" for neither)."""
    path = Path(name)
    last = path.suffix.lower()
    return (Path(path.stem).suffix.lower(), last) if last in _OPENERS else (last, "")


def is_article(name: str) -> bool:
    """True for the name of a document or table that can be read."""
    return suffixes_of(name)[0] in DOCUMENTS | FEEDS | TABLES | ARCHIVES


def read_file(file: File, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """The articles of a file; whatever is wrong with one of this machine is an error in its place, never an end."""
    reader = _read_file(file, columns, max_bytes)
    is_empty = suffixes_of(file.name)[0] not in ARCHIVES
    while True:
        try:
            item = next(reader, None)
        except OptionError as error:
            yield Item.failed(file.name, file.name, (NO_COLUMN, str(error)))
            return
        except SummarizeError as error:
            yield Item.failed(file.name, file.name, error)
            return
        except Exception as error:
            if file.is_remote:
                raise
            yield Item.failed(file.name, file.name, damaged(file.name, error))
            return
        if item is None:
            if is_empty:
                columns.passed_over(file.name, "nothing in it")
            return
        is_empty = False
        yield item


def _read_file(file: File, columns: Columns, max_bytes: int) -> Iterator[Item]:
    kind, compression = suffixes_of(file.name)
    try:
        raw = file.open()
    except OSError as error:
        yield Item.failed(file.name, file.name, _unreadable(file.name, error))
        return
    with ExitStack() as stack:
        opened = stack.enter_context(raw)
        if kind == ".zip":
            yield from _archive(opened, file, columns, max_bytes)
            return
        if kind in _WHOLE and not compression:
            start = _peeked(opened)
            if not start.startswith(b"PK") and (said := said_of_kind(start)):
                raise UnreadableInputError(f"{file.name} is not a table but {said}.")
            yield from _WHOLE[kind](opened, file.name, columns, max_bytes)
            return
        if compression:
            try:
                unpacked = stack.enter_context(_OPENERS[compression](opened, "rb"))
                opened = cast(BinaryIO, io.BufferedReader(_Unpacked(unpacked, opened, file.name), CHUNK))
            except DAMAGE as error:
                yield Item.failed(file.name, file.name, damaged(file.name, error))
                return
        if kind not in _readers():
            yield from _document(opened, file.name, columns, max_bytes)
            return
        table = peekable(opened)
        if said := said_of_kind(_peeked(table)):
            raise UnreadableInputError(f"{file.name} is not a table but {said}.")
        is_json = kind in (".csv", ".tsv") and _JSON_OBJECT.match(_start_of(table)) is not None
        yield from (_json_lines if is_json else _readers()[kind])(table, file.name, columns, max_bytes)


def _archive(opened: BinaryIO, file: File, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """The articles of a zip archive, by name, as those of a folder and its folders."""
    with zipfile.ZipFile(opened) as archive:
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda member: member.filename)
        if is_bomb(archive, max_bytes):
            unpacked = sum(member.file_size for member in members)
            said = f"{file.name} unpacks to {unpacked:,} bytes, over {MAX_RATIO} times its size; unpack it first."
            yield Item.failed(file.name, file.name, ("input_too_large", said))
            return
        if not members:
            columns.passed_over(file.name, "nothing in it")
        for member in members:
            name = f"{file.name}/{member.filename}"
            if reason := _not_read(member.filename):
                columns.passed_over(name, reason)
            else:
                inner = File(name, partial(_open_member, archive, member), is_remote=file.is_remote)
                yield from read_file(inner, columns, max_bytes)


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Any:
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableInputError(f"{member.filename} is encrypted; unpack the archive first.")
    return archive.open(member)


def is_hidden(name: str) -> bool:
    """True for files that systems hide, and those that Word makes beside a file that it has open."""
    return name.startswith((".", "~$")) and name not in (".", "..")


def _not_read(member: str) -> str | None:
    """Why a file of an archive is no article."""
    if any(is_hidden(part) or part == "__MACOSX" for part in member.split("/")):
        return "hidden"
    if suffixes_of(member)[0] == ".zip":
        return "an archive within an archive"
    return None if is_article(member) else unknown_kind(member)


def unknown_kind(name: str) -> str:
    """What is said of a file whose ending is none that is read."""
    kind, compression = suffixes_of(name)
    if compression and not kind:
        return f"no ending before {compression} that says what it is, such as .txt{compression}"
    ending = kind or compression
    fix = f"; save it as {_SAVE_AS[ending]}" if ending in _SAVE_AS else ""
    return f"{ending} is not read{fix}" if ending else "no ending that is read"


def read_stream(file: BinaryIO, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """Standard input: JSON Lines where it starts with a brace, a JSON list where with "[{"; CSV where a column or the
    delimiter is named; else one article.
    """
    buffered = peekable(file)
    start = _start_of(buffered)
    if not _JSON_OBJECT.match(start) and (columns.text or columns.delimiter):
        yield from separated(",")(buffered, "-", columns, max_bytes)
    elif start.startswith("["):
        yield from _list_or_article(buffered, columns, max_bytes)
    else:
        yield from (_json_lines if _JSON_OBJECT.match(start) else _document)(buffered, "-", columns, max_bytes)


def _list_or_article(file: BinaryIO, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """A JSON list; an article may start with "[" too."""
    try:
        data = bounded(file, "-", max_bytes)
    except SummarizeError as error:
        yield Item.failed("-", "-", error)
        return
    is_list = re.match(rb"\W*\[\s*[{\]]", data.replace(b"\0", b"")[:64])
    yield from (_json if is_list else _document)(io.BytesIO(data), "-", columns, max_bytes)


def read_dataset(given: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """A data set of the hub, streamed, or one that `datasets` saved in a folder."""
    try:
        import datasets
    except ImportError as error:
        raise MissingExtraError("data", f"the data set {given}") from error

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
            yield item_of(row, f"{given}#{i}", given, found, max_bytes)


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
                return sum(chunk.count(b"\n") for chunk in iter(lambda: opened.read(CHUNK), b""))
    except (ImportError, OSError, ValueError):  # reading says so again, in its place
        pass
    return None


def _readers() -> dict[str, Callable[[BinaryIO, str, Columns, int], Iterator[Item]]]:
    return {
        ".json": _json,
        ".jsonl": _json_lines,
        ".ndjson": _json_lines,
        ".csv": separated(","),
        ".tsv": separated("\t"),
    }


def _document(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    try:
        data = bounded(file, name, max_bytes)
        if not kind_of_file(data):
            encoding, text = decode_text(data, name)
            if is_feed(text):
                yield from _feed(read_feed(text, name), name, columns, max_bytes, said_of(encoding))
                return
            if is_page_address(name) and _JSON_OBJECT.match(text):
                yield from _json(io.BytesIO(data), name, columns, max_bytes)
                return
        kind = suffixes_of(name)[0]
        document = decode_document(data, name=name, is_html=kind in HTML)
        if kind in FEEDS and document.source is None and document.text.lstrip().startswith("<"):
            raise UnreadableInputError(f"{name} is XML that is neither a feed nor a page; save its text.")
    except SummarizeError as error:
        yield Item.failed(name, name, error)
    except DAMAGE as error:
        yield Item.failed(name, name, damaged(name, error))
    else:
        about = _about(document.source) if document.source else {}
        kept = replace(columns, text=None, id=None).kept(about) if about else {}
        yield Item(name, name, document.text, said_of(document.encoding), kept=kept)


def _about(source: Source) -> dict[str, str | None]:
    """What a page or an entry of a feed says of itself, as the columns of a table."""
    return {"title": source.title, "author": source.author, "date": source.date, "link": source.url}


def _feed(
    entries: Iterable[Entry], name: str, columns: Columns, max_bytes: int, said: tuple[str, ...]
) -> Iterator[Item]:
    """The articles of a feed; title, author, date and link go along as the columns of a table do."""
    of_feed = replace(columns, text="text", id="link")
    for i, entry in enumerate(entries):
        place = f"{name}#{i}"
        read, told = _with_page(entry, said) if i < columns.linked_pages else (entry, said)
        row = {**_about(read.source), "text": read.text}
        item = item_of(row, place, name, of_feed, max_bytes, told)
        if read.is_cut:
            cut = ("unreadable_input", f"{place}: the file ends within this article, it is cut short.")
            item = Item.failed(item.id, name, cut, item.kept)
        yield replace(item, kept=item.kept | ({"link": read.source.url} if columns.keep is None else {}))


def _with_page(entry: Entry, said: tuple[str, ...]) -> tuple[Entry, tuple[str, ...]]:
    """An entry with the text of the page that it links to; where that gives none, as it is, and why."""
    link = entry.source.url or ""
    if not is_page_address(link):
        return entry, (*said, "the text of the feed: the entry links to no page")
    try:
        page = read_document(link, fetch=True)
    except SummarizeError as error:
        return entry, (*said, f"the text of the feed: {error}")
    if len(page.text) < len(entry.text):
        return entry, (*said, f"the text of the feed: {link} has less")
    own, theirs = entry.source, page.source or Source()
    source = Source(own.title or theirs.title, own.author or theirs.author, own.date or theirs.date, link)
    return Entry(titled(page.text, source.title), source), said_of(page.encoding)


def _json(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """An object (one article), a list of objects, a list within an object, or JSON Lines under this ending."""
    try:
        data = bounded(file, name, max_bytes)
        text, said = decoded(data, json.detect_encoding(data))
        values = json_values(text)
    except InputTooLargeError as error:
        fix = "A list as lines may be of any size: jq -c '.[]'; a file of lines needs the ending .jsonl."
        yield Item.failed(name, name, (snake_case(type(error).__name__), f"{error} {fix}"))
        return
    except (ValueError, RecursionError) as error:
        if _is_lines(text):
            yield from _json_lines(io.BytesIO(data), name, columns, max_bytes)
        else:
            yield Item.failed(name, name, ("bad_json", f"{name} is not JSON: {error}"))
        return
    except DAMAGE as error:
        yield Item.failed(name, name, damaged(name, error))
        return
    value = values[0] if len(values) == 1 else values
    if (entries := json_feed(value)) is not None and columns.text is None:
        yield from _feed(entries, name, columns, max_bytes, said)
        return
    if named := articles_by_name(value, columns):
        reader = _Objects(name, columns, max_bytes)
        for key, row in named:
            item = reader.item(row, f"{name}#{key}", said)
            yield replace(item, id=key) if item.id == f"{name}#{key}" else item
        return
    inner = rows_in(value, columns)
    rows, columns = inner or (value if isinstance(value, list) else [value], columns)
    is_list = inner is not None or isinstance(value, list)
    reader = _Objects(name, columns, max_bytes)
    for i, row in enumerate(rows):
        yield reader.item(row, f"{name}#{i}" if is_list else name, said)


def _is_lines(text: str) -> bool:
    """True where the first line is a whole object."""
    try:
        return isinstance(json.loads(text.lstrip().partition("\n")[0]), dict)
    except (ValueError, RecursionError):
        return False


class _Objects:
    """JSON objects to items; the columns are those of the first object that has one for the text."""

    def __init__(self, name: str, columns: Columns, max_bytes: int):
        self._name, self._columns, self._max_bytes = name, columns, max_bytes
        self._found: Columns | None = None

    def item(self, row: Any, place: str, said: tuple[str, ...] = ()) -> Item:
        """An object, or an error in its place."""
        if isinstance(row, str) and self._columns.text is None:
            return Item(place, self._name, row, said)
        if not isinstance(row, dict):
            kind = type(row).__name__
            return Item.failed(place, self._name, ("not_an_object", f"{place} is a JSON {kind}, not an object."))
        if self._found is None:
            try:
                self._found = self._columns.found(row, self._name, row)
            except OptionError as error:
                return Item.failed(place, self._name, (NO_COLUMN, str(error)), self._columns.kept(row))
        return item_of(row, place, self._name, self._found, self._max_bytes, said)


def _json_lines(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    buffered = peekable(file)
    if _WHOLE_JSON.match(_start_of(buffered)):
        yield from _json(buffered, name, columns, max_bytes)
        return
    reader = _Objects(name, columns, max_bytes)
    with _as_utf8(buffered) as (lines, coding, decoder):
        for i, line in enumerate(_lines(lines, max_bytes)):
            place = f"{name}#{i}"
            values, said = _values(line, place, decoder)
            if isinstance(values, tuple):
                yield Item.failed(place, name, values)
                continue
            value = values[0] if len(values) == 1 else values
            inner = rows_in(value, columns)
            if inner is None and len(values) == 1:
                yield reader.item(value, place, said or coding)
                continue
            rows, of_rows = inner or (values, columns)
            of_line = _Objects(name, of_rows, max_bytes)
            for k, article in enumerate(rows):
                yield of_line.item(article, f"{place}.{k}", said or coding)


def _peeked(file: Any) -> bytes:
    try:
        return bytes(file.peek(_START_BYTES)[:_START_BYTES]) if hasattr(file, "peek") else b""
    except DAMAGE:  # reading says so again, in its place
        return b""


def _start_of(file: Any) -> str:
    """The first characters of a file that are no blanks."""
    start = _peeked(file)
    return start.decode(wide_encoding(start) or "utf-8-sig", "ignore").lstrip()


def _values(
    line: bytes | tuple[str, str], place: str, decoder: LineDecoder
) -> tuple[list[Any] | tuple[str, str], tuple[str, ...]]:
    """A line's values, or the code and message of what is wrong with it; and what its encoding was."""
    if isinstance(line, tuple):
        return (line[0], f"{place}: {line[1]}"), ()
    text, said = decoder.text(line)
    try:
        return json_values(text), said
    except (ValueError, RecursionError) as error:
        return ("bad_json", f"{place} is not JSON: {error}"), ()


def _lines(file: _Lines, max_bytes: int) -> Iterator[bytes | tuple[str, str]]:
    """Lines that are not blank; a longer one than the limit is passed over, in its place an error."""
    blank = 0
    while True:
        try:
            line = file.readline(max_bytes + 1)
            if len(line) > max_bytes and not line.endswith(b"\n"):
                while (rest := file.readline(CHUNK)) and not rest.endswith(b"\n"):
                    pass
                yield "input_too_large", f"the line is longer than the limit of {max_bytes:,} bytes."
                continue
        except DAMAGE as error:
            yield damaged("the rest of the file", error)
            return
        if not line:
            return
        blank = 0 if line.removeprefix(BOM_UTF8).strip() else blank + 1
        if not blank:
            yield line
        elif blank > _MOST_BLANK:
            yield "input_too_large", f"more than {_MOST_BLANK:,} lines without anything; the rest was not read."
            return


class _Unpacked(io.RawIOBase):
    """A compressed file as it unpacks; refused where it turns out to be a bomb."""

    def __init__(self, unpacked: Any, packed: BinaryIO, name: str):
        self._unpacked, self._packed, self._name, self._size = unpacked, packed, name, 0

    def readable(self) -> bool:
        """True: it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; the number of bytes, 0 at the end."""
        data = self._unpacked.read1(len(buffer))  # what there is, before the end of a file that was cut short
        buffer[: len(data)] = data
        self._size += len(data)
        if self._size > max(_LEAST_UNPACKED, MAX_RATIO * self._packed.tell()):
            raise InputTooLargeError(
                f"{self._name} unpacks to over {MAX_RATIO} times its size ({self._size:,} bytes so far); unpack it "
                f"first."
            )
        return len(data)


class _Lines(Protocol):
    def readline(self, size: int, /) -> bytes: ...


class _Recoded:
    """The lines of a text as UTF-8."""

    def __init__(self, text: io.TextIOWrapper):
        self._text = text

    def readline(self, size: int, /) -> bytes:
        return self._text.readline(size).encode("utf-8", "replace")


@contextmanager
def _as_utf8(file: BinaryIO) -> Iterator[tuple[_Lines, tuple[str, ...], LineDecoder]]:
    """A file's lines as they are, or out of UTF-16 or UTF-32, what to say about that, and what decodes them."""
    buffered = peekable(file)
    try:
        start = buffered.peek(CHUNK)
    except DAMAGE:  # reading says so again, in its place
        start = b""
    encoding, decoder = wide_encoding(start), LineDecoder(start)
    del start  # a megabyte, which would stay for as long as the file is read
    if encoding is None:
        yield buffered, (), decoder
        return
    text = io.TextIOWrapper(buffered, encoding, errors="replace", newline="\n")
    try:
        yield _Recoded(text), said_of(encoding), LineDecoder(b"")
    finally:
        text.detach()


def _parquet(opened: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError("parquet", f"reading {name}") from error
    i = 0
    try:
        # Without a buffer size, a row group's whole column is read at once.
        with pyarrow.parquet.ParquetFile(opened, buffer_size=CHUNK, pre_buffer=False) as file:
            here = file.schema_arrow.names
            names = distinct(here)
            is_nested = columns.text is not None and "[]" in columns.text
            found = columns if is_nested else columns.found(names, name, _nested(file.schema_arrow))
            wanted = _wanted(found, names) if names == here and not is_nested else None
            for batch in file.iter_batches(batch_size=_PARQUET_ROWS, columns=wanted):
                read = names if wanted is None else batch.schema.names
                for k in range(batch.num_rows):
                    row = {column: _value(values[k]) for column, values in zip(read, batch.columns, strict=True)}
                    if is_nested:
                        yield from _nested_items(row, f"{name}#{i}", name, columns, max_bytes)
                    else:
                        yield item_of(row, f"{name}#{i}", name, found, max_bytes)
                    i += 1
    except (OSError, pyarrow.ArrowException) as error:
        place = f"{name}#{i}" if i else name
        yield Item.failed(place, name, damaged(place, error))


def _nested_items(row: dict[str, Any], place: str, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """The articles that a path such as articles[].text leads to in one row; an error where it leads to none."""
    inner = rows_in(row, columns)
    if inner is None:
        said = f"{place}: {columns.text!r} leads to no list; the row has {', '.join(row)}."
        yield Item.failed(place, name, ("not_text", said))
        return
    reader = _Objects(name, inner[1], max_bytes)
    for k, article in enumerate(inner[0]):
        yield reader.item(article, f"{place}.{k}")


def _wanted(columns: Columns, names: list[str]) -> list[str]:
    """The columns of a Parquet table that are read."""
    if columns.keep is None:
        return names
    read = (columns.text, columns.id, columns.title, *columns.keep)
    asked = [path.split(".")[0] if path not in names else path for path in read if path]
    return [name for name in names if name in asked]


def _nested(schema: Any) -> dict[str, Any]:
    """A row of a Parquet table as its types say: an object where there are fields, text where there is text."""
    import pyarrow.types as types

    def shape(kind: Any) -> Any:
        if types.is_struct(kind):
            return {field.name: shape(field.type) for field in kind}
        if types.is_list(kind) or types.is_large_list(kind):
            return [shape(kind.value_type)]
        is_text = types.is_string(kind) or types.is_large_string(kind) or types.is_dictionary(kind)
        return "" if is_text else None

    return {field.name: shape(field.type) for field in schema}


def _value(scalar: Any) -> Any:
    """A value of a Parquet table; one that Python lacks (a date out of range, text that is not UTF-8) as text."""
    # pyarrow, pytz and datetime raise of every kind, and a cell is no reason to lose the rows behind it.
    for value_of in (scalar.as_py, lambda: decoded(scalar.as_buffer().to_pybytes())[0], lambda: str(scalar.value)):
        with suppress(Exception):
            return value_of()
    return None


#: Tables that are read from all over the file.
_WHOLE = {".parquet": _parquet, ".xlsx": workbook, ".xlsm": workbook}


def _unreadable(name: str, error: OSError) -> tuple[str, str]:
    return "unreadable_input", f"{name} cannot be read: {error.strerror or error}."
