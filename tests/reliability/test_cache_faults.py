"""The cache under hard use, in small numbers; `python -m benchmarks stress` does the same more often."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.stress import cache
from benchmarks.stress.bench import Bench, open_bench
from benchmarks.stress.record import StressReport, Trial


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with open_bench(tmp_path_factory.mktemp("stress"), seed=1) as made:
        yield made


def _passed(trial: Trial, *, tries: int) -> None:
    if trial.skipped:
        pytest.skip(trial.skipped)
    assert trial.failures == []
    assert trial.tries == tries


def test_eight_processes_at_once_fetch_and_convert_once(bench: Bench) -> None:
    trial = cache.starts_at_once(bench, rounds=1)
    _passed(trial, tries=8)
    assert trial.facts == {"rounds": 1, "downloads": 1, "conversions": 1}


@pytest.mark.parametrize("stage", ["download", "conversion"])
def test_after_kills_at_random_moments_the_next_run_works(stage: str, bench: Bench) -> None:
    _passed(cache.kills(bench, stage=stage, tries=3), tries=3)


def test_a_cache_deleted_in_the_middle_is_made_again(bench: Bench) -> None:
    _passed(cache.deletions(bench, tries=2), tries=2)


def test_a_loaded_model_outlives_its_cache(bench: Bench) -> None:
    _passed(cache.deleted_after_loading(bench), tries=2)


def test_a_read_only_cache_is_used_or_named(bench: Bench) -> None:
    trial = cache.read_only(bench)
    _passed(trial, tries=6)
    assert (trial.worked, trial.refused) == (4, 2)


def test_a_full_disk_is_said_and_leaves_nothing_torn(bench: Bench) -> None:
    _passed(cache.full_disk(bench, tries=3), tries=3)


def test_what_is_torn_or_left_over_is_found(bench: Bench) -> None:
    """The checks above can fail."""
    made = bench.cache()
    bench.starter.use(made)
    assert bench.torn(made, is_whole=True) is None
    weights = next(made.glob("hub/*/model.safetensors"))
    left = weights.parents[1] / ".left"
    left.mkdir()
    assert bench.torn(made) is None and ".left" in str(bench.torn(made, is_whole=True))
    weights.write_bytes(weights.read_bytes()[:-1])
    assert "is torn" in str(bench.torn(made))


def test_answers_are_judged(bench: Bench, tmp_path: Path) -> None:
    assert bench.judge({"text": bench.text}) == "worked"
    assert bench.judge({"error": "ModelDownloadError", "message": "no room"}) == "refused"
    for answer in ({"text": "autre"}, {"error": "X", "message": "a\nb"}, {"crash": "OSError: x"}, {"hung": True}):
        assert bench.judge(answer) not in ("worked", "refused")
    hung = bench.starter.use(tmp_path / "cache", timeout_seconds=0.0)
    assert hung.get("hung"), hung


def test_a_report_says_what_was_wrong() -> None:
    trial = Trial("forks", worked=2, failures=["a child hung"])
    found = StressReport([trial, Trial("disk full", skipped="no mounts")], {})
    assert found.wrong() == ["forks"]
    assert "a child hung" in found.text() and "skipped, no mounts" in found.text()
    assert found.to_dict()["trials"][0]["tries"] == 3
