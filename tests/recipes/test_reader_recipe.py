"""The recipe of the weights that read a translator's layers: labels, features, training that learns, the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from models.recipes.quality import encoder, openings  # noqa: E402
from models.recipes.quality import reader as recipe  # noqa: E402
from models.recipes.quality.prepare import Judged  # noqa: E402
from summarize.engines.layers import Layers  # noqa: E402
from summarize.engines.reader import OpeningReader, Reader  # noqa: E402
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
    assert encoder.marks("The sea opened.", "sea", tokens, is_sound=False).tolist() == [0, 1, 1, 0, 0, 0]
    assert encoder.marks("The sea opened.", "The sea", tokens, is_sound=False).tolist() == [1, 1, 1, 0, 0, 0]
    assert encoder.marks("The sea opened.", "sea", tokens, is_sound=True).tolist() == [0] * 6
    assert encoder.marks("b", "", ["▁b"], is_sound=False).tolist() == [encoder.SILENT] * 2


def test_the_pair_is_found_in_the_prompt() -> None:
    assert recipe.pair(ITEMS[0]) == (SENTENCE, WRONG)


def test_it_learns_what_ships_and_features_are_not_made_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(recipe, "CHUNK", 10)
    monkeypatch.setattr(encoder, "BATCH", 8)
    monkeypatch.setattr(encoder, "WARMUP", 5)
    recipe.write_features(ITEMS, tmp_path)
    assert capsys.readouterr().out.count("features of") == 2
    recipe.write_features(ITEMS, tmp_path)
    assert capsys.readouterr().out == ""
    parts = recipe.read_examples(ITEMS, tmp_path)
    assert {name: len(rows) for name, rows in parts.items()} == {"valid": 2, "train": 16}
    recipe.train(parts, 20, tmp_path / "reader.pt")
    assert "'valid': 1.0" in capsys.readouterr().out
    encoder.export(tmp_path / "reader.pt", tmp_path / "weights.npz")
    layers = Layers(models_folder() / "fr-en-opus")
    found = Reader(layers, str(tmp_path / "weights.npz")).log_odds([(SENTENCE, WRONG), (SENTENCE, RIGHT)])
    network = recipe.Pairs(layers.embeddings(range(layers.vocabulary_size)))
    network.load_state_dict(torch.load(tmp_path / "reader.pt", weights_only=True))
    network.eval()
    with torch.inference_mode():
        chances = network([features for features, *_ in parts["valid"]])[0].softmax(dim=1).numpy()
    doubts = chances @ np.array(recipe.DOUBTS, np.float32)
    assert 1 / (1 + np.exp(-np.array(found))) == pytest.approx(doubts, abs=0.02)
    assert doubts[0] > 0.6 > 0.4 > doubts[1]


CLEAR = "Le maire de Lyon a ouvert deux écoles lundi."
DANGLING = "Le suspect a reconnu les faits pendant sa garde à vue."
SUMMARIES = [
    openings.Judged((), DANGLING, "d", "Le suspect", "valid", False),
    openings.Judged((), CLEAR, "k", "", "valid", False),
    *(openings.Judged((), DANGLING, "d", "Le suspect", "train", False) for _ in range(8)),
    *(openings.Judged((), CLEAR, "k", "", "train", False) for _ in range(8)),
    openings.Judged((CLEAR,), DANGLING, "d", "Le suspect", "train", True),
    openings.Judged(("mot " * 500,), DANGLING, "d", "Le suspect", "train", True),
]


def test_sentences_of_summaries_are_found_by_their_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"1": CLEAR, "2": DANGLING}
    rows = [
        {"article": "a", "titled": True, "sentences": ["1", "2", "3"], "verdicts": "kdd", "words": ["Le suspect", "x"]},
        {"article": "b", "titled": False, "sentences": ["2"], "verdicts": "x", "split": "valid"},
    ]
    monkeypatch.setattr(openings, "rows_of", lambda name: rows if name == "standing-alone.jsonl" else [])

    class Sentences:
        def find(self, digest: str, article: str) -> str | None:
            return texts.get(digest)

    found = list(openings.judged(Sentences()))  # type: ignore[arg-type]
    assert found == [
        openings.Judged((), CLEAR, "k", "", "train", True),
        openings.Judged((CLEAR,), DANGLING, "d", "Le suspect", "train", True),
    ]


def test_it_learns_which_openings_dangle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(encoder, "BATCH", 8)
    monkeypatch.setattr(encoder, "WARMUP", 5)
    parts = openings.read_examples(SUMMARIES)
    assert {name: len(rows) for name, rows in parts.items()} == {"valid": 2, "valid openings": 2, "train": 17}
    assert parts["train"][-1][0].before.shape[0] > 5 and parts["valid"][0][1].sum() == 2
    openings.train(parts, 20, tmp_path / "openings.pt")
    assert "'valid': 1.0" in capsys.readouterr().out
    encoder.export(tmp_path / "openings.pt", tmp_path / "weights.npz")
    reader = OpeningReader(Layers(models_folder() / "fr-en-opus"), str(tmp_path / "weights.npz"))
    dangling, clear, long = reader.log_odds([DANGLING, CLEAR, "mot " * 500])
    assert long is None and dangling is not None and clear is not None and dangling > 1 and clear < -1
