"""The recipe of en-fr-opus: OPUS-MT's English to French, cut to a third of its size and taught again.

One command end to end:  python -m models.recipes.en_fr_opus.recipe all --minutes 95
Stages: prepare (text to pairs, French news translated back to English), pack (vocabulary and ids), train, export. Each
stage's output stands in the work folder; a stage whose output exists is skipped, and training goes on from its
checkpoint.

What is cut: three of six decoder layers, the feed-forward units that say least (by their mean energy on training
pairs), and the pieces that are rare on both sides; one vocabulary serves both, as in the original. Which layers go was
measured (models/LOG.md).

The data folder holds parallel/NAME.parquet for each of SOURCES and mt_eval/flores-dev.parquet (columns fr and en), and
orangesum/train.parquet (column article).
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from models.recipes.training.corpus import Corpus, PackedPairs

SEED = 20
MAX_TOKENS = 96
#: Pieces of the longest sentence that the exported model reads or writes.
POSITIONS = 208
VOCABULARY = 14_000
#: Of six layers a side, those that stay, and the feed-forward units of each.
LAYERS = {"encoder": (0, 1, 2, 3, 4, 5), "decoder": (0, 2, 5)}
UNITS = {"encoder": 640, "decoder": 768}
_LATIN_END = 0x250

#: File -> (sampling weight, most pairs kept). The rest of the mixture is down-weighted by quality and register.
SOURCES = {
    "europarl": (0.30, 400_000),
    "news_tune": (0.25, 13_573),
    "tatoeba_anki": (0.06, 130_117),
    "debian_web": (0.03, 84_820),
    "cds_blog": (0.04, 8_780),
    "canada_blog": (0.02, 3_653),
    "multi30k": (0.02, 30_005),
    "umbrella": (0.01, 8_403),
    "nextstrain": (0.01, 1_042),
    "tico19_dev": (0.01, 951),
}
#: Sentences of OrangeSum's training articles with their English translation by fr-en-opus.
BACK_WEIGHT, BACK_MOST, BACK_MINUTES = 0.45, 150_000, 40.0
#: Set whose loss the training log follows; newstest2013 stays for measuring what ships.
VALIDATION = "flores-dev"


def load_pairs(data: Path, name: str, folder: str = "parallel") -> list[tuple[str, str]]:
    """Read the (fr, en) pairs of one parquet file."""
    from datasets import load_dataset

    table = load_dataset("parquet", data_files=str(data / folder / f"{name}.parquet"), split="train")
    return list(zip(table["fr"], table["en"], strict=True))


def is_clean(french: str, english: str) -> bool:
    """True where both sides are sentences of like length whose digits agree."""
    words = len(french.split()), len(english.split())
    if not (min(words) >= 1 and max(words) <= 45 and french.strip() != english.strip()):
        return False
    if max(words) > 6 and max(words) > 2.0 * min(words):
        return False
    digits = [
        sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[ .,\u00a0](?=\d{3})", "", side))) for side in (french, english)
    ]
    return digits[0] == digits[1]


def nearest_to(pairs: list[tuple[str, str]], target: list[tuple[str, str]], keep: int) -> list[tuple[str, str]]:
    """The `keep` pairs nearest to `target` by cross-entropy difference of unigrams (Moore and Lewis 2010)."""
    if len(pairs) <= keep:
        return pairs
    inside: Counter[str] = Counter(w for _, e in target for w in e.lower().split())
    outside: Counter[str] = Counter(w for _, e in pairs for w in e.lower().split())
    totals = sum(inside.values()) + len(outside), sum(outside.values()) + len(outside)

    def score(pair: tuple[str, str]) -> float:
        words = pair[1].lower().split()
        gains = [np.log((inside[w] + 1) / totals[0]) - np.log((outside[w] + 1) / totals[1]) for w in words]
        return float(np.mean(gains)) if gains else -9.0

    scores = np.array([score(p) for p in pairs])
    return [pairs[i] for i in np.sort(np.argsort(-scores)[:keep])]


def save_json(path: Path, value: Any) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    os.replace(temporary, path)


def pairs_of(work: Path, name: str) -> list[tuple[str, str]]:
    """The prepared (fr, en) pairs of one source."""
    return [(f, e) for f, e in json.loads((work / f"pairs-{name}.json").read_text(encoding="utf-8"))]


def prepare(data: Path, work: Path) -> None:
    """Filter every source and keep the part of it nearest to news: `pairs-NAME.json`."""
    news = load_pairs(data, "news_tune")
    for name, (_, most) in SOURCES.items():
        path = work / f"pairs-{name}.json"
        if path.exists():
            continue
        raw = load_pairs(data, name)
        clean = [p for p in dict.fromkeys(raw) if is_clean(*p)]
        kept = nearest_to(clean, news, most)
        print(f"{name}: {len(raw)} read, {len(clean)} clean, {len(kept)} kept", flush=True)
        save_json(path, kept)


def back(data: Path, work: Path, translator: Path) -> None:
    """Translate French news sentences to English: `pairs-back.json`."""
    from datasets import load_dataset

    from models.recipes.training.back_translation import back_translate, news_sentences

    path = work / "pairs-back.json"
    if path.exists():
        return
    articles = load_dataset("parquet", data_files=str(data / "orangesum" / "train.parquet"), split="train")["article"]
    save_json(path, list(back_translate(news_sentences(articles, SEED), translator, BACK_MOST, BACK_MINUTES)))


def choose_pieces(original: Path, work: Path) -> list[str]:
    """The pieces of the joint vocabulary: the most frequent of either side, and single Latin characters."""
    import sentencepiece

    known = json.loads((original / "vocab.json").read_text(encoding="utf-8"))
    ordinary = {piece for piece in known if piece not in ("</s>", "<unk>", "<pad>")}
    shares: dict[str, float] = {}
    always = set()
    for file, side in (("source.spm", 1), ("target.spm", 0)):
        tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(original / file))
        counts: Counter[str] = Counter()
        for name in SOURCES:
            texts = [pair[side] for pair in pairs_of(work, name)[:60_000]]
            weight = {"news_tune": 6, "cds_blog": 3, "canada_blog": 3}.get(name, 1)
            for row in tokenizer.encode(texts, out_type=str):
                for piece in row:
                    counts[piece] += weight
        total = sum(counts.values())
        for i in range(tokenizer.get_piece_size()):
            piece = tokenizer.id_to_piece(i)
            if piece in ordinary:
                shares[piece] = max(shares.get(piece, 0.0), counts[piece] / total)
                if len(piece) == 1 and ord(piece) < _LATIN_END:
                    always.add(piece)
    ranked = sorted(shares, key=lambda p: (p not in always, -shares[p]))
    return sorted(ranked[:VOCABULARY])


def pack(data: Path, work: Path, original: Path) -> None:
    """Choose the vocabulary, cut both tokenizers, encode every source's pairs: `ids-NAME.npz`."""
    import sentencepiece

    from models.recipes.opus_mt.recipe import cut_tokenizer

    if not (work / "pieces.json").exists():
        pieces = choose_pieces(original, work)
        for file in ("source.spm", "target.spm"):
            cut_tokenizer(original / file, pieces, work / file)
        save_json(work / "pieces.json", pieces)
    ids = {p: i for i, p in enumerate(vocabulary(work))}
    tokenizers = [sentencepiece.SentencePieceProcessor(model_file=str(work / f)) for f in ("target.spm", "source.spm")]
    for name in (*SOURCES, "back", VALIDATION):
        path = work / f"ids-{name}.npz"
        if path.exists() or (name == "back" and not (work / "pairs-back.json").exists()):
            continue
        pairs = load_pairs(data, VALIDATION, "mt_eval") if name == VALIDATION else pairs_of(work, name)
        if not pairs:
            continue
        french, english = (
            [
                [ids.get(piece, ids["<unk>"]) for piece in row] + [ids["</s>"]]
                for row in tokenizer.encode([p[side] for p in pairs], out_type=str)
            ]
            for side, tokenizer in enumerate(tokenizers)
        )
        rows = [(e, f) for e, f in zip(english, french, strict=True) if max(len(e), len(f)) <= MAX_TOKENS]
        PackedPairs.pack(rows).save(path)
        print(f"{name}: {len(rows)} pairs, {sum(len(f) for _, f in rows)} target tokens", flush=True)


def vocabulary(work: Path) -> list[str]:
    """The tokens in the order of their ids."""
    return ["</s>", "<unk>", *json.loads((work / "pieces.json").read_text(encoding="utf-8")), "<pad>"]


def build_model(work: Path, original: Path) -> Any:
    """The original's weights without what is cut; a MarianMTModel in float32."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    teacher = MarianMTModel.from_pretrained(original).eval()
    known = json.loads((original / "vocab.json").read_text(encoding="utf-8"))
    names = vocabulary(work)
    rows = torch.tensor([known[n] for n in names])
    values = teacher.config.to_dict() | {
        "vocab_size": len(names),
        "decoder_vocab_size": len(names),
        **{f"{side}_layers": len(layers) for side, layers in LAYERS.items()},
        **{f"{side}_ffn_dim": units for side, units in UNITS.items()},
        "dropout": 0.0,
        "attention_dropout": 0.0,
        "activation_dropout": 0.0,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
        "pad_token_id": len(names) - 1,
        "decoder_start_token_id": len(names) - 1,
        "bad_words_ids": None,
    }
    config = MarianConfig(**{k: v for k, v in values.items() if k not in ("architectures", "transformers_version")})
    config._attn_implementation = "eager"
    model = MarianMTModel(config)
    kept = units_kept(teacher, work, rows)
    state = teacher.state_dict()
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if "embed_positions" in name:
                continue
            source = re.sub(
                r"(?<=model\.)(encoder|decoder)\.layers\.(\d+)",
                lambda m: f"{m[1]}.layers.{LAYERS[m[1]][int(m[2])]}",
                name,
            )
            found = state[source]
            layer = re.match(r"(model\.(?:en|de)coder\.layers\.\d+)\.(fc[12])\.(weight|bias)", source)
            if layer:
                units = kept[layer[1]]
                if layer[2] == "fc1":
                    found = found[units]
                elif layer[3] == "weight":
                    found = found[:, units]
            if name == "final_logits_bias":
                found = found[:, rows]
            elif name in ("lm_head.weight", "model.shared.weight") or "embed_tokens" in name:
                found = found[rows]
            value.copy_(found)
        # The padding row stays zero: Marian decoders start from it, and CTranslate2 takes it to be zero.
        model.model.shared.weight[-1] = 0.0
    return model


def units_kept(teacher: Any, work: Path, rows: Any) -> dict[str, Any]:
    """For each layer the feed-forward units of most energy (mean square times the square of their outgoing weights)."""
    import torch

    pairs = PackedPairs.load(work / "ids-news_tune.npz")
    corpus = Corpus(pairs, max_batch_tokens=4_096, pad_id=len(rows) - 1, start_id=len(rows) - 1, seed=SEED)
    energy: dict[str, Any] = {}

    def hook_of(name: str) -> Any:
        def hook(_: Any, inputs: tuple[Any, ...]) -> None:
            energy[name] = energy.get(name, 0) + inputs[0].detach().flatten(0, -2).square().sum(0)

        return hook

    hooks = [
        module.register_forward_pre_hook(hook_of(name[: -len(".fc2")]))
        for name, module in teacher.named_modules()
        if name.endswith(".fc2")
    ]
    with torch.no_grad():
        for number in range(20):
            batch = corpus.batch(number)
            teacher.model(
                input_ids=rows[batch.source],
                attention_mask=batch.source_mask,
                decoder_input_ids=rows[batch.decoder_input],
                use_cache=False,
            )
    for hook in hooks:
        hook.remove()
    modules = dict(teacher.named_modules())
    return {
        name: (value * modules[f"{name}.fc2"].weight.square().sum(0))
        .topk(UNITS[name.split(".")[1]])
        .indices.sort()
        .values
        for name, value in energy.items()
    }


def train(args: argparse.Namespace, original: Path) -> None:
    """Train by the mixture above, as much of it as is packed."""
    from models.recipes.training.loop import Phase, Settings, Trainer
    from models.recipes.training.validation import validation_loss

    pad = len(vocabulary(args.work)) - 1
    weights = {name: weight for name, (weight, _) in SOURCES.items()} | {"back": BACK_WEIGHT}
    packed = {n: PackedPairs.load(path) for n in weights if (path := args.work / f"ids-{n}.npz").exists()}
    corpora = {
        name: Corpus(pairs, max_batch_tokens=args.batch_tokens, pad_id=pad, start_id=pad, seed=SEED)
        for name, pairs in packed.items()
    }
    settings = Settings(args.minutes, seed=SEED, device=args.device, label_smoothing=0.0, negatives=4_000)
    settings = replace(settings.scaled(args.rate), decay_share=0.8)
    valid = PackedPairs.load(args.work / f"ids-{VALIDATION}.npz")
    phases = [Phase("all", 1.0, {name: weights[name] for name in corpora})]
    trainer = Trainer(
        build_model(args.work, original),
        corpora,
        phases,
        settings,
        args.work / args.run,
        validation_loss({"loss": valid}, pad_id=pad, start_id=pad),
    )
    trainer.run()


def export_model(args: argparse.Namespace, original: Path) -> None:
    """Write models/en-fr-opus (or the --target) from the run's averaged weights."""
    import shutil
    import tempfile

    from models.recipes.opus_mt.recipe import convert, write_own
    from models.recipes.training.export import ROOT, require_own
    from models.recipes.training.loop import load_average
    from summarize.engines.store import CONVERTED

    target = args.target or ROOT / "models" / "en-fr-opus"
    require_own(target)
    model = load_average(build_model(args.work, original), args.work / args.run)
    with tempfile.TemporaryDirectory() as name:
        staged = Path(name)
        model.save_pretrained(staged)
        names = vocabulary(args.work)
        (staged / "vocab.json").write_text(json.dumps({n: i for i, n in enumerate(names)}), encoding="utf-8")
        for file in ("source.spm", "target.spm"):
            shutil.copy(args.work / file, staged / file)
        (staged / "tokenizer_config.json").write_text(
            json.dumps({"tokenizer_class": "MarianTokenizer", "source_lang": "en", "target_lang": "fr"}), "utf-8"
        )
        target.mkdir(parents=True, exist_ok=True)
        convert(staged, target / CONVERTED, [names[2:-1]] * 2, positions=POSITIONS)
        for file in ("source.spm", "target.spm", "config.json"):
            shutil.copy(staged / file, target / file)
    write_own(target, ["en", "fr"], "CC BY-SA 4.0")


def main() -> None:
    """Parse the command line and run the stages asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=["prepare", "back", "pack", "train", "export", "all"])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SUMMARIZE_DATA", "../shared/data")))
    parser.add_argument("--work", type=Path, default=Path(".work/en-fr-opus"))
    parser.add_argument("--minutes", type=float, default=95.0)
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    parser.add_argument("--batch-tokens", type=int, default=4096)
    parser.add_argument("--rate", type=float, default=0.3, help="share of the usual learning rates")
    parser.add_argument("--back-translator", type=Path, default=Path("models/fr-en-opus"))
    parser.add_argument("--run", default="run", help="checkpoint folder in the work folder")
    parser.add_argument("--target", type=Path, help="folder to export to; default: models/en-fr-opus")
    args = parser.parse_args()
    from models.recipes.opus_mt.recipe import fetch

    args.work.mkdir(parents=True, exist_ok=True)
    if args.stage in ("prepare", "all"):
        prepare(args.data, args.work)
    if args.stage in ("back", "all"):
        back(args.data, args.work, args.back_translator)
    if args.stage in ("prepare", "back"):
        return
    original = fetch("en-fr", Path(".work/opus-mt"))
    if args.stage in ("pack", "all"):
        pack(args.data, args.work, original)
    if args.stage in ("train", "all"):
        train(args, original)
    if args.stage in ("export", "all"):
        export_model(args, original)


if __name__ == "__main__":
    main()
