"""One summariser under load: many threads for minutes, and forks while they work.

Enters: articles. Leaves: a Trial each. Every result must be the one that a single thread got before, field by field
but for the timing; memory must not grow.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from benchmarks.stress.bench import TIMEOUT_SECONDS, Say
from benchmarks.stress.record import Trial
from summarize import Summarizer

#: Of the time, so much warms up: allocators grow with every thread's first articles.
WARM_UP_SHARE = 0.3
#: A growth of resident memory above it counts as a leak.
MOST_GROWTH = 0.05
_SAMPLE_SECONDS = 0.5


def many_threads(texts: Sequence[str], *, seconds: float, threads: int = 16, seed: int, say: Say) -> Trial:
    """Threads that share a summariser, each going through the articles in an order of its own.

    Args:
        texts: articles; a single thread summarises each once before.
        seconds: of the load.
        threads: how many at once.
        seed: of the orders.
        say: progress.
    """
    trial = Trial(f"{threads} threads on one summariser")
    with Summarizer(to="en", offline=True) as summarizer:
        expected = [plain(summarizer(text)) for text in texts]
        say(f"{len(texts)} articles by one thread; now {threads} threads for {seconds:.0f} s")
        load = _Load(summarizer, texts, expected, time.monotonic() + seconds)
        workers = [threading.Thread(target=load.work, args=(Random(seed + n),)) for n in range(threads)]
        for worker in workers:
            worker.start()
        memory = _watch_memory(workers)
    trial.worked, trial.failures = load.done - len(load.failures), load.failures
    trial.facts = {"seconds": round(seconds), "articles": len(texts), "articles/s": round(load.done / seconds, 2)}
    trial.facts |= memory_facts(memory)
    if trial.facts["growth"] > MOST_GROWTH:
        trial.failures.append(f"memory grew by {100 * trial.facts['growth']:.1f} %, of which {MOST_GROWTH:.0%} may be")
    return trial


def memory_facts(samples: Sequence[float]) -> dict[str, float]:
    """Megabytes after the warm-up and at the end (medians of a tenth of the samples each), and the growth between.

    Args:
        samples: resident megabytes at equal distances, over the whole load.
    """
    tenth = max(1, len(samples) // 10)
    start = int(len(samples) * WARM_UP_SHARE)
    warm, end = float(np.median(samples[start : start + tenth])), float(np.median(samples[-tenth:]))
    return {"MB after warm-up": round(warm, 1), "MB at the end": round(end, 1), "growth": round(end / warm - 1, 4)}


def forks(text: str, *, tries: int, seed: int, threads: int = 3) -> Trial:
    """Children forked while other threads work, by os.fork and by multiprocessing in turn; each summarises."""
    trial = Trial(f"fork after loading, {threads} threads at work")
    random = Random(seed)
    # Two, so that there are threads of the models to lose where one core is free.
    with Summarizer(to="en", offline=True, threads=2) as summarizer:
        expected = plain(summarizer(text))
        load = _Load(summarizer, [text], [expected], time.monotonic() + 86_400)
        workers = [threading.Thread(target=load.work, args=(random,)) for _ in range(threads)]
        for worker in workers:
            worker.start()
        try:
            for i in range(tries):
                time.sleep(random.uniform(0.0, 0.3))
                trial.add(_in_child(lambda: plain(summarizer(text)) == expected, is_bare=i % 2 == 0))
        finally:
            load.until = 0.0
            for worker in workers:
                worker.join()
        trial.add("worked" if plain(summarizer(text)) == expected else "another text in the parent afterwards")
    trial.failures += load.failures
    trial.facts = {"articles by the parent's threads meanwhile": load.done}
    return trial


def plain(result: Any) -> dict[str, Any]:
    """A result's values but for the timing."""
    values: dict[str, Any] = result.to_dict()
    del values["timing"]
    return values


@dataclass
class _Load:
    summarizer: Summarizer
    texts: Sequence[str]
    expected: Sequence[dict[str, Any]]
    until: float
    done: int = 0
    failures: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def work(self, random: Random) -> None:
        while time.monotonic() < self.until:
            for i in random.sample(range(len(self.texts)), len(self.texts)):
                if time.monotonic() >= self.until:
                    return
                self._note(self._one(i))

    def _one(self, i: int) -> str | None:
        try:
            found = plain(self.summarizer(self.texts[i]))
        except Exception as error:  # whatever is raised under load is what is looked for
            return f"article {i}: {error!r}"
        differing = [name for name, value in self.expected[i].items() if found[name] != value]
        return f"article {i}: {', '.join(differing)} differ" if differing else None

    def _note(self, failure: str | None) -> None:
        with self.lock:
            self.done += 1
            if failure:
                self.failures.append(failure)


def _watch_memory(workers: Sequence[threading.Thread]) -> list[float]:
    samples = []
    while any(worker.is_alive() for worker in workers):
        samples.append(resident_megabytes())
        time.sleep(_SAMPLE_SECONDS)
    return samples


def resident_megabytes() -> float:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _in_child(action: Callable[[], bool], *, is_bare: bool) -> str:
    """Whether an action is true in a forked child: "worked", or what is wrong."""

    def run() -> None:
        try:
            code = 0 if action() else 3
        except BaseException:
            code = 4
        os._exit(code)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of what is tried here
        if not is_bare:
            return _joined(multiprocessing.get_context("fork").Process(target=run))
        pid = os.fork()
    if pid == 0:
        run()
    return _waited(pid)


def _joined(process: Any) -> str:
    process.start()
    process.join(TIMEOUT_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
        return "a child of multiprocessing hung"
    return _told(process.exitcode)


def _waited(pid: int) -> str:
    limit = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < limit:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return _told(os.waitstatus_to_exitcode(status))
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return "a child hung"


def _told(code: int | None) -> str:
    return {0: "worked", 3: "another result in a child", 4: "an error in a child"}.get(code or 0, f"exit {code}")
