"""Two checkouts of this repository, compared by what they show: for a change that should alter no output.

Enters: the folder of another checkout, and the data set whose articles are read. Leaves: the texts whose results
differ, field by field. Each checkout runs in a process of its own, with this interpreter; the texts are the seed
article, the first rows of the data set, and three texts of several rows joined. Results are kept in a folder as they
come, so that a comparison that was stopped goes on where it stopped, and a checkout that did not change is run once.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError

HERE = Path(__file__).resolve().parent.parent
#: Rows of each of the three joined texts.
JOINED = (2, 4, 8)
#: What differs from run to run, or names where the code lies.
LEFT_OUT = ("timing",)
#: Texts taken through the steps together: only whole batches are kept, for a text among others may differ from the same
#: text alone by floating point.
BATCH = 16

#: Runs in a checkout: texts in (a JSON list, a file), one result a line out. It uses the public names alone, which an
#: older checkout has too.
WORKER = """
import json, sys
from summarize import Summarizer
asked = json.load(open(sys.argv[1], encoding="utf-8"))
with Summarizer(to="en", **asked["options"]) as summarizer:
    for summary in summarizer.stream(asked["texts"]):
        print(json.dumps(summary.to_dict(), ensure_ascii=False, sort_keys=True), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one text's result, there and here."""

    text: str
    field: str
    there: Any
    here: Any


def compare_checkouts(
    other: Path, loaded: DataFile, source: str, rows: int, *, keep: Path, model: str | None = None,
    say: Callable[[str], object] = lambda line: None,
) -> tuple[int, list[Difference]]:  # fmt: skip
    """Summarise and translate the same texts in both checkouts.

    Args:
        other: the root of the other checkout.
        loaded: the data set.
        source: its column of articles.
        rows: how many of its first articles are read.
        keep: folder of results; those of the same code, texts and model are taken from it.
        model: writes the summaries; None takes the articles' own sentences.
        say: told how many texts are done, after every batch.

    Returns:
        How many texts were compared, and what differs.

    Raises:
        BenchmarkError: the folder is no checkout, or one of the two fails.
    """
    if not (other / "summarize" / "__init__.py").is_file():
        raise BenchmarkError(f"{other} is no checkout: it has no summarize/__init__.py")
    texts = texts_of(loaded.columns[source], rows)
    options = {"batch_articles": BATCH, **({"model": model} if model else {})}
    keep.mkdir(parents=True, exist_ok=True)
    there, here = (
        _results(folder, {"texts": list(texts.values()), "options": options}, keep, lambda n, w=where: say(f"{w}: {n}"))
        for where, folder in (("there", other.resolve()), ("here", HERE))
    )
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


def _results(folder: Path, asked: dict[str, Any], keep: Path, say: Callable[[str], object]) -> list[Any]:
    """The results of a checkout, in the order of the texts; those that are kept are not made again."""
    texts = asked["texts"]
    kept = keep / f"{_key(folder, asked)}.jsonl"
    with FileLock(kept.with_suffix(".lock")):  # another comparison may be at the same
        lines = kept.read_text(encoding="utf-8").splitlines(keepends=True) if kept.exists() else []
        whole = [line for line in lines if line.endswith("\n")]
        if len(whole) < len(texts):
            whole = whole[: len(whole) // BATCH * BATCH]
        with kept.open("w", encoding="utf-8") as file:
            file.writelines(whole)
            for line in _made(folder, {**asked, "texts": texts[len(whole) :]}) if len(whole) < len(texts) else ():
                whole.append(line)
                file.write(line)
                if len(whole) % BATCH == 0 or len(whole) == len(texts):
                    file.flush()
                    say(f"{len(whole)} of {len(texts)} texts")
    return [json.loads(line) for line in whole]


def _made(folder: Path, asked: dict[str, Any]) -> Iterator[str]:
    """One line of JSON a text, as the checkout's process prints it."""
    with tempfile.TemporaryDirectory() as temporary, tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        given = Path(temporary) / "asked.json"
        given.write_text(json.dumps(asked), encoding="utf-8")
        with subprocess.Popen(
            [sys.executable, "-c", WORKER, str(given)], cwd=folder, stdout=subprocess.PIPE, stderr=errors, text=True,
            encoding="utf-8", env={**os.environ, "PYTHONPATH": str(folder)},
        ) as process:  # fmt: skip
            assert process.stdout
            yield from process.stdout
        if process.returncode:
            errors.seek(0)
            raise BenchmarkError(f"{folder} failed: {(errors.read().strip() or 'no message').splitlines()[-1]}")


def _key(folder: Path, asked: dict[str, Any]) -> str:
    """A name for what a checkout makes of some texts: by its code, its models' hashes, and what is asked."""
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode())
    files = [*folder.glob("summarize/**/*"), folder / "models" / "registry.toml", *folder.glob("models/*/sha256.json")]
    for path in sorted(path for path in files if path.is_file() and "__pycache__" not in path.parts):
        digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]
