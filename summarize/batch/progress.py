"""What a batch says while it runs, on stderr: a bar where that is a terminal, JSON lines on request, else nothing.

Input: reports, one a chunk, and between them the tally of workers. Output: text on a stream, from the first second on.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from ..terminal import one_line, printable_json, say
from .report import Report

#: Seconds between two JSON lines, and two moves of the bar.
_BETWEEN_LINES, _LEAST_BETWEEN_LINES, _BETWEEN_MOVES = 1.0, 0.9, 0.2
#: Files named of each reason for passing over.
_MOST_NAMES = 5


@contextmanager
def shown(*, total: int | None, as_json: bool, quiet: bool, stream: TextIO | None = None) -> Iterator[Display | None]:
    """The progress callback of a run.

    Args:
        total: articles to come, None where nobody knows.
        as_json: one JSON object a line, one a second and the last.
        quiet: nothing at all.
        stream: stderr by default.
    """
    stream = stream or sys.stderr
    if quiet or stream is None or not (as_json or stream.isatty()):
        yield None
    elif as_json:
        lines = _JsonLines(stream, total)
        with Display(lines, total, every=_BETWEEN_LINES).running() as display:
            yield display
    else:
        with _bar(stream) as bar:
            task = bar.add_task("articles", total=total, said="loading models")

            def update(report: Report) -> None:
                said = _said(report) if report.articles else "loading models"
                bar.update(task, completed=report.articles, said=said)

            with Display(update, total, every=_BETWEEN_MOVES).running() as display:
                yield display


class Display:
    """Shows the reports that it is called with, and between them how many articles workers are done with.

    Attributes:
        tally: the file to which they add a byte for each; None where none can be made.
    """

    def __init__(self, show: Callable[[Report], None], total: int | None, *, every: float):
        self._show, self._total, self._every = show, total, every
        self._last, self._started = Report(""), time.monotonic()
        self._lock, self._ended = threading.Lock(), threading.Event()
        self.tally: str | None = None

    def __call__(self, report: Report) -> None:
        """A chunk is written."""
        with self._lock:
            self._last = report
            self._show(report)

    @contextmanager
    def running(self) -> Iterator[Display]:
        """A thread that shows what is known, again and again, for as long as the context is open."""
        with ExitStack() as stack:
            with suppress(OSError):  # without it what is shown moves a chunk at a time
                folder = tempfile.TemporaryDirectory(prefix="summarize-", ignore_cleanup_errors=True)
                self.tally = str(Path(stack.enter_context(folder), "tally"))
            thread = threading.Thread(target=self._run, name="summarize-progress", daemon=True)
            thread.start()
            try:
                yield self
            finally:
                self._ended.set()
                thread.join()

    def _run(self) -> None:
        while not self._ended.wait(self._every):
            with self._lock:
                self._show(self._now())

    def _now(self) -> Report:
        """The last report with the articles that workers have done since."""
        done = 0
        with suppress(OSError):
            done = Path(self.tally).stat().st_size if self.tally else 0
        ahead = max(0, done - self._last.computed)
        if self._total is not None:
            ahead = min(ahead, max(0, self._total - self._last.articles))
        articles, computed = self._last.articles + ahead, self._last.computed + ahead
        return replace(self._last, articles=articles, computed=computed, seconds=time.monotonic() - self._started)


class _JsonLines:
    """{"event": "progress", ...}: what a Report holds, and the seconds left where the total is known."""

    def __init__(self, stream: TextIO, total: int | None):
        self._stream, self._total, self._last = stream, total, 0.0

    def __call__(self, report: Report) -> None:
        now = time.monotonic()
        is_last = self._total is not None and report.articles >= self._total
        if now - self._last < _LEAST_BETWEEN_LINES and not is_last:
            return
        self._last = now
        left = max(0, self._total - report.articles) if self._total is not None else None
        rate = report.articles / report.seconds if report.seconds else 0.0
        line = {"event": "progress", "total": self._total, **report.to_dict()}
        line["tokens_per_second"] = round(report.source_tokens / report.seconds, 1) if report.seconds else 0.0
        line["seconds_left"] = round(left / rate, 1) if left is not None and rate else None
        say(printable_json(line, encoding=self._stream.encoding), self._stream)


def closing(report: Report, total: int | None = None) -> list[str]:
    """The lines a run ends with; `total`: of the articles, None where nobody knows."""
    tokens = report.source_tokens / report.seconds if report.seconds else 0.0
    speed = f"{report.articles_per_second:,.2f} articles/s" + (f", {tokens:,.0f} tokens/s" if tokens else "")
    counted = report.counted
    lines = [
        _end_said(report, total),
        f"  summarised now {counted['computed']:>9,}   {speed}",
        f"  known before   {counted['reused']:>9,}",
        *([f"  repeated       {counted['repeated']:>9,}   the text of one before"] if counted["repeated"] else []),
        f"  failed         {counted['failed']:>9,}",
        f"  time           {_clock(report.seconds):>9}",
        f"  ledger         {one_line(report.ledger)}",
    ]
    statuses = ", ".join(f"{n:,} {status}" for status, n in report.statuses.most_common())
    errors = ", ".join(f"{n:,} {code}" for code, n in report.errors.most_common())
    if report.damaged:
        lines.append(f"  damaged        {report.damaged:>9,}   rows of the ledger, computed again")
    if report.requests:
        lines.append(f"  server         {report.requests:>9,}   requests, {report.server_tokens:,} tokens")
    lines += [f"  computed by    {way}" for way in report.computed_by]
    if report.computed_by:
        lines.append("                 models differ slightly between these; --reproducible computes alike on all")
    lines += _skipped(report)
    lines += [
        f"  not in it      {number:>9,}   rows of the former output, which is kept in {one_line(name)}"
        for name, number in report.dropped.items()
    ]
    lines += [
        f"  moved aside    {one_line(old)} -> {one_line(new)}"
        for old, new in report.moved.items()
        if new not in report.dropped
    ]
    lines += [f"  rows by status: {statuses}"] if statuses and report.finished else []
    return [*lines, *([f"  errors by code: {errors}"] if errors else [])]


def _end_said(report: Report, total: int | None) -> str:
    """How a run ended: the output and its rows, or how far it came and what goes on with it."""
    if report.finished:
        rows = f"{report.articles:,} {'row' if report.articles == 1 else 'rows'}"
        return f"finished: {rows} in {one_line(report.output)}"
    done = sum(report.counted.values())
    of = f" of {total:,}" if total is not None else ""
    articles = "article is" if (done if total is None else total) == 1 else "articles are"
    return (
        f"stopped: {done:,}{of} {articles} done and kept; the same command goes on from here and writes "
        f"{one_line(report.output)}"
    )


def _skipped(report: Report) -> list[str]:
    """How many files were passed over, and the first of each reason."""
    if not report.skipped:
        return []
    by_reason: dict[str, list[str]] = {}
    for name, reason in report.skipped:
        by_reason.setdefault(reason, []).append(name)
    lines = [f"  passed over    {len(report.skipped):>9,}   all of them stand in the ledger, table skipped"]
    for reason, names in by_reason.items():
        shown = ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
        lines.append(f"    {len(names):,} {one_line(reason)}: {one_line(shown)}")
    return lines


def _said(report: Report) -> str:
    seconds = report.seconds or 1.0
    parts = [f"{report.computed / seconds:.1f} articles/s"]
    parts += [f"{report.source_tokens / seconds:,.0f} tokens/s"] if report.source_tokens else []
    parts += [f"{report.reused:,} known"] if report.reused else []
    parts += [f"{report.repeated:,} repeated"] if report.repeated else []
    return ", ".join([*parts, f"{report.failed:,} failed"])


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def _bar(stream: TextIO) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True), TextColumn("{task.fields[said]}"))
    return Progress(*columns, console=Console(file=stream), transient=True)
