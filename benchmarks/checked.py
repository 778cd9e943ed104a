"""Models with the library's checks and without them: what each wrote first, and what is shown in its place.

Input: articles with headlines and abstracts, names of systems. Output: one row a system. Raises for: what the library
refuses. A system is `summarize`, a name of the registry, or server:NAME at the address of SUMMARIZE_SERVER.

A model writes once; what it wrote first is looked at unchecked, what is shown is scored. A local model writes the same
text twice; a server's answers are kept between the two.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from benchmarks.data import DataFile
from benchmarks.describe import unsupported_claims
from benchmarks.evaluate import Progress
from benchmarks.outputs import Articles
from benchmarks.systems import DEFAULT, Output, SystemRun, library_for
from benchmarks.told import measure
from summarize.metrics.rouge import Rouge
from summarize.result import Unsupported

_KINDS = ("rouge1", "rouge2", "rougeL")


@dataclass(frozen=True, slots=True)
class Checked:
    """Means over articles, shares 0-1, of what is shown unless said otherwise.

    Attributes:
        rouge1, rouge2, rougeL: F1, tokenizer fr-v1, against the abstract.
        headline, abstract: share of their content stems that is said.
        words: by spaces.
        before: share of articles of which the model's first output holds a number, date, name or quotation that the
            article lacks, by the library's own check.
        after: the same of what is shown.
        replaced: share of articles for which no output passed, and the article's own sentences are shown.
        failed: share without a summary.
        seconds: an article, checks included; what is written unchecked takes its own time, which is not counted.
    """

    rouge1: float
    rouge2: float
    rougeL: float
    headline: float
    abstract: float
    words: float
    before: float
    after: float
    replaced: float
    failed: float
    seconds: float


def check_models(
    data: DataFile,
    systems: Sequence[str],
    *,
    options: dict[str, Any],
    source: str,
    headline: str,
    abstract: str,
    progress: Progress,
) -> tuple[dict[str, Checked], Articles]:
    """One row a system; and every article with what they wrote ("NAME unchecked") and what is shown ("NAME").

    Args:
        data: holds the columns named.
        systems: see above.
        options: of `summarize.Summarizer`, for models by server.
        source: column of articles.
        headline: column of headlines.
        abstract: column of reference summaries.
        progress: see `benchmarks.evaluate.Progress`.
    """
    found: dict[str, Checked] = {}
    articles = data.columns[source]
    runs: list[SystemRun] = []
    claims: dict[str, Sequence[tuple[Unsupported, ...]]] = {}
    for name in systems:
        with progress(name, data.rows) as tick:
            unchecked, shown, replaced = _run(name, articles, options, tick)
        own = unsupported_claims([unchecked, shown], articles)
        runs, claims = [*runs, unchecked, shown], claims | dict(own)
        before, after = (float(np.mean([bool(row) for row in rows])) for rows in own.values())
        found[name] = Checked(
            **_scores(shown, data.columns[headline], data.columns[abstract]),
            before=before,
            after=after,
            replaced=float(np.mean(replaced)),
            failed=float(np.mean([output.status == "error" for output in shown.outputs])),
            seconds=(shown.seconds or 0.0) / data.rows,
        )
    rows = [[text] for text in data.columns[abstract]]
    return found, Articles(data.ids, articles, rows, runs, {run.name: {} for run in runs}, claims)


def lines(found: dict[str, Checked]) -> list[str]:
    """The table, in Markdown; shares x100."""
    names = [field.name for field in fields(Checked)]
    rows = [f"| system | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for system, checked in found.items():
        values = [getattr(checked, name) * (1 if name in ("words", "seconds") else 100) for name in names]
        rows.append(f"| {system} | {' | '.join(f'{value:.1f}' for value in values)} |")
    return rows


def _run(
    name: str, articles: Sequence[str], options: dict[str, Any], tick: Callable[[int], object]
) -> tuple[SystemRun, SystemRun, list[bool]]:
    """What a system wrote unchecked, what is shown, and of each article whether its own sentences are."""
    with library_for("Summarizer") as library:
        from summarize.engines.pool import ModelPool
        from summarize.options import is_by_server, make_options

        by_server = is_by_server(name)
        asked = make_options(model=None if name == DEFAULT else name, language="fr", **(options if by_server else {}))
        pool = ModelPool(asked)
        with library.Summarizer.of(pool) as summarizer:
            if not by_server:
                summarizer.summarize_many(list(articles[:1]))
            start = time.perf_counter()
            shown = []
            for i in range(0, len(articles), asked.batch_articles):
                some = list(articles[i : i + asked.batch_articles])
                shown += summarizer.summarize_many(some, keep_going=True)
                tick(len(some))
            seconds = time.perf_counter() - start
            pool.options = replace(asked, verify=False)
            first = shown if name == DEFAULT else summarizer.summarize_many(list(articles), keep_going=True)
    replaced = [any(notice.code == "not_written" for notice in one.warnings) for one in shown]
    return (
        SystemRun(f"{name} unchecked", [Output(one.text or "", status=one.status) for one in first], None),
        SystemRun(name, [Output(one.text or "", status=one.status) for one in shown], seconds),
        replaced,
    )


def _scores(run: SystemRun, headlines: Sequence[str], abstracts: Sequence[str]) -> dict[str, float]:
    texts = [output.text for output in run.outputs]
    rouge = Rouge("fr-v1", kinds=_KINDS).score_rows(texts, [[text] for text in abstracts])
    told = measure(texts, headlines, abstracts)
    scores = {kind: float(np.mean(rouge[kind][:, 2])) for kind in _KINDS}
    return scores | {"headline": told.headline, "abstract": told.abstract, "words": told.words}
