"""Systems by name: articles to outputs, and the seconds they took.

Enters: a system's name and articles. Leaves: one output for each article, in order. Refused: a name that is no
system's, a library that fails.

Names: those of `benchmarks.extractive` (`lead-K`, `random-K`, `oracle`, `textrank-K`, `lexrank-K`, `lsa-K`, `kl-K`),
`column:NAME` (outputs that stand in the data file), `summarize` (the library as it works where no model is named), and
anything else is a summarisation model of the library: a name of its registry, a hub id, a folder, or server:NAME at the
address of SUMMARIZE_SERVER.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from benchmarks.errors import BenchmarkError
from benchmarks.extractive import extractor_for

#: The system's name of the library where no model is named.
DEFAULT = "summarize"
#: Texts handed to the library at once: large enough for its own batches, small enough for a progress display.
_CHUNK = 32


@dataclass(frozen=True, slots=True)
class Output:
    """What a system made of one article; only models have a translation, and a status other than "ok": the library's,
    or "fallback" where nothing that the model wrote passed and the article's own sentences stand there.

    `removed` holds what the library took out of the article as boilerplate, as "kind: text".
    """

    text: str
    translation: str | None = None
    status: str = "ok"
    removed: tuple[str, ...] = ()
    translation_status: str | None = None


@dataclass(frozen=True, slots=True)
class SystemRun:
    """A system's outputs and its time.

    Attributes:
        name: as it was asked for.
        outputs: one for each article.
        seconds: None for outputs that were not computed here.
        settings: what the outputs depend on (revision, decoding, seed), in one line for signatures; None for
            somebody's outputs.
        has_status: whether the system says of each output what became of it.
    """

    name: str
    outputs: list[Output]
    seconds: float | None
    settings: str | None = None
    has_status: bool = False


Tick = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a system may need besides the articles.

    Attributes:
        columns: the data file's columns, for `column:NAME`.
        references: of each article, for `oracle`.
        to: ISO 639-1 code a model's summaries are translated into; None for no translation.
        language: of the articles, ISO 639-1; None lets the library detect each.
        length: of a model's summaries, as the library takes it.
    """

    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    references: Sequence[Sequence[str]] = ()
    to: str | None = None
    language: str | None = None
    length: str | int = "medium"


def run_system(
    name: str, articles: Sequence[str], *, asked: Asked = Asked(), tick: Tick = lambda done: None
) -> SystemRun:
    """Run a system over articles.

    Args:
        name: a system's name, see above.
        articles: texts as they stand in the data file.
        asked: what the system may need besides them.
        tick: called with the number of articles just done.

    Returns:
        As many outputs as articles. A model's time starts after one article of warming up, so that loading is not
        counted.

    Raises:
        BenchmarkError: no such system or column, or the library failed.
    """
    if name.startswith("column:"):
        return SystemRun(name, [Output(text) for text in _column(name, asked.columns)], None)
    extractor = extractor_for(name, asked.references, language=asked.language or "fr")
    if extractor is None:
        return _run_model(name, articles, asked=asked, tick=tick)
    start = time.perf_counter()
    outputs = []
    for number, article in enumerate(articles):
        outputs.append(Output(extractor.summarise(number, article)))
        tick(1)
    return SystemRun(name, outputs, time.perf_counter() - start, extractor.settings)


def check_system(name: str, *, asked: Asked) -> None:
    """Refuse a name that is no system's, before anything is run.

    Args:
        name: a system's name, see above; a hub id is not looked up.
        asked: what the system may need besides articles.

    Raises:
        BenchmarkError: no such system or column.
    """
    if name.startswith("column:"):
        _column(name, asked.columns)
    elif name != DEFAULT and extractor_for(name, asked.references, language=asked.language or "fr") is None:
        with library_for("Summarizer"):
            from summarize.engines.registry import find_entry

            find_entry(name, "summarization")


def column_of(name: str) -> str | None:
    """The column that a system's outputs stand in, None for a system that computes them."""
    return name.removeprefix("column:") if name.startswith("column:") else None


@dataclass(frozen=True, slots=True)
class Translated:
    """Translations in order, the `seconds` they took, and what they depend on (`settings`, for signatures)."""

    texts: list[str]
    seconds: float
    settings: str


def translate_texts(
    texts: Sequence[str], *, source: str, target: str, model: str, tick: Tick = lambda done: None
) -> Translated:
    """Translate texts with the library.

    Args:
        texts: in the source language.
        source: ISO 639-1 code.
        target: ISO 639-1 code.
        model: name of a translation model.
        tick: called with the number of texts just done.

    Returns:
        As many translations as texts; their time starts after one text of warming up.

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
        settings = _translator_settings(model)
    _check_count(model, translations, texts)
    return Translated(translations, seconds, settings)


def _translator_settings(model: str) -> str:
    from summarize.engines.registry import find_entry
    from summarize.engines.server.entry import revision_of
    from summarize.engines.store import locate

    entry = find_entry(model, "translation")
    revision = revision_of(entry) if entry.server else locate(entry, offline=True).revision
    return f"{entry.name}@{revision}:beams={entry.beam_size}:{_decoding(entry)}"


def _run_model(name: str, articles: Sequence[str], *, asked: Asked, tick: Tick) -> SystemRun:
    options = {
        "model": None if name == DEFAULT else name,
        "to": asked.to,
        "language": asked.language,
        "length": asked.length,
    }
    # What the checks say of a translation is one thing, its scores another.
    options |= {"doubtful": "show"}
    with library_for("Summarizer") as library, library.Summarizer(**options) as summarizer:
        if len(articles) > 1:
            summarizer.summarize_many(list(articles[:1]))
        results: list[Any] = []
        start = time.perf_counter()
        for chunk in _chunks(articles):
            # A server may refuse one article of a thousand.
            results += summarizer.summarize_many(chunk, keep_going=name.startswith("server:"))
            tick(len(chunk))
        seconds = time.perf_counter() - start
        settings = _model_settings(name, results, summarizer.options)
    _check_count(name, results, articles)
    return SystemRun(name, [_read(result) for result in results], seconds, settings, has_status=True)


def _read(result: Any) -> Output:
    removed = tuple(f"{removal.kind}: {removal.text}" for removal in result.removed)
    is_replaced = any(notice.code == "not_written" for notice in result.warnings)
    status = "fallback" if is_replaced else result.status
    return Output(result.text or "", result.translation, status, removed, result.translation_status)


def _model_settings(name: str, results: Sequence[Any], options: Any) -> str:
    """Model, revision and decoding in one line: what its outputs depend on besides the article."""
    if name == DEFAULT:
        return f"summarize:length={options.length}:verify={'on' if options.verify else 'off'}"
    from summarize.engines.registry import find_entry

    entry = find_entry(name, "summarization")
    beams = options.beam_size or entry.beam_size
    # Articles that are too short or empty are not given to the model.
    revision, engine = next(((r.model_revision, r.engine) for r in results if r.model_revision), ("unused", "none"))
    return (
        f"{entry.name}@{revision}:{engine}-{options.compute_type}:length={options.length}:"
        f"beams={beams}:{_decoding(entry)}:verify={'on' if options.verify else 'off'}"
    )


def _decoding(entry: Any) -> str:
    tokens = f"tokens={entry.min_output_tokens}-{entry.max_output_tokens}"
    return f"{tokens}:penalty={entry.length_penalty}:ngram={entry.no_repeat_ngram_size}"


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
