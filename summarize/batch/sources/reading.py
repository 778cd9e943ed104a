"""What the readers share: bytes within a limit, encodings, and a table's row as an item."""

from __future__ import annotations

import io
import json
import lzma
import re
import zipfile
import zlib
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, cast

from ...errors import InputTooLargeError
from ...text.damaged import decode_damaged, decode_line
from ...text.damaged import said_of as said_of_encoding
from ...text.encodings import decode_legacy, wide_encoding
from ...webpages import titled
from .columns import Columns, is_text, object_of, value_at
from .items import Item

#: What makes items of an open file: file, name, columns, most bytes of an article.
Reader = Callable[[BinaryIO, str, Columns, int], Iterator[Item]]
#: Errors of a file that is cut short, damaged or not what its name says.
DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)
CHUNK = 1 << 20
#: Bytes at the start of a table in which its first rows are looked for.
SAMPLE = 1 << 16
#: How JSON with an object begins.
JSON_OBJECT = re.compile(r'\[?\s*\{\s*["}]')
#: Bytes at the start of a file that say what it is.
_START_BYTES = 256
_BETWEEN = re.compile("[\\s,\x1e\ufeff]*")
_DECODER = json.JSONDecoder(object_pairs_hook=object_of)


def bounded(file: BinaryIO, name: str, max_bytes: int) -> bytes:
    """All bytes of a file; InputTooLargeError where there are more than the limit."""
    data = bytearray()
    while chunk := file.read(min(CHUNK, max_bytes + 1 - len(data))):
        data += chunk
        if len(data) > max_bytes:
            raise InputTooLargeError(f"{name} holds more than the limit of {max_bytes:,} bytes; split it first.")
    return bytes(data)


def peekable(file: BinaryIO) -> Any:
    """The same file, with `peek`."""
    return file if hasattr(file, "peek") else io.BufferedReader(cast(Any, file))


def peeked(file: Any) -> bytes:
    """The first bytes of a file, without reading them; none of one that cannot be peeked into."""
    try:
        return bytes(file.peek(_START_BYTES)[:_START_BYTES]) if hasattr(file, "peek") else b""
    except DAMAGE:  # reading says so again, in its place
        return b""


def start_of(file: Any) -> str:
    """The first characters of a file that are no blanks."""
    start = peeked(file)
    return start.decode(wide_encoding(start) or "utf-8-sig", "ignore").lstrip()


def said_of(encoding: str) -> tuple[str, ...]:
    """What a row's warnings say of an encoding."""
    said = None if encoding in ("pdf", "docx") else said_of_encoding(encoding)
    return (said,) if said else ()


def decoded(data: bytes, encoding: str = "utf-8-sig") -> tuple[str, tuple[str, ...]]:
    """Bytes as text, read as damaged UTF-8 or in an older encoding where they are not in that; what to say of it."""
    try:
        return data.decode(encoding), said_of(encoding)
    except UnicodeDecodeError:
        name, text = decode_damaged(data) or decode_legacy(data) or ("cp1252", data.decode("cp1252", "replace"))
        return text, said_of(name)


class LineDecoder:
    """The lines or fields of one file as text: one that is not UTF-8 in the encoding that the file's start is in."""

    def __init__(self, start: bytes):
        """`start`: the first bytes of the file, as many as there are at hand."""
        self._legacy, self._is_utf8 = "cp1252", False
        if start.isascii():
            return
        try:
            getincrementaldecoder("utf-8")().decode(start)
            self._is_utf8 = True
        except UnicodeDecodeError:
            self._is_utf8 = decode_damaged(start) is not None
            found = None if self._is_utf8 else decode_legacy(start)
            self._legacy = found[0] if found else self._legacy

    def text(self, data: bytes) -> tuple[str, tuple[str, ...]]:
        """A line or field, and what to say of its encoding."""
        try:
            return data.decode("utf-8-sig"), ()
        except UnicodeDecodeError:
            name, text = decode_line(data, is_utf8=self._is_utf8, legacy=self._legacy)
            return text, said_of(name)


def json_values(text: str) -> list[Any]:
    """The values of a JSON text, mostly one; several may follow each other, with blanks, commas or RFC 7464's marks.

    Raises:
        ValueError, RecursionError: it is no JSON.
    """
    found: list[Any] = []
    place = _after_blanks(text, 0)
    while place < len(text) or not found:
        value, end = _DECODER.raw_decode(text, place)
        found.append(value)
        place = _after_blanks(text, end)
    return found


def _after_blanks(text: str, place: int) -> int:
    match = _BETWEEN.match(text, place)
    return match.end() if match else place


def item_of(
    row: Mapping[str, Any], place: str, source: str, columns: Columns, max_bytes: int, said: tuple[str, ...] = ()
) -> Item:
    """A row of a table as an item; an error where its text column holds no text."""
    id_value = value_at(row, columns.id)
    id = str(id_value) if id_value not in (None, "") else place
    text = value_at(row, columns.text)
    kept = columns.kept(row)
    if isinstance(text, bytes):
        text, said = decoded(text)
    elif isinstance(text, list) and text and is_text(text):
        text = "\n\n".join(text)
    if not isinstance(text, str):
        kind = "nothing" if text is None else type(text).__name__
        return Item.failed(id, source, ("not_text", f"{place}: column {columns.text!r} holds {kind}, not text."), kept)
    if len(text) > max_bytes:
        return Item.failed(id, source, ("input_too_large", f"{place} holds more than {max_bytes:,} characters."), kept)
    title = value_at(row, columns.title)
    return Item(id, source, titled(text, title) if isinstance(title, str) else text, said, kept=kept)


def damaged(name: str, error: Exception) -> tuple[str, str]:
    """Code and message for a file that breaks off."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return "unreadable_input", f"{name} cannot be read (cut short, damaged, or not what its name says): {reason}"
