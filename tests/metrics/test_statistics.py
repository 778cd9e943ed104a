"""Intervals and p-values: against direct loops, scipy and sacrebleu."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
import scipy.stats
from sacrebleu.significance import Result, _paired_ar_test, _paired_bs_test

from summarize.errors import MetricError
from summarize.metrics import statistics
from summarize.metrics.statistics import (
    bootstrap_interval,
    bootstrap_means,
    bootstrap_ratio,
    compare_all,
    holm,
    paired_bootstrap_p,
    randomisation_p,
)

# Multiples of 1/64: sums are exact in 32 bits too, in which sacrebleu computes.
SCORES = np.random.default_rng(1).integers(0, 65, size=200) / 64
OTHERS = np.clip(SCORES + np.random.default_rng(2).integers(-8, 10, size=200) / 64, 0, 1)


def test_the_interval_is_that_of_a_direct_loop() -> None:
    generator = np.random.default_rng(12345)
    drawn = generator.choice(len(SCORES), size=(1000, len(SCORES)), replace=True)
    means = sorted(sum(SCORES[row] for row in rows) / len(rows) for rows in drawn)
    found = bootstrap_interval(SCORES)
    assert found.mean == pytest.approx(SCORES.mean(), abs=1e-15)
    # numpy interpolates between the 25th and 26th, and the 975th and 976th, of 1,000 sorted means.
    assert means[24] <= found.low <= means[25]
    assert means[974] <= found.high <= means[975]


def test_the_interval_agrees_with_scipy() -> None:
    found = bootstrap_interval(SCORES, resamples=20_000)
    expected = scipy.stats.bootstrap(
        (SCORES,), np.mean, n_resamples=20_000, method="percentile", rng=np.random.default_rng(3)
    ).confidence_interval
    width = expected.high - expected.low
    assert found.low == pytest.approx(expected.low, abs=0.03 * width)
    assert found.high == pytest.approx(expected.high, abs=0.03 * width)


def test_the_interval_is_seeded() -> None:
    assert bootstrap_interval(SCORES) == bootstrap_interval(SCORES)
    assert bootstrap_interval(SCORES) != bootstrap_interval(SCORES, seed=1)


def test_the_global_generator_is_left_alone() -> None:
    state = np.random.get_state()[1].copy()  # type: ignore[index, union-attr]
    bootstrap_interval(SCORES)
    assert np.array_equal(np.random.get_state()[1], state)  # type: ignore[index]


def test_a_higher_level_is_wider() -> None:
    narrow, wide = bootstrap_interval(SCORES, level=0.5), bootstrap_interval(SCORES, level=0.99)
    assert wide.low < narrow.low < narrow.mean < narrow.high < wide.high


def test_constant_and_single_values_have_no_width() -> None:
    for values in ([0.25], [0.5] * 30, [0.0, 0.0]):
        found = bootstrap_interval(values)
        assert (found.mean, found.low, found.high) == (values[0],) * 3


def test_drawing_in_blocks_bounds_memory_and_keeps_the_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bootstrap_means(SCORES, resamples=100)
    monkeypatch.setattr(statistics, "_MOST_DRAWN", 7 * len(SCORES))
    assert np.array_equal(bootstrap_means(SCORES, resamples=100), whole)


def test_columns_are_drawn_together() -> None:
    means = bootstrap_means(np.column_stack([SCORES, 1 - SCORES]))
    assert means.shape == (1000, 2)
    assert np.allclose(means.sum(axis=1), 1)
    assert np.allclose(means[:, 0], bootstrap_means(SCORES))


class _Mean:
    """The least of a sacrebleu metric: a row's statistic is its score, the corpus score their mean."""

    def _extract_corpus_statistics(self, hypotheses: Any, references: Any) -> list[list[float]]:
        return [[float(value), 1.0] for value in hypotheses]

    def _aggregate_and_compute(self, stats: list[list[float]]) -> Result:
        return self._compute_score_from_stats(np.sum(stats, axis=0))

    def _compute_score_from_stats(self, stats: Any) -> Result:
        return Result(float(stats[0]) / float(stats[1]))


@pytest.mark.parametrize("system", [OTHERS, SCORES + 0.25, SCORES[::-1]])
def test_the_paired_p_value_is_sacrebleus(system: np.ndarray[Any, Any]) -> None:
    metric = _Mean()
    stats = metric._extract_corpus_statistics(SCORES, None)
    baseline = {"mean": (stats, metric._aggregate_and_compute(stats))}
    _, found = _paired_bs_test(baseline, "system", system, None, {"mean": metric}, seed=12345)  # type: ignore[arg-type, dict-item]
    assert paired_bootstrap_p(system, SCORES) == pytest.approx(found["mean"].p_value, abs=1e-12)


def test_the_paired_p_value_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    # Resampled differences 0, 1, 2, 9, less their mean 3: -3, -2, -1, 6. Observed 2: one exceeds, (1 + 1) / (4 + 1).
    means = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0], [9.0, 0.0]])
    monkeypatch.setattr(statistics, "bootstrap_means", lambda *args, **kwargs: means)
    assert paired_bootstrap_p([4.0, 2.0], [1.0, 1.0], resamples=4) == pytest.approx(2 / 5)


def test_a_clear_difference_is_significant_and_noise_is_not() -> None:
    assert paired_bootstrap_p(SCORES + 0.2, SCORES) == pytest.approx(1 / 1001)
    noise = np.random.default_rng(4).normal(0, 1, size=(2, 200))
    assert paired_bootstrap_p(noise[0], noise[1]) > 0.05


def test_a_ratio_is_that_of_the_sums() -> None:
    found = bootstrap_ratio([1, 0, 3], [2, 0, 3])
    assert found.mean == pytest.approx(4 / 5)
    assert 0 <= found.low <= found.mean <= found.high <= 1
    assert bootstrap_ratio([0, 0], [0, 0]).mean == 0


@pytest.mark.parametrize("values", [[], [float("nan")], [float("inf"), 1.0], [[[1.0]]]])
def test_what_has_no_mean_is_refused(values: list[Any]) -> None:
    with pytest.raises(MetricError):
        bootstrap_means(values)


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(MetricError, match="do not pair"):
        paired_bootstrap_p([1.0, 2.0], [1.0])
    with pytest.raises(MetricError, match="do not pair"):
        bootstrap_ratio([1], [1, 2])
    with pytest.raises(MetricError, match="level"):
        bootstrap_interval([1.0], level=95)
    with pytest.raises(MetricError, match="resamples"):
        bootstrap_interval([1.0], resamples=0)


class TestRandomisation:
    """Approximate randomisation: exact enumeration, scipy, sacrebleu, and its extremes."""

    def test_by_hand(self) -> None:
        # Differences 1, 1: of the four exchanges two reach the difference observed (+2, -2 against 0, 0).
        found = randomisation_p([2.0, 2.0], [1.0, 1.0], trials=20_000)
        assert found == pytest.approx(1 / 2, abs=0.02)

    @pytest.mark.parametrize("seed", [5, 6, 7])
    def test_agrees_with_scipys_exact_test(self, seed: int) -> None:
        first, second = np.random.default_rng(seed).integers(0, 65, size=(2, 10)) / 64
        expected = scipy.stats.permutation_test(
            (first, second),
            lambda a, b: np.mean(a - b),
            permutation_type="samples",
            vectorized=False,
            n_resamples=np.inf,
        ).pvalue
        assert randomisation_p(first, second, trials=40_000) == pytest.approx(expected, abs=0.01)

    @pytest.mark.parametrize("shift", [0.0, 0.005, 0.02])
    def test_is_sacrebleus_where_there_are_no_ties(self, shift: float) -> None:
        noise = np.random.default_rng(8).normal(0.3, 0.1, size=(2, 200))
        metric, system = _Mean(), noise[1] + shift
        stats = np.array(metric._extract_corpus_statistics(noise[0], None))
        baseline = {"mean": (stats, Result(float(noise[0].mean())))}
        array = _ArrayMean()
        _, found = _paired_ar_test(baseline, "system", system, None, {"mean": array}, n_samples=2_000, seed=12345)  # type: ignore[arg-type, dict-item]
        assert randomisation_p(system, noise[0], trials=2_000) == pytest.approx(found["mean"].p_value, abs=1e-12)

    def test_equal_systems_give_one_and_few_rows_prove_nothing(self) -> None:
        assert randomisation_p(SCORES, SCORES) == 1
        assert randomisation_p([1.0, 1.0, 1.0], [0.0, 0.0, 0.0]) == pytest.approx(1 / 4, abs=0.02)

    def test_is_seeded_symmetric_and_the_same_in_blocks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = randomisation_p(SCORES, OTHERS)
        assert randomisation_p(OTHERS, SCORES) == whole
        monkeypatch.setattr(statistics, "_MOST_DRAWN", 7 * len(SCORES))
        assert randomisation_p(SCORES, OTHERS) == whole

    def test_wrong_arguments_are_refused(self) -> None:
        for first, second, trials in (([1.0], [1.0, 2.0], 10), ([], [], 10), ([1.0], [2.0], 0), ([1.0], [np.nan], 10)):
            with pytest.raises(MetricError):
                randomisation_p(first, second, trials=trials)


class _ArrayMean(_Mean):
    """The same metric for the other test, which hands over arrays of shape (1, 2)."""

    def _extract_corpus_statistics(self, hypotheses: Any, references: Any) -> Any:
        return np.array(super()._extract_corpus_statistics(hypotheses, references))

    def _aggregate_and_compute(self, stats: Any) -> Result:
        return self._compute_score_from_stats(np.sum(stats, axis=0))


def test_all_pairs_are_what_each_pair_is() -> None:
    scores = {"a": SCORES, "b": OTHERS, "c": SCORES[::-1], "twin": SCORES.copy()}
    found = compare_all(scores)
    assert found.systems == ("a", "b", "c", "twin")
    assert np.isnan(np.diag(found.bootstrap_p)).all()
    assert np.isnan(np.diag(found.randomisation_p)).all()
    assert np.array_equal(found.bootstrap_p, found.bootstrap_p.T, equal_nan=True)
    assert found.bootstrap_p[0, 1] == paired_bootstrap_p(SCORES, OTHERS)
    assert found.randomisation_p[1, 2] == randomisation_p(OTHERS, SCORES[::-1])
    assert (found.bootstrap_p[0, 3], found.randomisation_p[0, 3], found.difference[0, 3]) == (1, 1, 0)
    assert found.difference[0, 1] == pytest.approx(SCORES.mean() - OTHERS.mean())
    assert np.allclose(found.difference, -found.difference.T)


def test_one_system_has_no_pairs() -> None:
    found = compare_all({"a": SCORES})
    assert found.difference.shape == (1, 1)
    assert np.isnan(found.randomisation_p).all()


@pytest.mark.parametrize("scores", [{}, {"a": [1.0], "b": [1.0, 2.0]}, {"a": [[1.0]]}])
def test_systems_that_do_not_pair_are_refused(scores: dict[str, Any]) -> None:
    with pytest.raises(MetricError, match="do not pair"):
        compare_all(scores)


def test_five_systems_of_1500_rows_take_under_a_minute() -> None:
    scores = {str(n): np.random.default_rng(n).random(1500) for n in range(5)}
    start = time.process_time()
    compare_all(scores)
    for values in scores.values():
        bootstrap_interval(values)
    assert time.process_time() - start < 60


def test_holms_correction_by_hand() -> None:
    # Sorted 0.01, 0.02, 0.04: times 3, 2, 1, never falling: 0.03, 0.04, 0.04.
    assert holm([0.04, 0.01, 0.02]) == pytest.approx([0.04, 0.03, 0.04])
    assert holm([0.6, 0.9]) == pytest.approx([1.0, 1.0])
    assert holm([]).shape == (0,)
