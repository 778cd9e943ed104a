"""The seed article measured: one summary and its translation, against the project's own references.

Enters: the name of a summarisation model. Leaves: a report that shows the texts too. Refused: missing seeds, a library
that fails or returns no translation. One article measures nothing in general; it shows that the whole road works.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from benchmarks import data as data_files
from benchmarks.catalogue import SEEDS
from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.evaluate import LABELS, Progress, Scoring, rouge_measure
from benchmarks.report import Measure, Report, Section
from benchmarks.systems import Asked, Output, SystemRun, run_system
from benchmarks.translation import translation_measures
from summarize.metrics.rouge import Rouge

_KINDS = ("rouge1", "rouge2", "rougeL")
_TOKENIZERS = ("rouge-score", "fr-v1")
_LEADS = ("lead-1", "lead-2", "lead-3")


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
    with progress(model, 1) as tick:
        run = run_system(model, [article], asked=Asked(to="en"), tick=tick)
    runs = [run, *(run_system(name, [article]) for name in _LEADS)]
    summaries = {r.name: _rouge(r, r.outputs[0].text, references["references_fr"], data) for r in runs}
    translation = run.outputs[0].translation
    if translation is None:
        raise BenchmarkError(f"{model} returned no translation into English (status {run.outputs[0].status})")
    english = references["references_en"]
    translated = [
        *_rouge(run, translation, english, data, tokenizers=("rouge-score",), language="en"),
        *translation_measures([translation], [english], data, system=run.settings),
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
        f"translation ({output.translation_status})\n  {output.translation}",
        f"taken out of the page before reading\n{removed}",
    ]


def _rouge(
    run: SystemRun,
    text: str,
    references: Sequence[str],
    data: DataFile,
    *,
    tokenizers: Sequence[str] = _TOKENIZERS,
    language: str = "fr",
) -> list[Measure]:
    measures = []
    columns = [f"reference_{number}" for number in range(1, len(references) + 1)]
    for tokenizer in tokenizers:
        scoring = Scoring(tokenizer, _KINDS, language=language)
        scores = Rouge(tokenizer, kinds=_KINDS, language=language).score_multi(text, references)
        for kind, score in scores.items():
            values = np.array([score.f1])
            measure = rouge_measure(kind, values, scoring, columns, data, system=run.settings)
            measures.append(replace(measure, label=f"{LABELS[kind]} {tokenizer}"))
    return measures


def _read_seeds() -> tuple[str, Mapping[str, list[str]], str]:
    path = SEEDS / "article.fr.txt"
    try:
        article = path.read_text(encoding="utf-8")
        references = json.loads((SEEDS / "references.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BenchmarkError(f"cannot read the seeds: {error}; they stand in seeds/ of the checkout") from error
    return article, references, data_files.file_sha256(path)
