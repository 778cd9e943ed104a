"""A sheet: articles drawn from the data, two summaries of each in blind order, and the key that names them.

Input: data and two systems. Output: `sheet.html`, `sheet.txt` and `key.json` in a folder. Raises `BenchmarkError`: too
few articles, a system that is refused, a folder that holds a sheet already.

Which articles are drawn, and which summary stands first, depends on the seed and the article's id alone (SHA-256), so
a smaller sheet with the same seed holds the first articles of a larger one. Each system stands first in half of the
articles.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.evaluate import Progress
from benchmarks.reading import page, plain, systems
from benchmarks.reading.form import SIDES
from benchmarks.reading.systems import System, Written
from benchmarks.report import write_text

PAGE, PLAIN, KEY = "sheet.html", "sheet.txt", "key.json"
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """An article with two summaries as a reader sees them: `written` holds side A, then B."""

    id: str
    article: str
    written: tuple[Written, Written]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a reader sees.

    Attributes:
        id: the first digits of a SHA-256 of all that is shown; answers carry it.
        data: name of the data.
        pairs: in the order of reading.
    """

    id: str
    data: str
    pairs: Sequence[Pair]


def make_sheet(
    data: DataFile,
    *,
    source: str,
    names: tuple[str, str],
    articles: int,
    seed: int,
    folder: Path,
    progress: Progress,
) -> list[Path]:
    """Run two systems and write the sheet and its key.

    Args:
        data: has the column `source`.
        source: name of the column of articles.
        names: the two systems, see `benchmarks.reading.systems`.
        articles: how many are drawn.
        seed: of the draw and of the blind order.
        folder: made if it is missing; other files in it stay.
        progress: see `benchmarks.evaluate.Progress`.

    Returns:
        The paths written.

    Raises:
        BenchmarkError: see above.
    """
    drawn = draw(data.ids, articles, seed=seed)
    ids, texts = [data.ids[row] for row in drawn], [data.columns[source][row] for row in drawn]
    found = []
    for name in names:
        with progress(name, len(ids)) as tick:
            found.append(systems.run(name, ids, texts, tick=tick))
    orders = blind(ids, seed=seed)
    pairs = [
        Pair(ids[i], texts[i], (found[order[0]].outputs[i], found[order[1]].outputs[i]))
        for i, order in enumerate(orders)
    ]
    sheet = Sheet(sheet_id(pairs), data.name, pairs)
    key = make_key(sheet, found, orders, data=data, seed=seed)
    return _write(folder, sheet, key)


def check_folder(folder: Path) -> None:
    """Refuse a folder in which a sheet could not be written, or would replace a file.

    A sheet may hold a reader's answers, so none is ever replaced.

    Raises:
        BenchmarkError: it is no folder, or a file of a sheet's name stands in it.
    """
    if folder.exists() and not folder.is_dir():
        raise BenchmarkError(f"{folder} is no folder; name another one")
    there = [name for name in (PAGE, PLAIN, KEY) if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        raise BenchmarkError(
            f"{folder} holds {', '.join(there)} already, and no sheet is replaced; name another folder"
        )


def draw(ids: Sequence[str], articles: int, *, seed: int) -> list[int]:
    """Numbers of the rows drawn, in the order of reading.

    Raises:
        BenchmarkError: more articles than there are.
    """
    if not 1 <= articles <= len(ids):
        raise BenchmarkError(f"--articles {articles}: the data have {len(ids)}; give 1 to {len(ids)}")
    return sorted(range(len(ids)), key=lambda row: _rank(seed, "draw", ids[row]))[:articles]


def blind(ids: Sequence[str], *, seed: int) -> list[tuple[int, int]]:
    """For each article the numbers (0 or 1) of the systems that stand as A and as B.

    Each system is A in half of the articles; of an odd number, the seed says which of them has one more.
    """
    ranked = sorted(ids, key=lambda name: _rank(seed, "order", name))
    straight = set(ranked[: (len(ids) + seed % 2) // 2])
    return [(0, 1) if name in straight else (1, 0) for name in ids]


def sheet_id(pairs: Sequence[Pair]) -> str:
    """The first digits of a SHA-256 of all that is shown."""
    shown = [[p.id, p.article, *((w.text, w.translation) for w in p.written)] for p in pairs]
    return _digest(json.dumps(shown, ensure_ascii=False))


def under_titles(data: DataFile, source: str, title: str) -> DataFile:
    """The articles, each that has a title below it and a blank line; the name says so.

    Raises:
        BenchmarkError: there is no such column.
    """
    if title not in data.columns:
        raise BenchmarkError(f"{data.name} has no column {title!r}; it has: {', '.join(data.columns)}")
    pairs = zip(data.columns[title], data.columns[source], strict=True)
    columns = {**data.columns, source: [f"{above}\n\n{text}" if above else text for above, text in pairs]}
    return replace(data, name=f"{data.name}, under {title}", columns=columns)


def make_key(
    sheet: Sheet, found: Sequence[System], orders: Sequence[tuple[int, int]], *, data: DataFile, seed: int
) -> dict[str, Any]:
    """The key as JSON-safe values: which system is A and which B, and hashes of what they wrote; no texts."""
    return {
        "sheet": sheet.id,
        "data": {"name": data.name, "sha256": data.sha256},
        "seed": seed,
        "systems": [{"name": system.name, "settings": system.settings} for system in found],
        "articles": [
            {
                "id": pair.id,
                **{side: found[number].name for side, number in zip(SIDES, order, strict=True)},
                "translated": [s for s, w in zip(SIDES, pair.written, strict=True) if w.translation is not None],
                "sha256": {s: _digest(w.text) for s, w in zip(SIDES, pair.written, strict=True)},
            }
            for pair, order in zip(sheet.pairs, orders, strict=True)
        ],
    }


def _write(folder: Path, sheet: Sheet, key: dict[str, Any]) -> list[Path]:
    check_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BenchmarkError(f"cannot make the folder {folder}: {error.strerror or error}") from error
    contents = {
        KEY: json.dumps(key, ensure_ascii=False, indent=1) + "\n",
        PLAIN: plain.render(sheet),
        PAGE: page.render(sheet),
    }
    for name, content in contents.items():
        write_text(folder / name, [content])
    return [folder / name for name in contents]


def _rank(seed: int, purpose: str, identifier: str) -> str:
    return hashlib.sha256(f"{seed}:{purpose}:{identifier}".encode()).hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
