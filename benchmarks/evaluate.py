"""The four measurements: columns of outputs, systems, translations, and the seed article.

Enters: loaded data and the names of systems. Leaves: a `Report`. Refused: what the metrics and systems refuse.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import data as data_files
from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.metrics import statistics
from benchmarks.metrics.abstractiveness import extraction, has_repetition, is_unfinished, novel_ngram_share
from benchmarks.metrics.numbers import numbers_kept
from benchmarks.metrics.rouge import Aggregate, Rouge
from benchmarks.metrics.statistics import Interval, bootstrap_interval, bootstrap_ratio, paired_bootstrap_p
from benchmarks.metrics.tokenizers import TOKENIZER_NAMES, get_tokenizer
from benchmarks.metrics.translation import bleu_and_chrf
from benchmarks.report import Measure, Report, Section, Unit, signature
from benchmarks.systems import Output, SystemRun, run_system, translate_texts

SEED_FOLDER = Path(__file__).resolve().parent.parent / "seeds"
LABELS = {"rouge1": "R-1", "rouge2": "R-2", "rougeL": "R-L", "rougeLsum": "R-Lsum"}
_SEED_KINDS = ("rouge1", "rouge2", "rougeL")
_BOOTSTRAP = f"{statistics.SEED}x{statistics.RESAMPLES}"
#: description, total -> a context in which the function it yields reports work done.
Progress = Callable[[str, int], AbstractContextManager[Callable[[int], object]]]


@dataclass(frozen=True, slots=True)
class Scoring:
    """How ROUGE is computed: `tokenizer`, `kinds`, and `aggregate` over several references."""

    tokenizer: str = "fr-v1"
    kinds: tuple[str, ...] = tuple(LABELS)
    aggregate: Aggregate = "best"


def score_columns(
    data: DataFile,
    *,
    references: Sequence[str],
    hypotheses: Sequence[str],
    scoring: Scoring,
    source: str | None,
    progress: Progress,
) -> Report:
    """Score columns of outputs against columns of references.

    Args:
        data: holds all the columns named.
        references: columns of references.
        hypotheses: columns of outputs.
        scoring: how ROUGE is computed.
        source: column of articles; with it, novelty and extraction are measured too.
        progress: see `Progress`.
    """
    runs = [SystemRun(name, [Output(text) for text in data.columns[name]], None) for name in hypotheses]
    sections = [_rouge_section(runs, data, references, scoring, progress)]
    if source is not None:
        sections.append(_output_section(runs, data, source, scoring.tokenizer))
    return Report("score", data.name, data.sha256, data.rows, sections)


def score_systems(
    data: DataFile,
    *,
    systems: Sequence[str],
    source: str,
    reference: str,
    scoring: Scoring,
    progress: Progress,
    language: str | None = None,
) -> Report:
    """Run systems over a column of articles, and score and describe what they made.

    Args:
        data: holds the columns named, and those of `column:NAME` systems.
        systems: names as `benchmarks.systems` reads them.
        source: column of articles.
        reference: column of reference summaries.
        scoring: how ROUGE is computed.
        progress: see `Progress`.
        language: of the articles; None lets the library detect each.
    """
    articles = data.columns[source]
    runs = []
    for name in systems:
        with progress(name, data.rows) as tick:
            runs.append(run_system(name, articles, columns=data.columns, language=language, tick=tick))
    sections = [
        _rouge_section(runs, data, [reference], scoring, progress),
        _output_section(runs, data, source, scoring.tokenizer),
    ]
    return Report("run", data.name, data.sha256, data.rows, sections)


def score_translation(
    data: DataFile, *, source: str, reference: str, model: str, languages: tuple[str, str], progress: Progress
) -> Report:
    """Translate a column and score it: BLEU, chrF, and the share of the source's numbers that were kept.

    Args:
        data: holds both columns.
        source: column to translate.
        reference: column of reference translations; its own share of kept numbers is shown for comparison.
        model: name of a translation model.
        languages: ISO 639-1 codes of source and target.
        progress: see `Progress`.
    """
    texts, references = data.columns[source], data.columns[reference]
    with progress(model, data.rows) as tick:
        translations, seconds = translate_texts(texts, source=languages[0], target=languages[1], model=model, tick=tick)
    rate = data.rows / seconds if seconds else 0.0
    measures = [
        *_translation_measures(translations, [[text] for text in references], data),
        _numbers_measure(texts, translations, languages, data),
        _plain("sentences/s", rate, "sentences_per_second", data),
    ]
    human = [_numbers_measure(texts, references, languages, data)]
    section = Section("translation x100, 95 % intervals", {model: measures, f"reference ({reference})": human})
    return Report("translate", data.name, data.sha256, data.rows, [section])


def score_seed(*, model: str, progress: Progress) -> Report:
    """Summarise the seed article, translate the summary, and score both against the project's references.

    Args:
        model: name of a summarisation model.
        progress: see `Progress`.

    Raises:
        BenchmarkError: the seeds are missing, the library failed, or it returned no translation.
    """
    article, references, sha256 = _read_seeds()
    data = DataFile("seeds/article.fr.txt", sha256, {"article": [article]})
    summaries: dict[str, list[Measure]] = {}
    with progress(model, 1) as tick:
        run = run_system(model, [article], to="en", tick=tick)
    for name in (model, "lead-1", "lead-2", "lead-3"):
        output = run.outputs[0] if name == model else run_system(name, [article]).outputs[0]
        summaries[name] = _seed_rouge(output.text, references["references_fr"], TOKENIZER_NAMES, "fr", data)
    translation = run.outputs[0].translation
    if translation is None:
        raise BenchmarkError(f"{model} returned no translation into English (status {run.outputs[0].status})")
    english = references["references_en"]
    translated = [
        *_seed_rouge(translation, english, ("rouge-score",), "en", data),
        *_translation_measures([translation], [english], data),
    ]
    sections = [
        Section(f"summary, F1 x100, best of {len(references['references_fr'])} references", summaries),
        Section("translation, x100", {model: translated}),
    ]
    return Report("seed", data.name, sha256, 1, sections, outputs=_shown(run.outputs[0]))


def _shown(output: Output) -> list[str]:
    """The texts a person reads beside the scores."""
    removed = "\n".join(f"  {line}" for line in output.removed) or "  nothing"
    return [
        f"summary ({output.status})\n  {output.text}",
        f"translation\n  {output.translation}",
        f"taken out of the page before reading\n{removed}",
    ]


def _rouge_section(
    runs: Sequence[SystemRun], data: DataFile, references: Sequence[str], scoring: Scoring, progress: Progress
) -> Section:
    rouge = Rouge(scoring.tokenizer, kinds=scoring.kinds)
    rows = [list(row) for row in zip(*(data.columns[name] for name in references), strict=True)]
    systems: dict[str, list[Measure]] = {}
    baseline: dict[str, NDArray[np.float64]] = {}
    for run in runs:
        with progress(f"ROUGE {run.name}", data.rows) as tick:
            found = rouge.score_rows(
                [output.text for output in run.outputs], rows, aggregate=scoring.aggregate, tick=lambda: tick(1)
            )
        f1 = {kind: scores[:, 2] for kind, scores in found.items()}
        measures = [_rouge_measure(kind, f1[kind], scoring, len(references), data) for kind in rouge.kinds]
        if baseline:
            measures = [
                replace(measure, p_value=_p_value(f1[kind], baseline[kind]))
                for kind, measure in zip(rouge.kinds, measures, strict=True)
            ]
        baseline = baseline or f1
        systems[run.name] = measures
    return Section(f"ROUGE F1 x100, 95 % intervals, tokenizer {scoring.tokenizer}", systems)


def _p_value(values: NDArray[np.float64], baseline: NDArray[np.float64]) -> float:
    # The test gives its smallest p to equal systems, by convention; in a table that would read as a difference.
    return 1.0 if np.array_equal(values, baseline) else paired_bootstrap_p(values, baseline)


def _rouge_measure(
    kind: str, values: NDArray[np.float64], scoring: Scoring, reference_count: int, data: DataFile
) -> Measure:
    metric = f"{kind}-f1" if reference_count == 1 else f"{kind}-f1-{scoring.aggregate}-of-{reference_count}"
    version = f"rouge-score-{importlib.metadata.version('rouge-score')}"
    if kind == "rougeLsum":
        version += f"+sentencex-{importlib.metadata.version('sentencex')}"
    single = data.rows == 1
    line = signature(
        metric,
        version=version,
        tokenizer=scoring.tokenizer,
        rows=data.rows,
        seed="none" if single else _BOOTSTRAP,
        sha256=data.sha256,
    )
    return Measure(LABELS[kind], bootstrap_interval(values), "share", line, has_interval=not single)


def _output_section(runs: Sequence[SystemRun], data: DataFile, source: str, tokenizer: str) -> Section:
    sources = [get_tokenizer(tokenizer).tokenize(text) for text in data.columns[source]]
    systems = {run.name: _output_measures(run, sources, data, tokenizer) for run in runs}
    return Section(f"outputs, shares x100, tokenizer {tokenizer}", systems)


def _output_measures(run: SystemRun, sources: Sequence[Sequence[str]], data: DataFile, tokenizer: str) -> list[Measure]:
    tokenize = get_tokenizer(tokenizer).tokenize
    rows = [(tokenize(output.text), source) for output, source in zip(run.outputs, sources, strict=True)]
    fragments = [extraction(summary, source) for summary, source in rows]
    columns: list[tuple[str, Unit, list[float]]] = [
        ("new-1", "share", [novel_ngram_share(summary, source, 1) for summary, source in rows]),
        ("new-2", "share", [novel_ngram_share(summary, source, 2) for summary, source in rows]),
        ("coverage", "share", [fragment.coverage for fragment in fragments]),
        ("density", "tokens", [fragment.density for fragment in fragments]),
        ("length", "tokens", [float(len(summary)) for summary, _ in rows]),
        ("repetition", "share", [float(has_repetition(summary)) for summary, _ in rows]),
        ("unfinished", "share", [float(is_unfinished(output.text)) for output in run.outputs]),
        ("empty", "share", [float(not output.text.strip()) for output in run.outputs]),
        ("unsupported", "share", [float(output.unsupported > 0) for output in run.outputs]),
        ("fallback", "share", [float(output.status == "fallback") for output in run.outputs]),
        ("refused", "share", [float(output.status not in ("ok", "fallback")) for output in run.outputs]),
    ]
    # A column of texts tells nothing of what the system that wrote it said about them.
    if run.seconds is None:
        columns = columns[:-3]
    measures = [_described(label, unit, values, data, tokenizer) for label, unit, values in columns]
    if run.seconds:
        measures.append(_plain("articles/s", data.rows / run.seconds, "articles_per_second", data))
    return measures


def _described(label: str, unit: Unit, values: Sequence[float], data: DataFile, tokenizer: str) -> Measure:
    line = signature(
        label, version="benchmarks-1", tokenizer=tokenizer, rows=data.rows, seed="none", sha256=data.sha256
    )
    mean = float(np.mean(values))
    return Measure(label, Interval(mean, mean, mean), unit, line, has_interval=False)


def _plain(label: str, value: float, unit: Unit, data: DataFile) -> Measure:
    line = signature(label, version="benchmarks-1", tokenizer="none", rows=data.rows, seed="none", sha256=data.sha256)
    return Measure(label, Interval(value, value, value), unit, line, has_interval=False)


def _translation_measures(
    translations: Sequence[str], references: Sequence[Sequence[str]], data: DataFile
) -> list[Measure]:
    measures = []
    for score in bleu_and_chrf(translations, references):
        seed = score.seed if score.seed == "none" else f"{score.seed}x{statistics.RESAMPLES}"
        line = signature(
            score.name,
            version=score.version,
            tokenizer=score.tokenizer,
            rows=data.rows,
            seed=seed,
            sha256=data.sha256,
        )
        label = {"bleu": "BLEU", "chrf2": "chrF"}[score.name]
        measures.append(Measure(label, score.interval, "share", line, has_interval=seed != "none"))
    return measures


def _numbers_measure(
    sources: Sequence[str], translations: Sequence[str], languages: tuple[str, str], data: DataFile
) -> Measure:
    kept, found = numbers_kept(sources, translations, source_language=languages[0], target_language=languages[1])
    line = signature(
        "numbers-kept", version="benchmarks-1", tokenizer="none", rows=data.rows, seed=_BOOTSTRAP, sha256=data.sha256
    )
    return Measure("numbers kept", bootstrap_ratio(kept, found), "share", line)


def _seed_rouge(
    text: str, references: Sequence[str], tokenizers: Sequence[str], language: str, data: DataFile
) -> list[Measure]:
    measures = []
    for tokenizer in tokenizers:
        scoring = Scoring(tokenizer, _SEED_KINDS)
        scores = Rouge(tokenizer, kinds=_SEED_KINDS, language=language).score_multi(text, references)
        for kind, score in scores.items():
            measure = _rouge_measure(kind, np.array([score.f1]), scoring, len(references), data)
            measures.append(replace(measure, label=f"{LABELS[kind]} {tokenizer}"))
    return measures


def _read_seeds() -> tuple[str, Mapping[str, list[str]], str]:
    path = SEED_FOLDER / "article.fr.txt"
    try:
        article = path.read_text(encoding="utf-8")
        references = json.loads((SEED_FOLDER / "references.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BenchmarkError(f"cannot read the seeds: {error}; they stand in seeds/ of the checkout") from error
    return article, references, data_files.file_sha256(path)
