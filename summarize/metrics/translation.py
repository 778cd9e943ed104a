"""BLEU, chrF and TER of a list of translations, with bootstrap intervals, by sacrebleu.

Enters: hypotheses and, for each, its references. Leaves: scores as shares. Refused: lists of unequal length,
rows with different numbers of references.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import MetricError, MissingExtraError
from .rouge import paired
from .statistics import RESAMPLES, Interval


@dataclass(frozen=True, slots=True)
class CorpusScore:
    """A corpus score: its `name`, its `interval` (no width for one row) and the facts its signature needs."""

    name: str
    interval: Interval
    tokenizer: str
    version: str
    seed: str


def score_translations(hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> list[CorpusScore]:
    """Score translations (Papineni et al. 2002 with the 13a tokenizer; Popović 2015; Snover et al. 2006).

    All as sacrebleu's defaults do.

    Args:
        hypotheses: the translations.
        references: for each translation its references, the same number everywhere.

    Returns:
        BLEU, chrF2 and TER (edits for each word of the reference: 0 is best, and above 1 is possible). The interval is
        sacrebleu's own: 1,000 resamples, its half width around the resampled mean. A single row is scored with
        effective n-gram order, and has no interval.

    Raises:
        MetricError: lists of unequal length, or rows with different numbers of references.
        MissingExtraError: the extra [metrics] is not installed.
    """
    try:
        import sacrebleu
    except ImportError as error:
        raise MissingExtraError("metrics", "BLEU, chrF and TER") from error

    texts, listed = paired(hypotheses, references)
    if len({len(row) for row in listed}) != 1 or not listed[0]:
        raise MetricError("every row needs the same number of references, at least one")
    single = len(texts) == 1
    streams = [list(stream) for stream in zip(*listed, strict=True)]
    scores = []
    for name, tokenizer, metric in (
        ("bleu", "13a", sacrebleu.BLEU(tokenize="13a", effective_order=single)),
        ("chrf2", "char6", sacrebleu.CHRF()),
        ("ter", "tercom", sacrebleu.TER()),
    ):
        found = metric.corpus_score(texts, streams, n_bootstrap=1 if single else RESAMPLES)
        seed = "none" if single else str(metric.get_signature().info.get("seed", "none"))
        interval = _interval(found, single)
        scores.append(CorpusScore(name, interval, tokenizer, f"sacrebleu-{sacrebleu.__version__}", seed))
    return scores


def _interval(score: Any, single: bool) -> Interval:
    value = score.score / 100
    if single:
        return Interval(value, value, value)
    found = json.loads(score.format(width=6, is_json=True, signature="of:bootstrap"))
    # sacrebleu leaves the interval out where the mean is 0: no resample has a match then.
    middle, half = found.get("confidence_mean", 0.0) / 100, found.get("confidence_var", 0.0) / 100
    return Interval(value, middle - half, middle + half)
