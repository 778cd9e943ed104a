"""What a score depends on, in one line.

Enters: facts about a score. Leaves: its signature. Refuses nothing.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence

from .statistics import RESAMPLES, SEED

#: Seed and number of resamples of an interval, as signatures have them.
BOOTSTRAP = f"{SEED}x{RESAMPLES}"


def signature(
    metric: str,
    *,
    version: str,
    tokenizer: str,
    rows: int,
    seed: str,
    sha256: str,
    columns: Sequence[str] = (),
    system: str | None = None,
) -> str:
    """Everything a score depends on, in one line: metric|version|tokenizer|n|seed|data, and |system where it is ours.

    Args:
        metric: name of the metric, with what tells it from its like.
        version: package and version that computed it.
        tokenizer: name of the tokenizer, "none" where there is none.
        rows: number of rows.
        seed: of the interval, "none" where there is none.
        sha256: of the data file; its first twelve digits are kept.
        columns: of the data file that outputs were compared with (references, articles); they follow the digits.
        system: what a system computed here depends on (revision, decoding, seed), None for somebody's outputs.
    """
    data = ":".join([sha256[:12], *(["+".join(columns)] if columns else [])])
    line = f"{metric}|{version}|{tokenizer}|n={rows}|seed={seed}|data={data}"
    return line if system is None else f"{line}|{system}"


def rouge_signature(
    kind: str,
    *,
    references: int,
    aggregate: str,
    tokenizer: str,
    rows: int,
    sha256: str,
    columns: Sequence[str] = (),
    system: str | None = None,
) -> str:
    """The signature of a mean F1 of ROUGE with a bootstrap interval (none for one row).

    Args:
        kind: as in `summarize.metrics.rouge.KINDS`.
        references: the most that one row has.
        aggregate: over several references, see `Rouge.score_multi`.
        tokenizer: see `signature`, as all that follow.
        rows: number of rows.
        sha256: of the data.
        columns: of the references.
        system: what the outputs depend on.
    """
    version = f"rouge-score-{importlib.metadata.version('rouge-score')}"
    if kind == "rougeLsum":
        version += f"+sentencex-{importlib.metadata.version('sentencex')}"
    return signature(
        f"{kind}-f1" if references == 1 else f"{kind}-f1-{aggregate}-of-{references}",
        version=version,
        tokenizer=tokenizer,
        rows=rows,
        seed="none" if rows == 1 else BOOTSTRAP,
        sha256=sha256,
        columns=columns,
        system=system,
    )
