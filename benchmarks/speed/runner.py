"""The parts of the speed benchmark, each system in its own process, all systems in turn in every round.

Enters: how many rounds, which parts. Leaves: rows of medians with their least and most, and ratios within a round, so
that a slow minute of the machine slows all systems of that round. Refuses: a worker that fails, with its last line.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.errors import BenchmarkError

ROOT = Path(__file__).resolve().parents[2]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Spread:
    """Least, median and most of some measurements of one thing."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of at least one value."""
        return cls(min(values), statistics.median(values), max(values))

    def text(self, digits: int = 2) -> str:
        """ "median [low, high]"."""
        return f"{self.median:.{digits}f} [{self.low:.{digits}f}, {self.high:.{digits}f}]"


@dataclass(frozen=True)
class Part:
    """One table: a title, what was measured, values by system, and our ratio to each peer (above 1 is better)."""

    title: str
    unit: str
    values: Mapping[str, Spread]
    ratios: Mapping[str, Spread]
    notes: Mapping[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """The table for people."""
        lines = [f"{self.title} ({self.unit}, median [least, most])"]
        width = max(len(name) for name in self.values)
        for name, spread in self.values.items():
            ratio = f"  ours is {self.ratios[name].text()} times better" if name in self.ratios else ""
            lines.append(f"  {name:<{width}}  {spread.text(3):>28}{ratio}")
        return "\n".join([*lines, *(f"  {key}: {value}" for key, value in self.notes.items())])


class Worker:
    """A system's process; `run` hands it a job and waits for the answer."""

    def __init__(self, system: str, settings: Mapping[str, Any]):
        self.name = system
        environment = {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": str(settings["threads"])}
        started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.speed.worker", system, json.dumps(settings)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment,
        )  # fmt: skip
        self._answer()
        self.load_seconds = time.perf_counter() - started

    def run(self, texts: Sequence[str], **job: Any) -> dict[str, float]:
        """Seconds and peak megabytes of one job."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps({"texts": list(texts), **job}) + "\n")
            self._process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        while line := self._process.stdout.readline():
            # Libraries print to standard output now and then.
            if line.startswith("{"):
                return dict(json.loads(line))
        _, errors = self._process.communicate()
        last = (errors or "no message").strip().splitlines()[-1]
        raise BenchmarkError(f"the worker {self.name} ended: {last}")


@contextlib.contextmanager
def workers(settings: Mapping[str, tuple[str, Mapping[str, Any]]]) -> Iterator[dict[str, Worker]]:
    """Start a worker for each label; all end with the block."""
    started: dict[str, Worker] = {}
    try:
        for label, (system, own) in settings.items():
            started[label] = Worker(system, own)
        yield started
    finally:
        for worker in started.values():
            worker.close()


def interleaved(
    found: Mapping[str, Worker], jobs: Mapping[str, Sequence[str]], *, rounds: int, say: Say, **job: Any
) -> dict[str, list[float]]:
    """Seconds a text, by label, of every round; a first round warms up and is not counted."""
    seconds: dict[str, list[float]] = {label: [] for label in found}
    for number in range(rounds + 1):
        for label, worker in found.items():
            texts = jobs[label][: max(1, len(jobs[label]) // 4)] if number == 0 else jobs[label]
            answer = worker.run(texts, **job)
            if number:
                seconds[label].append(answer["seconds"] / len(texts))
                say(f"round {number} of {rounds}: {label} {len(texts) / answer['seconds']:.2f} articles/s")
    return seconds


def compared(
    title: str, seconds: Mapping[str, Sequence[float]], *, ours: str, notes: Mapping[str, Any] | None = None
) -> Part:
    """Articles a second by label, and our ratio to each of the others round by round."""
    values = {label: Spread.of([1 / s for s in own]) for label, own in seconds.items()}
    ratios = {
        label: Spread.of([other / mine for other, mine in zip(own, seconds[ours], strict=True)])
        for label, own in seconds.items()
        if label != ours
    }
    return Part(title, "articles/s", values, ratios, notes or {})


def wall_seconds(command: Sequence[str], *, environment: Mapping[str, str] | None = None) -> tuple[float, float]:
    """Wall seconds and peak megabytes of one command from a cold process.

    Raises:
        BenchmarkError: it failed.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})}
    )
    assert process.stderr is not None
    with process.stderr:
        errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode:
        last = errors.decode(errors="replace").strip().splitlines()[-1:] or ["no message"]
        raise BenchmarkError(f"{command[0]} failed: {last[0]}")
    return seconds, usage.ru_maxrss / 1024
