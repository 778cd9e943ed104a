"""Tables that come with the library: tab-separated values, the names of the columns on the first line.

Input: a file of this package. Output: rows of cells; the patterns that cells are, and what is put in the place of what
they find. Raises ModelCorruptError for a missing or damaged file.
"""

from __future__ import annotations

import re
from pathlib import Path

from .errors import own_file

#: A capital outside brackets.
_CAPITAL = re.compile(r"(?<![\[\w-])[A-ZÀ-Þ]")


def rows_of(table: Path, columns: int) -> list[list[str]]:
    """The cells of each row below the names of the columns, as many as there are columns."""
    with own_file(table):
        rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
        if any(len(row) != columns for row in rows):
            raise ValueError(f"a row has not {columns} cells")
        return rows


def own_pattern(cell: str) -> re.Pattern[str]:
    """A cell as a pattern of whole words; a capital outside brackets makes a name of it, else capitals are alike."""
    return re.compile(rf"(?<![\w-])(?:{cell})(?!\w)", re.NOFLAG if _CAPITAL.search(cell) else re.IGNORECASE)


def literal_of(cell: str) -> str:
    """The longest run of letters, in lower case, that whatever a cell's pattern finds must hold; "" for none.

    A look for it is a hundred times as fast as one for the pattern, and most sentences hold none of a table's.
    """
    runs, depth, place = [""], 0, 0
    while place < len(cell):
        char, following = cell[place], cell[place + 1 : place + 2]
        if char == "|" and not depth:
            return ""
        if char == "[":
            place = cell.index("]", place + 2)
        if char in "()":
            depth += 1 if char == "(" else -1
        if depth or not (char.isalpha() or char in " -") or following in ("?", "*", "{"):
            runs.append("")
        else:
            runs[-1] += char.lower()
        place += 2 if char == "\\" else 1
    return max(runs, key=len)


def like(match: re.Match[str], instead: str) -> str:
    """What is put in the place of a match: its groups filled in, and a capital where it began with one."""
    text = match.expand(instead)
    return text[:1].upper() + text[1:] if match.group()[:1].isupper() else text
