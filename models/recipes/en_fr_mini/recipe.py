"""The recipe of en-fr-mini: English news sentences to French (with --direction fr-en the other way).

One command end to end:  python -m models.recipes.en_fr_mini.recipe all --minutes 150
Stages: prepare (text to pairs), tokenizer, pack (ids), train, evaluate, export. Each stage's output stands in
the work folder; a stage whose output exists is skipped, and training goes on from its checkpoint. For en-fr, prepare
also translates French news back to English with a model of the other direction.

Two stages more, by name only, for a model that is trained: judge (its own candidates for some training pairs, by BLEU
and chrF), refine (the expected risk of these candidates, from a run's averaged weights; see training/risk.py).
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from models.recipes.training.corpus import Corpus, PackedPairs

SEED = 20
VOCAB_SIZE = 12_000
MAX_TOKENS = 96
#: File -> (sampling weight, most pairs kept). The rest of the mixture is down-weighted by quality and register.
SOURCES = {
    "europarl": (0.60, 520_000),
    "news_tune": (0.10, 13_573),
    "tatoeba_anki": (0.08, 130_117),
    "debian_web": (0.07, 84_820),
    "hansard36": (0.05, 120_000),
    "cds_blog": (0.02, 8_780),
    "canada_blog": (0.01, 3_653),
    "multi30k": (0.03, 30_005),
    "umbrella": (0.01, 8_403),
    "nextstrain": (0.005, 1_042),
    "tico19_dev": (0.005, 951),
    "canada_laws": (0.01, 15_000),
    "diabla": (0.01, 5_482),
}


#: Target sentences given as their own source teach names and numbers to be copied (Currey and others 2017, WMT).
COPIED_FROM, COPIED_WEIGHT = "news_tune", 0.07

#: Pairs whose numbers are drawn anew, alike on both sides, teach that a number is copied whatever it is.
VARIED_FROM, VARIED_WEIGHT, VARIED_MOST = (
    ("news_tune", "europarl", "debian_web", "cds_blog", "nextstrain"),
    0.06,
    60_000,
)

#: en-fr only: sentences of OrangeSum's training articles with their English translation by fr-en-opus.
BACK_WEIGHT, BACK_MOST, BACK_MINUTES = 0.35, 150_000, 12.0

#: Pairs whose candidates are judged for the last stage, and the share of the usual rates at which it trains.
JUDGED = {"news_tune": 6_000, "europarl": 4_000, "debian_web": 1_500, "cds_blog": 300, "tatoeba_anki": 300}
JUDGED_BEAMS, REFINE_RATE = 8, 0.1

#: Tokens that stand for the figures of a sentence, see summarize/translating/numerals.py; some pairs keep their digits,
#: for sentences with more figures than marks.
MARKS = tuple(f"⟦{i}⟧" for i in range(1, 9))
MASKED_SHARE = 0.85
#: Set whose loss the training log follows; newstest2013 stays for measuring what ships.
VALIDATION = "flores-dev"


def load_pairs(data: Path, name: str) -> list[tuple[str, str]]:
    """Read the (fr, en) pairs of one parquet file."""
    from datasets import load_dataset

    table = load_dataset("parquet", data_files=str(data / "parallel" / f"{name}.parquet"), split="train")
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


def vary_numbers(rng: np.random.Generator, french: str, english: str) -> tuple[str, str] | None:
    """The pair with every run of two or more digits drawn anew, alike on both sides; None where the runs differ."""
    runs = [sorted(re.findall(r"\d+", side)) for side in (french, english)]
    long = {run for run in runs[0] if len(run) > 1}
    if runs[0] != runs[1] or not long:
        return None
    drawn = {}
    for run in sorted(long):
        low, high = (1900, 2036) if re.fullmatch(r"(19|20)\d\d", run) else (10 ** (len(run) - 1), 10 ** len(run))
        drawn[run] = f"{rng.integers(0 if run[0] == '0' else low, high):0{len(run)}d}"
    varied = [re.sub(r"\d+", lambda m: drawn.get(m[0], m[0]), side) for side in (french, english)]
    return varied[0], varied[1]


def mask_pair(french: str, english: str) -> tuple[str, str]:
    """The pair with the same marks on both sides, where its figures agree and the marks suffice; else as it is."""
    from summarize.translating.numerals import figures

    sides = [(french, figures(french, "fr")), (english, figures(english, "en"))]
    keys = [[f.value.upper() for f in found] for _, found in sides]
    if sorted(keys[0]) != sorted(keys[1]) or len(set(keys[0])) > len(MARKS):
        return french, english
    mark_of = dict(zip(dict.fromkeys(keys[0]), MARKS, strict=False))
    masked = []
    for text, found in sides:
        for figure in reversed(found):
            text = text[: figure.start] + mark_of[figure.value.upper()] + text[figure.end :]
        masked.append(text)
    return masked[0], masked[1]


def prepare(data: Path, work: Path) -> None:
    """Filter every source and keep the part of it nearest to news: `pairs-NAME.json`."""
    news = load_pairs(data, "news_tune")
    for name, (_, most) in SOURCES.items():
        path = work / f"pairs-{name}.json"
        if path.exists():
            continue
        raw = load_pairs(data, name)
        pairs = [p for p in dict.fromkeys(raw) if is_clean(*p)]
        kept = nearest_to(pairs, news, most)
        print(f"{name}: {len(raw)} read, {len(pairs)} clean, {len(kept)} kept", flush=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        os.replace(temporary, path)


def varied_pairs(work: Path) -> list[tuple[str, str]]:
    """At most `VARIED_MOST` pairs with new numbers, all of news first."""
    rng = np.random.default_rng(SEED)
    varied: list[tuple[str, str]] = []
    for name in VARIED_FROM:
        for french, english in json.loads((work / f"pairs-{name}.json").read_text(encoding="utf-8")):
            pair = vary_numbers(rng, french, english) if len(french) < 400 else None
            if pair is not None and len(varied) < VARIED_MOST:
                varied.append(pair)
    return varied


def back_translate(data: Path, work: Path, translator: Path) -> None:
    """Translate French news sentences to English by `translator`, for en-fr: `pairs-back.json`."""
    from datasets import load_dataset

    from models.recipes.training.back_translation import back_translate, news_sentences

    path = work / "pairs-back.json"
    if path.exists():
        return
    articles = load_dataset("parquet", data_files=str(data / "orangesum" / "train.parquet"), split="train")["article"]
    pairs = list(back_translate(news_sentences(articles, SEED), translator, BACK_MOST, BACK_MINUTES))
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(pairs, ensure_ascii=False), encoding="utf-8")
    os.replace(temporary, path)


def make_tokenizer(work: Path) -> None:
    """Train one tokenizer for both languages on a sample in which no source drowns the others."""
    from models.recipes.training.tokenizer import train_tokenizer

    if (work / "spm.model").exists():
        return
    rng = np.random.default_rng(SEED)
    texts: list[str] = []
    for name in SOURCES:
        pairs = json.loads((work / f"pairs-{name}.json").read_text(encoding="utf-8"))
        for i in rng.permutation(len(pairs))[:120_000]:
            texts.extend(pairs[i])
        if name == "news_tune":
            texts.extend(side for pair in pairs for side in pair * 3)
    rng.shuffle(texts)
    special = {"eos": 0, "unk": 1, "bos": -1, "pad": -1}
    train_tokenizer(texts, work / "spm.model", vocab_size=VOCAB_SIZE, special_ids=special, symbols=MARKS)


def validation_pairs(data: Path) -> list[tuple[str, str]]:
    """The pairs of flores-dev, which nothing is trained on."""
    from datasets import load_dataset

    table = load_dataset("parquet", data_files=str(data / "mt_eval" / f"{VALIDATION}.parquet"), split="train")
    return list(zip(table["fr"], table["en"], strict=True))


def pack(data: Path, work: Path, direction: str) -> None:
    """Encode every source's pairs once: `ids-DIRECTION-NAME.npz`, each side ended by </s>."""
    import sentencepiece

    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(work / "spm.model"))
    for name in (*sources_of(direction), VALIDATION):
        path = work / f"ids-{direction}-{name}.npz"
        if path.exists():
            continue
        if name == VALIDATION:
            pairs = validation_pairs(data)
        elif name == "varied":
            pairs = varied_pairs(work)
        else:
            pairs = json.loads((work / f"pairs-{name}.json").read_text(encoding="utf-8"))
        # Hansard's French accents were restored by a model: it may be read, never be written.
        if direction == "en-fr" and name == "hansard36":
            pairs = []
        rng = np.random.default_rng(SEED)
        pairs = [mask_pair(*p) if rng.random() < MASKED_SHARE else p for p in pairs]
        sides = [tokenizer.encode([p[k] for p in pairs], add_eos=True) for k in (0, 1)]
        if direction == "en-fr":
            sides.reverse()
        rows = [(a, b) for a, b in zip(*sides, strict=True) if max(len(a), len(b)) <= MAX_TOKENS]
        PackedPairs.pack(rows).save(path)
        if name == COPIED_FROM:
            copied = [(b, b) for _, b in rows]
            PackedPairs.pack(copied).save(work / f"ids-{direction}-copied.npz")
        print(f"{name}: {len(rows)} pairs, {sum(len(b) for _, b in rows)} target tokens", flush=True)


def build_model(work: Path, direction: str):
    """A new MarianMTModel with vectors from counts and an open cross-attention."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    from models.recipes.training.start import FIXED_POSITIONS, count_vectors, lay_circuit, set_embeddings

    torch.manual_seed(SEED)
    config = MarianConfig(
        vocab_size=VOCAB_SIZE + 1,
        d_model=256,
        encoder_layers=6,
        decoder_layers=2,
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=1024,
        decoder_ffn_dim=1024,
        activation_function="relu",
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        max_position_embeddings=512,
        scale_embedding=True,
        eos_token_id=0,
        bos_token_id=None,
        pad_token_id=VOCAB_SIZE,
        decoder_start_token_id=VOCAB_SIZE,
        forced_eos_token_id=0,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
    )
    config._attn_implementation = "eager"
    model = MarianMTModel(config)
    vectors_path = work / "vectors-128.npy"
    if not vectors_path.exists():
        packs = [PackedPairs.load(work / f"ids-{direction}-{n}.npz") for n in ("europarl", "news_tune", "tatoeba_anki")]
        rows = [p[i] for p in packs for i in range(min(len(p), 250_000))]
        vectors = count_vectors(
            PackedPairs.pack(rows), vocab_size=VOCAB_SIZE, size=128, window=3, aligned=True, seed=SEED
        )
        np.save(vectors_path, vectors)
    columns = FIXED_POSITIONS.tokens
    set_embeddings(model.model.shared, np.load(vectors_path), row_norm=0.6, noise=0.3, seed=SEED, columns=columns)
    lay_circuit(model, FIXED_POSITIONS, back_gain=2.8, match_gain=1.4, seed=SEED)
    targets = np.concatenate(
        [PackedPairs.load(work / f"ids-{direction}-{n}.npz").target for n in ("europarl", "news_tune")]
    )
    counts = np.bincount(targets, minlength=VOCAB_SIZE + 1) + 0.2
    # A fixed bias of log frequencies: tokens of the other language start, and stay, improbable.
    model.final_logits_bias[0] = torch.from_numpy(np.log(counts / counts.mean())).float().clamp(min=-8.0)
    return model


def averaged(args: argparse.Namespace):
    """The model with the averaged weights of --run, or the mean of those of several runs."""
    from models.recipes.training.loop import load_average

    folders = [args.work / f"{args.direction}-{run}" for run in args.run.split(",")]
    return load_average(build_model(args.work, args.direction), *folders)


def sources_of(direction: str) -> tuple[str, ...]:
    """What a direction is trained on, "copied" aside."""
    return (*SOURCES, "varied", *(("back",) if direction == "en-fr" else ()))


def export_model(args: argparse.Namespace) -> None:
    """Write models/en-fr-mini (or the --target) from the run's averaged weights."""
    from models.recipes.training.export import ROOT, export
    from models.recipes.training.loop import mean_with

    entry = {
        "task": "translation",
        "languages": args.direction.split("-"),
        "licence": "CC BY-SA 4.0",
        "max_source_tokens": 180,
        "max_output_tokens": 160,
        "beam_size": 12,
        "length_penalty": 1.5,
        "no_repeat_ngram_size": 4,
        "least_read_back": -3.6,
        "number_marks": list(MARKS),
    }
    model = mean_with(averaged(args), args.mean_with, args.mean_share)
    model.generation_config.update(max_length=160, num_beams=4, bad_words_ids=[[VOCAB_SIZE]])
    export(model, args.work / "spm.model", args.target or ROOT / "models" / f"{args.direction}-mini", entry, [])


def main() -> None:
    """Parse the command line and run the stages asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=["prepare", "train", "judge", "refine", "evaluate", "export", "all"])
    parser.add_argument("--direction", choices=["fr-en", "en-fr"], default="en-fr")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SUMMARIZE_DATA", "../shared/data")))
    parser.add_argument("--work", type=Path, default=Path(".work/en-fr-mini"))
    parser.add_argument("--minutes", type=float, default=150.0)
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    parser.add_argument("--batch-tokens", type=int, default=6144)
    parser.add_argument("--start-from", type=Path, help="exported folder whose weights a new run starts with")
    parser.add_argument(
        "--rate", type=float, default=1.0, help="share of the usual learning rates; 0.4 with --start-from"
    )
    parser.add_argument(
        "--back-translator",
        type=Path,
        default=Path("models/fr-en-opus"),
        help="en-fr: exported folder that translates French news for it",
    )
    parser.add_argument("--mean-with", type=Path, help="export: a folder whose weights are averaged with the run's")
    parser.add_argument("--mean-share", type=float, default=0.5, help="export: of the folder's weights in that mean")
    parser.add_argument("--target", type=Path, help="folder to export to; default: the model's own in models/")
    parser.add_argument("--share", type=float, default=1.0, help="judge: of the pairs that are usually judged")
    parser.add_argument("--seed", type=int, default=SEED, help="of the order of the data")
    parser.add_argument("--run", default="run", help="checkpoint folder in the work folder; for export several, a,b")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    if args.stage in ("prepare", "all"):
        prepare(args.data, args.work)
        make_tokenizer(args.work)
        if args.direction == "en-fr":
            back_translate(args.data, args.work, args.back_translator)
        pack(args.data, args.work, args.direction)
    if args.stage in ("train", "all"):
        train(args)
    if args.stage == "judge":
        judge(args)
    if args.stage == "refine":
        refine(args)
    if args.stage in ("evaluate", "all"):
        evaluate(args)
    if args.stage in ("export", "all"):
        export_model(args)


def train(args: argparse.Namespace) -> None:
    """Train by the mixture above, the last fifth of the time mostly on news."""
    from models.recipes.training.loop import Phase, Settings, Trainer, start_from

    packed = {
        name: PackedPairs.load(args.work / f"ids-{args.direction}-{name}.npz")
        for name in (*sources_of(args.direction), "copied")
    }
    corpora = {
        name: Corpus(
            pairs,
            max_batch_tokens=args.batch_tokens,
            pad_id=VOCAB_SIZE,
            start_id=VOCAB_SIZE,
            seed=args.seed,
        )
        for name, pairs in packed.items()
        if len(pairs)
    }
    weights = {name: weight for name, (weight, _) in SOURCES.items()} | {
        "copied": COPIED_WEIGHT,
        "varied": VARIED_WEIGHT,
        "back": BACK_WEIGHT,
    }
    last = weights | {"news_tune": 0.6, "europarl": 0.4, "hansard36": 0.0, "canada_laws": 0.0}
    phases = [
        Phase(name, share, {key: mixture[key] for key in corpora})
        for name, share, mixture in (("general", 0.85, weights), ("news", 0.15, last))
    ]
    folder = args.work / f"{args.direction}-{args.run}"
    settings = Settings(minutes=args.minutes, seed=args.seed, device=args.device, label_smoothing=0.0, negatives=2_000)
    settings = settings.scaled(args.rate)
    model = start_from(build_model(args.work, args.direction), args.start_from)
    Trainer(model, corpora, phases, settings, folder, validation(args)).run()


def judge(args: argparse.Namespace) -> None:
    """Candidates of the translator at --start-from for some pairs, with their risks: `judged-DIRECTION.json`."""
    from models.recipes.training.candidates import judge_candidates
    from models.recipes.training.risk import save

    path = args.work / f"judged-{args.direction}.json"
    if path.exists():
        return
    rng = np.random.default_rng(SEED + 1)
    chosen: list[tuple[str, str]] = []
    for name, most in JUDGED.items():
        pairs = json.loads((args.work / f"pairs-{name}.json").read_text(encoding="utf-8"))
        chosen += [mask_pair(*pairs[i]) for i in rng.permutation(len(pairs))[: round(args.share * most)]]
    chosen = [p for p in chosen if len(p[0].split()) >= 4]
    if args.direction == "en-fr":
        chosen = [(english, french) for french, english in chosen]
    judged = judge_candidates(chosen, args.start_from, args.work / "spm.model", JUDGED_BEAMS, end_id=0)
    save(path, list(judged))


def refine(args: argparse.Namespace) -> None:
    """From the averaged weights of --run: the expected risk of the judged candidates, into the folder RUN-refined."""
    from models.recipes.training.loop import Phase, Settings, Trainer
    from models.recipes.training.risk import RiskCorpus, load, risk_loss

    corpus = RiskCorpus(
        load(args.work / f"judged-{args.direction}.json"),
        max_batch_tokens=2 * args.batch_tokens,
        pad_id=VOCAB_SIZE,
        start_id=VOCAB_SIZE,
        seed=args.seed,
    )
    model = averaged(args)
    settings = Settings(args.minutes, seed=args.seed, device=args.device, label_smoothing=0.0, negatives=2_000)
    settings = replace(settings.scaled(REFINE_RATE), warmup_steps=20, average_decay=0.99)
    folder = args.work / f"{args.direction}-{args.run.replace(',', '-')}-refined"
    phases = [Phase("risk", 1.0, {"judged": 1.0})]
    Trainer(model, {"judged": corpus}, phases, settings, folder, validation(args), risk_loss).run()


def validation(args: argparse.Namespace):
    """The function of a model to its loss on the validation pairs."""
    from models.recipes.training.validation import validation_loss

    pairs = PackedPairs.load(args.work / f"ids-{args.direction}-{VALIDATION}.npz")
    return validation_loss({"loss": pairs}, pad_id=VOCAB_SIZE, start_id=VOCAB_SIZE)


def evaluate(args: argparse.Namespace) -> None:
    """Print the validation loss of the run's averaged weights; what ships is scored by `python -m benchmarks`."""
    found = validation(args)(averaged(args))
    print(json.dumps({name: round(value, 4) for name, value in found.items()}), flush=True)


if __name__ == "__main__":
    main()
