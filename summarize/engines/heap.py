"""Memory that the C library keeps after it was freed, given back to the system now and then.

Enters: nothing. Leaves: nothing. CTranslate2 asks for and frees blocks of megabytes at every call, of another size each
time. glibc keeps some of them in each thread's heap, and the more the longer a process runs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from itertools import count

#: Calls of a model between two times. A trim takes 16 ms, with what it takes to get the memory again.
_EVERY = 32
_calls = count(1)


def give_back(*, at_once: bool = False) -> None:
    """To be called after every call of a model, and `at_once` where one is freed; does something on Linux with glibc
    alone."""
    if at_once or next(_calls) % _EVERY == 0:
        _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    """glibc's malloc_trim, which gives free pages of all heaps back (malloc_trim(3)); elsewhere what does nothing."""
    if sys.platform != "linux":
        return int
    import ctypes

    return getattr(ctypes.CDLL(None), "malloc_trim", int)
