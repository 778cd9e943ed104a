"""The speed benchmark as one call: the parts asked for, and what it ran on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.speed import jobs
from benchmarks.speed import parts as measured
from benchmarks.speed.random_model import articles, ensure
from benchmarks.speed.roofline import roofline
from benchmarks.speed.runner import Part, Say


@dataclass(frozen=True)
class SpeedReport:
    """All parts of one run, and the machine."""

    machine: dict[str, Any]
    parts: list[Part]

    def text(self) -> str:
        """Tables for people."""
        head = ", ".join(f"{key} {value}" for key, value in self.machine.items())
        return "\n\n".join([head, *(part.text() for part in self.parts)])

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe."""
        return {"command": "speed", "machine": self.machine, "parts": [asdict(part) for part in self.parts]}


def measure(
    names: Sequence[str], *, rounds: int, threads: int | None, most_articles: int, folder: Path, say: Say
) -> SpeedReport:
    """Run the parts asked for.

    Args:
        names: of "engines", "sentences", "writer", "cold", "batches", "scaling", "roofline".
        rounds: of every comparison, after one that warms up.
        threads: of every system; None takes the cores this process may use.
        most_articles: where the scaling by number of articles ends.
        folder: where the random model is kept; made at the first run.
        say: takes lines of progress.

    Raises:
        BenchmarkError: a system failed.
    """
    count = threads or len(os.sched_getaffinity(0))
    setting = measured.Setting(rounds, count, folder.resolve(), say)
    found: list[Part] = []
    if "engines" in names:
        found.append(measured.barthez_shape(setting))
    if "sentences" in names:
        found.append(measured.sentences(setting))
    if "writer" in names:
        found.append(measured.writer(setting))
    if "cold" in names:
        found += measured.cold_start(setting)
    if "batches" in names:
        found.append(measured.batch_sizes(setting))
    if "scaling" in names:
        found += measured.scaling(setting, most_articles=most_articles)
    if "roofline" in names:
        ensure(setting.folder)
        tokens = _mean_tokens(setting.folder)
        found.append(roofline(setting.folder, rounds=rounds, threads=count, say=say, source_tokens=tokens))
    return SpeedReport(measured.machine(count), found)


def measure_jobs(
    texts: Sequence[str],
    *,
    articles: int,
    memory_counts: Sequence[int],
    rounds: int,
    threads: int | None,
    say: Say,
) -> SpeedReport:
    """Throughput of batch jobs over the first `articles` texts, and their memory by number of articles.

    Raises:
        BenchmarkError: a system failed, or there are fewer texts than asked for.
    """
    count = threads or len(os.sched_getaffinity(0))
    setting = measured.Setting(rounds, count, Path(), say)
    found = [jobs.throughput(setting, texts[:articles])]
    if memory_counts:
        found.append(jobs.memory(setting, texts, memory_counts))
    return SpeedReport(measured.machine(count), found)


def _mean_tokens(folder: Path) -> int:
    import sentencepiece

    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.bpe.model"))
    return round(sum(len(row) for row in tokenizer.encode(articles(16, measured.WORDS))) / 16) + 2
