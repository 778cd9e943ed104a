"""A queue of requests, and the one thread that works them off, those of the same options together.

Input: texts with options. Output: a future for each. Raises QueueFullError where the queue has a limit and it is
reached: nobody waits without a place.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .forks import ForkLock

_Owner = TypeVar("_Owner")

#: What a worker does with the texts of one batch: one result, or one exception, each.
Process = Callable[[str, dict[str, Any], list[str]], list[Any]]


class QueueFullError(Exception):
    """No place is left; `retry_seconds` is about how long the requests that wait will take."""

    def __init__(self, waiting: int, retry_seconds: int):
        super().__init__(f"{waiting} requests wait already; try again in about {retry_seconds} s.")
        self.retry_seconds = retry_seconds


@dataclass
class _Request:
    kind: str
    options: dict[str, Any]
    text: str
    future: Future[Any] = field(default_factory=Future)


class Worker:
    """Takes requests in order; the first one's options decide which others of those that wait go with it.

    Args:
        process: called in the worker's thread with the kind, the options and at most `batch` texts.
        limit: requests that may wait; None sets no limit.
        batch: texts worked off together.
    """

    def __init__(self, process: Process, *, limit: int | None, batch: int = 16):
        self._process, self._limit, self._batch = process, limit, batch
        self._waiting: deque[_Request] = deque()
        self._changed = threading.Condition()
        self._is_closed = False
        self._seconds_each = 0.1  # a moving mean, for Retry-After
        self.done = self.batches = 0
        self._thread = threading.Thread(target=self._run, name="summarize-work", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Requests in the queue, those being worked on not counted."""
        return len(self._waiting)

    @property
    def is_alive(self) -> bool:
        """False where the thread has ended."""
        return self._thread.is_alive()

    def submit(self, kind: str, options: dict[str, Any], text: str) -> Future[Any]:
        """Put a request into the queue.

        Raises:
            QueueFullError: `limit` requests wait.
        """
        request = _Request(kind, options, text)
        with self._changed:
            is_full = self._limit is not None and len(self._waiting) >= self._limit
            if self._is_closed or is_full:
                raise QueueFullError(len(self._waiting), max(1, round(len(self._waiting) * self._seconds_each)))
            self._waiting.append(request)
            self._changed.notify()
        return request.future

    def close(self) -> None:
        """Stop after the batch in hand; what waits is cancelled."""
        if not self.is_alive:  # in a forked child, where the lock may be held for ever
            return
        with self._changed:
            self._is_closed = True
            for request in self._waiting:
                request.future.cancel()
            self._waiting.clear()
            self._changed.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        while requests := self._next():
            self._work(requests)

    def _next(self) -> list[_Request]:
        """The first request and those of the same kind and options; none where the worker is closed."""
        with self._changed:
            while True:
                while not self._waiting:
                    if self._is_closed:
                        return []
                    self._changed.wait()
                first, left = self._waiting[0], deque[_Request]()
                taken: list[_Request] = []
                for request in self._waiting:
                    same = (request.kind, request.options) == (first.kind, first.options)
                    (taken if same and len(taken) < self._batch else left).append(request)
                self._waiting = left
                # Those whose caller has given up are dropped here.
                if running := [r for r in taken if r.future.set_running_or_notify_cancel()]:
                    return running

    def _work(self, requests: list[_Request]) -> None:
        started = time.perf_counter()
        first = requests[0]
        try:
            results = self._process(first.kind, first.options, [r.text for r in requests])
        except Exception as error:  # whatever it is belongs to the callers; the worker goes on
            results = [error] * len(requests)
        for request, result in zip(requests, results, strict=True):
            if isinstance(result, Exception):
                request.future.set_exception(result)
            else:
                request.future.set_result(result)
        self.done += len(requests)
        self.batches += 1
        self._seconds_each += 0.2 * ((time.perf_counter() - started) / len(requests) - self._seconds_each)


_workers: weakref.WeakKeyDictionary[Any, Worker] = weakref.WeakKeyDictionary()
_lock = ForkLock()


def worker_of(owner: _Owner, process: Callable[[_Owner, list[str]], list[Any]], *, batch: int) -> Worker:
    """The worker of an object, without a limit; made when it is first asked for, and again after `close_worker_of` or a
    fork; it ends with its owner.

    Args:
        owner: hashable by identity; the worker does not keep it alive.
        process: called with the owner and at most `batch` texts: one result, or one exception, each.
        batch: texts worked off together.
    """
    held = weakref.ref(owner)

    def work(kind: str, options: dict[str, Any], texts: list[str]) -> list[Any]:
        found = held()
        assert found is not None  # whoever waits for a text holds the owner
        return process(found, texts)

    with _lock:
        worker = _workers.get(owner)
        if worker is None or not worker.is_alive:
            worker = _workers[owner] = Worker(work, limit=None, batch=batch)
            weakref.finalize(owner, worker.close).atexit = False
        return worker


def close_worker_of(owner: object) -> None:
    """End the worker of an object, if it has one."""
    with _lock:
        worker = _workers.pop(owner, None)
    if worker:
        worker.close()
