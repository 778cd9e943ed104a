"""Lists of outputs to their scores: means, intervals, signatures.

Enters: hypotheses, and for each its reference or references. Leaves: F1 of every row, the mean of each kind of ROUGE
with its interval, and a signature. Refuses: what `Rouge.score_rows` refuses.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .rouge import KINDS, Aggregate, Rouge, paired
from .signature import rouge_signature
from .statistics import Interval, bootstrap_interval


@dataclass(frozen=True, slots=True)
class Scores:
    """ROUGE of one system, by kind ("rouge1", …).

    Attributes:
        rows: F1 of each row, 0 to 1, shape (rows,); what `compare_all` takes to compare systems.
        intervals: the mean and its 95 % bootstrap interval.
        signatures: everything a mean depends on; means whose signatures differ in more than the system do not compare.
    """

    rows: Mapping[str, NDArray[np.float64]]
    intervals: Mapping[str, Interval]
    signatures: Mapping[str, str]


def score(
    hypotheses: Sequence[str],
    references: Sequence[str] | Sequence[Sequence[str]],
    *,
    tokenizer: str = "fr-v1",
    kinds: Sequence[str] = KINDS,
    language: str = "fr",
    stemmer: str | None = None,
    aggregate: Aggregate = "best",
    tick: Callable[[], object] | None = None,
) -> Scores:
    """Score a system's outputs with ROUGE.

    Args:
        hypotheses: the outputs, a list or a column of a table; a Summary is read as its text.
        references: for each output its reference, or a list of them; rows may have different numbers.
        tokenizer: "fr-v1" (docs/fr-v1.md), "rouge-score" (as papers have it) or "unicode".
        kinds: which of "rouge1", "rouge2", "rougeL", "rougeLsum", a list or a single one.
        language: ISO 639-1 code by which rougeLsum splits sentences.
        stemmer: "fr" for French stems, None for whole words.
        aggregate: over several references, "best" or "mean".
        tick: called after each row, for a progress display.

    Raises:
        MissingExtraError: the extra [metrics] is not installed.
        MetricError: lists of unequal length, no rows, a row without a reference or with something that is no text, an
            unknown name, or a pair so long that the quadratic rougeL would not end.
    """
    texts, listed = paired(hypotheses, references)
    rouge = Rouge(tokenizer, kinds=kinds, language=language, stemmer=stemmer)
    rows = {
        kind: shares[:, 2] for kind, shares in rouge.score_rows(texts, listed, aggregate=aggregate, tick=tick).items()
    }
    sha256 = hashlib.sha256(json.dumps(listed, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
    most = max(map(len, listed))
    signatures = {
        kind: rouge_signature(
            kind, references=most, aggregate=aggregate, tokenizer=rouge.tokenizer_name, rows=len(listed), sha256=sha256
        )
        for kind in rouge.kinds
    }
    return Scores(rows, {kind: bootstrap_interval(values) for kind, values in rows.items()}, signatures)


def compute(
    *,
    predictions: Sequence[str],
    references: Sequence[str] | Sequence[Sequence[str]],
    tokenizer: str = "fr-v1",
    kinds: Sequence[str] = KINDS,
    language: str = "fr",
    stemmer: str | None = None,
    aggregate: Aggregate = "best",
) -> dict[str, float]:
    """Mean F1 by kind, called as the metrics of the package `evaluate` are.

    Args:
        predictions: the outputs.
        references: see `score`, as for all that follow.
        tokenizer: see `score`.
        kinds: see `score`.
        language: see `score`.
        stemmer: see `score`.
        aggregate: see `score`.

    Returns:
        {"rouge1": 0-1, …}, in the order of `kinds`.

    Raises:
        MissingExtraError, MetricError: see `score`.
    """
    found = score(
        predictions, references, tokenizer=tokenizer, kinds=kinds, language=language, stemmer=stemmer,
        aggregate=aggregate,
    )  # fmt: skip
    return {kind: interval.mean for kind, interval in found.intervals.items()}
