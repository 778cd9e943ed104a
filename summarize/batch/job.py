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

import hashlib
import json
import multiprocessing
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from ..errors import (
    EngineError,
    InputError,
    LedgerError,
    OptionError,
    OutputError,
    OverwriteError,
    ServerError,
    SummarizeError,
)
from ..options import Options, is_by_server, make_options
from .addresses import exists, is_address, local_path, move_aside_at, normal, open_at, put
from .chunks import chunks_of
from .guard import ENDINGS, OwnFiles, check, digest_of, is_ledger, move_all_aside, move_aside
from .ledger import COMPUTED, PART, Ledger, content_key
from .report_page import Collected, write_page
from .rows import arithmetic_of, error_of, is_error, row_of
from .sinks import Sink, identities_in, identity_of, open_sink
from .sources import Item, SourceOptions, files_read, read, require_network_for, require_switches
from .threads import ThreadPool
from .workers import Future, LocalPool, Outcome, Pool, WorkerLostError, joined

#: Options that decide nothing of a summary.
_IDLE_OPTIONS = (
    "threads", "batch_articles", "offline", "prompt", "timeout_seconds", "requests_at_once", "max_requests",
    "max_tokens",
)  # fmt: skip
#: Source tokens of a chunk. What a server answered for a chunk that is not complete is lost where the run ends.
_BATCH_TOKENS, _BATCH_TOKENS_BY_SERVER = 32_000, 4_000
#: Chunks handed out ahead of the one that is waited for, a worker.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run a batch; what to summarise and how stands in SourceOptions and Options."""

    workers: int | None = None  #: processes; None takes the cores this process may use. By server: threads, 2
    batch_tokens: int | None = None  #: source tokens, about, that a worker takes at once; None: 32,000, by server 4,000
    retry_failed: bool = False  #: compute again what the ledger holds as an error
    fresh: bool = False  #: move ledger and output of earlier runs aside, and begin anew
    on_error: Literal["keep", "stop"] = "keep"
    executor: Literal["local", "ray"] = "local"  #: where chunks are computed
    tally: str | None = None  #: a file to which local workers add a byte for each article that they are done with
    work_dir: str | None = None  #: where the ledger of an output at an address stands; None: the user's cache folder

    def validated(self) -> Plan:
        """Return it.

        Raises:
            OptionError: a value is out of range.
        """
        for name, low, high in (("workers", 1, 1024), ("batch_tokens", 1, 10**8)):
            value = getattr(self, name)
            is_whole = isinstance(value, int) and not isinstance(value, bool)
            if value is not None and not (is_whole and low <= value <= high):
                raise OptionError(f"{name}={value!r}: give a whole number from {low} to {high}.")
        require_switches(self, ("retry_failed", "fresh"))
        for name in ("tally", "work_dir"):
            if not isinstance(value := getattr(self, name), str | None):
                raise OptionError(f"{name}={value!r}: give a path as a str, or None.")
        for name, allowed in (("on_error", ("keep", "stop")), ("executor", ("local", "ray"))):
            if getattr(self, name) not in allowed:
                raise OptionError(f"{name}={getattr(self, name)!r}: give one of {', '.join(allowed)}.")
        return self


@dataclass
class Report:
    """What a batch did. Counts are of articles; `seconds` of wall time."""

    output: str
    ledger: str = ""  #: what makes the next run go on
    articles: int = 0  #: rows written
    computed: int = 0  #: summarised in this run
    reused: int = 0  #: taken from what earlier runs wrote to the ledger
    repeated: int = 0  #: of the same text as one before it that this run computed
    failed: int = 0  #: error rows
    damaged: int = 0  #: rows of the ledger that were not as they had been written, and were computed again
    source_tokens: int = 0  #: read by the model in this run
    requests: int = 0  #: to a server, of the articles computed in this run
    server_tokens: int = 0  #: read and written for them, as the server counts them
    seconds: float = 0.0
    finished: bool = False  #: False where the run was stopped; the same command goes on
    statuses: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)  #: error codes
    skipped: list[tuple[str, str]] = field(default_factory=list)  #: files passed over, and why
    moved: dict[str, str] = field(default_factory=dict)  #: files that stood in the way, by their former names
    #: of a former output that has rows which this one lacks: its new name, and how many
    dropped: dict[str, int] = field(default_factory=dict)
    #: how models computed the rows of this ledger, where in more than one way: outputs may differ
    computed_by: tuple[str, ...] = ()

    @property
    def articles_per_second(self) -> float:
        """Articles computed a second of wall time, start-up of the workers included."""
        return self.computed / self.seconds if self.seconds else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Plain values, safe for json.dumps; of the files passed over, how many for each reason."""
        values = asdict(replace(self, skipped=[])) | {"articles_per_second": round(self.articles_per_second, 3)}
        return values | {
            "statuses": dict(self.statuses),
            "errors": dict(self.errors),
            "skipped": dict(Counter(reason for _, reason in self.skipped)),
            "seconds": round(self.seconds, 3),
        }


#: Called after each chunk with the report so far.
Progress = Callable[[Report], None]


def run(
    inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    plan: Plan | None = None,
    sources: SourceOptions | None = None,
    progress: Progress | None = None,
    on_row: Callable[[dict[str, Any]], None] | None = None,
    page: str | os.PathLike[str] | None = None,
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
    listed = _listed(inputs)
    _check_kinds(output=output, page=page, plan=plan, sources=sources)
    plan = (plan or Plan()).validated()
    target, own = local_path(os.fspath(output)), own_files(output, plan, page)
    _check_ending(own.path)
    made, sources = make_options(**options), (sources or SourceOptions()).validated()
    require_network_for(listed, target, sources, offline=made.offline)
    _check_process(plan, made)
    to_read = passing_over(sources, target, own)
    if is_address(target):
        _check_address(target, own, listed, to_read, fresh=plan.fresh)
    check(own, files_read(listed, to_read), fresh=plan.fresh)
    collected = Collected() if own.page else None
    job = _Job(target, own, plan, made, progress, on_row, collected)
    with _locked(own), _disk_errors(own.path):
        report = job.run(lambda: read(listed, replace(passing_over(sources, target, own), on_skip=job.note_skipped)))
    if own.page and collected:
        write_page(own.page, report, collected)
    return report


def own_files(output: str | os.PathLike[str], plan: Plan, page: str | os.PathLike[str] | None = None) -> OwnFiles:
    """The files that a run with this output makes on this machine."""
    path = _local_copy(os.fspath(output), plan.work_dir)
    if not path.name:
        raise OverwriteError(f"{os.fspath(output)!r} is a folder; give the name of a file.")
    return OwnFiles(_followed(path), _followed(Path(page)) if page else None)


def passing_over(sources: SourceOptions, target: str, own: OwnFiles) -> SourceOptions:
    """The same, but that no article is read from the files of earlier runs."""
    remote = (target,) if is_address(target) and is_ledger(own.ledger) else ()
    return replace(sources, exclude=(*sources.exclude, *own.passed_over(), *remote))


def _followed(path: Path) -> Path:
    """Where a link leads: the link stays."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _listed(inputs: object) -> list[str | os.PathLike[str]]:
    """The inputs of `run` as a list of paths."""
    is_list = isinstance(inputs, Iterable) and not isinstance(inputs, str | bytes | Mapping | os.PathLike)
    given: list[Any] = list(inputs) if is_list else [inputs]  # type: ignore[call-overload]
    for one in given:
        if not isinstance(one, str | os.PathLike):
            raise InputError(f"inputs: {one!r} is no path; give a path (str or Path), or a list of paths.")
    return given


def _check_kinds(*, output: object, page: object, plan: object, sources: object) -> None:
    """Refuse arguments of `run` of another kind."""
    for name, value, needed in (("output", output, True), ("page", page, False)):
        if not isinstance(value, str | os.PathLike) and (needed or value is not None):
            raise OptionError(f"{name}={value!r}: give the path of the file to write, as a str or Path.")
    for name, value, kind in (("plan", plan, Plan), ("sources", sources, SourceOptions)):
        if value is not None and not isinstance(value, kind):
            example = "workers=2" if kind is Plan else "recursive=True"
            raise OptionError(f"{name}={value!r}: give a {kind.__name__}, such as {kind.__name__}({example}).")


def _check_process(plan: Plan, options: Options) -> None:
    """Refuse to start processes where Python allows none."""
    if plan.executor == "local" and not _is_by_server(options) and multiprocessing.current_process().daemon:
        raise EngineError(
            "a worker of multiprocessing.Pool may start no processes, and a batch does; call run() in the main "
            "process, or in a worker of concurrent.futures.ProcessPoolExecutor."
        )


def _check_ending(path: Path) -> None:
    if path.suffix.lower() not in ENDINGS and not path.is_dir():
        raise OptionError(f"output {str(path)!r}: give a name that ends in .jsonl, .csv, .xlsx or .parquet.")


def _check_address(
    target: str, own: OwnFiles, inputs: Sequence[str | os.PathLike[str]], sources: SourceOptions, *, fresh: bool
) -> None:
    """Refuse an output at an address that is an input, or that no batch made."""
    address = normal(target)
    if any(name == address for name in files_read(inputs, sources, remote=True)):
        raise OverwriteError(f"{target!r} would be written by this run and is read by it; give another name.")
    if not fresh and not is_ledger(own.ledger) and exists(target):
        raise OverwriteError(
            f"{target!r} exists and has no ledger at {str(own.ledger)!r}, so no batch wrote it; give another name, or "
            f"--fresh to move it aside."
        )


def _local_copy(output: str, work_dir: str | None) -> Path:
    """Where the rows are gathered: the output itself, or a file of this machine that is put up in the end."""
    if not is_address(output):
        if work_dir is not None:
            raise OptionError(f"work_dir={work_dir!r} (--work-dir) is for an output at an address; leave it out.")
        return Path(local_path(output))
    from ..engines.store import cache_folder

    name = output.rsplit("/", 1)[-1]
    if work_dir is not None:
        return Path(work_dir, name)
    folder = cache_folder() / "batch" / hashlib.blake2b(output.encode("utf-8"), digest_size=8).hexdigest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{str(folder)!r} cannot be made: {error.strerror or error}; name a --work-dir.") from error
    return folder / name


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
        target: str,
        own: OwnFiles,
        plan: Plan,
        options: Options,
        progress: Progress | None,
        on_row: Callable[[dict[str, Any]], None] | None,
        collected: Collected | None,
    ):
        self._target, self._own, self._plan, self._options = target, own, plan, options
        self._progress, self._on_row, self._collected = progress, on_row, collected
        self._settings = settings_digest(options)
        self._report = Report(target, str(own.ledger))
        self._pending: deque[_Chunk] = deque()
        self._asked: set[bytes] = set()
        self._ways: set[str] = set()
        self._has_former = False
        self._started = time.perf_counter()

    def run(self, items: Callable[[], Iterator[Item]]) -> Report:
        """Read, compute and write everything."""
        if self._plan.fresh:
            self._report.moved |= move_all_aside(self._own)
            if is_address(self._target) and exists(self._target):
                self._report.moved[self._target] = move_aside_at(self._target)
        with ExitStack() as stack:
            ledger = stack.enter_context(Ledger(self._own.ledger))
            self._check_unchanged(ledger)
            self._has_former = bool(_existing(self._own.path, self._target))
            ledger.note(PART)
            sink = open_sink(self._own.path)
            stack.callback(sink.abandon)
            pool = _pool(self._plan, self._options)
            stack.callback(pool.close, now=True)
            try:
                self._run(items(), ledger, sink, pool)
                sink.complete()
                ledger.write_skipped(self._report.skipped)
                self._publish(ledger, sink)
                self._report.finished = True
            except KeyboardInterrupt:
                self._drain(ledger)
            except ServerError as error:
                self._drain(ledger)
                raise ServerError(f"{error} What was done is kept; the same command goes on.") from error.__cause__
        self._report.seconds = time.perf_counter() - self._started
        return self._report

    def note_skipped(self, name: str, reason: str) -> None:
        """Note a file that is passed over."""
        self._report.skipped.append((_plain(name), reason))

    def _check_unchanged(self, ledger: Ledger) -> None:
        """Refuse an output, or rows, that a batch did not write, or that somebody has changed since."""
        made = ledger.made()
        if os.path.lexists(self._own.part) and PART not in made:
            raise OverwriteError(f"{str(self._own.part)!r} exists and no batch wrote it; --fresh moves it aside.")
        for name in _existing(self._own.path, self._target):
            if _digest(name) not in made:
                raise OverwriteError(
                    f"{name!r} is not as a batch wrote it: it was changed or replaced since. Move it away and run the "
                    f"same command again: nothing is computed twice."
                )

    def _publish(self, ledger: Ledger, sink: Sink) -> None:
        """Give the rows their name; a former output is moved aside where it has rows that these lack, and so is what
        came to have the name during the run, and no batch wrote."""
        made = ledger.made()
        ledger.note(_digest(str(self._own.part)))
        former = _existing(self._own.path, self._target)
        for name in former:
            is_made = _digest(name) in made
            dropped = ledger.lacking(_identities(name)) if is_made and name == former[-1] else 0
            if dropped or not is_made:
                aside = move_aside_at(name) if is_address(name) else str(move_aside(Path(name)))
                self._report.moved[name] = aside
                self._report.dropped |= {aside: dropped} if dropped else {}
        sink.publish()
        ledger.forget(PART)
        if is_address(self._target):
            put(self._own.path, self._target)

    def _run(self, items: Iterator[Item], ledger: Ledger, sink: Sink, pool: Pool) -> None:
        tokens = self._plan.batch_tokens or (_BATCH_TOKENS_BY_SERVER if _is_by_server(self._options) else _BATCH_TOKENS)
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
        chunk = self._pending[0]
        computed = self._commit(chunk, ledger, pool)
        missing = [k for k in chunk.keys if k is not None and k not in chunk.known and k not in computed]
        results = chunk.known | ledger.find(missing) | computed
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
        self._count(chunk, rows, ledger)

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
        return computed

    def _note_arithmetic(self, results: Iterable[dict[str, Any]], ledger: Ledger) -> None:
        """Note how models computed results; the report says where the ledger's are not all computed in one way."""
        ways = {arithmetic_of(result) for result in results} - {None, *self._ways}
        for way in ways:
            ledger.note(f"{COMPUTED}{way}")
        if ways:
            self._ways |= {note.removeprefix(COMPUTED) for note in ledger.made() if note.startswith(COMPUTED)}
            self._report.computed_by = tuple(sorted(self._ways)) if len(self._ways) > 1 else ()

    def _count(self, chunk: _Chunk, rows: list[dict[str, Any]], ledger: Ledger) -> None:
        report = self._report
        report.articles += len(rows)
        keys = [key for key in chunk.keys if key is not None]
        own = ledger.added(keys)
        of_this_run = sum(key in own for key in keys)
        report.reused += len(keys) - of_this_run
        report.repeated += of_this_run - len(chunk.asked)
        report.statuses.update(row["status"] for row in rows)
        report.errors.update(row["error_code"] for row in rows if is_error(row))
        report.failed = report.statuses["error"]
        report.seconds = time.perf_counter() - self._started
        for item, row in zip(chunk.items, rows, strict=True):
            if self._collected:
                self._collected.row(row, item.text)
            if self._on_row:
                self._on_row(row)
        if self._collected:
            self._collected.progress(report)
        if self._progress:
            self._progress(replace(report))
        failed = next((row for row in rows if is_error(row)), None)
        if failed and self._plan.on_error == "stop":
            raise InputError(
                f"{failed['id']}: {failed['error_message']} ({failed['error_code']}); stopped as on_error='stop' asks. "
                f"What was done is kept."
            )

    def _drain(self, ledger: Ledger) -> None:
        """Before the end: keep what the workers are at, forget what nobody has begun, and what fails."""
        begun = [c for c in self._pending if c.future is not None and not c.future.cancel()]
        for chunk in begun:
            with suppress(ServerError):
                self._commit(chunk, ledger, None)


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


def _is_by_server(options: Options) -> bool:
    return is_by_server(options.model) or is_by_server(options.translator)


def _pool(plan: Plan, options: Options) -> Pool:
    if _is_by_server(options):
        if plan.executor == "ray":
            raise OptionError("executor='ray' does nothing for a model by server, whose requests one process sends.")
        return ThreadPool(options, plan.workers or 2)
    if plan.executor == "ray":
        from .ray_pool import RayPool

        return RayPool(options, plan.workers)
    from ..engines.ctranslate2_backend import cpu_threads

    return LocalPool(options, plan.workers or cpu_threads(None), plan.tally)


def settings_digest(options: Options) -> str:
    """Everything that decides a summary besides the article: options, models at their revisions, this library."""
    from .. import __version__
    from ..engines.registry import Entry, find_entry, registry
    from ..engines.server.entry import revision_of, with_options
    from ..engines.store import is_local, is_offline, locate

    entries = {e.name: e for e in registry().values() if is_local(e)}
    if options.model:
        entries["model"] = find_entry(options.model, "summarization")
    if options.translator:
        entries["translator"] = find_entry(options.translator, "translation")
    offline = is_offline(options.offline)

    def revision(entry: Entry) -> str:
        return revision_of(with_options(entry, options)) if entry.server else locate(entry, offline=offline).revision

    revisions = {name: revision(entry) for name, entry in sorted(entries.items())}
    values = {name: value for name, value in asdict(options).items() if name not in _IDLE_OPTIONS}
    said = json.dumps([__version__, values, revisions], sort_keys=True)
    return hashlib.blake2b(said.encode("utf-8"), digest_size=16).hexdigest()


def _plain(name: str) -> str:
    """A file's name as text, though it need not be UTF-8."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _existing(path: Path, target: str) -> list[str]:
    """Where an output of this name is: here, and at its address."""
    here = [str(path)] if os.path.lexists(path) else []
    return [*here, *([target] if is_address(target) and exists(target) else [])]


def _digest(name: str) -> str:
    with _opened(name) as file:
        return digest_of(file)


def _identities(name: str) -> Iterator[str]:
    with _opened(name) as file:
        yield from identities_in(file, Path(name).suffix.lower())


def _opened(name: str) -> Any:
    return open_at(name) if is_address(name) else Path(name).open("rb")


@contextmanager
def _locked(own: OwnFiles) -> Iterator[None]:
    """One run at a time on an output; the lock goes with the process, however that ends."""
    from filelock import FileLock, Timeout

    path = own.path
    lock = FileLock(own.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise OutputError(f"another run is writing {str(path)!r}; wait for it, or give another name.") from None
    except OSError as error:
        raise OutputError(f"{str(path)!r} cannot be written: {error.strerror or error}.") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except SummarizeError:
        raise
    except OSError as error:
        raise OutputError(
            f"writing {str(path)!r} failed: {error.strerror or error}. What the ledger holds is safe; fix that and "
            f"run the same command again."
        ) from error
