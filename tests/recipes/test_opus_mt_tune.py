"""Fine-tuning on a tiny model of OPUS-MT's class: what is trained, what stays, what is exported; the pairs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pytest
from tiny_models import SENTENCES, build_marian

torch = pytest.importorskip("torch")

from models.recipes.opus_mt import tune  # noqa: E402
from models.recipes.opus_mt.recipe import convert  # noqa: E402
from models.recipes.opus_mt.shipped import encoder_of  # noqa: E402
from models.recipes.training.loop import load_average  # noqa: E402
from summarize import translate  # noqa: E402
from summarize.engines.registry import find_entry  # noqa: E402
from summarize.engines.states import read_variables  # noqa: E402
from summarize.engines.store import verify_files  # noqa: E402

PAIRS = [("news", (french, english)) for french in SENTENCES[:6] for english in SENTENCES[6:]]


@pytest.fixture
def args(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> argparse.Namespace:
    """Options of a run on a few pairs, beside a converted original that "ships"."""
    original = build_marian(tmp_path / "original")
    known = json.loads((original / "vocab.json").read_text(encoding="utf-8"))
    pieces = [token for token in known if token not in ("</s>", "<unk>", "<pad>")]
    convert(original, tmp_path / "shipped" / "ctranslate2", [pieces, pieces[:-1]])
    for name in ("source.spm", "target.spm", "config.json"):
        (tmp_path / "shipped" / name).write_bytes((original / name).read_bytes())
    monkeypatch.setattr(tune, "SHIPPED", tmp_path / "shipped")
    monkeypatch.setattr(tune, "right_pairs", lambda data: [*PAIRS, ("valid", PAIRS[0][1])])
    monkeypatch.setattr(tune, "other_pairs", lambda data: [("other", pair) for _, pair in PAIRS])
    return argparse.Namespace(
        part="encoder", original=original, data=tmp_path, work=tmp_path / "work", minutes=0.02, rate=1e-2,
        batch_tokens=400, device="cpu", seed=1, run="run", export=tmp_path / "exported",
    )  # fmt: skip


@pytest.mark.parametrize("part", list(tune.PARTS))
def test_only_a_part_is_trained_and_what_is_exported_translates(args: argparse.Namespace, part: str) -> None:
    args.part = part
    tune.train(args, args.original)
    before = tune.load(args.original, part).state_dict()
    after = load_average(tune.load(args.original, part), args.work / args.run).state_dict()
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed and all(name.startswith(f"model.{part}.layers.") for name in changed)
    assert any(name.endswith("fc1.weight") for name in changed)
    tune.export(args, args.original)
    entry = find_entry(str(args.export), "translation")
    assert entry.languages == ("fr", "en") and verify_files(entry) == []
    # What so small a model says after a second of training may be nothing; it is read and it decodes.
    assert isinstance(translate("Le maire de Lyon.", source="fr", target="en", model=str(args.export)), str)
    for side in ("source", "target"):
        shipped, own = ((f / "ctranslate2" / f"{side}_vocabulary.txt").read_text() for f in (tune.SHIPPED, args.export))
        assert shipped == own


def test_the_encoder_that_ships_is_the_originals_rounded_and_rounds_to_itself(args: argparse.Namespace) -> None:
    shipped = tune.SHIPPED / "ctranslate2" / "model.bin"
    original = tune.load(args.original, "encoder").state_dict()
    found = encoder_of(shipped)
    assert set(found) == {name for name in original if name.startswith("model.encoder.layers.")}
    for name, weight in found.items():
        step = original[name].abs().amax(-1, keepdim=True) / 127 if name.endswith("weight") else torch.zeros(1)
        assert ((weight - original[name]).abs() <= 0.51 * step + 1e-6).all(), name
    args.part = "decoder"
    tune.train(args, args.original)
    tune.export(args, args.original)
    before, after = read_variables(shipped), read_variables(args.export / "ctranslate2" / "model.bin")
    changed = {name for name in before if not np.array_equal(before[name], after[name])}
    assert changed and not any(name.startswith("encoder/") for name in changed)


def test_every_post_edited_sentence_is_a_judged_one_of_a_training_article() -> None:
    rows = tune.judged_sentences()
    judged = {(row["article"], row["sha256"]) for row in rows if row["verdict"] != "adequate"}
    edited = tune.rows_of("post-edited.jsonl")
    assert len(edited) > 3_000
    assert all((row["article"], row["sha256"]) in judged and row["right"].strip() for row in edited)
    assert len({row["sha256"] for row in edited}) == len(edited), "one English for each"
