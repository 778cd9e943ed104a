"""JSON to items: an object, a list, a list within an object, articles by name, a feed, JSON Lines.

Input: an open file. Output: items. An object without a text, or a line that is no JSON, is an error in its place.
"""

from __future__ import annotations

import io
import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any, BinaryIO, Protocol

from ...errors import InputTooLargeError, OptionError
from ...feeds import json_feed
from ...text.encodings import wide_encoding
from .columns import NO_COLUMN, SAMPLE_ROWS, Columns, articles_by_name, rows_in
from .feeds import feed_items
from .items import Item, snake_case
from .reading import (
    CHUNK,
    DAMAGE,
    SAMPLE,
    LineDecoder,
    bounded,
    damaged,
    decoded,
    item_of,
    json_values,
    peekable,
    said_of,
    start_of,
)

#: Lines without anything, one after the other, that end the reading of a file.
MOST_BLANK_LINES = 1_000_000
#: How a list begins, and an object that is written over several lines.
_WHOLE_JSON = re.compile(r"\[|\{\s*?\n")


def json_items(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
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
            yield from json_lines(io.BytesIO(data), name, columns, max_bytes)
        else:
            yield Item.failed(name, name, ("bad_json", f"{name} is not JSON: {error}"))
        return
    except DAMAGE as error:
        yield Item.failed(name, name, damaged(name, error))
        return
    value = values[0] if len(values) == 1 else values
    if (entries := json_feed(value)) is not None and columns.text is None:
        yield from feed_items(entries, name, columns, max_bytes, said)
        return
    if named := articles_by_name(value, columns):
        reader = Objects(name, columns, max_bytes)
        for key, row in named:
            item = reader.item(row, f"{name}#{key}", said)
            yield replace(item, id=key) if item.id == f"{name}#{key}" else item
        return
    inner = rows_in(value, columns)
    rows, columns = inner or (value if isinstance(value, list) else [value], columns)
    is_list = inner is not None or isinstance(value, list)
    reader = Objects(name, columns, max_bytes, rows[:SAMPLE_ROWS])
    for i, row in enumerate(rows):
        yield reader.item(row, f"{name}#{i}" if is_list else name, said)


def _is_lines(text: str) -> bool:
    """True where the first line is a whole object."""
    try:
        return isinstance(json.loads(text.lstrip().partition("\n")[0]), dict)
    except (ValueError, RecursionError):
        return False


class Objects:
    """JSON objects to items; the columns are those of the first object that has one for the text."""

    def __init__(self, name: str, columns: Columns, max_bytes: int, sample: Sequence[Any] = ()):
        """`sample`: the first of them, as far as they are at hand."""
        self._name, self._columns, self._max_bytes = name, columns, max_bytes
        self._sample = [row for row in sample if isinstance(row, dict)]
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
                self._found = self._columns.found(row, self._name, row, self._sample)
                if self._columns.is_only:  # objects need not be alike: what the first lack is no mistake yet
                    names = {name: None for known in (row, *self._sample) for name in known}
                    replace(self._columns, is_only=False).require_kept(names, self._name)
            except OptionError as error:
                return Item.failed(place, self._name, (NO_COLUMN, str(error)), self._columns.kept(row))
        return item_of(row, place, self._name, self._found, self._max_bytes, said)


def json_lines(file: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """JSON Lines, of any number; a list, or an object over several lines, under their ending is read as JSON."""
    buffered = peekable(file)
    if _WHOLE_JSON.match(start_of(buffered)):
        yield from json_items(buffered, name, columns, max_bytes)
        return
    reader = Objects(name, columns, max_bytes, _first_objects(buffered))
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
            of_line = Objects(name, of_rows, max_bytes)
            for k, article in enumerate(rows):
                yield of_line.item(article, f"{place}.{k}", said or coding)


def _first_objects(file: Any) -> list[Any]:
    """What the first lines hold, without reading them."""
    try:
        start = file.peek(CHUNK)[:SAMPLE]
    except DAMAGE:  # reading says so again, in its place
        return []
    found: list[Any] = []
    for line in start.decode(wide_encoding(start) or "utf-8-sig", "ignore").split("\n")[:SAMPLE_ROWS]:
        with suppress(ValueError, RecursionError):
            found.append(json.loads(line))
    return found


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
        elif blank > MOST_BLANK_LINES:
            yield "input_too_large", f"more than {MOST_BLANK_LINES:,} lines without anything; the rest was not read."
            return


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
