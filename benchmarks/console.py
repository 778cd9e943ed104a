"""What commands say: results on standard output, progress on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import report


def say(line: str) -> None:
    """A line on standard error."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def progress(description: str, total: int) -> Iterator[Callable[[int], object]]:
    """A bar on a terminal; the call given takes how many are done since the last."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as display:
        task = display.add_task(description, total=total)
        yield lambda done: display.advance(task, done)


def deliver(found: report.HasText, json_file: Path | None) -> None:
    """Print a report, and write it where that was asked for."""
    print(found.text())
    if json_file is not None:
        report.write_json(json_file, found)
