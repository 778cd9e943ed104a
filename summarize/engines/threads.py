"""One thread for numpy's products, while some are computed.

The libraries that compute them (OpenBLAS, MKL) share each out to all cores, whose threads wait for each other: beside
other work, or where articles are summarised on all cores, that takes several times as long as one thread.
"""

from __future__ import annotations

from functools import cached_property
from types import TracebackType
from typing import Any

from ..forks import ForkLock


class OneThread:
    """While one or more are inside (`with`), products take one thread; behind the last, as many as before."""

    def __init__(self) -> None:
        self._lock = ForkLock()
        self._inside = 0
        self._limit: Any = None

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._limit = self._libraries.limit(limits=1, user_api="blas")
            self._inside += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._limit.restore_original_limits()

    @cached_property
    def _libraries(self) -> Any:
        from threadpoolctl import ThreadpoolController

        return ThreadpoolController()


#: Shared, as the limit is the process's.
one_thread = OneThread()
