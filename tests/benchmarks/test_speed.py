"""The speed benchmark's arithmetic and its workers' failures; nothing here depends on how fast a machine is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.errors import BenchmarkError
from benchmarks.speed import jobs
from benchmarks.speed.parts import Setting
from benchmarks.speed.random_model import SHAPE, articles
from benchmarks.speed.roofline import operations
from benchmarks.speed.runner import Part, Spread, Worker, compared, interleaved, wall_seconds


class _Fake:
    """A worker whose jobs take what they are told to."""

    def __init__(self, seconds: list[float]):
        self.seconds = iter(seconds)
        self.sizes: list[int] = []

    def run(self, texts: list[str], **_: object) -> dict[str, float]:
        self.sizes.append(len(texts))
        return {"seconds": next(self.seconds), "megabytes": 1.0}


def test_spread_and_ratios_are_taken_round_by_round() -> None:
    part = compared("title", {"ours": [0.5, 1.0, 2.0], "peer": [1.0, 3.0, 4.0]}, ours="ours")
    assert part.values["ours"] == Spread(0.5, 1.0, 2.0)
    assert part.ratios == {"peer": Spread(2.0, 2.0, 3.0)}
    assert "ours is 2.00 [2.00, 3.00] times better" in part.text()
    assert "None" not in Part("t", "s", part.values, {}).text()


def test_the_first_round_warms_up_and_systems_take_turns() -> None:
    fakes = {"a": _Fake([9.0, 2.0, 4.0]), "b": _Fake([9.0, 1.0, 1.0])}
    said: list[str] = []
    found = interleaved(fakes, {"a": ["x"] * 8, "b": ["x"] * 4}, rounds=2, say=said.append)  # type: ignore[arg-type]
    assert found == {"a": [0.25, 0.5], "b": [0.25, 0.25]}
    assert fakes["a"].sizes == [2, 8, 8]
    assert [line.split(": ")[1].split()[0] for line in said] == ["a", "b", "a", "b"]


def test_articles_have_the_words_asked_for_and_are_the_same_every_time() -> None:
    made = articles(3, 250)
    assert [len(text.split()) for text in made] == [250] * 3
    assert made == articles(3, 250)
    assert made[0] != made[1]


def test_operations_are_counted_by_hand() -> None:
    shape = {
        "d_model": 2, "encoder_layers": 1, "decoder_layers": 1, "encoder_ffn_dim": 4, "decoder_ffn_dim": 4,
        "vocab_size": 10,
    }  # fmt: skip
    found = operations(shape, source=3, target=5, beams=2)
    assert found == {
        "encoder": 2 * 3 * (4 * 4 + 2 * 2 * 4),
        "keys and values of the source": 2 * 3 * 2 * 4,
        "decoder layers": 2 * 5 * 2 * (6 * 4 + 2 * 2 * 4),
        "output layer": 2 * 5 * 2 * 2 * 10,
    }
    assert SHAPE["vocab_size"] == 50_002


def test_a_worker_that_fails_says_why() -> None:
    with pytest.raises(BenchmarkError, match="the worker by-hand ended: .*(No such file|open file|folder|not)"):
        Worker("by-hand", {"folder": "/nonexistent", "converted": "/nonexistent", "threads": 1})


def test_a_command_that_fails_says_why_and_one_that_works_is_timed() -> None:
    seconds, megabytes = wall_seconds([sys.executable, "-c", "pass"])
    assert seconds > 0
    assert megabytes > 1
    with pytest.raises(BenchmarkError, match="failed: ValueError: no"):
        wall_seconds([sys.executable, "-c", "raise ValueError('no')"])


def test_batch_jobs_are_measured_beside_a_loop_and_the_engine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LOOP_ARTICLES", 2)
    part = jobs.throughput(Setting(1, 1, Path(), lambda _: None), articles(4, 60))
    assert set(part.ratios) == {"batch to Parquet", "engine by hand", "loop over summarize()"}
    assert all(spread.low > 0 for spread in part.ratios.values())
    with pytest.raises(BenchmarkError, match="give at least 2 a round"):
        jobs.throughput(Setting(3, 1, Path(), lambda _: None), articles(4, 60))


def test_memory_of_a_batch_counts_its_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    part = jobs.memory(Setting(1, 1, Path(), lambda _: None), articles(3, 60), [1, 3])
    assert list(part.values) == ["1 articles", "3 articles"]
    assert all(spread.median > 100 for spread in part.values.values())
    with pytest.raises(BenchmarkError, match="there are 3"):
        jobs.memory(Setting(1, 1, Path(), lambda _: None), articles(3, 60), [4])


@pytest.mark.parametrize(
    ("system", "settings"),
    [("sentences-ours", {}), ("sentences-sumy", {"kind": "lexrank"})],
)
def test_systems_of_own_sentences_answer_for_each_text(system: str, settings: dict[str, str]) -> None:
    if "sumy" in system:
        pytest.importorskip("sumy")
    sentences = (
        "La mairie de Brest a fermé la piscine. Elle rouvrira en mai. Le toit menaçait de tomber dans le bassin. "
    )
    worker = Worker(system, {"threads": 1, **settings})
    try:
        found = worker.run([sentences * 2, "Le vote a eu lieu à Lorient lundi soir. " + sentences])
    finally:
        worker.close()
    assert found["texts"] == 2 and found["seconds"] > 0 and found["megabytes"] > 10
