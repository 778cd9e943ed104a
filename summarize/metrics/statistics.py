"""How sure a mean is: percentile bootstrap intervals, the paired bootstrap and approximate randomisation, seeded.

Enters: one number a row. Leaves: intervals and p-values that are the same on every run. Refused: no rows, numbers
that are not finite, systems measured on different rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import MetricError

#: sacrebleu's defaults (sacrebleu/significance.py), so that our intervals and its own are of one kind.
RESAMPLES = 1_000
SEED = 12_345
#: Of the approximate randomisation test; also sacrebleu's default.
TRIALS = 10_000
#: Row numbers drawn at once: bounds memory (64-bit numbers, 80 MB) however long the data are.
_MOST_DRAWN = 10_000_000
#: Exchanges drawn at once (one byte each): in one piece up to ten thousand rows, as sacrebleu does, since numpy's
#: generator gives other flips when asked in parts.
_MOST_FLIPPED = 100_000_000
#: Two sums of the same numbers in another order differ by rounding; what is closer than this is equal.
_ROUNDING = 1e-12


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
        MetricError: no rows, numbers that are not finite, or fewer than one resample.
    """
    data = np.asarray(values, dtype=np.float64)
    if data.ndim not in (1, 2) or not len(data):
        raise MetricError(f"a bootstrap needs at least one row, received an array of shape {data.shape}")
    if not np.isfinite(data).all():
        raise MetricError("a bootstrap needs finite numbers, received NaN or infinity")
    if resamples < 1:
        raise MetricError(f"resamples must be 1 or more, received {resamples}")
    generator = np.random.default_rng(seed)
    block = max(1, _MOST_DRAWN // len(data))
    means = []
    for start in range(0, resamples, block):
        size = (min(block, resamples - start), len(data))
        means.append(_draw_counts(generator.choice(len(data), size=size, replace=True)) @ data / len(data))
    return np.concatenate(means)


def _draw_counts(drawn: NDArray[np.int64]) -> NDArray[np.float64]:
    """How often each row was drawn, shape (resamples, rows): one product with it replaces a gather a column."""
    resamples, rows = drawn.shape
    flat = drawn + rows * np.arange(resamples)[:, None]
    return np.bincount(flat.ravel(), minlength=resamples * rows).reshape(resamples, rows).astype(np.float64)


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
        MetricError: as `bootstrap_means`, or a level outside 0 to 1.
    """
    if not 0 < level < 1:
        raise MetricError(f"level must lie between 0 and 1, received {level}")
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
        MetricError: unequal lengths, or as `bootstrap_means`.
    """
    if len(parts) != len(wholes):
        raise MetricError(f"{len(parts)} parts and {len(wholes)} wholes do not pair")
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
        MetricError: unequal lengths, or as `bootstrap_means`.
    """
    first, second = _pair(system, baseline)
    return float(_bootstrap_p(np.column_stack([first, second]), resamples=resamples, seed=seed)[0, 1])


def randomisation_p(system: ArrayLike, baseline: ArrayLike, *, trials: int = TRIALS, seed: int = SEED) -> float:
    """Two-sided p-value of the difference between two systems' means by approximate randomisation (Noreen 1989).

    Where the systems do not differ, each row's two scores may as well be exchanged. p is the share of random exchanges
    whose absolute difference is at least the one observed, with one added above and below (Phipson and Smyth 2010,
    https://doi.org/10.2202/1544-6115.1585). sacrebleu counts only what is greater, which gives a handful of rows a p
    that no exchange can reach; on scores without ties the two are the same.

    Args:
        system: one number a row.
        baseline: the other system's numbers on the same rows.
        trials: random exchanges.
        seed: of the generator, which draws as sacrebleu's does.

    Returns:
        Above 0, at most 1; equal systems give 1.

    Raises:
        MetricError: unequal lengths, no rows, numbers that are not finite, or fewer than one trial.
    """
    first, second = _pair(system, baseline)
    return float(_randomisation_p((first - second)[:, None], trials=trials, seed=seed)[0])


@dataclass(frozen=True, slots=True)
class PairTests:
    """Every system against every other: square arrays in the order of `systems`.

    Attributes:
        systems: names.
        difference: mean of the row's system less that of the column's, in the sample's unit; 0 on the diagonal.
        bootstrap_p: see `paired_bootstrap_p`; 1 for equal systems, NaN on the diagonal.
        randomisation_p: see `randomisation_p`; NaN on the diagonal.
    """

    systems: tuple[str, ...]
    difference: NDArray[np.float64]
    bootstrap_p: NDArray[np.float64]
    randomisation_p: NDArray[np.float64]


def compare_all(
    scores: Mapping[str, ArrayLike], *, resamples: int = RESAMPLES, trials: int = TRIALS, seed: int = SEED
) -> PairTests:
    """Test the difference of every pair of systems, by both tests, on the same draws for all.

    Args:
        scores: for each system one number a row, the rows being the same everywhere.
        resamples: of the paired bootstrap.
        trials: of approximate randomisation.
        seed: of both.

    Raises:
        MetricError: systems of unequal length, or what the tests refuse.
    """
    try:
        columns = [np.asarray(values, dtype=np.float64) for values in scores.values()]
    except (TypeError, ValueError) as error:
        kinds = ", ".join(sorted({type(values).__name__ for values in scores.values()}))
        raise MetricError(
            f"compare_all takes a number a row, not {kinds}; of Scores give scores.rows['rouge1']"
        ) from error
    if not columns or any(column.shape != columns[0].shape or column.ndim != 1 for column in columns):
        raise MetricError(f"systems of {', '.join(str(c.shape) for c in columns) or 'no'} rows do not pair")
    data = np.column_stack(columns)
    bootstrap = _bootstrap_p(data, resamples=resamples, seed=seed)
    upper = np.triu_indices(len(columns), k=1)
    exchange = np.full(bootstrap.shape, np.nan)
    if upper[0].size:
        found = _randomisation_p(data[:, upper[0]] - data[:, upper[1]], trials=trials, seed=seed)
        exchange[upper] = exchange.T[upper] = found
    for first, second in zip(*upper, strict=True):
        # The bootstrap gives its smallest p to equal systems, by convention; in a table that reads as a difference.
        if np.array_equal(columns[first], columns[second]):
            bootstrap[first, second] = bootstrap[second, first] = 1.0
    means = data.mean(axis=0)
    return PairTests(tuple(scores), means[:, None] - means[None, :], bootstrap, exchange)


def holm(p_values: ArrayLike) -> NDArray[np.float64]:
    """p-values corrected for their number (Holm 1979): some true hypothesis is rejected at most as often as one says.

    Args:
        p_values: shape (tests,), possibly none.

    Returns:
        Of the same shape and order, at most 1.
    """
    values = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(values, kind="stable")
    stepped = np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1)) if len(values) else values
    corrected = np.empty_like(values)
    corrected[order] = np.minimum(stepped, 1.0)
    return corrected


def _pair(system: ArrayLike, baseline: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    first, second = (np.asarray(values, dtype=np.float64) for values in (system, baseline))
    if first.shape != second.shape or first.ndim != 1:
        raise MetricError(f"systems of {first.shape} and {second.shape} rows do not pair")
    return first, second


def _bootstrap_p(data: NDArray[np.float64], *, resamples: int, seed: int) -> NDArray[np.float64]:
    """Paired bootstrap p-values of all columns against each other, NaN on the diagonal."""
    means = bootstrap_means(data, resamples=resamples, seed=seed)
    observed = data.mean(axis=0)
    found = np.full((data.shape[1],) * 2, np.nan)
    for first, second in zip(*np.triu_indices(data.shape[1], k=1), strict=True):
        differences = np.abs(means[:, first] - means[:, second])
        exceeding = int(np.sum(differences - differences.mean() > abs(observed[first] - observed[second])))
        found[first, second] = found[second, first] = (exceeding + 1) / (resamples + 1)
    return found


def _randomisation_p(differences: NDArray[np.float64], *, trials: int, seed: int) -> NDArray[np.float64]:
    """p-values of columns of row-wise differences; exchanging a row's scores turns the sign of its difference."""
    rows = len(differences)
    if not rows or trials < 1 or not np.isfinite(differences).all():
        raise MetricError(f"randomisation needs trials, and finite numbers in one row or more; received {rows}")
    generator = np.random.default_rng(seed)
    least = np.abs(differences.sum(axis=0)) - _ROUNDING * np.abs(differences).sum(axis=0)
    reached = np.zeros(differences.shape[1], dtype=np.int64)
    whole, block = max(1, _MOST_FLIPPED // rows), max(1, _MOST_DRAWN // rows)
    for start in range(0, trials, whole):
        flips = generator.integers(2, size=(min(whole, trials - start), rows), dtype=bool)
        for first in range(0, len(flips), block):
            signs = 1.0 - 2.0 * flips[first : first + block]
            reached += np.sum(np.abs(signs @ differences) >= least, axis=0)
    return (reached + 1) / (trials + 1)
