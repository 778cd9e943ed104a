"""Products of numpy on one thread while some are computed, and as before afterwards; a fork waits for them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

import numpy  # noqa: F401  (its library is what is limited)
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from summarize.engines.threads import one_thread


def _threads() -> set[int]:
    """Of numpy's own library: another may be loaded later, torch's for one."""
    found = [library for library in threadpool_info() if library["user_api"] == "blas"]
    return {library["num_threads"] for library in found if "numpy" in library["filepath"]}


def test_the_last_that_leaves_gives_the_threads_back() -> None:
    with threadpool_limits(limits=2, user_api="blas"):
        before = _threads()
        with one_thread:
            assert _threads() == {1}
            with one_thread:
                assert _threads() == {1}
            assert _threads() == {1}, "one is inside still"
        assert _threads() == before
        with pytest.raises(KeyError), one_thread:
            raise KeyError
        assert _threads() == before


def _in_child(action: Callable[[], bool]) -> int:
    """The exit status of a forked child: 0 where the action is true there."""
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(0 if action() else 1)
        finally:
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _takes_one_thread() -> bool:
    with one_thread:
        return _threads() == {1}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fork_waits_for_other_threads_and_leaves_nobody_inside() -> None:
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with one_thread:
            inside.set()
            leave.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    assert inside.wait(30)
    threading.Timer(0.3, leave.set).start()
    assert _in_child(_takes_one_thread) == 0
    assert leave.is_set(), "the fork came while the other thread was inside"
    holder.join()
    assert _takes_one_thread()
    with one_thread:
        assert _in_child(_takes_one_thread) == 0, "a thread does not wait for itself"
