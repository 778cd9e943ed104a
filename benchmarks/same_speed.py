"""Two checkouts of this repository, compared by time: for a change that should make nothing slower.

Enters: the folder of another checkout. Leaves: seconds of the processor for an import, for a first summary with its
translation in a new process, and for one in a process that has made others; the two checkouts take turns in every
round, so that a slow minute of the machine slows both. Both run with this interpreter, on one thread.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.errors import BenchmarkError

HERE = Path(__file__).resolve().parent.parent
_READ = "text = open('seeds/article.fr.txt', encoding='utf-8').read()\n"
#: What is timed, and in how many times as many rounds. One that prints is timed by what it prints.
PARTS = {
    "import": ("import summarize; summarize.Summarizer, summarize.summarize", 3),
    "first summary in a process": (f"import summarize\n{_READ}summarize.summarize(text, to='en', threads=1)", 1),
    "a summary": (
        f"""
import time
from summarize import Summarizer
{_READ}
with Summarizer(to='en', threads=1) as summarizer:
    summarizer(text)
    started = time.process_time()
    for _ in range(8):
        summarizer(text)
    print((time.process_time() - started) / 8)
""",
        1,
    ),
}


def compare_speed(other: Path, *, rounds: int, say: Callable[[str], object]) -> dict[str, float]:
    """Time both checkouts by turns.

    Args:
        other: the root of the other checkout.
        rounds: of each part, after one that warms up the machine's file cache.
        say: told each part's seconds.

    Returns:
        Part -> median of the rounds' ratios, this checkout's seconds by the other's.

    Raises:
        BenchmarkError: the folder is no checkout, or one of the two fails.
    """
    if not (other / "summarize" / "__init__.py").is_file():
        raise BenchmarkError(f"{other} is no checkout: it has no summarize/__init__.py")
    found = {}
    for part, (code, times) in PARTS.items():
        pairs = []
        for number in range(times * rounds + 1):
            turns = [other.resolve(), HERE][:: 1 if number % 2 else -1]
            taken = {folder: _seconds(folder, code) for folder in turns}
            pairs.append((taken[other.resolve()], taken[HERE]))
        there, here = (statistics.median(column) for column in zip(*pairs[1:], strict=True))
        ratios = [new / old for old, new in pairs[1:]]
        found[part] = statistics.median(ratios)
        say(
            f"{part}: there {there:.3f} s, here {here:.3f} s; ratio {found[part]:.3f} "
            f"[{min(ratios):.2f}, {max(ratios):.2f}], {len(ratios)} rounds"
        )
    return found


def _seconds(folder: Path, code: str) -> float:
    """Seconds of the processor that code takes in a process, or that it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise BenchmarkError(f"{folder} failed: {(done.stderr.strip() or 'no message').splitlines()[-1]}")
    if done.stdout.strip():
        return float(done.stdout)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
