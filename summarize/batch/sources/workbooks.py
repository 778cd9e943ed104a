"""Spreadsheets (.xlsx): each sheet is a table, its first row that is not empty the names of its columns.

Input: an open file. Output: items. Sheets beside one with a text column that have none are passed over, and listed; a
cell that holds a formula gives the value that the spreadsheet last computed.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any, BinaryIO

from ...errors import InputTooLargeError, MissingExtraError, OptionError
from ...office import MAX_RATIO, is_bomb
from ...text.characters import of_excel
from .columns import MOST_ABOVE, SAMPLE_ROWS, Columns, distinct, rows_above
from .items import Item
from .reading import item_of

#: Rows that a sheet can have; a damaged file may name higher ones.
MAX_ROWS = 1_048_576


def workbook(opened: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """The rows of all sheets.

    Raises:
        MissingExtraError: openpyxl is not installed.
        InputTooLargeError: it unpacks to far more than its size.
        OptionError: no sheet has a column for the text.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError("documents", f"{name} is a spreadsheet, and reading it") from error
    with zipfile.ZipFile(opened) as archive:
        if is_bomb(archive, max_bytes):
            raise InputTooLargeError(f"{name} unpacks to over {MAX_RATIO} times its size; save it as .csv.")
    opened.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's, of styles and print settings that it does not read
        book = openpyxl.load_workbook(opened, read_only=True, data_only=True)
        missing: list[tuple[str, OptionError]] = []
        has_text = False
        for number, sheet in enumerate(book.worksheets):
            place = f"{name}/{sheet.title}" if number else name
            rows = _rows(sheet)
            try:
                header = _header(rows, columns, place)
            except OptionError as error:
                missing.append((place, error))
                continue
            if header is None:
                continue
            names, found, rows = header
            replace(columns, is_only=columns.is_only and not has_text).require_kept(names, place)
            has_text = True
            for i, row in enumerate(rows):
                yield _item(row, names, f"{place}#{i}", name, found, max_bytes)
    if missing and not has_text:
        raise missing[0][1]
    for place, _ in missing:
        columns.passed_over(place, "a sheet without a column for the text")


def _header(
    rows: Iterator[list[Any]], columns: Columns, place: str
) -> tuple[list[str], Columns, Iterator[list[Any]]] | None:
    """The names of the columns, which may stand below a title, those read, and the rows; None of an empty sheet.

    Raises:
        OptionError: none of the first rows has a column for the text.
    """
    missing: OptionError | None = None
    first = list(islice(rows, MOST_ABOVE + 1 + SAMPLE_ROWS))
    headers: list[tuple[int, list[str], Columns]] = []
    for above, row in enumerate(first[: MOST_ABOVE + 1]):
        names = distinct(_value(cell) for cell in row)
        sample = (_values(below, names) for below in first[above + 1 :])
        try:
            headers.append((above, names, columns.found(names, place, sample=sample)))
        except OptionError as error:
            missing = missing or error
            continue
        if sum(cell.value not in (None, "") for cell in row) > 1:
            break  # not a title above the names
    else:
        headers = headers[:1]
    if headers:
        above, names, found = headers[-1]
        if above:
            columns.passed_over(place, rows_above(above))
        return names, found, chain(first[above + 1 :], rows)
    if missing:
        raise missing
    return None


def _rows(sheet: Any) -> Iterator[list[Any]]:
    """The cells of the rows that are not empty."""
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    for row in sheet.iter_rows(max_row=MAX_ROWS):
        if any(cell.value not in (None, "") for cell in row):
            yield list(row)


def _item(row: list[Any], names: list[str], place: str, source: str, columns: Columns, max_bytes: int) -> Item:
    for column, cell in zip(names, row, strict=False):
        if column == columns.text and cell.data_type == "e":
            error = ("not_text", f"{place}: column {column!r} holds the error {cell.value}, not text.")
            return Item.failed(place, source, error)
    return item_of(_values(row, names), place, source, columns, max_bytes)


def _values(row: list[Any], names: list[str]) -> dict[str, Any]:
    """The values of a row by the names of the columns; those beyond them by their letters."""
    every = distinct([*names, *[None] * (len(row) - len(names))])
    values: dict[str, Any] = dict.fromkeys(names)
    for column, cell in zip(every, row, strict=False):
        if column in values or cell.value is not None:
            values[column] = _value(cell)
    return values


def _value(cell: Any) -> Any:
    return of_excel(cell.value) if isinstance(cell.value, str) else cell.value
