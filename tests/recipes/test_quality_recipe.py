"""The recipe of the model that estimates quality: sentences found again, labels, training that learns and goes on."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.recipes.gemma.base import write_base as write_arrays
from models.recipes.quality import prepare
from models.recipes.quality import train as recipe
from models.recipes.quality.prepare import SILENT, Judged, example, forms, hash_of, prompt_in_summary
from summarize.engines.base import Base
from summarize.engines.build import build, read_adapter
from summarize.engines.causal import CausalBackend
from summarize.engines.vocabulary import PrunedVocabulary
from summarize.translating.quality import prompt_of
from tests.engines.tiny_base import TOKENS, write_base

KEPT = np.arange(len(TOKENS))
#: In the tiny base's vocabulary, for the three verdicts.
VERDICT_IDS = dict(zip(recipe.VERDICTS.values(), (4, 5, 6), strict=True))


def test_a_sentence_is_found_by_its_hash_with_and_without_marks() -> None:
    found = forms("VIDÉO. Le maire part", 'Le maire part à 17 heures. "Je suis là", dit-il.')
    for sentence in ("Le maire part à 17 heures.", "Le maire part.", 'Je suis là", dit-il.', '"Je suis là", dit-il.'):
        assert found[hash_of(sentence)] == sentence


def test_the_words_that_were_marked_are_labelled_and_the_verdict_stands_last(tmp_path: Path) -> None:
    write_base(tmp_path / "base.gguf")
    base = Base(tmp_path / "base.gguf")
    base.write_tokenizer(tmp_path / "tokenizer.model")
    vocabulary = PrunedVocabulary(tmp_path / "tokenizer.model", KEPT)
    place = {token: i for i, token in enumerate(TOKENS)}
    ids, labels = example(Judged(prompt_of("le maire", "la ville rare"), "wrong", "ville"), vocabulary, place)
    assert len(ids) == len(labels) and labels[-1] == 2
    marked = [TOKENS[token] for token, label in zip(ids[:-1], labels[:-1], strict=True) if label == 2]
    assert "".join(marked).replace("<0x76>", "v") == "ville"
    assert labels[:20] == [SILENT] * 20
    _, of_right = example(Judged(prompt_of("le maire", "la ville"), "adequate", "ville"), vocabulary, place)
    assert set(of_right) == {SILENT, 0}
    # Where the reader marked nothing, or words that do not stand there, only the verdict is taught.
    _, unmarked = example(Judged(prompt_of("le maire", "la ville"), "wrong", "maison"), vocabulary, place)
    assert set(unmarked[:-1]) == {SILENT} and unmarked[-1] == 2


def test_a_sentence_of_a_summary_is_taught_behind_what_stands_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"1": "Le maire part.", "2": "Il reviendra.", "3": "Photo d'archives"}
    rows = [
        {"article": "a", "sentences": ["1", "2", "3"], "verdicts": "kdx", "words": ["Il"], "split": "valid"},
        {"article": "b", "sentences": ["2", "9"], "verdicts": "dk"},
    ]
    monkeypatch.setattr(prepare, "rows_of", lambda _: rows)

    class Found:
        def find(self, digest: str, _: str) -> str | None:
            return texts.get(digest)

    sentences: Any = Found()
    assert list(prepare.judged_references(sentences)) == [
        Judged(prompt_in_summary("", "Le maire part."), "adequate", "", "valid-references"),
        Judged(prompt_in_summary("Le maire part.", "Il reviendra."), "wrong", "Il", "valid-references"),
        Judged(prompt_in_summary("", "Il reviendra."), "wrong", "", "train"),
        None,
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What `prepare.py` would write, of a tiny base and made-up examples: wrong where token 260 stands in them."""
    write_base(tmp_path / "base.gguf")
    base = Base(tmp_path / "base.gguf")
    write_arrays(base, KEPT, tmp_path / "base")
    base.write_tokenizer(tmp_path / "tokenizer.model")
    np.save(tmp_path / "kept.npy", KEPT)
    rng = np.random.default_rng(0)
    rows = []
    for i in range(160):
        ids = [2, *rng.integers(261, 268, 12).tolist()]
        verdict = 2 * (i % 2)
        ids[6] = 260 if verdict else ids[6]
        split = "train" if i < 120 else "valid"
        rows.append({"ids": ids, "labels": [SILENT] * 12 + [verdict], "split": split, "weight": 1.0})
    (tmp_path / "examples.json").write_text(json.dumps(rows))
    return tmp_path


@pytest.mark.slow
def test_training_learns_goes_on_and_is_exported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = argparse.Namespace(
        folder=folder, output=folder / "adapter.pt", minutes=5, steps=45, rank=4, rate=0.02, tokens=400, threads=1
    )
    options.no_compile = True
    trainer = recipe.Trainer(options)
    trainer.run()
    doubts, labels = trainer.doubts("valid")
    assert doubts[labels == 2].mean() > doubts[labels == 0].mean() + 0.2
    again = recipe.Trainer(options)
    assert (again.step, again.seconds) == (trainer.step, pytest.approx(trainer.seconds))
    assert again.doubts("valid")[0] == pytest.approx(doubts, abs=1e-3)

    monkeypatch.setattr(recipe, "kept_id", lambda _, token: VERDICT_IDS[token])
    target = folder / "shipped" / "adapter.safetensors"
    recipe.export(folder, options.output, target)
    assert list(read_adapter(target)["row_ids"]) == [4, 5, 6]
    (folder / "built").mkdir()
    build(Base(folder / "base.gguf"), target, folder / "built", quantization="float32")
    backend = CausalBackend(folder / "built", device="cpu", compute_type="float32", threads=1, max_source_tokens=60)
    # What ships answers as what was trained.
    rows = [row for row in json.loads((folder / "examples.json").read_text()) if row["split"] == "valid"]
    monkeypatch.setattr(backend._own.vocabulary, "encode", lambda parts: [list(part) for part in parts])
    prompts = [[[TOKENS[i] for i in row["ids"][1:]]] for row in rows]
    found = backend.choose(prompts, [TOKENS[i] for i in VERDICT_IDS.values()]) @ recipe.DOUBTS  # type: ignore[arg-type]
    labels = np.array([row["labels"][-1] for row in rows])
    assert found[labels == 2].mean() == pytest.approx(doubts[again.doubts("valid")[1] == 2].mean(), abs=0.02)
