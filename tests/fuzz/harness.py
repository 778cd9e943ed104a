"""What the fuzzers share: instrumented imports, and bytes to text.

Enters: a check of any bytes, libFuzzer's own arguments. Leaves: the process ends with libFuzzer's exit code; an input
that makes the check raise is written where `-artifact_prefix` says.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import atheris

INSTRUMENTED = [
    *(
        f"summarize.{name}"
        for name in ("checking", "text", "translating", "batch.sources", "batch.ledger", "documents", "engines")
    ),
    "summarize.metrics.tokenizers",
]

# Only what is imported inside is watched: which lines an input reaches is what guides the next one.
with atheris.instrument_imports(include=INSTRUMENTED):
    import summarize.batch.ledger
    import summarize.batch.sources
    import summarize.engines.registry
    import summarize.engines.store
    import summarize.metrics.tokenizers
    import summarize.text.clean
    import summarize.text.sentences  # noqa: F401

from tests import invariants  # noqa: E402

__all__ = ["fuzz", "invariants", "text_of"]


def text_of(data: bytes) -> str:
    """Bytes as text; those that are no UTF-8 become lone surrogates, which a caller may pass too."""
    return data.decode("utf-8", "surrogateescape")


def fuzz(check: Callable[[bytes], object]) -> None:
    """Run a check on inputs that libFuzzer makes up."""
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
