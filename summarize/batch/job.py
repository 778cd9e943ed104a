"""A batch from its first article to the name of its output file.

Input: inputs, an output path, options. Output: a Report, and the output. Raises for: a second run on the same output,
an output that no batch made, options that cannot be.

What makes a killed run resume exactly: each article's key is the hash of its text and of everything that decides its
summary (options, model revisions, version of this library). Chunks are computed side by side but written to the ledger
in order, each in one transaction; the output is put together from them and takes its name when it is complete. So a run
that starts again reads its input from the start, takes from the ledger what is there, and computes the rest in the same
chunks as before.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from typing import Any

from ..errors import InputError, LedgerError, OptionError, ServerError
from ..options import Options, uses_server
from .chunks import chunks_of
from .keys import content_key, settings_digest
from .ledger import COMPUTED, PART, Ledger
from .output import check_unchanged, disk_errors, existing, locked, make_room, publish
from .plan import Plan, Request, accepted
from .report import Progress, Report
from .report_page import Collected, write_page
from .rows import arithmetic_of, error_of, is_error, readable, row_of
from .sinks import Sink, identity_of, open_sink
from .sources import Item, SourceOptions, read
from .threads import ThreadPool
from .workers import Future, LocalPool, Outcome, Pool, WorkerLostError, joined

__all__ = ["Plan", "Progress", "Report", "run"]

#: Source tokens of a chunk. What a server answered for a chunk that is not complete is lost where the run ends.
_TOKENS, _TOKENS_BY_SERVER = 32_000, 4_000
#: Chunks handed out ahead of the one that is waited for, a worker.
_AHEAD = 2


def run(
    inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    plan: Plan | None = None,
    sources: SourceOptions | None = None,
    progress: Progress | None = None,
    on_row: Callable[[dict[str, Any]], None] | None = None,
    page: str | os.PathLike[str] | None = None,
    on_stop: Callable[[], object] | None = None,
    **options: Any,
) -> Report:
    """Summarise every article of the inputs into one file, going on where an earlier run stopped.

    Args:
        inputs: files, folders, globs, tables, "-" or "hub:…", see `summarize.batch.sources`.
        output: a .jsonl, .csv, .xlsx or .parquet path. Beside it stand OUTPUT.ledger (what was computed: keep it, and
            nothing is computed twice), OUTPUT.lock, and during a run OUTPUT.part. Or an address that fsspec writes to,
            such as s3://bucket/out.parquet: these files then stand in `plan.work_dir`, and the finished output is put
            up whole.
        plan: workers, chunk size, retries.
        sources: how to read the inputs.
        progress: called after each chunk.
        on_row: called with every row, in order.
        page: an HTML file about the run, written at its end.
        on_stop: called at a KeyboardInterrupt, before the chunks in flight are waited for.
        **options: those of `summarize.Options`, such as to="en".

    Returns:
        The report. A KeyboardInterrupt ends the run after the chunks in flight, with `finished` False.

    Raises:
        OverwriteError: the run would write to an input, or over a file that no batch made; nothing was written.
        OutputError: the output is in use by another run, or cannot be written.
        LedgerError: the ledger is damaged, or the disk is full.
        ModelError: a model cannot be had.
        InputError: nothing to read; with on_error="stop", the first article that failed.
        EngineError: this process may start no others.
    """
    request = accepted(inputs, output, plan=plan, sources=sources, page=page, **options)
    own = request.own
    collected = Collected() if own.page else None
    job = _Job(request, progress, on_row, collected, on_stop)
    with locked(own), disk_errors(own.path):
        report = job.run()
    if own.page and collected:
        write_page(own.page, report, collected)
    return report


@dataclass
class _Chunk:
    """Items between reading and writing: their keys, the texts handed to a worker and the keys of those."""

    items: list[Item]
    keys: list[bytes | None]
    known: dict[bytes, dict[str, Any]]
    asked: list[bytes]
    texts: list[str]
    future: Future | None = None


class _Job:
    def __init__(
        self,
        request: Request,
        progress: Progress | None,
        on_row: Callable[[dict[str, Any]], None] | None,
        collected: Collected | None,
        on_stop: Callable[[], object] | None,
    ):
        self._request, self._own, self._plan = request, request.own, request.plan
        self._progress, self._on_row, self._collected, self._on_stop = progress, on_row, collected, on_stop
        self._settings = settings_digest(request.options)
        self._report = Report(request.target, str(self._own.ledger))
        self._pending: deque[_Chunk] = deque()
        self._asked: set[bytes] = set()
        self._ways: set[str] = set()
        self._has_former = False
        self._started = time.perf_counter()

    def run(self) -> Report:
        """Read, compute and write everything."""
        own, target = self._own, self._request.target
        if self._plan.fresh:
            self._report.moved |= make_room(own, target)
        with ExitStack() as stack:
            ledger = stack.enter_context(Ledger(own.ledger))
            check_unchanged(own, target, ledger)
            self._has_former = bool(existing(own.path, target))
            ledger.note(PART)
            sink = open_sink(own.path)
            stack.callback(sink.abandon)
            pool = _pool(self._plan, self._request.options)
            stack.callback(pool.close, now=True)
            try:
                self._run(self._items(), ledger, sink, pool)
                sink.complete()
                ledger.write_skipped(self._report.skipped)
                publish(own, ledger, sink, self._report)
                self._report.finished = True
            except KeyboardInterrupt:
                if self._on_stop:
                    self._on_stop()
                self._drain(ledger)
            except ServerError as error:
                self._drain(ledger)
                raise ServerError(f"{error} What was done is kept; the same command goes on.") from error.__cause__
        self._report.seconds = time.perf_counter() - self._started
        return self._report

    def _items(self) -> Iterator[Item]:
        """The articles; what is passed over stands in the report."""
        return read(self._request.inputs, replace(self._request.to_read(), on_skip=self._note_skipped))

    def _note_skipped(self, name: str, reason: str) -> None:
        self._report.skipped.append((readable(name), reason))

    def _run(self, items: Iterator[Item], ledger: Ledger, sink: Sink, pool: Pool) -> None:
        """Hand out chunks, a few ahead of the one that is waited for, and write their rows in order."""
        tokens = self._plan.batch_tokens or (_TOKENS_BY_SERVER if uses_server(self._request.options) else _TOKENS)
        for items_of_chunk in chunks_of(items, tokens):
            chunk = self._planned(items_of_chunk, ledger)
            if chunk.texts:
                chunk.future = pool.submit(chunk.texts)
            self._pending.append(chunk)
            most = pool.workers * (1 + _AHEAD)
            while sum(c.future is not None for c in self._pending) >= most or len(self._pending) > 64 * most:
                self._write_first(ledger, sink, pool)
            while self._pending and self._pending[0].future is None:
                self._write_first(ledger, sink, pool)
        while self._pending:
            self._write_first(ledger, sink, pool)

    def _planned(self, items: list[Item], ledger: Ledger) -> _Chunk:
        """A chunk, and which of its texts are nowhere yet: not in the ledger, not on the way, not twice in it."""
        keys = [content_key(self._settings, item.text) if item.text is not None else None for item in items]
        known = ledger.find([k for k in keys if k is not None], with_errors=not self._plan.retry_failed)
        asked: dict[bytes, str] = {}
        for key, item in zip(keys, items, strict=True):
            if key is not None and item.text is not None and key not in known and key not in self._asked:
                asked.setdefault(key, item.text)
        self._asked |= asked.keys()
        self._report.damaged = ledger.damaged
        return _Chunk(items, keys, known, list(asked), list(asked.values()))

    def _write_first(self, ledger: Ledger, sink: Sink, pool: Pool) -> None:
        """Wait for the results of the first chunk that is not written, and write its rows."""
        chunk = self._pending[0]
        results = self._results(chunk, ledger, pool)
        rows = []
        for item, key in zip(chunk.items, chunk.keys, strict=True):
            if key is not None and key not in results:
                raise LedgerError(f"the ledger {ledger.path} was damaged during the run; run the same command again.")
            result = error_of(*(item.error or ("unreadable", "no text"))) if key is None else results[key]
            rows.append(row_of(item, result))
        sink.write(rows)
        if self._has_former:
            ledger.note_rows(map(identity_of, rows))
        self._pending.popleft()
        self._asked.difference_update(chunk.asked)
        self._count_origins(chunk, results, ledger)
        self._count(rows)
        self._tell(chunk, rows)

    def _results(self, chunk: _Chunk, ledger: Ledger, pool: Pool | None) -> dict[bytes, dict[str, Any]]:
        """The results of a chunk, those just computed written to the ledger."""
        computed = self._commit(chunk, ledger, pool)
        missing = [k for k in chunk.keys if k is not None and k not in chunk.known and k not in computed]
        return chunk.known | ledger.find(missing) | computed

    def _commit(self, chunk: _Chunk, ledger: Ledger, pool: Pool | None) -> dict[bytes, dict[str, Any]]:
        """Wait for a chunk's results and write them to the ledger."""
        if chunk.future is None:
            return {}
        try:
            outcome = chunk.future.result()
        except WorkerLostError:
            if pool is None:
                return {}
            outcome = _again(pool, chunk.texts)
        computed = dict(zip(chunk.asked, outcome.results, strict=True))
        self._note_arithmetic(computed.values(), ledger)
        ledger.add(computed.items())
        self._report.computed += len(computed)
        self._report.source_tokens += outcome.tokens
        self._report.requests += outcome.usage.requests
        self._report.server_tokens += outcome.usage.tokens
        chunk.future = None  # an interrupt may come before its rows are written: it is not counted again
        return computed

    def _note_arithmetic(self, results: Iterable[dict[str, Any]], ledger: Ledger) -> None:
        """Note how models computed results; the report says where the ledger's are not all computed in one way."""
        ways = {arithmetic_of(result) for result in results} - {None, *self._ways}
        for way in ways:
            ledger.note(f"{COMPUTED}{way}")
        if ways:
            self._ways |= {note.removeprefix(COMPUTED) for note in ledger.made() if note.startswith(COMPUTED)}
            self._report.computed_by = tuple(sorted(self._ways)) if len(self._ways) > 1 else ()

    def _count_origins(self, chunk: _Chunk, results: dict[bytes, dict[str, Any]], ledger: Ledger) -> None:
        """Count where the results of a chunk came from, and which are errors; articles without one are passed over."""
        report, asked = self._report, set(chunk.asked)
        own = ledger.added([key for key in chunk.keys if key is not None])
        for key in chunk.keys:
            if key is None:
                report.failures["unread"] += 1
            elif key in results:
                origin = "reused" if key not in own else "computed" if key in asked else "repeated"
                asked.discard(key)
                report.reused += origin == "reused"
                report.repeated += origin == "repeated"
                if is_error(results[key]):
                    report.failures[origin] += 1

    def _count(self, rows: list[dict[str, Any]]) -> None:
        report = self._report
        report.articles += len(rows)
        report.statuses.update(row["status"] for row in rows)
        report.errors.update(row["error_code"] for row in rows if is_error(row))
        report.failed = report.statuses["error"]
        report.seconds = time.perf_counter() - self._started

    def _tell(self, chunk: _Chunk, rows: list[dict[str, Any]]) -> None:
        """Hand the rows and the report on; stop at a failed article where the plan says so."""
        for item, row in zip(chunk.items, rows, strict=True):
            if self._collected:
                self._collected.row(row, item.text)
            if self._on_row:
                self._on_row(row)
        if self._collected:
            self._collected.progress(self._report)
        if self._progress:
            self._progress(replace(self._report))
        failed = next((row for row in rows if is_error(row)), None)
        if failed and self._plan.on_error == "stop":
            raise InputError(
                f"{failed['id']}: {failed['error_message']} ({failed['error_code']}); stopped as on_error='stop' asks. "
                f"What was done is kept."
            )

    def _drain(self, ledger: Ledger) -> None:
        """Before the end: keep what the workers are at, forget what nobody has begun, and what fails."""
        begun = [c for c in self._pending if c.future is None or not c.future.cancel()]
        for chunk in begun:
            with suppress(ServerError):
                self._count_origins(chunk, self._results(chunk, ledger, None), ledger)


def _again(pool: Pool, texts: list[str]) -> Outcome:
    """A chunk whose worker died: once more whole, as it may have been another's fault; then by halves."""
    try:
        return pool.submit(texts).result()
    except WorkerLostError as error:
        if len(texts) == 1:
            return Outcome([error_of("worker_lost", f"{error}, twice, with this article alone")], 0, 0.0)
    half = len(texts) // 2
    parts = [_again(pool, part) for part in (texts[:half], texts[half:])]
    return joined(parts)


def _pool(plan: Plan, options: Options) -> Pool:
    """Where the chunks of a run are computed: threads for a server's models, else a Ray cluster or processes here."""
    if uses_server(options):
        if plan.executor == "ray":
            raise OptionError("executor='ray' does nothing for a model by server, whose requests one process sends.")
        return ThreadPool(options, plan.workers or 2)
    if plan.executor == "ray":
        from .ray_pool import RayPool

        return RayPool(options, plan.workers)
    from ..engines.ctranslate2_backend import cpu_threads

    return LocalPool(options, plan.workers or cpu_threads(None), plan.tally)
