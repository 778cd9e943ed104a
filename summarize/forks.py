"""State that must not survive os.fork: locks that another thread held, and engines whose threads stayed in the parent.

Enters: nothing. Leaves: a lock that is free in a forked child, a property that is kept without a lock, a way to be
told of a fork, and a thread without state for what loads an engine. A child of `os.fork` or of multiprocessing's "fork"
holds only the thread that forked: a lock that another one held would never be released, and an engine would wait for
ever for threads that are not there.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Generic, Protocol, TypeVar, overload

_T = TypeVar("_T")


class Forked(Protocol):
    """Something that has to be put right in a child."""

    def after_fork(self) -> None:
        """Called in the child, before anything else there; must not wait for anything."""
        ...


_told: weakref.WeakSet[Forked] = weakref.WeakSet()


def tell_of_forks(one: Forked) -> None:
    """Have `one.after_fork()` called in every child, for as long as `one` lives."""
    _told.add(one)


def in_new_thread(work: Callable[[], _T]) -> _T:
    """What `work()` returns or raises, done in a thread that ends with it.

    OpenMP keeps threads of its own for each thread that has called it. A child has none of them, and its only thread,
    which believes that it has, would wait for them for ever, or crash.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(work).result()


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


class KeptProperty(Generic[_T]):
    """A property worked out when it is first asked for, and kept in the instance; two threads may each work it out.

    `functools.cached_property` of Python 3.11 holds a lock meanwhile, one for all instances: a child that is forked
    then waits for it for ever.
    """

    def __init__(self, work_out: Callable[[Any], _T]):
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> KeptProperty[_T]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> _T: ...

    def __get__(self, instance: object | None, owner: type) -> KeptProperty[_T] | _T:
        if instance is None:
            return self
        value = self._work_out(instance)
        return instance.__dict__.setdefault(self._name, value)  # type: ignore[no-any-return]


def _tell() -> None:
    for one in list(_told):
        one.after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, where nothing forks
    os.register_at_fork(after_in_child=_tell)
