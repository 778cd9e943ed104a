"""Batch jobs: articles a second beside a plain loop and the engine driven by hand; memory by number of articles.

Enters: articles. Leaves: Parts. The engine by hand gets every input that our pipeline made for the same articles (its
windows, both decodings, the sentences to translate), recorded before the clock starts, all of one kind in one call: it
does not clean, detect, split, check, choose or write.

    python -m benchmarks.speed.jobs ARTICLES.parquet 200

says of so many articles how often a batch gives another text than single calls do, and what the process that hands out
the work spends on an article, which bounds how many workers it can feed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.errors import BenchmarkError
from benchmarks.speed.parts import Setting
from benchmarks.speed.runner import Part, Spread, compared, workers

#: Articles of a round that the loop does: it is the slowest, and its time an article does not depend on their number.
LOOP_ARTICLES = 40
#: Rows that the handing out is measured on: the texts over and over, each with a number of its own.
DRIVER_ARTICLES = 10_000


def throughput(setting: Setting, texts: Sequence[str]) -> Part:
    """Articles a second with translation: a batch to JSONL, a loop over `summarize`, the engine by hand.

    The articles are shared out to the rounds; a batch's time holds the start of its workers.
    """
    base = {"threads": setting.threads}
    size = len(texts) // setting.rounds
    if size < LOOP_ARTICLES:
        raise BenchmarkError(
            f"{len(texts)} articles for {setting.rounds} rounds; give at least {LOOP_ARTICLES} a round."
        )
    systems = {
        "batch to JSONL": ("batch", base | {"ending": "jsonl"}),
        "batch to Parquet": ("batch", base | {"ending": "parquet"}),
        "engine by hand": ("replay", base),
        "loop over summarize()": ("loop", base),
    }
    seconds: dict[str, list[float]] = {label: [] for label in systems}
    with workers(systems) as running:
        for number in range(setting.rounds):
            part = list(texts[number * size : (number + 1) * size])
            for label, worker in running.items():
                own = part[:LOOP_ARTICLES] if label.startswith("loop") else part
                found = worker.run(own)
                seconds[label].append(found["seconds"] / len(own))
                setting.say(f"round {number + 1} of {setting.rounds}: {label} {1 / seconds[label][-1]:.2f} articles/s")
    notes = {"articles a round": size, "of which the loop does": LOOP_ARTICLES, "work": "summary and translation to en"}
    notes["core-hours a million articles"] = round(_core_hours(seconds["batch to JSONL"], setting.threads), 1)
    return compared("batch jobs, shipped models", seconds, ours="batch to JSONL", notes=notes)


def _core_hours(seconds: Sequence[float], cores: int) -> float:
    """Hours of one core for a million articles, by the median of some rounds' seconds an article."""
    return statistics.median(seconds) * cores * 1e6 / 3600


def memory(setting: Setting, texts: Sequence[str], counts: Sequence[int]) -> Part:
    """Peak memory of a batch, all its processes together, by number of articles (headlines, one beam: the fastest).

    All batches are made of the same articles, over and over, each with a number of its own: among more articles there
    are longer ones, and what those take is no growth.
    """
    values = {}
    few = min(counts)
    if few > len(texts):
        raise BenchmarkError(f"{few} articles are asked for, and there are {len(texts)}.")
    for count in counts:
        peak = run_batch(texts[:few], "jsonl", setting.threads, rows=count, length="headline", beam_size=1)[1]
        values[f"{count} articles"] = Spread.of([peak])
        setting.say(f"{count} articles: {peak:.0f} MB")
    return Part("peak memory of a batch, all processes", "MB", values, {})


def run_batch(
    texts: Sequence[str], ending: str, threads: int, *, rows: int | None = None, **options: Any
) -> tuple[float, float]:
    """Seconds of a batch from the call to the finished file, and the peak megabytes of its processes together.

    With `rows`, of so many articles: the texts over and over, each with a number of its own.
    """
    from summarize.batch import Plan, run

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.parquet")
        # In a process of its own: many texts, and what writing them leaves in an allocator, would count as the batch's.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            pool.submit(_write, list(texts), source, rows).result()
        with Watch() as watch:
            started = time.perf_counter()
            report = run(source, Path(folder, f"out.{ending}"), plan=Plan(workers=threads), language="fr", **options)
            seconds = time.perf_counter() - started
    if report.articles != (rows or len(texts)):
        raise BenchmarkError(f"the batch wrote {report.articles} rows for {rows or len(texts)} articles.")
    return seconds, watch.peak


def equality(texts: Sequence[str]) -> Part:
    """How many texts, translations and scores of a batch differ from those of single calls, and by how much."""
    from summarize import summarize
    from summarize.batch import Plan, run

    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        _write(texts, Path(folder, "in.parquet"))
        plan = Plan(workers=1)
        run(Path(folder, "in.parquet"), Path(folder, "out.jsonl"), plan=plan, to="en", on_row=rows.append)
    singles = [summarize(text, to="en", threads=1) for text in texts]
    pairs = list(zip(rows, singles, strict=True))
    same = [(row, one) for row, one in pairs if row["text"] == one.text and row["score"] is not None]
    counts = {
        "texts that differ": len(pairs) - sum(row["text"] == one.text for row, one in pairs),
        "translations of equal texts that differ": sum(row["translation"] != one.translation for row, one in same),
        "largest difference of score": max(abs(row["score"] - (one.score or 0.0)) for row, one in same),
    }
    values = {name: Spread.of([float(count)]) for name, count in counts.items()}
    return Part("a batch beside single calls", f"of {len(texts)} articles", values, {})


def driver(texts: Sequence[str]) -> Part:
    """Processor time an article of the process that reads, looks up, keeps and writes, the summaries given."""
    from summarize import summarize
    from summarize.batch import job, run
    from summarize.batch.rows import result_of

    many = [f"{texts[i % len(texts)]} {i}." for i in range(DRIVER_ARTICLES)]
    made = result_of(summarize(texts[0], to="en", language="fr"))
    with tempfile.TemporaryDirectory() as folder, patch.object(job, "_pool", lambda plan, options: _Given(made)):
        _write(many, Path(folder, "in.parquet"))
        started = time.process_time()
        run(Path(folder, "in.parquet"), Path(folder, "out.jsonl"), language="fr", to="en")
        milliseconds = 1000 * (time.process_time() - started) / len(many)
    values = {"one article": Spread.of([milliseconds])}
    return Part("handing out a batch, processor time", "ms", values, {}, {"articles": len(many)})


class _Given:
    """A pool that has the summary of every article at once."""

    workers = 2

    def __init__(self, result: dict[str, Any]):
        self._result = result

    def submit(self, texts: list[str]) -> Any:
        from concurrent.futures import Future

        from summarize.batch.workers import Outcome

        future: Future[Outcome] = Future()
        future.set_result(Outcome([self._result] * len(texts), 0, 0.0))
        return future

    def close(self, *, now: bool = False) -> None:
        pass


def _write(texts: Sequence[str], path: Path, rows: int | None = None) -> None:
    import pyarrow
    import pyarrow.parquet

    if rows is not None:
        texts = [f"{texts[i % len(texts)]} {i}." for i in range(rows)]
    # The row groups of `datasets`: a reader holds about one.
    pyarrow.parquet.write_table(pyarrow.table({"text": list(texts)}), path, row_group_size=1000)


class Watch:
    """Follows, ten times a second, the memory of this process and its children: each page counted once (PSS)."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _follow(self) -> None:
        while not self._ended.wait(0.1):
            self.peak = max(self.peak, sum(_megabytes(process) for process in _family(Path("/proc/self"))))


def _family(process: Path) -> list[Path]:
    found = [process]
    try:
        for task in (process / "task").iterdir():
            for child in (task / "children").read_text().split():
                found += _family(Path("/proc", child))
    except OSError:
        pass
    return found


def _megabytes(process: Path) -> float:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main(path: str, articles: str) -> None:
    """Print both as tables."""
    import pyarrow.parquet

    texts = pyarrow.parquet.read_table(path, columns=["article"]).column("article").to_pylist()[: int(articles)]
    print("\n\n".join(part.text() for part in (driver(texts), equality(texts))))


if __name__ == "__main__":
    main(*sys.argv[1:])
