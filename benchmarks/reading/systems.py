"""What two systems write about the articles of a sheet.

Input: a system's name and articles. Output: a text for each, and a translation where the system gives one. Raises
`BenchmarkError`: no such system, a file that lacks an article, a library that fails.

Names: `lead-K` and the other extractive systems of `benchmarks.extractive`; `shipped`, the library as it is without
options; `OPTION=VALUE,...` or `shipped,OPTION=VALUE,...`, the library with these options of `summarize.Options`
(`model=NAME`, `length=short`, `shipped,to=en,doubtful=show`); `FILE.jsonl`, outputs that somebody made: one object a
line, with `id`, `text` and, where there is one, `translation`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import file_sha256
from benchmarks.errors import BenchmarkError
from benchmarks.extractive import extractor_for
from benchmarks.systems import library_for

SHIPPED = "shipped"
_OPTIONS = ("model", "translator", "to", "doubtful", "length", "language", "engine", "compute_type")
_FILE = ".jsonl"
#: Texts handed to the library at once.
_CHUNK = 16

Tick = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Written:
    """What a system wrote of one article; `translation` is None where it gave none."""

    text: str
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class System:
    """A system's outputs, in the order of the articles, its `name` as it is counted, and what the outputs depend on."""

    name: str
    settings: str
    outputs: list[Written]


def check(name: str) -> None:
    """Refuse a name that is no system's, before anything is run.

    Raises:
        BenchmarkError: no such system, file or option.
    """
    if name.endswith(_FILE):
        if not Path(name).is_file():
            raise BenchmarkError(f"no such file: {name}")
    elif _is_library(name):
        with library_for("Summarizer"):
            from summarize.options import make_options

            make_options(**_options(name))
    elif extractor_for(name, ()) is None:
        raise BenchmarkError(
            f"unknown system {name!r}; give lead-1, lead-2, lead-3, {SHIPPED}, OPTION=VALUE (model=NAME) or FILE{_FILE}"
        )


def run(name: str, ids: Sequence[str], articles: Sequence[str], *, tick: Tick) -> System:
    """Run a system over articles, or read what it wrote.

    Args:
        name: see above.
        ids: of the articles.
        articles: as they stand in the data.
        tick: called with the number of articles just done.

    Raises:
        BenchmarkError: see above.
    """
    if name.endswith(_FILE):
        path = Path(name)
        found = _from_file(path, ids)
        tick(len(ids))
        return System(path.name, f"sha256={file_sha256(path)}", found)
    if _is_library(name):
        return _from_library(name, articles, tick)
    extractor = extractor_for(name, ())
    assert extractor is not None, name
    outputs = []
    for number, article in enumerate(articles):
        outputs.append(Written(extractor.summarise(number, article, with_stops=True)))
        tick(1)
    return System(name, extractor.settings, outputs)


def _is_library(name: str) -> bool:
    return name == SHIPPED or "=" in name


def _options(name: str) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for part in name.split(",")[name.split(",")[0] == SHIPPED :]:
        option, _, value = part.partition("=")
        if option not in _OPTIONS or not value or option in options:
            allowed = ", ".join(_OPTIONS)
            raise BenchmarkError(f"system {name!r}: {part!r} is no option; give OPTION=VALUE, each once, of: {allowed}")
        options[option] = int(value) if value.isdigit() else value
    if options.get("to", "en") != "en":
        raise BenchmarkError(f"system {name!r}: the form asks about English translations alone; give to=en")
    return options


def _from_library(name: str, articles: Sequence[str], tick: Tick) -> System:
    results: list[Any] = []
    with library_for("Summarizer") as library, library.Summarizer(**_options(name)) as summarizer:
        for start in range(0, len(articles), _CHUNK):
            chunk = list(articles[start : start + _CHUNK])
            results += summarizer.summarize_many(chunk)
            tick(len(chunk))
    if len(results) != len(articles):
        raise BenchmarkError(f"{name} returned {len(results)} outputs for {len(articles)} articles")
    used = {pair for r in results for pair in ((r.model, r.model_revision), (r.translator, r.translator_revision))}
    made_by = [f"{model}@{revision}" for model, revision in used if revision]
    settings = " ".join([f"{name} summarize-{library.__version__}", *sorted(made_by)])
    return System(name, settings, [Written(r.text or "", r.translation) for r in results])


def _from_file(path: Path, ids: Sequence[str]) -> list[Written]:
    outputs: dict[str, Written] = {}
    for number, row in enumerate(read_lines(path), start=1):
        identifier = str(row.get("id"))
        text, translation = row.get("text"), row.get("translation")
        if "id" not in row or not isinstance(text, str) or not isinstance(translation, str | None):
            raise BenchmarkError(f"{path.name}, row {number}: expected id and text, and translation as text or null")
        if not _is_writable(f"{text}{translation}"):
            raise BenchmarkError(f"{path.name}, row {number}: the text holds half a character (a lone surrogate)")
        if identifier in outputs:
            raise BenchmarkError(f"{path.name}: the article {identifier} stands in it twice")
        outputs[identifier] = Written(text, translation)
    missing = [identifier for identifier in ids if identifier not in outputs]
    if missing:
        raise BenchmarkError(f"{path.name} has no output for {len(missing)} articles: {', '.join(missing)}")
    return [outputs[identifier] for identifier in ids]


def _is_writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_lines(path: Path) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON Lines file.

    Raises:
        BenchmarkError: it cannot be read, or a line is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchmarkError(f"cannot read {path.name}: {getattr(error, 'strerror', None) or error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BenchmarkError(f"{path.name}, line {number} is no JSON: {error}") from error
        if not isinstance(row, dict):
            raise BenchmarkError(f"{path.name}, line {number}: expected a JSON object, received {type(row).__name__}")
        yield row
