"""Tables that come with the library: tab-separated values, the names of the columns on the first line.

Input: a file of this package. Output: rows of cells. Raises ModelCorruptError for a missing or damaged one.
"""

from __future__ import annotations

from pathlib import Path

from .errors import own_file


def rows_of(table: Path, columns: int) -> list[list[str]]:
    """The cells of each row below the names of the columns, as many as there are columns."""
    with own_file(table):
        rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
        if any(len(row) != columns for row in rows):
            raise ValueError(f"a row has not {columns} cells")
        return rows
