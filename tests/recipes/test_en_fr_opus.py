"""The recipe of en-fr-opus on a tiny model of the original's class: what is kept, what is cut, what is exported."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import pytest
from tiny_models import SENTENCES, build_marian

torch = pytest.importorskip("torch")

from models.recipes.en_fr_opus import recipe  # noqa: E402
from models.recipes.training.corpus import PackedPairs  # noqa: E402
from summarize import translate  # noqa: E402
from summarize.engines.registry import find_entry  # noqa: E402
from summarize.engines.store import verify_files  # noqa: E402

#: Of the tiny original's units and layers, those that stay; and its pieces.
UNITS, LAYERS, VOCABULARY = {"encoder": 20, "decoder": 24}, {"encoder": (0, 1), "decoder": (0, 2)}, 90
PAIRS = [(french, english) for french in SENTENCES[:6] for english in SENTENCES[6:]]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A MarianMTModel of 2 and 3 layers, of which the decoder's second and some units of each layer do nothing."""
    from transformers import MarianConfig, MarianMTModel

    folder = build_marian(tmp_path_factory.mktemp("original") / "opus-mt-en-fr")
    config = MarianConfig.from_pretrained(folder, encoder_layers=2, decoder_layers=3)
    torch.manual_seed(1)
    model = MarianMTModel(config)
    with torch.no_grad():
        model.final_logits_bias.normal_()
        for side, layers in (("encoder", model.model.encoder.layers), ("decoder", model.model.decoder.layers)):
            for layer in layers:
                layer.fc1.bias.normal_()
                layer.fc2.weight[:, torch.randperm(config.encoder_ffn_dim)[UNITS[side] :]] = 0.0
        idle = model.model.decoder.layers[1]
        for part in (idle.self_attn.out_proj, idle.encoder_attn.out_proj, idle.fc2):
            part.weight.zero_()
            part.bias.zero_()
    model.save_pretrained(folder)
    return folder


@pytest.fixture
def work(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work folder as `prepare` and `pack` leave it, of one source."""
    import datasets
    from pyarrow import Table, parquet

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    for name, value in (("UNITS", UNITS), ("LAYERS", LAYERS), ("VOCABULARY", VOCABULARY)):
        monkeypatch.setattr(recipe, name, value)
    monkeypatch.setattr(recipe, "SOURCES", {"news_tune": (1.0, 12)})
    table = Table.from_pydict({"fr": [french for french, _ in PAIRS], "en": [english for _, english in PAIRS]})
    for folder, name in (("parallel", "news_tune"), ("mt_eval", recipe.VALIDATION)):
        (tmp_path / "data" / folder).mkdir(parents=True)
        parquet.write_table(table, tmp_path / "data" / folder / f"{name}.parquet")
    target = tmp_path / "work"
    target.mkdir()
    recipe.prepare(tmp_path / "data", target)
    recipe.pack(tmp_path / "data", target, original)
    return target


def test_the_frequent_pieces_and_all_letters_are_kept(work: Path, original: Path) -> None:
    import sentencepiece

    pieces = json.loads((work / "pieces.json").read_text(encoding="utf-8"))
    known = set(json.loads((original / "vocab.json").read_text(encoding="utf-8")))
    assert len(pieces) == VOCABULARY < len(known) - 3 and pieces == sorted(pieces)
    assert {p for p in known if len(p) == 1 and ord(p) < 0x250} <= set(pieces)
    shares: dict[str, float] = {}
    sides = zip(*recipe.pairs_of(work, "news_tune"), strict=True)
    for file, texts in zip(("target.spm", "source.spm"), sides, strict=True):
        whole = sentencepiece.SentencePieceProcessor(model_file=str(original / file))
        counts = Counter(piece for text in texts for piece in whole.encode(text, out_type=str))
        shares = {p: max(shares.get(p, 0.0), counts[p] / counts.total()) for p in known}
    left_out = known - set(pieces) - {"</s>", "<unk>", "<pad>"}
    assert max(shares[p] for p in left_out) <= min(shares[p] for p in pieces if len(p) > 1)
    cut = sentencepiece.SentencePieceProcessor(model_file=str(work / "source.spm"))
    assert {piece for text in SENTENCES for piece in cut.encode(text, out_type=str)} <= set(pieces)
    assert cut.decode(cut.encode(SENTENCES[7])) == SENTENCES[7]


def test_packed_pairs_are_english_to_french(work: Path) -> None:
    names = recipe.vocabulary(work)
    source, target = PackedPairs.load(work / "ids-news_tune.npz")[0]
    written = ["".join(names[i] for i in row[:-1]).replace("▁", " ").strip() for row in (source, target)]
    assert tuple(reversed(written)) == recipe.pairs_of(work, "news_tune")[0]
    assert names[source[-1]] == names[target[-1]] == "</s>"


def test_what_does_nothing_is_what_is_cut(work: Path, original: Path) -> None:
    """The smaller model's logits are the original's, for the pieces that are left."""
    from transformers import MarianMTModel

    teacher = MarianMTModel.from_pretrained(original).eval()
    model = recipe.build_model(work, original).eval()
    config = model.config
    assert (config.encoder_layers, config.decoder_layers, config.vocab_size) == (2, 2, VOCABULARY + 3)
    assert (config.encoder_ffn_dim, config.decoder_ffn_dim) == (UNITS["encoder"], UNITS["decoder"])
    known = json.loads((original / "vocab.json").read_text(encoding="utf-8"))
    rows = torch.tensor([known[name] for name in recipe.vocabulary(work)])
    torch.manual_seed(2)
    source, target = torch.randint(2, VOCABULARY, (2, 3, 11)).unbind()
    target[:, 0] = config.decoder_start_token_id
    with torch.no_grad():
        found = model(input_ids=source, decoder_input_ids=target).logits
        wanted = teacher(input_ids=rows[source], decoder_input_ids=rows[target]).logits[..., rows]
    assert torch.allclose(found, wanted, atol=1e-3)
    assert wanted.std() > 0.1, "not all alike"


def test_an_exported_run_is_a_folder_that_translates(work: Path, original: Path, tmp_path: Path) -> None:
    args = argparse.Namespace(
        work=work, minutes=0.01, device="cpu", batch_tokens=400, rate=0.1, run="run", target=tmp_path / "exported"
    )
    recipe.train(args, original)
    recipe.export_model(args, original)
    model = str(args.target)
    entry = find_entry(model, "translation")
    assert entry.languages == ("en", "fr") and verify_files(entry) == []
    texts = ["The city of Lyon opened two schools.", "A fire destroyed a forest."]
    found = translate(texts, source="en", target="fr", model=model, threads=1)
    assert len(found) == 2 and all(isinstance(text, str) and text for text in found)
    vocabulary = (args.target / "ctranslate2" / "shared_vocabulary.txt").read_text(encoding="utf-8")
    assert recipe.vocabulary(work)[:-1] == vocabulary.splitlines()


@pytest.mark.parametrize(
    ("french", "english", "clean"),
    [
        ("Il y a 1 000 morts.", "There are 1,000 dead.", True),
        ("Il y a 1 000 morts.", "There are 2,000 dead.", False),
        ("Même phrase", "Même phrase", False),
        ("", "Nothing", False),
        ("un deux trois quatre cinq six sept huit", "one", False),
    ],
)
def test_pairs_are_kept_or_not(french: str, english: str, clean: bool) -> None:
    assert recipe.is_clean(french, english) is clean


def test_the_nearest_pairs_are_kept_in_order() -> None:
    pairs = [("a", "the parliament resolution"), ("b", "police arrested man"), ("c", "police said")]
    assert recipe.nearest_to(pairs, [("x", "police arrested a man")], 2) == [pairs[1], pairs[2]]
