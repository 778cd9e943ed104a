"""The one error of the benchmarks.

Whatever cannot be measured (a missing column, lists of unequal length, an unreadable file) is raised as
`BenchmarkError`, whose message says what happened, what was received and how to fix it.
"""

from __future__ import annotations


class BenchmarkError(ValueError):
    """A measurement that cannot be made as asked."""
