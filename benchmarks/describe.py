"""What outputs are like, beside their scores: wording, length, repetition, support in the article, language.

Enters: systems' runs, and their articles where there are any. Leaves: measures of each system, and the claims of each
output that its article lacks. Refuses nothing: without articles, what needs them is left out.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchmarks.data import DataFile
from benchmarks.report import Measure, Unit
from benchmarks.systems import SystemRun
from summarize.checking import find_unsupported
from summarize.metrics.abstractiveness import compression, extraction, has_repetition, is_unfinished, novel_ngram_share
from summarize.metrics.signature import signature
from summarize.metrics.statistics import Interval
from summarize.metrics.tokenizers import Tokenizer, get_tokenizer
from summarize.result import Unsupported
from summarize.text.clean import clean
from summarize.text.detect import detect_language
from summarize.text.document import Document

#: Of the measures defined here; a change to any of them makes another.
VERSION = "benchmarks-2"
Claims = Mapping[str, Sequence[tuple[Unsupported, ...]]]


@dataclass(frozen=True, slots=True)
class Description:
    """How outputs are described: `tokenizer` and `stemmer` by name, the `language` they should be in.

    `source` is the column of their articles, None where there are none; it stands in signatures.
    """

    tokenizer: str
    stemmer: str | None
    language: str
    source: str | None = None


def unsupported_claims(runs: Sequence[SystemRun], articles: Sequence[str]) -> Claims:
    """For each system and output, the numbers, dates and names that its article lacks, by the library's own check.

    Args:
        runs: as many outputs each as there are articles.
        articles: as they stand in the data file.

    Returns:
        Claims with offsets in the output, by system. A claim counts as supported by the article as it stands or as the
        library cleans it: there, words glued together are parted.
    """
    sources = [Document(f"{article}\n{clean(article).text}") for article in articles]
    return {
        run.name: [
            find_unsupported(Document(output.text), source) for output, source in zip(run.outputs, sources, strict=True)
        ]
        for run in runs
    }


def describe_runs(
    runs: Sequence[SystemRun], data: DataFile, *, articles: Sequence[str] | None, claims: Claims, how: Description
) -> dict[str, list[Measure]]:
    """Measures of every system.

    Args:
        runs: as many outputs each as the data have rows.
        data: what the outputs were made of; stands in the signatures.
        articles: the sources, None where they are not known: novelty, extraction, compression, support are left out.
        claims: by `unsupported_claims`; read only where there are articles.
        how: see `Description`.
    """
    tokenizer = get_tokenizer(how.tokenizer, stemmer=how.stemmer)
    sources = [tokenizer.tokenize(article) for article in articles] if articles is not None else None
    return {run.name: _describe(run, data, sources, claims.get(run.name, ()), tokenizer, how) for run in runs}


def _describe(
    run: SystemRun,
    data: DataFile,
    sources: Sequence[Sequence[str]] | None,
    claims: Sequence[tuple[Unsupported, ...]],
    tokenizer: Tokenizer,
    how: Description,
) -> list[Measure]:
    summaries = [tokenizer.tokenize(output.text) for output in run.outputs]
    compared: list[tuple[str, Unit, Sequence[float]]] = []
    if sources is not None:
        compared += _against_sources(summaries, sources)
        compared.append(("unsupported", "share", [float(bool(row)) for row in claims]))
    repeated = [float(has_repetition(summary)) for summary in summaries]
    unfinished = [float(is_unfinished(output.text)) for output in run.outputs]
    columns: list[tuple[str, Unit, Sequence[float]]] = [
        ("length", "tokens", [float(len(summary)) for summary in summaries]),
        ("repetition", "share", repeated),
        ("unfinished", "share", unfinished),
        ("flawed", "share", [max(pair) for pair in zip(repeated, unfinished, strict=True)]),
        ("empty", "share", [float(not output.text.strip()) for output in run.outputs]),
    ]
    if run.has_status:
        columns += [
            ("fallback", "share", [float(output.status == "fallback") for output in run.outputs]),
            (
                "refused",
                "share",
                [float(output.status not in ("ok", "doubtful", "fallback")) for output in run.outputs],
            ),
        ]
    source = [how.source] if how.source else []
    measures = [_measure(*column, run, data, tokenizer.name, columns=source) for column in compared]
    measures += [_measure(*column, run, data, tokenizer.name) for column in columns]
    measures.append(_language_measure(run, data, how.language))
    if run.seconds:
        measures.append(_measure("articles/s", "articles_per_second", [data.rows / run.seconds], run, data, "none"))
    return measures


def _against_sources(
    summaries: Sequence[Sequence[str]], sources: Sequence[Sequence[str]]
) -> list[tuple[str, Unit, Sequence[float]]]:
    pairs = list(zip(summaries, sources, strict=True))
    fragments = [extraction(summary, source) for summary, source in pairs]
    ratios = [compression(summary, source) for summary, source in pairs if summary]
    return [
        ("new-1", "share", [novel_ngram_share(summary, source, 1) for summary, source in pairs]),
        ("new-2", "share", [novel_ngram_share(summary, source, 2) for summary, source in pairs]),
        ("coverage", "share", [fragment.coverage for fragment in fragments]),
        ("density", "tokens", [fragment.density for fragment in fragments]),
        ("compression", "ratio", ratios or [0.0]),
    ]


def _language_measure(run: SystemRun, data: DataFile, language: str) -> Measure:
    found = [float(_detected(output.text) == language) for output in run.outputs]
    version = f"langdetect-{importlib.metadata.version('langdetect')}"
    return _measure(f"in {language}", "share", found, run, data, "none", version=version)


@lru_cache(maxsize=100_000)
def _detected(text: str) -> str:
    # Ten milliseconds a text, and the same outputs are described under several tokenizers.
    return detect_language(text).language


def _measure(
    label: str,
    unit: Unit,
    values: Sequence[float],
    run: SystemRun,
    data: DataFile,
    tokenizer: str,
    *,
    version: str = VERSION,
    columns: Sequence[str] = (),
) -> Measure:
    line = signature(
        label.replace(" ", "-"),
        version=version,
        tokenizer=tokenizer,
        rows=data.rows,
        seed="none",
        sha256=data.sha256,
        columns=columns,
        system=run.settings,
    )
    mean = float(np.mean(values))
    return Measure(label, Interval(mean, mean, mean), unit, line, has_interval=False)
