"""One thread for numpy's products, while some are computed, and none of them while the process forks.

The libraries that compute them (OpenBLAS, MKL) share each out to all cores, whose threads wait for each other: beside
other work, or where articles are summarised on all cores, that takes several times as long as one thread. A fork ends
these threads: while another thread computes, or changes their number, parent or child may wait for ever.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from types import TracebackType
from typing import Any

from ..forks import KeptProperty


class OneThread:
    """While one or more are inside (`with`), products take one thread; behind the last, as many as before. `os.fork`
    waits until all others are outside; so stay no longer than a second or two."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside: Counter[int] = Counter()  #: by thread, how often
        self._forking = 0
        self._limit: Any = None
        if hasattr(os, "register_at_fork"):  # not on Windows, where nothing forks
            os.register_at_fork(
                before=self._before_fork, after_in_parent=self._after_fork, after_in_child=self._in_child
            )

    def __enter__(self) -> None:
        own = threading.get_ident()
        with self._changed:
            self._changed.wait_for(lambda: not self._forking or own in self._inside)
            if not self._inside:
                self._limit = self._libraries.limit(limits=1, user_api="blas")
            self._inside[own] += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        own = threading.get_ident()
        with self._changed:
            self._inside[own] -= 1
            self._inside = +self._inside
            if not self._inside:
                self._limit.restore_original_limits()
            self._changed.notify_all()

    @KeptProperty
    def _libraries(self) -> Any:
        from threadpoolctl import ThreadpoolController

        return ThreadpoolController()

    def _before_fork(self) -> None:
        """Wait for all others, and keep new ones out."""
        own = threading.get_ident()
        self._changed.acquire()
        self._forking += 1
        self._changed.wait_for(lambda: self._inside.keys() <= {own})

    def _after_fork(self) -> None:
        self._forking -= 1
        self._changed.notify_all()
        self._changed.release()

    def _in_child(self) -> None:
        """Anew: no other thread is here."""
        self._changed, self._forking = threading.Condition(), 0


#: Shared, as the limit is the process's.
one_thread = OneThread()
