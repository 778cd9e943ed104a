"""Summaries measured: columns of outputs, or systems that are run.

Enters: loaded data and the names of systems. Leaves: a report, and every article with its outputs. Refused: what the
metrics and systems refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import DataFile
from benchmarks.describe import Description, describe_runs, unsupported_claims
from benchmarks.outputs import Articles
from benchmarks.report import Measure, Pairs, Report, Section
from benchmarks.systems import Asked, Output, SystemRun, check_system, run_system
from summarize.metrics.rouge import Aggregate, Rouge
from summarize.metrics.signature import rouge_signature
from summarize.metrics.statistics import bootstrap_interval, compare_all, paired_bootstrap_p
from summarize.metrics.tokenizers import get_tokenizer

LABELS = {"rouge1": "R-1", "rouge2": "R-2", "rougeL": "R-L", "rougeLsum": "R-Lsum"}
#: Scores that stand beside each output of each article, and those that all pairs of systems are tested on.
_ARTICLE_LABELS = ("R-1", "R-2", "R-L")
_PAIR_LABELS = ("R-1", "R-L")
#: description, total -> a context in which the function it yields reports work done.
Progress = Callable[[str, int], AbstractContextManager[Callable[[int], object]]]


@dataclass(frozen=True, slots=True)
class Scoring:
    """How outputs are scored: `tokenizer`, `stemmer`, `kinds` of ROUGE, `aggregate` over several references.

    `language` (ISO 639-1) is the one that outputs should be in.
    """

    tokenizer: str = "fr-v1"
    kinds: tuple[str, ...] = tuple(LABELS)
    aggregate: Aggregate = "best"
    stemmer: str | None = None
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of systems as a `report`, and the `articles` with every output, for those who read them one by one."""

    report: Report
    articles: Articles


def score_columns(
    data: DataFile,
    *,
    references: Sequence[str],
    hypotheses: Sequence[str],
    scoring: Scoring,
    source: str | None,
    progress: Progress,
) -> Evaluation:
    """Score columns of outputs against columns of references.

    Args:
        data: holds all the columns named.
        references: columns of references.
        hypotheses: columns of outputs.
        scoring: how they are scored.
        source: column of articles; with it, novelty, extraction, compression and support are measured too.
        progress: see `Progress`.
    """
    runs = [SystemRun(name, [Output(text) for text in data.columns[name]], None) for name in hypotheses]
    return evaluate_runs("score", runs, data, references, source, scoring=scoring, progress=progress)


def score_systems(
    data: DataFile,
    *,
    systems: Sequence[str],
    source: str,
    references: Sequence[str],
    scoring: Scoring,
    progress: Progress,
    language: str | None = None,
) -> Evaluation:
    """Run systems over a column of articles, and score and describe what they made.

    Args:
        data: holds the columns named, and those of `column:NAME` systems.
        systems: names as `benchmarks.systems` reads them.
        source: column of articles.
        references: columns of reference summaries.
        scoring: how outputs are scored.
        progress: see `Progress`.
        language: of the articles; None lets the library detect each.
    """
    asked = Asked(data.columns, reference_rows(data, references), language=language)
    runs = run_systems(data, systems, source=source, asked=asked, progress=progress)
    return evaluate_runs("run", runs, data, references, source, scoring=scoring, progress=progress)


def run_systems(
    data: DataFile, systems: Sequence[str], *, source: str, asked: Asked, progress: Progress
) -> list[SystemRun]:
    """Run systems over a column of articles, one after the other; none is run where one of the names is no system's.

    Args:
        data: holds the column.
        systems: names as `benchmarks.systems` reads them.
        source: column of articles.
        asked: see `benchmarks.systems.Asked`.
        progress: see `Progress`.
    """
    for name in systems:
        check_system(name, asked=asked)
    runs = []
    for name in systems:
        with progress(name, data.rows) as tick:
            runs.append(run_system(name, data.columns[source], asked=asked, tick=tick))
    return runs


def evaluate_runs(
    command: str,
    runs: Sequence[SystemRun],
    data: DataFile,
    references: Sequence[str],
    source: str | None,
    *,
    scoring: Scoring,
    progress: Progress,
) -> Evaluation:
    """Score and describe what systems made, and test every system against every other.

    Args:
        command: what the report is called.
        runs: as many outputs each as the data have rows; their names are all different.
        data: holds the columns named.
        references: columns of reference summaries.
        source: column of articles, None where there is none.
        scoring: how outputs are scored.
        progress: see `Progress`.
    """
    rows = reference_rows(data, references)
    scores = _rouge_scores(runs, rows, scoring, progress)
    sources = None if source is None else data.columns[source]
    claims = {} if sources is None else unsupported_claims(runs, sources)
    how = Description(scoring.tokenizer, scoring.stemmer, scoring.language, source)
    described = describe_runs(runs, data, articles=sources, claims=claims, how=how)
    name = get_tokenizer(scoring.tokenizer, stemmer=scoring.stemmer).name
    sections = [
        _rouge_section(runs, scores, data, references, scoring),
        Section(f"outputs, shares x100, tokenizer {name}", described),
    ]
    speed = {run.name: data.rows / run.seconds for run in runs if run.seconds}
    pairs = _pairs(scores) if data.rows > 1 and len(runs) > 1 else []
    report = Report(command, data.name, data.sha256, data.rows, sections, pairs=pairs, speed=speed)
    shown = {run: {label: found[label] for label in _ARTICLE_LABELS if label in found} for run, found in scores.items()}
    return Evaluation(report, Articles(data.ids, sources, rows, runs, shown, claims))


def reference_rows(data: DataFile, references: Sequence[str]) -> list[list[str]]:
    """For each row its references, those of one column after those of another."""
    columns = [data.lists.get(name) or [[text] for text in data.columns[name]] for name in references]
    return [[text for texts in row for text in texts] for row in zip(*columns, strict=True)]


def _rouge_scores(
    runs: Sequence[SystemRun], references: Sequence[Sequence[str]], scoring: Scoring, progress: Progress
) -> dict[str, dict[str, NDArray[np.float64]]]:
    """F1 of every row, by system and label."""
    rouge = Rouge(scoring.tokenizer, kinds=scoring.kinds, language=scoring.language, stemmer=scoring.stemmer)
    scores = {}
    for run in runs:
        with progress(f"ROUGE {run.name}", len(references)) as tick:
            found = rouge.score_rows(
                [output.text for output in run.outputs],
                references,
                aggregate=scoring.aggregate,
                tick=lambda: tick(1),
            )
        scores[run.name] = {LABELS[kind]: found[kind][:, 2] for kind in rouge.kinds}
    return scores


def _rouge_section(
    runs: Sequence[SystemRun],
    scores: Mapping[str, Mapping[str, NDArray[np.float64]]],
    data: DataFile,
    references: Sequence[str],
    scoring: Scoring,
) -> Section:
    first = scores[runs[0].name]
    systems: dict[str, list[Measure]] = {}
    for run in runs:
        measures = []
        for kind in scoring.kinds:
            values = scores[run.name][LABELS[kind]]
            measure = rouge_measure(kind, values, scoring, references, data, system=run.settings)
            # One row has nothing to resample.
            alone = run.name == runs[0].name or data.rows == 1
            measures.append(measure if alone else replace(measure, p_value=_p_value(values, first[LABELS[kind]])))
        systems[run.name] = measures
    name = get_tokenizer(scoring.tokenizer, stemmer=scoring.stemmer).name
    return Section(f"ROUGE F1 x100, 95 % intervals, tokenizer {name}", systems)


def _pairs(scores: Mapping[str, Mapping[str, NDArray[np.float64]]]) -> list[Pairs]:
    labels = [label for label in _PAIR_LABELS if label in next(iter(scores.values()))]
    return [Pairs(label, compare_all({name: found[label] for name, found in scores.items()})) for label in labels]


def _p_value(values: NDArray[np.float64], baseline: NDArray[np.float64]) -> float:
    # The test gives its smallest p to equal systems, by convention; in a table that would read as a difference.
    return 1.0 if np.array_equal(values, baseline) else paired_bootstrap_p(values, baseline)


def rouge_measure(
    kind: str,
    values: NDArray[np.float64],
    scoring: Scoring,
    references: Sequence[str],
    data: DataFile,
    *,
    system: str | None = None,
) -> Measure:
    """The mean F1 of one kind of ROUGE, with its interval (none for one row) and signature.

    Args:
        kind: as in `summarize.metrics.rouge.KINDS`.
        values: F1 of each row.
        scoring: how they were computed.
        references: the columns they stand in.
        data: what was scored.
        system: what the outputs depend on, None for somebody's outputs.
    """
    line = rouge_signature(
        kind,
        references=sum(max(map(len, data.lists[name])) if name in data.lists else 1 for name in references),
        aggregate=scoring.aggregate,
        tokenizer=get_tokenizer(scoring.tokenizer, stemmer=scoring.stemmer).name,
        rows=data.rows,
        sha256=data.sha256,
        columns=references,
        system=system,
    )
    return Measure(LABELS[kind], bootstrap_interval(values), "share", line, has_interval=data.rows > 1)
