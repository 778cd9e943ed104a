"""What belongs to the project and is not installed with the library: the benchmarks.

Output: the benchmarks' own entry point. Raises for: an installation without them, or without the packages they need.
They stay out of the wheel because their package's name, `benchmarks`, is anybody's, and because their results, seeds
and floors belong to a checkout.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence

from .errors import SummarizeError

_HOW = "clone the project, and in its folder: pip install -e '.[bench]'; then the same command works."


def load_benchmarks() -> Callable[[Sequence[str]], int]:
    """The function that runs a benchmark command and returns its exit code.

    Raises:
        SummarizeError: the benchmarks, or a package they need, are not installed.
    """
    try:
        package = importlib.import_module("benchmarks")
        if getattr(package, "PROJECT", None) != "summarize":
            raise SummarizeError(f"the package 'benchmarks' found here is another project's; {_HOW}")
        found: Callable[[Sequence[str]], int] = importlib.import_module("benchmarks.cli").main
    except ImportError as error:
        raise SummarizeError(f"the benchmarks are not installed with the library ({error}); {_HOW}") from error
    return found
