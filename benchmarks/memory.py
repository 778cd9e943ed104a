"""Long runs: what memory, open files and threads come to over thousands of summaries.

Input: articles, counts, minutes. Output: samples of resident memory, descriptors and threads, and how much the last
fifth of a run holds above the second (the first loads models). "one process" summarises and translates article after
article with one Summarizer; "batch" is the command line's, its worker counted apart from the process that hands out.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass
from itertools import chain, cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.errors import BenchmarkError

_SAMPLE_EVERY = 20
#: Memory may grow by this share, descriptors and threads not at all.
MOST_GROWTH = 0.05
_TABLE = "in.jsonl"
_PASSING = {_TABLE, ""}


@dataclass(frozen=True, slots=True)
class Sample:
    """One process after so many articles."""

    articles: int
    memory_bytes: int
    descriptors: int
    threads: int


@dataclass(frozen=True, slots=True)
class Run:
    """A long run of one process; `growth` is the last fifth's median memory over the second's, less one."""

    part: str
    asked: int
    articles: int
    seconds: float
    memory_mb: tuple[float, ...]  #: ten medians over the run
    growth: float
    descriptors: tuple[int, int]  #: fewest and most after the first fifth
    threads: tuple[int, int]

    @property
    def is_flat(self) -> bool:
        """True where memory grew by no more than MOST_GROWTH, and the others not at all."""
        return self.growth <= MOST_GROWTH and len({*self.descriptors}) == len({*self.threads}) == 1


def run_memory(
    texts: Sequence[str], *, summaries: int, articles: int, minutes: float, translator: str,
    say: Callable[[str], object] = lambda line: None,
) -> list[Run]:  # fmt: skip
    """Both parts, each for its count or half of the minutes, whichever comes first.

    Raises:
        BenchmarkError: a part fails, or has too few samples.
    """
    found = []
    with TemporaryDirectory() as name:
        for run in chain(
            _one_process(texts, Path(name), summaries, minutes * 30, translator),
            _batch(texts, Path(name), articles, minutes * 30),
        ):
            say(f"{run}")
            found.append(run)
    return found


def _one_process(texts: Sequence[str], folder: Path, count: int, most: float, translator: str) -> Iterator[Run]:
    path = folder / "texts.json"
    path.write_text(json.dumps(list(texts)), encoding="utf-8")
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", str(path), str(count), str(most), translator],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    if done.returncode:
        raise BenchmarkError(f"one process: exit code {done.returncode}")
    samples = [Sample(*json.loads(line)) for line in done.stdout.splitlines()]
    yield _run("one process, translated", count, time.monotonic() - started, samples)


def _batch(texts: Sequence[str], folder: Path, count: int, most: float) -> Iterator[Run]:
    table, out = folder / _TABLE, folder / "out.jsonl"
    with table.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(cycle(texts), count)):
            file.write(json.dumps({"id": number, "text": f"{text}\n\nC'est l'article numéro {number}."}) + "\n")
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "summarize", "batch", str(table), "-o", str(out), "--workers", "1", "--json-progress"],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    main: list[Sample] = []
    worker: list[Sample] = []
    for line in process.stderr:
        report = json.loads(line)
        if report["event"] != "progress" or report["articles"] >= count:  # with the last one the processes end
            continue
        with suppress(OSError, ValueError, KeyError):  # processes end; one that has ended has no memory
            main.append(_sample(report["articles"], process.pid))
            workers = [_sample(report["articles"], pid) for pid in _children(process.pid)]
            worker.append(max(workers, key=lambda sample: sample.memory_bytes))
        if time.monotonic() - started > most:
            process.terminate()
    if process.wait() not in (0, 130):
        raise BenchmarkError(f"batch: exit code {process.returncode}")
    seconds = time.monotonic() - started
    yield _run("batch, the process that hands out", count, seconds, main)
    yield _run("batch, its worker", count, seconds, worker)


def _run(part: str, asked: int, seconds: float, samples: Sequence[Sample]) -> Run:
    if len(samples) < 10:
        raise BenchmarkError(f"{part}: {len(samples)} samples, at least 10 are needed; give more minutes")
    memory = [sample.memory_bytes for sample in samples]
    fifth = len(samples) // 5
    later = samples[fifth:]
    tenths = [memory[len(memory) * i // 10 : len(memory) * (i + 1) // 10] for i in range(10)]
    return Run(
        part, asked, samples[-1].articles, round(seconds, 1),
        memory_mb=tuple(round(statistics.median(tenth) / 1e6, 1) for tenth in tenths),
        growth=round(statistics.median(memory[-fifth:]) / statistics.median(memory[fifth : 2 * fifth]) - 1, 4),
        descriptors=(min(s.descriptors for s in later), max(s.descriptors for s in later)),
        threads=(min(s.threads for s in later), max(s.threads for s in later)),
    )  # fmt: skip


def _sample(articles: int, pid: int) -> Sample:
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    memory = int(status["VmRSS"].split()[0]) * 1024
    return Sample(articles, memory, _descriptors(pid), int(status["Threads"]))


def _descriptors(pid: int) -> int:
    """Open files that stay: not the table, which is closed once it is read, SQLite's journal, which is open during a
    commit, nor the tally, which is open while a byte is added to it."""
    looks = []
    for pause in (0.0, 0.03, 0.05):
        time.sleep(pause)
        looks.append(sum(_target(file) not in _PASSING for file in Path(f"/proc/{pid}/fd").iterdir()))
    return min(looks)


def _target(file: Path) -> str:
    """The name of the open file; empty where it was closed meanwhile."""
    try:
        return file.readlink().name
    except OSError:
        return ""


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _work(texts: list[str], count: int, most: float, translator: str) -> None:
    """Summarise and translate one text after the other; a sample, as a line of JSON, every few."""
    from summarize import Summarizer

    started = time.monotonic()
    with Summarizer(to="en", translator=translator, threads=1) as summarizer:
        for number, text in enumerate(islice(cycle(texts), count), start=1):
            summarizer(text)
            if number % _SAMPLE_EVERY == 0:
                print(json.dumps(astuple(_sample(number, os.getpid()))), flush=True)
            if time.monotonic() - started > most:
                break


def to_json(runs: Sequence[Run]) -> str:
    """Plain values, indented."""
    return json.dumps([asdict(run) | {"is_flat": run.is_flat} for run in runs], indent=1, ensure_ascii=False)


if __name__ == "__main__":
    _work(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4])
