"""Fine-tuning of fr-en-opus on the right English of French news.

One command:  python -m models.recipes.opus_mt.tune --part decoder --data FOLDER --minutes 72
In: OPUS-MT's weights (`recipe.py` fetches them); English that is right, by `benchmarks/judgements`: translations that
readers called adequate, and those that they put right (`post-edited.jsonl`); OrangeSum, which holds the French;
news_tune, a share of other news. Out: `run/` in the work folder, with a checkpoint from which the same command goes on,
and with --export the folder that ships. French is read as the translator is given it, in plain words
(`summarize/translating/plain.py`).

A part is trained at a time, 19 of 74 million weights each, and the other bytes of the file that ships stay as they are:
adapting a part does nearly as well as adapting all (Thompson and others 2018, Freezing Subnetworks to Analyze Domain
Adaptation in Neural Machine Translation). First the layers of the encoder, from the original; then, from the original
with the encoder that ships, what of the decoder's layers reads the sentence, and their feed-forward networks.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.recipes.quality.prepare import Sentences, judged_sentences, rows_of
from models.recipes.training.corpus import Corpus, PackedPairs

SEED = 1
#: What is trained, by the names of weights.
PARTS = {
    "encoder": re.compile(r"model\.encoder\.layers\."),
    "decoder": re.compile(r"model\.decoder\.layers\.\d+\.(?:encoder_attn|fc[12]|final_layer_norm)"),
}
MAX_TOKENS = 120
#: Pieces beside those of a batch over which the softmax runs: three times as fast as all 59,514.
NEGATIVES = 6_000
#: Share of the batches.
WEIGHTS = {"news": 0.75, "other": 0.25}
SHIPPED = Path("models/fr-en-opus")

Pair = tuple[str, str]


def right_pairs(data: Path) -> Iterator[tuple[str, Pair]]:
    """What each pair is for ("news", or "valid" where it is not trained on), the French and its right English."""
    sentences = Sentences(data)
    judged = judged_sentences()
    edited = {row["sha256"]: row["right"] for row in rows_of("post-edited.jsonl")}
    for row in judged:
        french = sentences.find(row["sha256"], row["article"])
        english = edited.get(row["sha256"]) or (row["translation"] if row["verdict"] == "adequate" else None)
        if french and english:
            yield "valid" if row.get("split") == "valid" else "news", (french, english)


def other_pairs(data: Path) -> Iterator[tuple[str, Pair]]:
    """Sentences of news_tune whose sides are of like length."""
    from models.recipes.en_fr_opus.recipe import is_clean, load_pairs

    yield from (("other", pair) for pair in load_pairs(data, "news_tune") if is_clean(*pair))


def pack(data: Path, original: Path) -> dict[str, PackedPairs]:
    """The pairs as ids of the original's vocabulary, of the pieces that ship."""
    import sentencepiece

    from summarize.engines.registry import find_entry
    from summarize.translating.candidates import Prepared

    ids = json.loads((original / "vocab.json").read_text(encoding="utf-8"))
    entry = find_entry("fr-en-opus", "translation")
    spell = [
        sentencepiece.SentencePieceProcessor(model_file=str(SHIPPED / f"{side}.spm")) for side in ("source", "target")
    ]

    def encoded(pair: Pair) -> tuple[list[int], ...]:
        texts = Prepared.of(pair[0], entry).text, pair[1]
        rows = (tokenizer.encode(text, out_type=str) for tokenizer, text in zip(spell, texts, strict=True))
        return tuple([ids.get(piece, ids["<unk>"]) for piece in row] + [ids["</s>"]] for row in rows)

    found: dict[str, dict[Pair, Any]] = {}
    for name, pair in (*right_pairs(data), *other_pairs(data)):
        found.setdefault(name, {})[pair] = encoded(pair)
    return {
        name: PackedPairs.pack(row for row in rows.values() if max(map(len, row)) <= MAX_TOKENS)
        for name, rows in found.items()
    }


def load(original: Path, part: str) -> Any:
    """The original, of which only a part is trained; for the decoder with the encoder that ships."""
    from transformers import MarianMTModel

    from models.recipes.opus_mt.shipped import encoder_of
    from summarize.engines.store import CONVERTED

    model = MarianMTModel.from_pretrained(original)
    if part == "decoder":
        model.load_state_dict(encoder_of(SHIPPED / CONVERTED / "model.bin"), strict=False)
    for name, parameter in model.named_parameters():
        parameter.requires_grad_(bool(PARTS[part].match(name)))
    return model


def train(args: argparse.Namespace, original: Path) -> None:
    """Train for the minutes asked for, or go on."""
    from models.recipes.training.loop import Phase, Settings, Trainer
    from models.recipes.training.validation import validation_loss

    model = load(original, args.part)
    pad = model.config.pad_token_id
    packed = pack(args.data, original)
    print({name: len(pairs) for name, pairs in packed.items()}, flush=True)
    corpora = {
        name: Corpus(packed[name], max_batch_tokens=args.batch_tokens, pad_id=pad, start_id=pad, seed=args.seed)
        for name in WEIGHTS
    }
    settings = Settings(
        args.minutes,
        seed=args.seed,
        device=args.device,
        muon_rate=0.0,
        adamw_rate=args.rate,
        warmup_steps=60,
        decay_share=0.7,
        negatives=NEGATIVES,
        average_decay=0.99,
        validate_minutes=5.0,
    )
    watch = validation_loss({"loss": packed["valid"]}, pad_id=pad, start_id=pad)
    Trainer(model, corpora, [Phase("all", 1.0, WEIGHTS)], settings, args.work / args.run, watch).run()


def export(args: argparse.Namespace, original: Path) -> None:
    """Convert the run's averaged weights into the folder that ships, its vocabularies and card left as they are."""
    from models.recipes.opus_mt.recipe import convert, write_own
    from models.recipes.training.export import require_own
    from models.recipes.training.loop import load_average
    from summarize.engines.store import CONVERTED

    require_own(args.export)
    model = load_average(load(original, args.part), args.work / args.run)
    sides = []
    for side in ("source", "target"):
        tokens = (SHIPPED / CONVERTED / f"{side}_vocabulary.txt").read_text(encoding="utf-8").split("\n")
        sides.append([token for token in tokens if token not in ("</s>", "<unk>", "")])
    with tempfile.TemporaryDirectory() as name:
        staged = Path(name)
        model.save_pretrained(staged)
        for file in ("source.spm", "target.spm", "vocab.json", "config.json"):
            shutil.copy(original / file, staged / file)
        args.export.mkdir(parents=True, exist_ok=True)
        convert(staged, args.export / CONVERTED, sides)
    for file in ("source.spm", "target.spm", "config.json"):
        if args.export.resolve() != SHIPPED.resolve():
            shutil.copy(SHIPPED / file, args.export / file)
    write_own(args.export, ["fr", "en"], "CC BY-SA 4.0")


def main() -> None:
    """Parse the command line; train, or export what was trained."""
    from models.recipes.opus_mt.recipe import fetch

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SUMMARIZE_DATA", "../shared/data")))
    parser.add_argument("--work", type=Path, default=Path(".work/opus-mt"))
    parser.add_argument("--part", choices=list(PARTS), default="decoder", help="what is trained")
    parser.add_argument("--minutes", type=float, default=72.0)
    parser.add_argument("--rate", type=float, default=1.2e-4, help="of AdamW, at its highest")
    parser.add_argument("--batch-tokens", type=int, default=1_500)
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--run", default="run", help="checkpoint folder in the work folder")
    parser.add_argument("--export", type=Path, help=f"write the run's model to this folder ({SHIPPED} ships), and stop")
    args = parser.parse_args()
    original = fetch("fr-en", args.work)
    if args.export:
        export(args, original)
    else:
        train(args, original)


if __name__ == "__main__":
    main()
