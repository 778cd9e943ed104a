"""What a fork must not take along: locks that another thread held, and engines whose threads stayed in the parent.

Enters: nothing. Leaves: a lock that is free in a forked child, and a way to be told of a fork. A child of `os.fork` or
of multiprocessing's "fork" holds only the thread that forked: a lock that another one held would never be released, and
an engine would wait for ever for threads that are not there.
"""

from __future__ import annotations

import os
import threading
import weakref
from types import TracebackType
from typing import Protocol


class Forked(Protocol):
    """Something that has to be put right in a child."""

    def after_fork(self) -> None:
        """Called in the child, before anything else there; must not wait for anything."""
        ...


_told: weakref.WeakSet[Forked] = weakref.WeakSet()


def tell_of_forks(one: Forked) -> None:
    """Have `one.after_fork()` called in every child, for as long as `one` lives."""
    _told.add(one)


class ForkLock:
    """A reentrant lock as a context manager, free in a child whoever held it in the parent."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        tell_of_forks(self)

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()

    def after_fork(self) -> None:
        """Start anew: what the lock guards is changed by single assignments, so that it is whole."""
        self._lock = threading.RLock()


def _tell() -> None:
    for one in list(_told):
        one.after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, where nothing forks
    os.register_at_fork(after_in_child=_tell)
