"""Batch jobs over folders of articles: resumable, exact, in bounded memory.

    sources -> chunks -> (ledger knows?) -> workers -> ledger -> sink

Input: files, folders, tables. Output: one record per article, in the order of the input, in a JSONL, CSV, XLSX or
Parquet file. A run that was killed goes on from its ledger; see `summarize.batch.job.run`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .job import run
    from .plan import Plan
    from .report import Report
    from .sources import SourceOptions

__all__ = ["Plan", "Report", "SourceOptions", "run"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when they are first used: the command line asks for none of them to print its help."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import job, sources

    return getattr(sources if name == "SourceOptions" else job, name)
