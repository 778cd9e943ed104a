"""Two checkouts of this repository, compared by what they show: for a change that should alter no output.

Enters: the folder of another checkout, and the data set whose articles are read. Leaves: the texts whose results
differ, field by field. Each checkout runs in a process of its own, with this interpreter; the texts are the seed
article, the first rows of the data set, and three texts of several rows joined.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError

HERE = Path(__file__).resolve().parent.parent
#: Rows of each of the three joined texts.
JOINED = (2, 4, 8)
#: What differs from run to run, or names where the code lies.
LEFT_OUT = ("timing",)

#: Runs in a checkout: texts in (a JSON list, a file), one result a line out. It uses the public names alone, which an
#: older checkout has too.
WORKER = """
import json, sys
from summarize import Summarizer
texts = json.load(open(sys.argv[1], encoding="utf-8"))
with Summarizer(to="en") as summarizer:
    for summary in summarizer.stream(texts):
        print(json.dumps(summary.to_dict(), ensure_ascii=False, sort_keys=True), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one text's result, there and here."""

    text: str
    field: str
    there: Any
    here: Any


def compare_checkouts(other: Path, loaded: DataFile, source: str, rows: int) -> tuple[int, list[Difference]]:
    """Summarise and translate the same texts in both checkouts.

    Args:
        other: the root of the other checkout.
        loaded: the data set.
        source: its column of articles.
        rows: how many of its first articles are read.

    Returns:
        How many texts were compared, and what differs.

    Raises:
        BenchmarkError: the folder is no checkout, or one of the two fails.
    """
    if not (other / "summarize" / "__init__.py").is_file():
        raise BenchmarkError(f"{other} is no checkout: it has no summarize/__init__.py")
    texts = texts_of(loaded.columns[source], rows)
    there, here = (_run(folder, list(texts.values())) for folder in (other.resolve(), HERE))
    return len(texts), differences(list(texts), there, here)


def texts_of(articles: Sequence[str], rows: int) -> dict[str, str]:
    """Name -> text: the seed article, the first rows, three texts of rows joined."""
    seed = (HERE / "seeds" / "article.fr.txt").read_text(encoding="utf-8")
    single = {f"row {number}": articles[number] for number in range(min(rows, len(articles)))}
    joined = {f"rows 0 to {count - 1} joined": "\n\n".join(articles[:count]) for count in JOINED}
    return {"seed": seed, **single, **joined}


def differences(names: Sequence[str], there: Sequence[Any], here: Sequence[Any]) -> list[Difference]:
    """What differs between the results of two checkouts, in the order of the texts."""
    found = []
    for name, old, new in zip(names, there, here, strict=True):
        for field in sorted((old.keys() | new.keys()) - set(LEFT_OUT)):
            if old.get(field) != new.get(field):
                found.append(Difference(name, field, old.get(field), new.get(field)))
    return found


def _run(folder: Path, texts: Sequence[str]) -> list[Any]:
    with TemporaryDirectory() as temporary:
        given = Path(temporary) / "texts.json"
        given.write_text(json.dumps(texts), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", WORKER, str(given)], cwd=folder, capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": str(folder)},
        )  # fmt: skip
    if done.returncode:
        raise BenchmarkError(f"{folder} failed: {(done.stderr.strip() or 'no message').splitlines()[-1]}")
    return [json.loads(line) for line in done.stdout.splitlines()]
