"""Two checkouts compared: what differs is found, what does not is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import same_outputs, same_speed
from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.same_outputs import Difference, compare_checkouts, differences, texts_of


def test_texts_are_the_seed_rows_and_joined_rows() -> None:
    texts = texts_of([f"Article {number}." for number in range(9)], rows=3)
    assert list(texts) == ["seed", "row 0", "row 1", "row 2", *(f"rows 0 to {n} joined" for n in (1, 3, 7))]
    assert "OTAN" in texts["seed"] and texts["rows 0 to 1 joined"] == "Article 0.\n\nArticle 1."


def test_a_field_that_differs_is_found_and_time_is_left_out() -> None:
    there = [{"text": "a", "timing": 1}, {"text": "b", "gone": 1}]
    here = [{"text": "a", "timing": 2}, {"text": "c"}]
    assert differences(["x", "y"], there, here) == [Difference("y", "gone", 1, None), Difference("y", "text", "b", "c")]


def test_a_folder_that_is_no_checkout_is_refused(tmp_path: Path) -> None:
    data = DataFile(name="d", sha256="0", columns={"article": ["Un texte."]})
    with pytest.raises(BenchmarkError, match="no checkout"):
        compare_checkouts(tmp_path, data, "article", 1, keep=tmp_path / "kept")


def test_two_checkouts_take_turns(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_speed, "PARTS", {"nothing": ("print(2)", 1), "half": ("print(len('/x') / 4)", 2)})
    lines: list[str] = []
    assert same_speed.compare_speed(root, rounds=2, say=lines.append) == {"nothing": 1.0, "half": 1.0}
    assert lines[0] == "nothing: there 2.000 s, here 2.000 s; ratio 1.000 [1.00, 1.00], 2 rounds" and len(lines) == 2
    monkeypatch.setattr(same_speed, "PARTS", {"wrong": ("raise SystemExit('no such thing')", 1)})
    with pytest.raises(BenchmarkError, match="no such thing"):
        same_speed.compare_speed(root, rounds=1, say=lines.append)


@pytest.mark.slow
def test_a_checkout_equals_itself_and_goes_on_where_it_stopped(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same_outputs, "BATCH", 4)
    article = "Le train a déraillé à Lyon. Il y a deux blessés."
    data = DataFile(name="d", sha256="0", columns={"article": [f"Article {n}. {article}" for n in range(8)]}, ids=[])
    told: list[str] = []

    def compare() -> tuple[int, list[Difference]]:
        return compare_checkouts(root, data, "article", 6, keep=tmp_path, say=told.append)

    assert compare() == (10, [])
    done = ["there: 4 of 10 texts", "there: 8 of 10 texts", "there: 10 of 10 texts"]
    assert told == done, "the same code is run once"
    [kept] = tmp_path.glob("*.jsonl")
    lines = kept.read_text(encoding="utf-8")
    kept.write_text(lines[: len(lines) * 9 // 10], encoding="utf-8")
    told.clear()
    assert compare() == (10, []) and told == done[2:], "only whole batches are kept"
    assert kept.read_text(encoding="utf-8").count("\n") == 10
