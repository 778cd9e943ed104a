"""The checks of translations into French measured by judged sentences: what is read, refused and counted."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks import catalogue, judged_into_french
from benchmarks.errors import BenchmarkError
from benchmarks.judged import VERDICTS, hash_of

ROWS = ["A man killed his wife in Lyon.", "The mayor left  on Monday."]


class Data:
    """Stands for newstest2013."""

    def __init__(self, *_: Any):
        self.columns = {"en": ROWS}

    def load(self, **_: Any) -> Data:
        return self


def _row(sentence: int, french: str, **values: object) -> str:
    text = " ".join(ROWS[sentence].split())
    row = {"article": "newstest2013", "sentence": sentence, "sha256": hash_of(text), "translator": "en-fr-opus"}
    return json.dumps(row | {"translation": french, "verdict": "wrong", "own": [-0.1] * 4} | values) + "\n"


def _share(label: str, parts: Sequence[float], wholes: Sequence[float]) -> tuple[str, float]:
    return label, sum(parts) / (sum(wholes) or 1)


def _sections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *rows: str) -> list[Any]:
    path = tmp_path / "judged.jsonl"
    path.write_text("".join(rows), encoding="utf-8")
    monkeypatch.setattr(judged_into_french, "JUDGED", path)
    monkeypatch.setattr(judged_into_french, "Choice", Data)
    return judged_into_french.sections(None, _share)  # type: ignore[arg-type]


def test_what_is_caught_and_shown_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right, swapped = "Un homme a tué sa femme à Lyon.", "Une femme a tué son mari à Lyon."
    single, several = _sections(
        tmp_path,
        monkeypatch,
        _row(1, "Le maire est parti mardi."),
        _row(1, "Le maire est parti lundi.", verdict="adequate"),
        _row(0, swapped, rank=0),
        _row(0, right, rank=1, verdict="adequate"),
        _row(0, "…", article="news_tune", sha256="of a set that is not read", rank=0),
    )
    assert single.title == "into French: 2 sentences, shares x100"
    assert [value for _, value in single.systems["caught"]] == [0, 0, 1, 1], (
        "adequate, understandable, wrong; precision"
    )
    shown = several.systems["least doubted of those that pass"]
    assert shown == [("adequate", 1), ("understandable", 0), ("wrong", 0)]
    assert several.systems["all first candidates"][2] == ("wrong", 1)


def test_another_sentence_than_the_judged_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BenchmarkError, match="sentence 1 of newstest2013 is not the one that was judged"):
        _sections(tmp_path, monkeypatch, _row(1, "Le maire est parti.", sha256="0" * 16))
    with pytest.raises(BenchmarkError, match=r"cannot read the judgements judged\.jsonl"):
        _sections(tmp_path, monkeypatch, "{")


def test_the_judgements_are_whole() -> None:
    rows = [json.loads(line) for line in judged_into_french.JUDGED.read_text(encoding="utf-8").splitlines()]
    keys = {(row["article"], row["sentence"], row["translation"]) for row in rows}
    assert len(rows) >= 89 and len(keys) == len(rows)
    assert {row["verdict"] for row in rows} == set(VERDICTS)


@pytest.mark.skipif(not os.environ.get(catalogue.DATA_VARIABLE), reason="SUMMARIZE_DATA is not set")
def test_most_wrong_sentences_are_caught() -> None:
    single, _ = judged_into_french.sections(None, _share)  # type: ignore[arg-type]
    shares = {label.split()[0]: value for label, value in single.systems["caught"]}  # type: ignore[misc]
    assert shares["wrong"] >= 0.9 and shares["precision"] >= 0.6
