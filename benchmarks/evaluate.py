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
from benchmarks.describe import VERSION, Description, describe_runs, unsupported_claims
from benchmarks.errors import BenchmarkError
from benchmarks.metrics import statistics
from benchmarks.metrics.numbers import numbers_kept
from benchmarks.metrics.rouge import Aggregate, Rouge
from benchmarks.metrics.statistics import (
    Interval,
    bootstrap_interval,
    bootstrap_ratio,
    compare_all,
    paired_bootstrap_p,
)
from benchmarks.metrics.tokenizers import TOKENIZER_NAMES, get_tokenizer
from benchmarks.metrics.translation import bleu_and_chrf
from benchmarks.outputs import Articles
from benchmarks.report import Measure, Pairs, Report, Section, Unit, signature
from benchmarks.systems import Asked, Output, SystemRun, run_system, translate_texts

SEED_FOLDER = Path(__file__).resolve().parent.parent / "seeds"
LABELS = {"rouge1": "R-1", "rouge2": "R-2", "rougeL": "R-L", "rougeLsum": "R-Lsum"}
_SEED_KINDS = ("rouge1", "rouge2", "rougeL")
#: Scores that stand beside each output of each article, and those that all pairs of systems are tested on.
_ARTICLE_LABELS = ("R-1", "R-2", "R-L")
_PAIR_LABELS = ("R-1", "R-L")
_BOOTSTRAP = f"{statistics.SEED}x{statistics.RESAMPLES}"
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
    return _evaluate("score", runs, data, references, source, scoring=scoring, progress=progress)


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
    articles = data.columns[source]
    rows = _reference_rows(data, references)
    runs = []
    for name in systems:
        with progress(name, data.rows) as tick:
            asked = Asked(columns=data.columns, references=rows, language=language)
            runs.append(run_system(name, articles, asked=asked, tick=tick))
    return _evaluate("run", runs, data, references, source, scoring=scoring, progress=progress)


def _evaluate(
    command: str,
    runs: Sequence[SystemRun],
    data: DataFile,
    references: Sequence[str],
    source: str | None,
    *,
    scoring: Scoring,
    progress: Progress,
) -> Evaluation:
    rows = _reference_rows(data, references)
    scores = _rouge_scores(runs, rows, scoring, progress)
    sources = None if source is None else data.columns[source]
    claims = {} if sources is None else unsupported_claims(runs, sources)
    how = Description(scoring.tokenizer, scoring.stemmer, scoring.language)
    described = describe_runs(runs, data, articles=sources, claims=claims, how=how)
    name = get_tokenizer(scoring.tokenizer, stemmer=scoring.stemmer).name
    sections = [
        _rouge_section(runs, scores, data, len(references), scoring),
        Section(f"outputs, shares x100, tokenizer {name}", described),
    ]
    speed = {run.name: data.rows / run.seconds for run in runs if run.seconds}
    pairs = _pairs(scores) if data.rows > 1 and len(runs) > 1 else []
    report = Report(command, data.name, data.sha256, data.rows, sections, pairs=pairs, speed=speed)
    shown = {run: {label: found[label] for label in _ARTICLE_LABELS if label in found} for run, found in scores.items()}
    return Evaluation(report, Articles(data.ids, sources, rows, runs, shown, claims))


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
        run = run_system(model, [article], asked=Asked(to="en"), tick=tick)
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


def _reference_rows(data: DataFile, references: Sequence[str]) -> list[list[str]]:
    return [list(row) for row in zip(*(data.columns[name] for name in references), strict=True)]


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
    reference_count: int,
    scoring: Scoring,
) -> Section:
    first = scores[runs[0].name]
    systems: dict[str, list[Measure]] = {}
    for run in runs:
        measures = []
        for kind in scoring.kinds:
            values = scores[run.name][LABELS[kind]]
            measure = _rouge_measure(kind, values, scoring, reference_count, data, system=run.settings)
            is_first = run.name == runs[0].name
            measures.append(measure if is_first else replace(measure, p_value=_p_value(values, first[LABELS[kind]])))
        systems[run.name] = measures
    name = get_tokenizer(scoring.tokenizer, stemmer=scoring.stemmer).name
    return Section(f"ROUGE F1 x100, 95 % intervals, tokenizer {name}", systems)


def _pairs(scores: Mapping[str, Mapping[str, NDArray[np.float64]]]) -> list[Pairs]:
    labels = [label for label in _PAIR_LABELS if label in next(iter(scores.values()))]
    return [Pairs(label, compare_all({name: found[label] for name, found in scores.items()})) for label in labels]


def _p_value(values: NDArray[np.float64], baseline: NDArray[np.float64]) -> float:
    # The test gives its smallest p to equal systems, by convention; in a table that would read as a difference.
    return 1.0 if np.array_equal(values, baseline) else paired_bootstrap_p(values, baseline)


def _rouge_measure(
    kind: str,
    values: NDArray[np.float64],
    scoring: Scoring,
    reference_count: int,
    data: DataFile,
    *,
    system: str | None = None,
) -> Measure:
    metric = f"{kind}-f1" if reference_count == 1 else f"{kind}-f1-{scoring.aggregate}-of-{reference_count}"
    version = f"rouge-score-{importlib.metadata.version('rouge-score')}"
    if kind == "rougeLsum":
        version += f"+sentencex-{importlib.metadata.version('sentencex')}"
    single = data.rows == 1
    line = signature(
        metric,
        version=version,
        tokenizer=get_tokenizer(scoring.tokenizer, stemmer=scoring.stemmer).name,
        rows=data.rows,
        seed="none" if single else _BOOTSTRAP,
        sha256=data.sha256,
        system=system,
    )
    return Measure(LABELS[kind], bootstrap_interval(values), "share", line, has_interval=not single)


def _plain(label: str, value: float, unit: Unit, data: DataFile) -> Measure:
    line = signature(label, version=VERSION, tokenizer="none", rows=data.rows, seed="none", sha256=data.sha256)
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
        "numbers-kept", version=VERSION, tokenizer="none", rows=data.rows, seed=_BOOTSTRAP, sha256=data.sha256
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
