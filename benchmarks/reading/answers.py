"""A reader's answers beside the key of their sheet.

Input: a file of answers (JSON Lines as the page saves them, or a filled `sheet.txt`) and a key. Output: the row of
each article of the key. Raises `BenchmarkError`: files that cannot be read, answers of another sheet, articles that
are missing, doubled or foreign, questions without an answer or with one that the form does not have.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.errors import BenchmarkError
from benchmarks.reading import plain
from benchmarks.reading.form import SIDES, faults
from benchmarks.reading.systems import read_lines

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """An article of a key: the systems that are A and B, and which of them had a translation."""

    systems: Mapping[str, str]
    translated: Mapping[str, bool]
    is_same_text: bool


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the sheet's id, the data it was drawn from, the two systems, and the articles by id."""

    sheet: str
    data: str
    sha256: str
    systems: tuple[str, str]
    articles: Mapping[str, KeyEntry]


def read_key(path: Path) -> Key:
    """Read a key.

    Raises:
        BenchmarkError: it cannot be read, or is not as `read make` wrote it.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        first, second = (str(system["name"]) for system in found["systems"])
        articles = {str(article["id"]): _entry(article) for article in found["articles"]}
        key = Key(found["sheet"], found["data"]["name"], found["data"]["sha256"], (first, second), articles)
    except OSError as error:
        raise BenchmarkError(f"cannot read the key {path.name}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BenchmarkError(f"{path.name} is no key of a sheet, or was changed: {error!r}") from error
    if not articles or any(sorted(e.systems.values()) != sorted(key.systems) for e in articles.values()):
        raise BenchmarkError(f"{path.name} was changed: its articles do not have the systems {first} and {second}")
    if len(articles) != len(found["articles"]):
        raise BenchmarkError(f"{path.name} was changed: an article stands in it twice")
    return key


def _entry(article: Mapping[str, Any]) -> KeyEntry:
    translated = article["translated"]
    return KeyEntry(
        {side: str(article[side]) for side in SIDES},
        {side: side in translated for side in SIDES},
        article["sha256"]["A"] == article["sha256"]["B"],
    )


def read_answers(path: Path) -> list[Row]:
    """Read answers, of either kind.

    Raises:
        BenchmarkError: the file cannot be read, or a line of it is no answer.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchmarkError(f"cannot read {path.name}: {getattr(error, 'strerror', None) or error}") from error
    if not text.startswith(plain.START):
        return list(read_lines(path))
    try:
        return list(plain.parse(text))
    except BenchmarkError as error:
        raise BenchmarkError(f"{path.name}: {error}") from error


def fit(rows: Sequence[Row], key: Key) -> dict[str, Row]:
    """The rows by article, in the order of the key.

    Raises:
        BenchmarkError: they do not fit the key; the message names every article that is at fault.
    """
    sheets = {str(row.get("sheet")) for row in rows} - {key.sheet}
    if sheets:
        raise BenchmarkError(f"these are answers of the sheet {', '.join(sorted(sheets))}, the key is of {key.sheet}")
    counts = Counter(str(row.get("article")) for row in rows)
    wrong = [
        ("not in the key", [name for name in counts if name not in key.articles]),
        ("answered more than once", [name for name, count in counts.items() if count > 1]),
        ("not answered", [name for name in key.articles if name not in counts]),
    ]
    said = [f"{what}: {', '.join(names)}" for what, names in wrong if names]
    by_article = {str(row.get("article")): row for row in rows}
    for name, entry in key.articles.items():
        if name in by_article and (found := faults(by_article[name], entry.translated)):
            said.append(f"article {name}: {', '.join(found)}")
    if said:
        raise BenchmarkError(f"the answers do not fit the key; {'; '.join(said)}")
    return {name: by_article[name] for name in key.articles}
