"""Spreadsheets (.xlsx): each sheet is a table, its first row that is not empty the names of its columns.

Input: an open file. Output: items. Sheets beside one with a text column that have none are passed over, and listed; a
cell that holds a formula gives the value that the spreadsheet last computed.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from ...errors import InputTooLargeError, MissingExtraError, OptionError
from ...office import MAX_RATIO, is_bomb
from .columns import MOST_ABOVE, Columns, distinct, rows_above
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
            names, found = header
            has_text = True
            for i, row in enumerate(rows):
                yield _item(row, names, f"{place}#{i}", name, found, max_bytes)
    if missing and not has_text:
        raise missing[0][1]
    for place, _ in missing:
        columns.passed_over(place, "a sheet without a column for the text")


def _header(rows: Iterator[list[Any]], columns: Columns, place: str) -> tuple[list[str], Columns] | None:
    """The names of the columns, which may stand below a title, and those that are read; None of an empty sheet.

    Raises:
        OptionError: none of the first rows has a column for the text.
    """
    missing: OptionError | None = None
    for above, row in enumerate(islice(rows, MOST_ABOVE + 1)):
        names = distinct(cell.value for cell in row)
        try:
            found = columns.found(names, place)
        except OptionError as error:
            missing = missing or error
            continue
        if above:
            columns.passed_over(place, rows_above(above))
        return names, found
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
    every = distinct([*names, *[None] * (len(row) - len(names))])
    values: dict[str, Any] = dict.fromkeys(names)
    for column, cell in zip(every, row, strict=False):
        if column in values or cell.value is not None:
            values[column] = cell.value
        if column == columns.text and cell.data_type == "e":
            error = ("not_text", f"{place}: column {column!r} holds the error {cell.value}, not text.")
            return Item.failed(place, source, error)
    return item_of(values, place, source, columns, max_bytes)
