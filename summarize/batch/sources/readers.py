"""One file, stream or data set to its articles.

Input: something that can be opened. Output: items; what is wrong with one is its error, in its place. Raises for: a
table without a text column. Memory holds one article (of at most `max_bytes`), or a few rows of a table; the limit
counts bytes after decompression, so that a bomb is an error like any other long article.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from ...documents import HTML, decode_document, decode_text, said_of_document, said_of_kind
from ...errors import InputTooLargeError, MissingExtraError, OptionError, SummarizeError, UnreadableInputError
from ...feeds import is_feed, read_feed
from ...office import MAX_RATIO, is_bomb, kind_of_file
from ..addresses import is_page_address, reading
from .columns import NO_COLUMN, OF_A_BATCH, SAMPLE_ROWS, Columns, OfABatchError
from .feeds import about, feed_items
from .items import Item
from .json_tables import json_items, json_lines
from .parquet import parquet
from .reading import (
    CHUNK,
    DAMAGE,
    JSON_OBJECT,
    SAMPLE,
    Reader,
    bounded,
    damaged,
    item_of,
    peekable,
    peeked,
    said_of,
    start_of,
)
from .separated import is_separated, separated
from .workbooks import workbook

DOCUMENTS = HTML | {".txt", ".text", ".md", ".markdown", ".srt", ".vtt", ".pdf", ".docx", ".eml", ".mhtml", ".mht"}
FEEDS = frozenset({".xml", ".rss", ".atom"})
TABLES = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".xlsx", ".xlsm"})
ARCHIVES = frozenset({".zip"})


def _open_zstd(file: BinaryIO, mode: str) -> BinaryIO:
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError("parquet", "unpacking .zst") from error
    return io.BufferedReader(pyarrow.CompressedInputStream(pyarrow.PythonFile(file, mode="r"), "zstd"))


_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open, ".zst": _open_zstd}
#: Tables that are read from start to end, and those that are read from all over the file.
_READERS: dict[str, Reader] = {
    ".json": json_items, ".jsonl": json_lines, ".ndjson": json_lines, ".csv": separated,
    ".tsv": partial(separated, preferred="\t"),
}  # fmt: skip
_WHOLE = {".parquet": parquet, ".xlsx": workbook, ".xlsm": workbook}
#: What makes a file that can be read of one that is not.
_SAVE_AS = {".doc": ".docx", ".odt": ".docx", ".rtf": ".docx", ".xls": ".xlsx", ".ods": ".xlsx", ".epub": ".txt",
            ".tar": ".zip", ".tgz": ".zip", ".7z": ".zip", ".rar": ".zip"}  # fmt: skip
_ENCRYPTED = 1
#: Bytes out of a compressed file from which on its ratio is looked at.
_LEAST_UNPACKED = 32 << 20


@dataclass(frozen=True, slots=True)
class File:
    """A file by its path or address, and the call that opens it for reading bytes where that is no path; `is_listed`
    where it was found in a folder, by a glob or in an archive."""

    name: str
    opener: Callable[[], Any] | None = None
    is_remote: bool = False
    is_listed: bool = False

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
    reader = _read_file(file, replace(columns, is_listed=file.is_listed), max_bytes)
    is_empty = suffixes_of(file.name)[0] not in ARCHIVES
    while True:
        try:
            item = next(reader, None)
        except OptionError as error:
            yield Item.failed(file.name, file.name, (NO_COLUMN, str(error)))
            return
        except OfABatchError:
            columns.passed_over(file.name, OF_A_BATCH)
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
    """The same; what is wrong with the whole file is raised."""
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
            start = peeked(opened)
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
        if kind not in _READERS:
            yield from _document(opened, file.name, columns, max_bytes)
            return
        table = peekable(opened)
        if said := said_of_kind(peeked(table)):
            raise UnreadableInputError(f"{file.name} is not a table but {said}.")
        is_json = kind in (".csv", ".tsv") and JSON_OBJECT.match(start_of(table)) is not None
        yield from (json_lines if is_json else _READERS[kind])(table, file.name, columns, max_bytes)


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
                inner = File(name, partial(_open_member, archive, member), file.is_remote, is_listed=True)
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
    delimiter is named, or its first line names that of the text; else one article.
    """
    buffered = peekable(file)
    start = start_of(buffered)
    if JSON_OBJECT.match(start):
        yield from json_lines(buffered, "-", columns, max_bytes)
    elif columns.text or columns.delimiter:
        yield from separated(buffered, "-", columns, max_bytes)
    elif start.startswith("["):
        yield from _list_or_article(buffered, columns, max_bytes)
    else:
        sampled = sampling(buffered)
        yield from (reader_of_rows(sampled) or _document)(sampled, "-", columns, max_bytes)
        if not sampled.closed:
            sampled.detach()  # it would close standard input


def sampling(file: BinaryIO) -> io.BufferedReader:
    """The same stream; its first `peek` waits for as much as `reader_of_rows` looks at."""
    return io.BufferedReader(cast(Any, file), SAMPLE)


def reader_of_rows(file: io.BufferedReader) -> Reader | None:
    """What reads a stream of JSON objects, or of a table whose first line names its columns; None of another."""
    if JSON_OBJECT.match(start_of(file)):
        return json_lines
    return separated if is_separated(file.peek(SAMPLE)[:SAMPLE]) else None


def _list_or_article(file: BinaryIO, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """A JSON list; an article may start with "[" too."""
    try:
        data = bounded(file, "-", max_bytes)
    except SummarizeError as error:
        yield Item.failed("-", "-", error)
        return
    is_list = re.match(rb"\W*\[\s*[{\]]", data.replace(b"\0", b"")[:64])
    yield from (json_items if is_list else _document)(io.BytesIO(data), "-", columns, max_bytes)


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
        sample = list(islice(iter(rows), SAMPLE_ROWS))
    except Exception as error:  # the hub client and datasets raise of every kind
        raise UnreadableInputError(f"the data set {given!r} cannot be had: {error}") from error
    if not sample:
        return
    columns.require_kept(sample[0], given)
    found = columns.found(sample[0], given, sample=sample)
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


def _document(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """A file that is no table: one article, or those of a feed, or of JSON at an address of the web."""
    try:
        data = bounded(file, name, max_bytes)
        if not kind_of_file(data):
            encoding, text = decode_text(data, name)
            if is_feed(text):
                yield from feed_items(read_feed(text, name), name, columns, max_bytes, said_of(encoding))
                return
            if is_page_address(name) and JSON_OBJECT.match(text):
                yield from json_items(io.BytesIO(data), name, columns, max_bytes)
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
        told = about(document.source) if document.source else {}
        kept = replace(columns, text=None, id=None).kept(told) if told else {}
        yield Item(name, name, document.text, said_of_document(document), kept=kept)


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


def _unreadable(name: str, error: OSError) -> tuple[str, str]:
    return "unreadable_input", f"{name} cannot be read: {error.strerror or error}."
