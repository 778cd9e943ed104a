"""Chunks of texts to results on a Ray cluster.

Input: lists of texts. Output: for each a list of results. Raises for: no Ray installed, no cluster to be had. Chunks
are Ray tasks, not actors: the scheduler places them on any node, pending ones make an autoscaler add nodes, and those
of a node that dies run again elsewhere. A worker process keeps the models it has loaded, so each loads them once.
"""

from __future__ import annotations

import threading
from dataclasses import asdict
from typing import Any

from ..errors import EngineError, MissingExtraError
from ..options import Options
from ..summarizer import Summarizer
from .workers import Future, Outcome, WorkerLostError, at_once, one_thread, summarize_chunk

_lock = threading.Lock()
_kept: dict[str, Summarizer] = {}


class RayPool:
    """Worker processes of a Ray cluster: the one of RAY_ADDRESS, or one on this machine.

    Args:
        options: of the summaries.
        workers: chunks computed at once; None takes the cluster's CPUs as they come and go, or its GPUs where
            device="cuda" asks for them, or "auto" finds any.

    Raises:
        MissingExtraError: Ray is not installed.
        EngineError: the cluster cannot be reached.
    """

    def __init__(self, options: Options, workers: int | None = None):
        try:
            import ray
        except ImportError as error:
            raise MissingExtraError("ray", "a batch on a cluster") from error
        self._ray: Any = ray
        self._workers = workers
        self._is_ours = not ray.is_initialized()
        if self._is_ours:
            try:
                ray.init(log_to_driver=False, include_dashboard=False, logging_level="ERROR")
            except Exception as error:  # Ray raises bare ones where a process of its own is killed meanwhile
                ray.shutdown()
                raise EngineError(f"no Ray cluster can be reached or started: {error}") from error
        self._is_gpu = options.device == "cuda" or (options.device == "auto" and self._count("GPU") > 0)
        # A worker that was given a GPU and cannot use it says so, instead of computing slowly.
        self._options = asdict(one_thread(options)) | {"device": "cuda" if self._is_gpu else "cpu"}
        resources: dict[str, Any] = {"num_cpus": 1, "num_gpus": 1 if self._is_gpu else 0}
        # Only the loss of a worker or node is tried again by Ray; an error of ours is raised.
        self._task: Any = ray.remote(max_retries=3, **resources)(_work)

    @property
    def workers(self) -> int:
        """Chunks that the cluster can compute at once, now."""
        if self._workers:
            return self._workers
        return max(1, self._count("GPU" if self._is_gpu else "CPU"))

    def _count(self, resource: str) -> int:
        return int(self._ray.cluster_resources().get(resource, 0))

    def submit(self, texts: list[str]) -> Future:
        """Hand a chunk to the cluster."""
        return _RayFuture(self._ray, self._task.remote(self._options, texts))

    def close(self, *, now: bool = False) -> None:
        """Leave the cluster; one that was started here ends."""
        if self._is_ours:
            self._ray.shutdown()


class _RayFuture:
    """A chunk on the cluster."""

    def __init__(self, ray: Any, reference: Any):
        self._ray, self._reference = ray, reference

    def result(self) -> Outcome:
        """Wait for the outcome; raises WorkerLostError where the node died with it too often."""
        errors = self._ray.exceptions
        try:
            outcome: Outcome = self._ray.get(self._reference)
            return outcome
        except errors.RayTaskError as error:
            # What the library raised on the other side, as itself.
            raise getattr(error, "cause", None) or error from error
        except (
            errors.WorkerCrashedError,
            errors.NodeDiedError,
            errors.OutOfMemoryError,
            errors.ObjectLostError,
        ) as error:
            raise WorkerLostError("a worker of the cluster was killed, or ran out of memory") from error

    def cancel(self) -> bool:
        finished, _ = self._ray.wait([self._reference], timeout=0)
        if not finished:
            self._ray.cancel(self._reference)
        return not finished


def _work(options: dict[str, Any], texts: list[str]) -> Outcome:
    """In a worker process of the cluster: summarise with the summariser kept for these options."""
    key = repr(sorted(options.items()))
    with _lock:
        if key not in _kept:
            _kept.clear()
            _kept[key] = Summarizer(**options)
    return summarize_chunk(_kept[key], texts, at_once=at_once(_kept[key].options))
