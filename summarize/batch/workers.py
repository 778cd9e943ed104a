"""Chunks of texts to results, in processes of one thread each.

Input: lists of texts. Output: for each a list of results (see rows.py) and its count of tokens. Raises for: what stops
every article alike (a model that cannot be had). Processes, since everything around the model is Python; one thread
each, since several small products beat one that is shared out; loky starts them, since it needs no guard around the
caller's main module and says so when one is killed.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Protocol

from ..engines.arithmetic import restore, variables_before
from ..engines.usage import Usage, counted
from ..errors import EngineError
from ..options import Options, make_options
from ..result import Summary
from ..summarizer import Summarizer
from .rows import result_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """Results of a chunk, in order, the source tokens read for them, the seconds it took, and what servers counted."""

    results: list[dict[str, Any]]
    tokens: int
    seconds: float
    usage: Usage = field(default_factory=Usage)


class Future(Protocol):
    """What a pool gives for a chunk handed in."""

    def result(self) -> Outcome:
        """Wait for the outcome; raises WorkerLostError where the worker died."""
        ...

    def cancel(self) -> bool:
        """True where nobody has begun on it: then nobody need wait for its outcome."""
        ...


class Pool(Protocol):
    """Where chunks are computed."""

    @property
    def workers(self) -> int:
        """Chunks computed at once."""
        ...

    def submit(self, texts: list[str]) -> Future:
        """Hand in a chunk."""
        ...

    def close(self, *, now: bool = False) -> None:
        """End the workers: after the chunks in hand, or `now`."""
        ...


class WorkerLostError(EngineError):
    """A worker process died with a chunk in its hands: killed, out of memory, or crashed."""


#: Codes of rows whose article the engine did not get through.
_ENGINE_FAILED = ("engine", "answer")
#: Of an article, to see whether the engine works at all.
_FEW_WORDS = 40

#: Articles of a chunk that go through the stages together: the count of those that are done moves by so many. Of 48
#: articles with translation, 8 at once took 15.0 s of a processor and all at once 14.7; 4 took 16.9, one by one 19.6.
_AT_ONCE = 8

_summarizer: Summarizer | None = None
_tally: str | None = None


def summarize_chunk(
    summarizer: Summarizer,
    texts: Sequence[str],
    *,
    at_once: int | None = None,
    done: Callable[[int], object] = lambda _: None,
) -> Outcome:
    """Summarise a chunk.

    Args:
        summarizer: with the options of the batch.
        texts: the articles.
        at_once: how many go through the stages together; None takes all.
        done: called with the number of articles that are done, again and again.

    Raises:
        ModelError: a model cannot be had.
        EngineError: the engine fails on every article, and on a few words of the first: it is not the articles' fault.
    """
    started = time.perf_counter()
    with counted() as usage:
        summaries: list[Summary] = []
        for start in range(0, len(texts), at_once or len(texts)):
            part = texts[start : start + (at_once or len(texts))]
            summaries += summarizer.summarize_many(part, keep_going=True)
            done(len(part))
        results = [result_of(summary) for summary in summaries]
        if all(result.get("error_code") in _ENGINE_FAILED for result in results):
            # Raises where it is not the articles' fault.
            summarizer.summarize_many([" ".join(texts[0].split()[:_FEW_WORDS])])
    seconds = time.perf_counter() - started
    return Outcome(results, sum(s.source_tokens for s in summaries), seconds, usage)


def joined(parts: Sequence[Outcome]) -> Outcome:
    """The outcomes of a chunk's parts as one."""
    results = [result for part in parts for result in part.results]
    usage = Usage()
    for part in parts:
        usage.add(**asdict(part.usage))
    return Outcome(results, sum(p.tokens for p in parts), sum(p.seconds for p in parts), usage)


def at_once(options: Options) -> int | None:
    """Articles of a chunk that a worker takes through the stages together; None is all of them, as a GPU needs."""
    return None if options.device == "cuda" else _AT_ONCE


def one_thread(options: Options, most_articles: int = 4096) -> Options:
    """The options of one worker: what it takes at once goes through the stages whole, on one thread."""
    return replace(options, threads=options.threads or 1, batch_articles=most_articles)


def _start(options: dict[str, Any], parent: int, variables: dict[str, str | None], tally: str | None) -> None:
    """Make a worker process ready: models load at the first chunk; it ends when its parent does, and leaves Ctrl-C and
    SIGTERM to that."""
    global _summarizer, _tally
    _tally = tally
    restore(variables)
    _hold_signals()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _summarizer = Summarizer(**options)


def _hold_signals() -> set[int] | None:
    """Hold Ctrl-C and SIGTERM back in this thread; what was held back before, None where a system cannot."""
    if not hasattr(signal, "pthread_sigmask"):
        return None
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM)))


@contextmanager
def _signals_held() -> Iterator[None]:
    """A worker that is started inside inherits that Ctrl-C and SIGTERM are held back, and leaves them to its parent,
    which gets them afterwards."""
    before = _hold_signals()
    try:
        yield
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_tracker() -> None:
    """Start loky's process that removes the semaphores of a killed run: without a warning, and in a session of its own,
    since a group that is killed whole would take it along."""
    from loky.backend import resource_tracker

    spawn = resource_tracker.spawnv_passfds

    def spawn_apart(path: str, arguments: list[str], kept: list[int]) -> Any:
        *others, program = arguments
        return spawn(path, [*others, f"import os; os.setsid(); {program}"], kept)

    if hasattr(os, "setsid"):
        resource_tracker.spawnv_passfds = spawn_apart
    before = os.environ.get("PYTHONWARNINGS")
    own = "ignore::UserWarning:loky.backend.resource_tracker"
    os.environ["PYTHONWARNINGS"] = f"{before},{own}" if before else own
    try:
        with _signals_held():
            resource_tracker.ensure_running()
    finally:
        resource_tracker.spawnv_passfds = spawn
        if before is None:
            del os.environ["PYTHONWARNINGS"]
        else:
            os.environ["PYTHONWARNINGS"] = before


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _work(texts: list[str]) -> Outcome:
    assert _summarizer is not None
    return summarize_chunk(_summarizer, texts, at_once=at_once(_summarizer.options), done=_count)


def _count(articles: int) -> None:
    """Add a byte an article to the tally."""
    if _tally:
        with suppress(OSError), open(_tally, "ab") as file:
            file.write(b"." * articles)


class LocalPool:
    """Worker processes on this machine.

    Args:
        options: of the summaries.
        workers: processes.
        tally: a file to which they add a byte for each article that they are done with.
    """

    def __init__(self, options: Options, workers: int, tally: str | None = None):
        self.workers, self._tally = workers, tally
        self._options = asdict(one_thread(options))
        make_options(**self._options)
        self._generation = 0
        self._start()

    def submit(self, texts: list[str]) -> Future:
        """Hand a chunk to the next free worker."""
        return _LocalFuture(self, texts)

    def handed(self, texts: list[str]) -> Any:
        """The executor's own future of a chunk."""
        with _signals_held():
            return self._executor.submit(_work, texts)

    def close(self, *, now: bool = False) -> None:
        """End the workers: after the chunks in hand, or `now`."""
        self._executor.shutdown(wait=True, kill_workers=now)

    def _start(self) -> None:
        from loky import ProcessPoolExecutor
        from loky.backend import get_context

        _start_tracker()
        self._executor: Any = ProcessPoolExecutor(
            self.workers,
            context=get_context("loky"),
            initializer=_start,
            initargs=(self._options, os.getpid(), variables_before(), self._tally),
            env={"OMP_NUM_THREADS": "1"},
        )

    def _restart(self, generation: int) -> None:
        """New workers in place of those of that generation, once, however many of its chunks were lost."""
        if generation == self._generation:
            self._executor.shutdown(wait=True, kill_workers=True)
            self._generation += 1
            self._start()


class _LocalFuture:
    """A chunk in a LocalPool."""

    def __init__(self, pool: LocalPool, texts: list[str]):
        self._pool, self._generation = pool, pool._generation
        try:
            self._future = pool.handed(texts)
        except _broken():
            pool._restart(self._generation)
            self._generation = pool._generation
            self._future = pool.handed(texts)

    def result(self) -> Outcome:
        """Wait for the outcome; raises WorkerLostError where the worker died."""
        try:
            outcome: Outcome = self._future.result()
            return outcome
        except _broken() as error:
            self._pool._restart(self._generation)
            raise WorkerLostError("a worker process was killed, or ran out of memory") from error

    def cancel(self) -> bool:
        # It stays with loky, whose thread fails on a future that somebody else has cancelled when workers are killed.
        return not (self._future.running() or self._future.done())


def _broken() -> tuple[type[Exception], ...]:
    from concurrent.futures.process import BrokenProcessPool

    return (BrokenProcessPool,)
