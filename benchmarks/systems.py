"""Systems by name: articles to outputs, and the seconds they took.

Enters: a system's name and articles. Leaves: one output for each article, in order. Refused: a name that is no
system's, a library that fails.

Names: `lead-K` (the first K sentences of the cleaned article), `column:NAME` (outputs that stand in the data file),
and anything else is the name of a summarisation model of the library.
"""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType

from benchmarks.errors import BenchmarkError
from summarize.stages.clean import clean
from summarize.stages.segment import split_sentences

_LEAD = re.compile(r"lead-([1-9]\d{0,2})")
#: Texts handed to the library at once: large enough for its own batches, small enough for a progress display.
_CHUNK = 32


@dataclass(frozen=True, slots=True)
class Output:
    """What a system made of one article; only models have a translation, and a status other than "ok".

    `removed` holds what the library took out of the article as page furniture, as "kind: text".
    """

    text: str
    translation: str | None = None
    status: str = "ok"
    unsupported: int = 0
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemRun:
    """A system's outputs and its time; `seconds` is None for outputs that were not computed here."""

    name: str
    outputs: list[Output]
    seconds: float | None


Tick = Callable[[int], object]


def run_system(
    name: str,
    articles: Sequence[str],
    *,
    columns: Mapping[str, Sequence[str]] | None = None,
    to: str | None = None,
    language: str | None = None,
    tick: Tick = lambda done: None,
) -> SystemRun:
    """Run a system over articles.

    Args:
        name: `lead-K`, `column:NAME` or a model's name.
        articles: texts as they stand in the data file.
        columns: the data file's columns, for `column:NAME`.
        to: ISO 639-1 code a model's summaries are translated into; None for no translation.
        language: of the articles, ISO 639-1; None lets the library detect each.
        tick: called with the number of articles just done.

    Returns:
        As many outputs as articles. A model's time starts after one article of warming up, so that loading is not
        counted.

    Raises:
        BenchmarkError: no such system or column, or the library failed.
    """
    if name.startswith("column:"):
        return SystemRun(name, [Output(text) for text in _column(name, columns or {})], None)
    if name.startswith("lead-"):
        start = time.perf_counter()
        outputs = [Output(lead(article, sentence_count=_lead_count(name))) for article in articles]
        tick(len(articles))
        return SystemRun(name, outputs, time.perf_counter() - start)
    return _run_model(name, articles, to=to, language=language, tick=tick)


def lead(article: str, *, sentence_count: int) -> str:
    """The first sentences of an article, furniture taken out first; all of it where it has fewer."""
    sentences = split_sentences(clean(article).text)
    return " ".join(sentence.text for sentence in sentences[:sentence_count])


def column_of(name: str) -> str | None:
    """The column that a system's outputs stand in, None for a system that computes them."""
    return name.removeprefix("column:") if name.startswith("column:") else None


def translate_texts(
    texts: Sequence[str], *, source: str, target: str, model: str, tick: Tick = lambda done: None
) -> tuple[list[str], float]:
    """Translate texts with the library.

    Args:
        texts: in the source language.
        source: ISO 639-1 code.
        target: ISO 639-1 code.
        model: name of a translation model.
        tick: called with the number of texts just done.

    Returns:
        As many translations as texts, and the seconds they took after one text of warming up.

    Raises:
        BenchmarkError: the library failed or returned another number of texts.
    """
    with library_for("translate") as library:
        library.translate(list(texts[:1]), source=source, target=target, model=model)
        translations: list[str] = []
        start = time.perf_counter()
        for chunk in _chunks(texts):
            translations += library.translate(chunk, source=source, target=target, model=model)
            tick(len(chunk))
        seconds = time.perf_counter() - start
    _check_count(model, translations, texts)
    return translations, seconds


def _run_model(name: str, articles: Sequence[str], *, to: str | None, language: str | None, tick: Tick) -> SystemRun:
    with library_for("Summarizer") as library, library.Summarizer(model=name, to=to, language=language) as summarizer:
        if len(articles) > 1:
            summarizer.summarize_many(list(articles[:1]))
        outputs: list[Output] = []
        start = time.perf_counter()
        for chunk in _chunks(articles):
            for result in summarizer.summarize_many(chunk):
                text, unsupported = result.text or "", len(result.unsupported)
                removed = tuple(f"{r.kind}: {r.text}" for r in result.removed)
                outputs.append(Output(text, result.translation, result.status, unsupported, removed))
            tick(len(chunk))
        seconds = time.perf_counter() - start
    _check_count(name, outputs, articles)
    return SystemRun(name, outputs, seconds)


@contextmanager
def library_for(needed: str) -> Iterator[ModuleType]:
    """Import the library, which must offer the name `needed`; its errors leave as `BenchmarkError`."""
    try:
        library = importlib.import_module("summarize")
        library_error: type[Exception] = importlib.import_module("summarize.errors").SummarizeError
        getattr(library, needed)
    except (ImportError, AttributeError) as error:
        raise BenchmarkError(f"the library cannot be used: {error}") from error
    try:
        yield library
    except library_error as error:
        raise BenchmarkError(f"the library failed: {error}") from error


def _chunks(texts: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(texts), _CHUNK):
        yield list(texts[start : start + _CHUNK])


def _check_count(name: str, outputs: Sequence[object], inputs: Sequence[object]) -> None:
    if len(outputs) != len(inputs):
        raise BenchmarkError(f"{name} returned {len(outputs)} outputs for {len(inputs)} texts")


def _column(name: str, columns: Mapping[str, Sequence[str]]) -> Sequence[str]:
    column = name.removeprefix("column:")
    if column not in columns:
        raise BenchmarkError(f"no column {column!r} for {name}; columns read: {', '.join(columns) or '(none)'}")
    return columns[column]


def _lead_count(name: str) -> int:
    match = _LEAD.fullmatch(name)
    if match is None:
        raise BenchmarkError(f"unknown system {name!r}; a lead is named lead-1, lead-2 and so on")
    return int(match.group(1))
