"""Products of numpy on one thread while some are computed, and as before afterwards."""

from __future__ import annotations

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
