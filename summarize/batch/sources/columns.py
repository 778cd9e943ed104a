"""Which columns of a table hold the text and the name of an article, and which go along into the output.

Input: the names of a table's columns, or a JSON object, and what the caller asked for. Output: `Columns`, and the
values of a row. Raises OptionError where there is no column for the text.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import count
from typing import Any

from ...errors import OptionError
from ..guard import SIGNS

#: Names of columns, as `_folded` writes them, in the order in which they are preferred.
_TEXTS = (
    "text", "texte", "article", "content", "contenu", "body", "corps", "document", "articlebody", "articletext",
    "textearticle", "texteintegral", "fulltext", "maintext", "bodytext", "textedelarticle", "corpsdelarticle",
    "contenudelarticle", "articlecontent", "articlebodytext",
)  # fmt: skip
_TITLES = ("title", "titre", "headline", "heading", "articletitle", "titrearticle", "titredelarticle", "titreprincipal")
_IDS = ("id", "identifiant", "url", "link", "lien", "uuid", "guid")
_SAID = "text, texte, article, content, contenu, body, corps"
#: The code of a table without a column for the text.
NO_COLUMN = "no_text_column"
#: What is said of a table that a batch wrote and nobody named.
OF_A_BATCH = "an output of summarize batch"
#: Rows above the names of the columns, such as a title and a date.
MOST_ABOVE = 10
#: Rows that are looked at where several columns have a text's name.
SAMPLE_ROWS = 20
#: Words of an article; a title has fewer.
_LEAST_WORDS = 20
_DEEPEST = 4
_LIST = "[]"


class OfABatchError(Exception):
    """A table that was found holds the rows of a batch: no articles, but summaries."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of a table's columns, None where they are to be found; a dotted path leads into nested JSON."""

    text: str | None
    id: str | None
    keep: tuple[str, ...] | None = None  #: columns carried into the output; None: all but these two
    delimiter: str | None = None  #: of a CSV file; None finds it
    skip: Callable[[str, str], None] | None = None  #: told the name of what is passed over, and why
    title: str | None = None  #: of the article: it comes first in what is read
    linked_pages: int = 0  #: of a feed so many entries are read at the address that they link to
    is_only: bool = False  #: this table is all that is read: one of `keep` that it lacks is an error
    is_listed: bool = False  #: nobody named this table: an output of a batch is passed over

    def passed_over(self, name: str, reason: str) -> None:
        """Tell that a file is not read."""
        if self.skip:
            self.skip(name, reason)

    def found(
        self,
        names: Iterable[str],
        table: str,
        row: Mapping[str, Any] | None = None,
        sample: Iterable[Mapping[str, Any]] = (),
    ) -> Columns:
        """The columns that a table has.

        Args:
            names: of its columns.
            table: its name, for messages.
            row: its first row, where values may be nested.
            sample: some rows: of several columns with a text's name, that is taken which holds articles.

        Raises:
            OptionError: there is no column for the text, or none of a name given.
            OfABatchError: these are the rows of a batch, and nobody named the table.
        """
        have = list(names)
        if self.is_listed and SIGNS.issubset(have):
            raise OfABatchError
        asked = {name: _like(name, have, row) for name in (self.text, self.id) if name is not None}
        for name, column in asked.items():
            if column is None:
                raise OptionError(f"{table} has no column {name!r}; it has {listed(have)}.{_hint(row)}")
        text = asked[self.text] if self.text else _fullest(texts_in(have, row), sample)
        if text is None:
            raise OptionError(
                f"{table} has no column {_SAID} (in any case); name it with --text-column, of: {listed(have)}."
                f"{_hint(row)}"
            )
        title = _first(_TITLES, [name for name in have if name != text], row)
        id = asked[self.id] if self.id else _first(_IDS, have)
        return replace(self, text=text, title=title, id=id, keep=self._to_keep(have, row))

    def require_kept(self, names: Iterable[str], table: str) -> None:
        """Tell of a column to keep that a table lacks.

        Raises:
            OptionError: it is the only table.
        """
        have = list(names)
        for name in self.keep or ():
            if _like(name, have, dict.fromkeys(have)) is None:
                if self.is_only:
                    raise OptionError(f"{table} has no column {name!r} to keep; it has {listed(have)}.")
                self.passed_over(f"{table}: {name}", "no column of that name to keep")

    def _to_keep(self, have: list[str], row: Mapping[str, Any] | None) -> tuple[str, ...] | None:
        """The columns to keep as the table spells them."""
        return None if self.keep is None else tuple(_like(name, have, row) or name for name in self.keep)

    def kept(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a row that go along into the output, as plain values."""
        if self.keep is not None:
            return {name: plain(value_at(row, name)) for name in self.keep}
        used = {self.text, self.id}
        return {str(name): plain(value) for name, value in row.items() if name not in used}


def distinct(names: Iterable[Any]) -> list[str]:
    """The names of a table's columns, none twice: the second of a name has " (2)", an empty one the column's letter."""
    found: dict[str, None] = {}
    for number, given in enumerate(names, 1):
        name = str(given if given is not None else "").strip() or _letter(number)
        found[_free(name, found)] = None
    return list(found)


def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object, none of its values lost: the second of a name has " (2)"."""
    found = dict(pairs)
    if len(found) < len(pairs):
        found = {}
        for name, value in pairs:
            found[_free(name, found)] = value
    return found


def _free(name: str, taken: Mapping[str, Any]) -> str:
    """The name, with a number where it is taken."""
    return name if name not in taken else next(new for n in count(2) if (new := f"{name} ({n})") not in taken)


def _letter(number: int) -> str:
    """The letter of a column as spreadsheets count them: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def rows_above(number: int) -> str:
    """What is said of the rows of a table that stand above the names of its columns."""
    return f"{number} row{'s' if number > 1 else ''} above the names of its columns"


def listed(names: list[str]) -> str:
    """Column names for a message of one line, however many there are and whatever they hold."""
    shown = ", ".join(" ".join(str(name).split())[:60] or "''" for name in names[:20])
    return shown + (f" and {len(names) - 20:,} more" if len(names) > 20 else "") or "none"


def value_at(row: Mapping[str, Any], path: str | None) -> Any:
    """The value of a column, or where a dotted path leads; None where it leads nowhere."""
    if path is None or path in row:
        return row.get(path) if path is not None else None
    value: Any = row
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def rows_in(value: Any, columns: Columns) -> tuple[list[Any], Columns] | None:
    """The rows of the lists that a path such as `articles[].content` names, and the columns within one.

    Returns:
        None where the column is no such path, or the list is not there.
    """
    if columns.text is None or _LIST not in columns.text:
        return None
    head, _, rest = columns.text.partition(_LIST)
    if head and isinstance(value, list):
        return rows_in(value, replace(columns, text=f"{_LIST}.{columns.text}"))
    found = value_at(value, head) if head else value
    if not isinstance(found, list):
        return None
    id = columns.id.removeprefix(f"{head}{_LIST}").lstrip(".") if columns.id else None
    inner = replace(columns, text=rest.lstrip(".") or None, id=id)
    if _LIST not in rest:
        return found, inner
    parts = [rows_in(row, inner) or ([row], inner) for row in found]
    deepest = next((columns_there for _, columns_there in parts if columns_there is not inner), inner)
    return [row for rows, _ in parts for row in rows], deepest


def articles_by_name(value: Any, columns: Columns) -> list[tuple[str, dict[str, Any]]] | None:
    """The articles of an object that has one under each of its names; None where it is no such object."""
    if not isinstance(value, dict) or not value or columns.text is not None:
        return None
    rows = [row for row in value.values() if isinstance(row, dict) and _first(_TEXTS, list(row), row)]
    return list(value.items()) if len(rows) == len(value) else None


def texts_in(have: list[str], row: Mapping[str, Any] | None) -> list[str]:
    """The columns with a text's name, in the order in which they are preferred."""
    return _all(_TEXTS, have, row)


def plain(value: Any) -> Any:
    """A value as JSON has it; what JSON lacks as text."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)


def _first(wanted: Iterable[str], have: list[str], row: Mapping[str, Any] | None = None) -> str | None:
    """The first of the wanted names that is there."""
    return next(iter(_all(wanted, have, row)), None)


def _fullest(columns: list[str], sample: Iterable[Mapping[str, Any]]) -> str | None:
    """The first of the columns that holds an article in some of the rows, else the first."""
    rows = list(sample) if len(columns) > 1 else []
    full = (name for name in columns if any(_words_of(row.get(name)) >= _LEAST_WORDS for row in rows))
    return next(full, next(iter(columns), None))


def _words_of(value: Any) -> int:
    return len((value if isinstance(value, str) else " ".join(value)).split()) if is_text(value) else 0


def _all(wanted: Iterable[str], have: list[str], row: Mapping[str, Any] | None) -> list[str]:
    """The wanted names that are there, in their order; of a row none that holds an object or a list of such."""
    by_name: dict[str, str] = {}
    for name in have:
        by_name.setdefault(_folded(name), name)
    found = [by_name[name] for name in wanted if name in by_name]
    if row is not None:
        found = [name for name in found if is_text(row.get(name)) or not isinstance(row.get(name), Mapping | list)]
    return found


def is_text(value: Any) -> bool:
    """True for a text, and for a list of paragraphs."""
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(part, str) for part in value))


def _like(asked: str, have: list[str], row: Mapping[str, Any] | None) -> str | None:
    """The column of that name; else the one that differs in case and accents alone; else the path."""
    if asked in have:
        return asked
    near = [name for name in have if _folded(name) == _folded(asked)]
    if len(near) == 1:
        return near[0]
    is_path = row is not None and "." in asked and asked.split(".")[0] in have
    return asked if is_path else None


def _hint(row: Mapping[str, Any] | None) -> str:
    path = None if row is None else next(_paths(row), None)
    return f" Nested in it there is one: --text-column '{path}'." if path else ""


def _paths(value: Any, before: str = "", depth: int = 0) -> Iterator[str]:
    """Where columns for a text are, deeper in an object."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list) and value:
        yield from _paths(value[0], f"{before}{_LIST}", depth + 1)
    elif isinstance(value, Mapping):
        column = _first(_TEXTS, [name for name in value if isinstance(value[name], str)]) if before else None
        if column:
            yield f"{before}.{column}"
        for name, inner in value.items():
            yield from _paths(inner, f"{before}.{name}" if before else name, depth + 1)


def _folded(name: str) -> str:
    """A name without case, accents and what stands between its words."""
    plain_name = unicodedata.normalize("NFKD", str(name).casefold())
    return "".join(c for c in plain_name if c.isalnum())
