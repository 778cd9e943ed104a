"""CSV files as people have them: any delimiter, and a record that is damaged never takes others with it.

Input: an open file. Output: items. A record whose quotation marks do not balance, or that has more fields than the
header, is a `bad_csv` error in its place, and the line after its first is read on its own.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from ...errors import OptionError
from ...text.encodings import wide_encoding
from .columns import MOST_ABOVE, SAMPLE_ROWS, Columns, distinct, rows_above, texts_in
from .items import Item
from .reading import CHUNK, DAMAGE, SAMPLE, LineDecoder, damaged, item_of, peekable, said_of

_DELIMITERS = (",", ";", "\t", "|")
#: Stands in no text: the delimiter of a table of one column.
_NONE = "\x1f"
#: A field whose marks stand behind a blank, which csv takes for a part of it.
_AFTER_BLANK = re.compile(r' +"((?:[^"]|"")*)"\s*')
_END_OF_DOS = "\x1a"
_SURROGATE = re.compile("[\ud800-\udfff]")
_DECLARED = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)


class _Bad(Exception):
    """A record that cannot be read: message."""


def separated(file: BinaryIO, name: str, columns: Columns, max_bytes: int, *, preferred: str = ",") -> Iterator[Item]:
    """The rows of a table; `preferred` is the delimiter that its ending stands for, which the header may not have."""
    csv.field_size_limit(max_bytes)
    buffered = peekable(file)
    try:
        start = buffered.peek(CHUNK)
    except DAMAGE as error:
        yield Item.failed(name, name, damaged(name, error))
        return
    encoding, decoder = wide_encoding(start) or "utf-8-sig", LineDecoder(start)
    sample = start[:SAMPLE].decode(encoding, "ignore")
    del start  # a megabyte, which would stay for as long as the table is read
    # Bytes that are not UTF-8 come through as lone surrogates, which `_Lines.readable` decodes.
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    with io.TextIOWrapper(buffered, encoding=encoding, errors=errors, newline="") as text:
        lines = _Lines(text, max_bytes, decoder)
        for item in _records(lines, preferred, name, columns, max_bytes, sample):
            yield replace(item, warnings=item.warnings or said_of(encoding))


def is_separated(start: bytes) -> bool:
    """True for the start of a table that has no name: the first record names columns, one of them of the text, and the
    next has as many fields, or is cut off."""
    sample = start[:SAMPLE].decode(wide_encoding(start) or "utf-8-sig", "ignore")
    for delimiter in _DELIMITERS:
        with suppress(csv.Error):
            records = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
            header, first, more = (*islice(records, 3), [], [], [])[:3]  # below a title stands a blank line
            is_whole = bool(more) or len(start) < SAMPLE
            has_names = len(header) > 1 and texts_in(header, None) and all(name == name.strip() for name in header)
            if has_names and (len(first) == len(header) or not is_whole):
                return True
    return False


class _Lines:
    """The lines of a text, some of which may be put back; lone surrogates in them are bytes that are not UTF-8."""

    def __init__(self, text: io.TextIOBase, most: int, decoder: LineDecoder):
        self._text, self.most, self._decoder = text, most, decoder
        self._back: deque[str] = deque()

    def next(self) -> str:
        """The next line, "" at the end; a longer one than the limit is passed over and an error."""
        if self._back:
            return self._back.popleft()
        line = self._text.readline(self.most + 1)
        if len(line) > self.most and not line.endswith("\n"):
            while (rest := self._text.readline(CHUNK)) and not rest.endswith("\n"):
                pass
            raise _Bad(f"the line is longer than the limit of {self.most:,} characters")
        return line

    def put_back(self, lines: list[str]) -> None:
        """Let these lines come next."""
        self._back.extendleft(reversed(lines))

    def drop(self, number: int) -> None:
        """Forget so many lines that were put back."""
        for _ in range(number):
            self._back.popleft()

    def readable(self, fields: list[str]) -> tuple[list[str], tuple[str, ...]]:
        """The fields of a record as text, and what to say of their encoding."""
        found: list[str] = []
        said: tuple[str, ...] = ()
        for field in fields:
            if marked := _AFTER_BLANK.fullmatch(field):
                field = marked[1].replace('""', '"')
            if not field.isascii() and _SURROGATE.search(field):
                field, said_here = self._decoder.text(field.encode("utf-8", "surrogateescape"))
                said = said or said_here
            found.append(field)
        return found, said


def _records(lines: _Lines, preferred: str, name: str, columns: Columns, max_bytes: int, sample: str) -> Iterator[Item]:
    """A table's records as items, damaged ones as errors; `sample` is its start, undamaged or not."""
    header: list[str] | None = None
    delimiter, i = "", 0
    while True:
        place = f"{name}#{i}"
        try:
            if not delimiter:
                delimiter = _found_delimiter(lines, preferred, name, columns)
            row = _record(lines, delimiter, len(header or ()))
            if row is None:
                return
            fields, said = lines.readable(row)
            if header is None:
                header = distinct(fields)
                found = columns.found(header, name, sample=_sampled(sample, delimiter, header))
                columns.require_kept(header, name)
            elif any(fields) or len(header) == 1:
                yield _item(fields, header, place, name, found, max_bytes, said)
                i += 1
        except _Bad as error:
            yield Item.failed(place, name, ("bad_csv", f"{place}: {error}."))
            i += 1
        except DAMAGE as error:
            yield Item.failed(place, name, damaged(place, error))
            return


def _sampled(start: str, delimiter: str, header: list[str]) -> Iterator[dict[str, str]]:
    """The first rows, the header among them; as many as can be read without a care for damage."""
    with suppress(csv.Error):
        for row in islice(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), SAMPLE_ROWS + MOST_ABOVE):
            yield dict(zip(header, row, strict=False))


def _found_delimiter(lines: _Lines, preferred: str, name: str, columns: Columns) -> str:
    """The delimiter that a spreadsheet declared (sep=;), else that which finds a text column, and most fields.

    Where the first record has no text column, or nothing else, and one of the next has, those above it are passed over.
    """

    def rank(delimiter: str) -> tuple[bool, int, bool]:
        """Whether the record has a text column, how many fields, and whether the ending stands for the delimiter."""
        fields = _fields(record, delimiter)
        try:
            columns.found(lines.readable(fields)[0], "")
            has_text = True
        except OptionError:
            has_text = False
        return has_text, len(fields), delimiter == preferred

    above: list[str] = []
    delimiters: dict[str, tuple[bool, int, bool]] = {}
    try:
        while len(above) <= MOST_ABOVE and (line := lines.next()):
            if not line.strip():
                continue
            record = _whole(line, lines)
            declared = _DECLARED.match(line.removeprefix("\ufeff"))
            if declared and not above:
                return columns.delimiter or declared[1]
            ranks = {delimiter: rank(delimiter) for delimiter in columns.delimiter or _DELIMITERS}
            delimiters = delimiters or ranks
            has_text, fields, _ = max(ranks.values())
            is_title = fields > 1 and sum(map(bool, map(str.strip, _fields(record, _best(ranks))))) == 1
            if has_text and not is_title and (fields > 1 or not above):
                if above:
                    columns.passed_over(name, rows_above(len(above)))
                lines.put_back(record)
                return columns.delimiter or _best(ranks)
            above += record
    except _Bad:
        lines.put_back(above)
        raise
    lines.put_back(above)
    return columns.delimiter or _best(delimiters)


def _best(ranks: dict[str, tuple[bool, int, bool]]) -> str:
    """The delimiter of the highest rank; that of a table of one column where it finds no second field."""
    best = max(ranks, key=lambda delimiter: ranks[delimiter], default=_NONE)
    return best if best == _NONE or ranks[best][1] > 1 else _NONE


def _record(lines: _Lines, delimiter: str, fields: int) -> list[str] | None:
    """The fields of the next record, None at the end.

    Args:
        lines: the file's.
        delimiter: between fields.
        fields: how many the header has; 0: this is the header.

    Raises:
        _Bad: the record is damaged; those lines after its first that may be records come next.
    """
    while (first := lines.next()) and not first.strip().strip(_END_OF_DOS):
        pass
    if not first:
        return None
    taken: list[str] = []
    try:
        row = next(csv.reader(_taking(first, lines, taken), delimiter=delimiter, strict=True))
    except csv.Error as error:
        lines.put_back(taken[1:])
        if fields and (found := _otherwise(first, lines, delimiter, fields)):
            return found
        is_open = "unexpected end" in str(error)
        raise _Bad("a quotation mark is opened and never closed" if is_open else str(error)) from None
    if fields and not any(field.strip() for field in row[fields:]):
        row = row[:fields]  # a delimiter ends each line
    if fields and len(row) > fields:
        lines.put_back(taken[1:])
        if found := _otherwise(first, lines, delimiter, fields):
            return found
        if not any(line.count('"') % 2 == 0 and len(_fields([line], delimiter)) == fields for line in taken[1:]):
            lines.drop(len(taken) - 1)
        spread = f" over {len(taken)} lines" if len(taken) > 1 else ""
        raise _Bad(
            f"{len(row)} fields{spread}, more than the {fields} of the header; quote fields that hold {delimiter!r}"
        )
    return row


def _otherwise(first: str, lines: _Lines, delimiter: str, fields: int) -> list[str] | None:
    """A record whose quotation marks follow another rule and that has as many fields as the header; else None.

    Marks stand behind a blank; those within a field behind backslashes; or, between tabs, at the start of a field as
    any character does, and are closed before its end.
    """
    for sign, skip, instead in ((f'{delimiter} "', True, ()), ('\\"', False, ('\\"', '""'))):
        if sign not in first:
            continue
        taken: list[str] = []
        read = _taking(first, lines, taken)
        record = (line.replace(*instead) for line in read) if instead else read
        with suppress(csv.Error):
            row = next(csv.reader(record, delimiter=delimiter, strict=True, skipinitialspace=skip))
            if len(row) == fields:
                return row
        lines.put_back(taken[1:])
    plain = first.rstrip("\r\n").split(delimiter)
    is_plain = delimiter == "\t" and len(plain) == fields and all(field.count('"') % 2 == 0 for field in plain)
    return plain if is_plain else None


def _taking(first: str, lines: _Lines, taken: list[str]) -> Iterator[str]:
    """The first line of a record, and as many more as csv asks for, which are noted."""
    line, size = first, 0
    while line and size <= lines.most:
        size += len(line)
        taken.append(line)
        yield line
        try:
            line = lines.next()
        except _Bad:
            return
    if line:
        taken.append(line)  # read, and put back with the others


def _whole(first: str, lines: _Lines) -> list[str]:
    """A line, with those after it up to where its quotation marks are closed; alone where they are not soon."""
    taken = [first]
    while sum(line.count('"') for line in taken) % 2:
        try:
            line = lines.next() if len(taken) <= MOST_ABOVE else ""
        except _Bad:
            line = ""
        if not line:
            lines.put_back(taken[1:])
            return [first]
        taken.append(line)
    return taken


def _fields(record: list[str], delimiter: str) -> list[str]:
    """The fields of the lines of a record; none where they are no record of their own."""
    try:
        return next(csv.reader(record, delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []


def _item(
    row: list[str], header: list[str], place: str, name: str, columns: Columns, max_bytes: int, said: tuple[str, ...]
) -> Item:
    if len(row) < len(header) and header.index(columns.text or "") >= len(row) - 1:
        raise _Bad(f"{len(row)} fields, fewer than the {len(header)} of the header")
    return item_of(dict(zip(header, row, strict=False)), place, name, columns, max_bytes, said)
