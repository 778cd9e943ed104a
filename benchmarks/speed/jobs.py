"""Batch jobs: articles a second beside a plain loop and the engine driven by hand; memory by number of articles.

Enters: articles. Leaves: Parts. The engine by hand gets every input that our pipeline made for the same articles (its
windows, both decodings, the sentences to translate), recorded before the clock starts, all of one kind in one call: it
does not clean, detect, split, check, choose or write.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.errors import BenchmarkError
from benchmarks.speed.parts import Setting
from benchmarks.speed.runner import Part, Spread, compared, workers

#: Articles of a round that the loop does: it is the slowest, and its time an article does not depend on their number.
LOOP_ARTICLES = 40


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
    return compared("batch jobs, shipped models", seconds, ours="batch to JSONL", notes=notes)


def memory(setting: Setting, texts: Sequence[str], counts: Sequence[int]) -> Part:
    """Peak memory of a batch, all its processes together, by number of articles (headlines, one beam: the fastest)."""
    values = {}
    for count in counts:
        if count > len(texts):
            raise BenchmarkError(f"{count} articles are asked for, and there are {len(texts)}.")
        peak = run_batch(texts[:count], "jsonl", setting.threads, length="headline", beam_size=1)[1]
        values[f"{count} articles"] = Spread.of([peak])
        setting.say(f"{count} articles: {peak:.0f} MB")
    return Part("peak memory of a batch, all processes", "MB", values, {})


def run_batch(texts: Sequence[str], ending: str, threads: int, **options: Any) -> tuple[float, float]:
    """Seconds of a batch from the call to the finished file, and the peak megabytes of its processes together."""
    from summarize.batch import Plan, run

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.parquet")
        _write(texts, source)
        with Watch() as watch:
            started = time.perf_counter()
            report = run(source, Path(folder, f"out.{ending}"), plan=Plan(workers=threads), language="fr", **options)
            seconds = time.perf_counter() - started
    if report.articles != len(texts):
        raise BenchmarkError(f"the batch wrote {report.articles} rows for {len(texts)} articles.")
    return seconds, watch.peak


def _write(texts: Sequence[str], path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.table({"text": list(texts)}), path)


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
