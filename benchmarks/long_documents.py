"""Long documents measured: reading the whole against cutting it off.

Enters: articles with their abstracts. Leaves: a report on documents made of several related articles, the references
their abstracts, one after the other. Refused: too few articles for one document.

A document is an article and those most like it among the articles left (cosine of tf-idf vectors of content words), in
the order of the file; documents whose parts are most alike come first. A summary has as many sentences as its document
has parts. What cuts sees the document's start only: `cut-window`, what the model reads at once; `cut-1024`, where
public models of BART's kind cut, counted in the tokens of the model measured. `parts` is told where each part begins,
and summarises each alone in one sentence: no system, but a ceiling for reading a document whole.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.evaluate import Evaluation, Progress, Scoring, evaluate_runs
from benchmarks.report import Measure, Section
from benchmarks.systems import Asked, Output, SystemRun, library_for, run_system
from summarize.metrics.signature import BOOTSTRAP, signature
from summarize.metrics.statistics import SEED, bootstrap_interval
from summarize.text.clean import clean
from summarize.text.sentences import split_sentences
from summarize.text.words import content_stems, words_of

#: Tokens at which public models of BART's kind cut.
CUT = 1024
#: Words in fewer articles than this tell nothing of likeness.
_RAREST = 2
SOURCE, REFERENCE = "document", "abstracts"


@dataclass(frozen=True, slots=True)
class Document:
    """A document's parts, cleaned, and their abstracts, in order."""

    parts: list[str]
    abstracts: list[str]


def make_documents(articles: Sequence[str], abstracts: Sequence[str], *, parts: int, most: int) -> list[Document]:
    """Documents of related articles; no article stands in two.

    Args:
        articles: as they stand in a data file.
        abstracts: one for each.
        parts: articles of a document.
        most: documents at most, those of the likest parts first.

    Raises:
        BenchmarkError: fewer articles than parts.
    """
    if len(articles) < parts:
        raise BenchmarkError(f"a document of {parts} articles needs as many; there are {len(articles)}")
    texts = [clean(article).text for article in articles]
    vectors = _vectors(texts)
    free = np.array([bool(text.strip()) for text in texts])
    found: list[tuple[float, Document]] = []
    for start in np.random.default_rng(SEED).permutation(len(texts)):
        if not free[start] or free.sum() < parts:
            continue
        likeness = np.where(free, vectors @ vectors[start], -1.0)
        likeness[start] = 2.0
        chosen = np.sort(np.argsort(-likeness, kind="stable")[:parts])
        free[chosen] = False
        document = Document([texts[i] for i in chosen], [clean(abstracts[i]).text for i in chosen])
        found.append((float(np.mean([likeness[i] for i in chosen if i != start] or [0.0])), document))
    found.sort(key=lambda pair: -pair[0])
    return [document for _, document in found[:most]]


def measure_long_documents(
    data: DataFile, *, source: str, reference: str, model: str, parts: int, documents: int, progress: Progress
) -> Evaluation:
    """Score one model reading documents whole, cut off, and part by part, and the documents' first sentences.

    Args:
        data: holds both columns.
        source: column of articles.
        reference: column of abstracts.
        model: a summarisation model.
        parts: articles of a document, 2 to 20.
        documents: at most so many.
        progress: see `benchmarks.evaluate.Progress`.
    """
    made = make_documents(data.columns[source], data.columns[reference], parts=parts, most=documents)
    texts = ["\n\n".join(document.parts) for document in made]
    title = f"{data.name}: {len(made)} documents of {parts} articles"
    digest = hashlib.sha256(f"{data.sha256}:{parts}:{documents}".encode()).hexdigest()
    columns = {SOURCE: texts, REFERENCE: [" ".join(document.abstracts) for document in made]}
    own = DataFile(title, digest, columns, [str(i + 1) for i in range(len(made))])
    asked = Asked(language="fr", length=parts)
    windows = _cut(texts, model, (None, CUT))
    runs = []
    for name, system, given in (
        ("whole", model, texts),
        (f"cut-{CUT}", model, windows[1]),
        ("cut-window", model, windows[0]),
        (f"lead-{parts}", f"lead-{parts}", texts),
    ):
        with progress(name, len(given)) as tick:
            run = run_system(system, given, asked=asked, tick=tick)
        runs.append(replace(run, name=name, has_status=False))
    flat = [part for document in made for part in document.parts]
    with progress("parts", len(flat)) as tick:
        alone = run_system(model, flat, asked=replace(asked, length=1), tick=tick)
    joined = [
        Output(" ".join(output.text for output in alone.outputs[i : i + parts])) for i in range(0, len(flat), parts)
    ]
    runs.append(replace(alone, name="parts", outputs=joined, has_status=False))
    scoring = Scoring("rouge-score", kinds=("rouge1", "rouge2", "rougeL"))
    found = evaluate_runs("long", runs, own, [REFERENCE], SOURCE, scoring=scoring, progress=progress)
    title = "of a document's articles, the share that a summary speaks of; words of a summary"
    section = Section(title, {run.name: _reach(run, made, own) for run in runs})
    return replace(found, report=replace(found.report, sections=[*found.report.sections, section]))


def part_of(sentence: str, parts: Sequence[frozenset[tuple[str, str]]]) -> int | None:
    """The part of a document that shares most word pairs with a sentence; None where none shares any."""
    own = list(pairwise(_words(sentence)))
    shared = [sum(pair in part for pair in own) for part in parts]
    return shared.index(max(shared)) if any(shared) else None


def _words(text: str) -> list[str]:
    return [word.lower() for word in words_of(text)]


def _reach(run: SystemRun, documents: Sequence[Document], data: DataFile) -> list[Measure]:
    shares, sizes = [], []
    for output, document in zip(run.outputs, documents, strict=True):
        pairs = [frozenset(pairwise(_words(part))) for part in document.parts]
        found = {part_of(sentence.text, pairs) for sentence in split_sentences(output.text)} - {None}
        shares.append(len(found) / len(document.parts))
        sizes.append(float(len(output.text.split())))
    line = signature(
        "parts-spoken-of",
        version="summarize",
        tokenizer="words",
        rows=data.rows,
        seed=BOOTSTRAP,
        sha256=data.sha256,
        columns=[SOURCE],
        system=run.settings,
    )
    return [
        Measure("articles", bootstrap_interval(shares), "share", line),
        Measure("words", bootstrap_interval(sizes), "tokens", line),
    ]


def _vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors of tf-idf over content words, shape (texts, words)."""
    counts = [Counter(content_stems(text)) for text in texts]
    spread = Counter(word for count in counts for word in count)
    column = {word: i for i, word in enumerate(sorted(w for w, n in spread.items() if n >= _RAREST))}
    vectors = np.zeros((len(texts), len(column)), dtype=np.float32)
    for row, count in enumerate(counts):
        for word, times in count.items():
            if word in column:
                vectors[row, column[word]] = (1 + math.log(times)) * math.log(len(texts) / spread[word])
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def _cut(texts: Sequence[str], model: str, limits: Sequence[int | None]) -> list[list[str]]:
    """Each text's sentences up to so many tokens of the model (None: what it reads at once), the first always."""
    with library_for("Summarizer"):
        from summarize.engines.load import load_model
        from summarize.options import make_options

        loaded = load_model(model, "summarization", make_options(model=model))
        found: list[list[str]] = [[] for _ in limits]
        for text in texts:
            sentences = [sentence.text for sentence in split_sentences(text)]
            ends = np.cumsum(loaded.backend.count_tokens(sentences))
            for cut, limit in zip(found, limits, strict=True):
                kept = int(np.searchsorted(ends, limit or loaded.entry.max_source_tokens, side="right"))
                cut.append(" ".join(sentences[: max(1, kept)]))
    return found
