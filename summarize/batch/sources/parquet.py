"""Parquet tables to items, a few rows in memory at a time.

Input: an open file. Output: items; a cell that Python has no value for is read as text. Raises for: no pyarrow, no
column for the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

from ...errors import MissingExtraError
from .columns import SAMPLE_ROWS, Columns, distinct, rows_in, texts_in
from .items import Item
from .json_tables import Objects
from .reading import CHUNK, damaged, decoded, item_of

_PARQUET_ROWS = 64


def parquet(opened: BinaryIO, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """The rows of a Parquet table, or the articles in their lists."""
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
            found = columns if is_nested else _found(file, columns, names, name)
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


def _found(file: Any, columns: Columns, names: list[str], name: str) -> Columns:
    """The columns that the table has; OptionError where one is missing."""
    row = _nested(file.schema_arrow)
    columns.require_kept(names, name)
    alike = texts_in(names, row) if columns.text is None and names == file.schema_arrow.names else []
    batch = next(file.iter_batches(batch_size=SAMPLE_ROWS, columns=alike), None) if len(alike) > 1 else None
    of_columns = zip(batch.schema.names, batch.columns, strict=True) if batch is not None else ()
    sample = [{column: _value(value)} for column, values in of_columns for value in values]
    return columns.found(names, name, row, sample)


def _nested_items(row: dict[str, Any], place: str, name: str, columns: Columns, max_bytes: int) -> Iterator[Item]:
    """The articles that a path such as articles[].text leads to in one row; an error where it leads to none."""
    inner = rows_in(row, columns)
    if inner is None:
        said = f"{place}: {columns.text!r} leads to no list; the row has {', '.join(row)}."
        yield Item.failed(place, name, ("not_text", said))
        return
    reader = Objects(name, inner[1], max_bytes)
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
        """An empty value of a type: an object with its fields, a list of one, a text; None of other types."""
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
