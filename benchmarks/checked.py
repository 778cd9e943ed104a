"""Models with the library's checks and without them: what each wrote first, and what is shown in its place.

Input: articles with headlines and abstracts, names of systems. Output: one row a system. Raises for: what the library
refuses. A system is `summarize`, a name of the registry, or server:NAME at the address of SUMMARIZE_SERVER.

A model writes once; what it wrote first is looked at unchecked, what is shown is scored.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import report
from benchmarks.data import DataFile
from benchmarks.describe import unsupported_claims
from benchmarks.errors import BenchmarkError
from benchmarks.evaluate import Progress
from benchmarks.outputs import Articles
from benchmarks.systems import DEFAULT, Output, SystemRun, library_for
from benchmarks.told import measure
from summarize.engines.backend import Candidate, Decoding
from summarize.engines.pool import ModelPool
from summarize.metrics.rouge import Rouge
from summarize.options import is_by_server, make_options
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
        seconds: an article, checks included; loading and warming up are not counted.
        processor_seconds: the same of this process's time on processors; a server's are not in it.
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
    processor_seconds: float


def check_models(
    data: DataFile,
    systems: Sequence[str],
    *,
    options: dict[str, Any],
    source: str,
    headline: str,
    abstract: str,
    progress: Progress,
    keep: Callable[[str, Checked], object] = lambda name, found: None,
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
        keep: called with each system's row when it is there.
    """
    found: dict[str, Checked] = {}
    articles = data.columns[source]
    runs: list[SystemRun] = []
    claims: dict[str, Sequence[tuple[Unsupported, ...]]] = {}
    for name in systems:
        with progress(name, data.rows) as tick:
            unchecked, shown, replaced, processor = _run(name, articles, options, tick)
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
            processor_seconds=processor / data.rows,
        )
        keep(name, found[name])
    rows = [[text] for text in data.columns[abstract]]
    return found, Articles(data.ids, articles, rows, runs, {run.name: {} for run in runs}, claims)


class Results:
    """A file of rows, one a system, to which later runs on the same articles add theirs.

    Args:
        path: of a JSON file; None keeps nothing.
        data: what the rows are measured on.
        options: of models by server, written beside their rows.

    Raises:
        BenchmarkError: the file holds rows of other articles.
    """

    def __init__(self, path: Path | None, data: DataFile, options: dict[str, Any]):
        self._path, self._options = path, options
        self._values = {"data": data.name, "rows": data.rows, "sha256": data.sha256, "checked": {}}
        if path is None or not path.exists():
            return
        before = json.loads(path.read_text(encoding="utf-8"))
        if differing := [key for key in ("data", "rows", "sha256") if before.get(key) != self._values[key]]:
            raise BenchmarkError(
                f"{path} was measured on other articles ({', '.join(differing)} differ); name a new file"
            )
        self._values = before

    def add(self, name: str, found: Checked) -> None:
        """Write a system's row, in place of one that it has; the others stay."""
        if self._path is None:
            return
        row = asdict(found) | ({"asked": self._options} if is_by_server(name) else {})
        self._values["checked"][name] = row
        report.write_text(self._path, [json.dumps(self._values, indent=2, ensure_ascii=False), "\n"])


def lines(found: dict[str, Checked]) -> list[str]:
    """The table, in Markdown; shares x100."""
    names = [field.name for field in fields(Checked)]
    rows = [f"| system | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for system, checked in found.items():
        cells = [_cell(name, getattr(checked, name)) for name in names]
        rows.append(f"| {system} | {' | '.join(cells)} |")
    return rows


def _cell(name: str, value: float) -> str:
    if name.endswith("seconds"):
        return f"{value:.2f}"
    return f"{value if name == 'words' else 100 * value:.1f}"


def _run(
    name: str, articles: Sequence[str], options: dict[str, Any], tick: Callable[[int], object]
) -> tuple[SystemRun, SystemRun, list[bool], float]:
    """What a system wrote unchecked, what is shown, of each article whether its own sentences are, and the processor's
    seconds for what is shown."""
    with library_for("Summarizer") as library:
        by_server = is_by_server(name)
        asked = make_options(model=None if name == DEFAULT else name, language="fr", **(options if by_server else {}))
        pool = ModelPool(asked)
        with library.Summarizer.of(pool) as summarizer:
            if not by_server:
                summarizer.summarize_many(list(articles[:1]))
                _write_once(pool)
            start, processor_start = time.perf_counter(), time.process_time()
            shown = []
            for i in range(0, len(articles), asked.batch_articles):
                some = list(articles[i : i + asked.batch_articles])
                shown += summarizer.summarize_many(some, keep_going=True)
                tick(len(some))
            seconds, processor = time.perf_counter() - start, time.process_time() - processor_start
            pool.options = replace(asked, verify=False)
            first = shown if name == DEFAULT else summarizer.summarize_many(list(articles), keep_going=True)
    replaced = [any(notice.code == "not_written" for notice in one.warnings) for one in shown]
    return (
        SystemRun(f"{name} unchecked", [Output(one.text or "", status=one.status) for one in first], None),
        SystemRun(name, [Output(one.text or "", status=one.status) for one in shown], seconds),
        replaced,
        processor,
    )


def _write_once(pool: ModelPool) -> None:
    """Keep what a local model writes, as a server's answers are, so that it is not computed again unchecked."""
    if (model := pool.writer(pool.route("fr"))) is None:
        return
    kept: dict[tuple[str, Decoding], list[Candidate]] = {}
    generate = model.backend.generate

    def once(texts: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        new = [text for text in dict.fromkeys(texts) if (text, decoding) not in kept]
        if new:
            kept.update(zip([(text, decoding) for text in new], generate(new, decoding), strict=True))
        return [kept[text, decoding] for text in texts]

    model.backend.generate = once  # type: ignore[method-assign]


def _scores(run: SystemRun, headlines: Sequence[str], abstracts: Sequence[str]) -> dict[str, float]:
    texts = [output.text for output in run.outputs]
    rouge = Rouge("fr-v1", kinds=_KINDS).score_rows(texts, [[text] for text in abstracts])
    told = measure(texts, headlines, abstracts)
    scores = {kind: float(np.mean(rouge[kind][:, 2])) for kind in _KINDS}
    return scores | {"headline": told.headline, "abstract": told.abstract, "words": told.words}
