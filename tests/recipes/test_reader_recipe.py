"""The recipe of the weights that read a translator's layers: labels, features, training that learns, the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from models.recipes.quality import reader as recipe  # noqa: E402
from models.recipes.quality.prepare import Judged  # noqa: E402
from summarize.engines.reader import Reader  # noqa: E402
from summarize.engines.registry import models_folder  # noqa: E402
from summarize.translating.quality import prompt_of  # noqa: E402

RIGHT, WRONG = "The mayor opened two schools on Monday.", "The sea opened two schools on Monday."
SENTENCE = "Le maire a ouvert deux écoles lundi."
ITEMS = [
    Judged(prompt_of(SENTENCE, WRONG), "wrong", "sea", "valid"),
    Judged(prompt_of(SENTENCE, RIGHT), "adequate", "", "valid"),
    *(Judged(prompt_of(SENTENCE, WRONG), "wrong", "The sea") for _ in range(8)),
    *(Judged(prompt_of(SENTENCE, RIGHT), "adequate") for _ in range(8)),
]


def test_the_words_that_a_reader_marked_are_labelled() -> None:
    tokens = ["▁The", "▁se", "a", "▁opened", "."]
    assert recipe.marks(ITEMS[0], tokens).tolist() == [0, 1, 1, 0, 0, 0]
    assert recipe.marks(ITEMS[2], tokens).tolist() == [1, 1, 1, 0, 0, 0]
    assert recipe.marks(ITEMS[1], tokens).tolist() == [0] * 6
    assert recipe.marks(Judged(prompt_of("a", "b"), "wrong"), ["▁b"]).tolist() == [recipe.SILENT] * 2


def test_the_pair_is_found_in_the_prompt() -> None:
    assert recipe.pair(ITEMS[0]) == (SENTENCE, WRONG)


def test_it_learns_what_ships_and_features_are_not_made_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(recipe, "CHUNK", 10)
    monkeypatch.setattr(recipe, "BATCH", 8)
    monkeypatch.setattr(recipe, "WARMUP", 5)
    recipe.write_features(ITEMS, tmp_path)
    assert capsys.readouterr().out.count("features of") == 2
    recipe.write_features(ITEMS, tmp_path)
    assert capsys.readouterr().out == ""
    parts = recipe.read_examples(ITEMS, tmp_path)
    assert {name: len(rows) for name, rows in parts.items()} == {"valid": 2, "train": 16}
    recipe.train(parts, 20, tmp_path / "reader.pt")
    assert "'valid': 1.0" in capsys.readouterr().out
    recipe.export(tmp_path / "reader.pt", tmp_path / "weights.npz")
    found = Reader(models_folder() / "fr-en-opus", str(tmp_path / "weights.npz")).log_odds(
        [(SENTENCE, WRONG), (SENTENCE, RIGHT)]
    )
    network = recipe.Network(Reader(models_folder() / "fr-en-opus", None).embeddings(range(28437)))
    network.load_state_dict(torch.load(tmp_path / "reader.pt", weights_only=True))
    network.eval()
    with torch.inference_mode():
        chances = network([features for features, *_ in parts["valid"]])[0].softmax(dim=1).numpy()
    doubts = chances @ np.array(recipe.DOUBTS, np.float32)
    assert 1 / (1 + np.exp(-np.array(found))) == pytest.approx(doubts, abs=0.02)
    assert doubts[0] > 0.6 > 0.4 > doubts[1]
