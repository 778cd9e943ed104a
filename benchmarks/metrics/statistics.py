"""How sure a mean is: percentile bootstrap intervals and the paired bootstrap test, seeded.

Enters: one number a row. Leaves: intervals and p-values that are the same on every run. Refused: no rows, numbers
that are not finite, systems measured on different rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarks.errors import BenchmarkError

#: sacrebleu's defaults (sacrebleu/significance.py), so that our intervals and its own are of one kind.
RESAMPLES = 1_000
SEED = 12_345
#: Row numbers drawn at once: bounds memory (64-bit numbers, 80 MB) however long the data are.
_MOST_DRAWN = 10_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """The `mean` of the sample itself and the bounds of its percentile bootstrap interval, in the sample's unit."""

    mean: float
    low: float
    high: float


def bootstrap_means(values: ArrayLike, *, resamples: int = RESAMPLES, seed: int = SEED) -> NDArray[np.float64]:
    """Means of samples drawn with replacement.

    Args:
        values: shape (rows,) or (rows, columns); columns are drawn together, row by row.
        resamples: how many samples, each as long as the data.
        seed: of the generator; the same seed and number of rows draw the same rows, so systems compare in pairs.

    Returns:
        Shape (resamples,) or (resamples, columns).

    Raises:
        BenchmarkError: no rows, numbers that are not finite, or fewer than one resample.
    """
    data = np.asarray(values, dtype=np.float64)
    if data.ndim not in (1, 2) or not len(data):
        raise BenchmarkError(f"a bootstrap needs at least one row, received an array of shape {data.shape}")
    if not np.isfinite(data).all():
        raise BenchmarkError("a bootstrap needs finite numbers, received NaN or infinity")
    if resamples < 1:
        raise BenchmarkError(f"resamples must be 1 or more, received {resamples}")
    generator = np.random.default_rng(seed)
    block = max(1, _MOST_DRAWN // len(data))
    means = []
    for start in range(0, resamples, block):
        size = (min(block, resamples - start), len(data))
        means.append(data[generator.choice(len(data), size=size, replace=True)].mean(axis=1))
    return np.concatenate(means)


def bootstrap_interval(
    values: ArrayLike, *, level: float = 0.95, resamples: int = RESAMPLES, seed: int = SEED
) -> Interval:
    """The mean of a sample and its percentile bootstrap interval (Efron 1979).

    Args:
        values: one number a row.
        level: probability between the bounds.
        resamples: see `bootstrap_means`.
        seed: see `bootstrap_means`.

    Returns:
        The sample's own mean, not that of the resamples, with the interval; one row gives an interval of width 0.

    Raises:
        BenchmarkError: as `bootstrap_means`, or a level outside 0 to 1.
    """
    if not 0 < level < 1:
        raise BenchmarkError(f"level must lie between 0 and 1, received {level}")
    means = bootstrap_means(np.ravel(np.asarray(values, dtype=np.float64)), resamples=resamples, seed=seed)
    low, high = np.percentile(means, [50 * (1 - level), 50 * (1 + level)])
    return Interval(float(np.mean(np.asarray(values, dtype=np.float64))), float(low), float(high))


def bootstrap_ratio(
    parts: Sequence[float], wholes: Sequence[float], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Interval:
    """The ratio of two sums over the same rows, and its 95 % percentile bootstrap interval.

    Args:
        parts: what counts, one number a row.
        wholes: what it is counted out of; their sum may be 0, and the ratio is 0 then.
        resamples: see `bootstrap_means`.
        seed: see `bootstrap_means`.

    Raises:
        BenchmarkError: unequal lengths, or as `bootstrap_means`.
    """
    if len(parts) != len(wholes):
        raise BenchmarkError(f"{len(parts)} parts and {len(wholes)} wholes do not pair")
    means = bootstrap_means(np.column_stack([parts, wholes]), resamples=resamples, seed=seed)
    ratios = np.divide(means[:, 0], means[:, 1], out=np.zeros(len(means)), where=means[:, 1] > 0)
    low, high = np.percentile(ratios, [2.5, 97.5])
    return Interval(float(sum(parts) / sum(wholes)) if sum(wholes) else 0.0, float(low), float(high))


def paired_bootstrap_p(
    system: ArrayLike, baseline: ArrayLike, *, resamples: int = RESAMPLES, seed: int = SEED
) -> float:
    """Two-sided p-value of the difference between two systems' means, as sacrebleu's paired bootstrap has it.

    The absolute differences of the resampled means, less their own mean, are compared with the absolute difference
    observed; p is the share that is greater, with one added above and below (`_paired_bs_test` and `_compute_p_value`
    in sacrebleu/significance.py; Koehn 2004, https://aclanthology.org/W04-3250).

    Args:
        system: one number a row.
        baseline: the other system's numbers on the same rows.
        resamples: see `bootstrap_means`.
        seed: see `bootstrap_means`.

    Returns:
        Above 0, at most 1; equal systems give 1 / (resamples + 1), the convention of the source: a difference of 0 is
        never called chance, so look at the difference first.

    Raises:
        BenchmarkError: unequal lengths, or as `bootstrap_means`.
    """
    first, second = (np.asarray(values, dtype=np.float64) for values in (system, baseline))
    if first.shape != second.shape or first.ndim != 1:
        raise BenchmarkError(f"systems of {first.shape} and {second.shape} rows do not pair")
    means = bootstrap_means(np.column_stack([first, second]), resamples=resamples, seed=seed)
    differences = np.abs(means[:, 0] - means[:, 1])
    observed = abs(first.mean() - second.mean())
    exceeding = int(np.sum(differences - differences.mean() > observed))
    return (exceeding + 1) / (resamples + 1)
