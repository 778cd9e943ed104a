"""The recipe of fr-news-mini: a French news article's opening to a one-sentence abstract.

One command end to end:  python -m models.recipes.fr_news_mini.recipe all --minutes 100
Stages: prepare (articles to tasks), tokenizer, pack (ids), train, evaluate, export. Each stage's output stands in the
work folder; a stage whose output exists is skipped, and training goes on from its checkpoint.

Four tasks, each with its control token, in one mixture: <copy> (restore a passage with masked spans: teaches
copying), <extract> (write the sentence that the abstract says most of: teaches choosing), <headline>, <abstract>.
Abstracts and headlines that hold a name or number which their source lacks are left out: a model taught on them
learns to invent.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
from collections import Counter
from pathlib import Path

import numpy as np

from models.recipes.training.corpus import Corpus, PackedPairs

SEED = 30
VOCAB_SIZE = 8_000
BOS, PAD, EOS, UNK = 0, 1, 2, 3
TASKS = ("copy", "extract", "headline", "abstract", "abstract-near")
SYMBOLS = ("<mask>", "<abstract>", "<headline>", "<extract>", "<copy>")
MASK = 4
#: For the registry: what the model is for where nobody names it.
USED_FOR = (
    "abstracts and headlines where model='fr-news-mini' names it; by default a summary is the article's own sentences"
)
LEAD_TOKENS, MOST_SOURCE_TOKENS, MOST_TARGET_TOKENS, PASSAGE_TOKENS = 110, 150, 72, 64
#: Of the validation split, whose loss on abstracts the training log follows.
VALIDATION_ARTICLES = 500
_CLAIM = re.compile(r"\d+(?:[.,\u00a0 ]\d+)*|[A-ZÀ-ÖØ-Þ][\w'’-]+")
#: Abstracts that share this much with what is read teach to keep to it; the others teach to say it anew.
NEAR = 0.3
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_CALENDAR = re.compile(
    rf"\b(?:{_DAY}|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b", re.I
)
_DROPPABLE_DAY = re.compile(
    rf"(?<!\bde)(?<!\bà)(?<!\bce)(?<!\bdu)(?<!\ble)(?<!\bet)(?<!\bou)(?<!\bdès) ({_DAY})"
    r"(?: (?:matin|soir|midi|après-midi))?(?=[ ,.])(?! \d)"
)
_MONTH = "(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
#: "ce mardi 18 décembre 2018", "le 5 octobre", "vendredi": what may go where the article does not say when.
_DROPPABLE_DATE = re.compile(
    r"(?<!\bde)(?<!\bà)(?<!\bdu)(?<!\bau)(?<!\bet)(?<!\bou)(?<!\bdès)(?<!\bdepuis)(?<!\bavant)(?<!\baprès)(?<!\bjusqu'au)"
    rf",? (?:(?:ce|le) )?(?:{_DAY} )?\d{{1,2}}(?:er)? {_MONTH}(?: \d{{4}})?"
    r"(?: (?:au soir|au matin|dans la soirée))?(?=[ ,.])"
)
_OPENING_DATE = re.compile(
    rf"^(?:Ce |Le )?(?:{_DAY}|{_DAY.title()})(?: \d{{1,2}}(?:er)?(?: {_MONTH})?(?: \d{{4}})?)?, ", re.I
)
_PARENTHESIS = re.compile(r" \([^()]{1,40}\)")
_FIRST_NAME = re.compile(r"\b([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)?) (?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)")
_LABEL = re.compile(r"^(?:VID[ÉE]OS?|PHOTOS?|EN IMAGES?|DOCUMENT|INFOGRAPHIE|EXCLUSIF|TÉMOIGNAGE)[^a-z]{0,12}[-–.:] ?")
_TITLE_TAIL = re.compile(r"\s*:\s*actualité automobile.*$")


def claims(text: str) -> set[str]:
    """Numbers, days, months and capitalised words (not those that open a sentence), folded for comparison."""
    found = {match.group().lower() for match in _CALENDAR.finditer(text)}
    for match in _CLAIM.finditer(text):
        opens = not text[: match.start()].rstrip("\"'«“ ") or text[: match.start()].rstrip("\"'«“ ")[-1] in ".!?:"
        token = re.sub(r"^(?:[LDJNSCMT]|Qu)['’]", "", match.group()).strip("'’-")
        if token and (token[0].isdigit() or not opens):
            found.add(re.sub(r"[ \u00a0.,](?=\d)", "", token).lower())
    return found


def without_foreign_days(abstract: str, sentences: list[str]) -> str:
    """Drop the weekdays ("a annoncé jeudi le préfet") that the article never names; a model would invent them."""
    known = {match.group().lower() for s in sentences for match in _CALENDAR.finditer(s)}
    return _DROPPABLE_DAY.sub(lambda m: m.group() if m.group(1).lower() in known else "", abstract)


def supported_part(gold: str, sentences: list[str]) -> str | None:
    """What of an abstract its article supports: without foreign dates, asides, first names and sentences; or None.

    Journalists put into the abstract what the article then takes as said. Whole sentences are left out from the end
    only, so that none loses what it refers back to.
    """
    from summarize.text.sentences import split_sentences

    known = claims(" . ".join(["x", *sentences])) | words_of(sentences, list(range(len(sentences))))

    def foreign(text: str) -> set[str]:
        return claims(text) - known

    def unless_known(match: re.Match[str]) -> str:
        return "" if foreign("x " + match.group()) else match.group()

    kept: list[str] = []
    for sentence in split_sentences(_LABEL.sub("", gold)):
        text = without_foreign_days(sentence.text, sentences)
        if foreign(text):
            text = _DROPPABLE_DATE.sub(unless_known, text)
            text = _OPENING_DATE.sub(unless_known, text)
            text = _PARENTHESIS.sub(unless_known, text)
            text = _FIRST_NAME.sub(lambda m: "" if foreign("x " + m[1]) else m.group(), text)
        if foreign(text) or not is_finished(text):
            break
        kept.append(text[:1].upper() + text[1:])
    return " ".join(kept) if sum(len(t.split()) for t in kept) >= 8 else None


def is_finished(text: str) -> bool:
    """True where a sentence ends on its mark."""
    return text.rstrip("\"'»” ")[-1:] in ".!?…"


def content_words(text: str) -> Counter[str]:
    """Words of four letters or more, lower case, with their counts."""
    return Counter(re.findall(r"\w{4,}", text.lower()))


def choose_source(sentences: list[str], sizes: list[int], needed: set[str]) -> list[int] | None:
    """Indices of the sentences the model reads: the lead, and those that support the rest of `needed`.

    Where the longest lead leaves no room for the support, shorter ones are tried, and at last a larger room. None where
    a claim is not in the article at all, or does not fit.
    """
    sizes_of_lead_and_room = (
        (LEAD_TOKENS, MOST_SOURCE_TOKENS),
        (LEAD_TOKENS // 2, MOST_SOURCE_TOKENS),
        (LEAD_TOKENS // 2, MOST_SOURCE_TOKENS + 40),
    )
    for lead, room in sizes_of_lead_and_room:
        chosen = _lead_and_support(sentences, sizes, needed, lead, room)
        if chosen is not None:
            return chosen
    return None


def _lead_and_support(
    sentences: list[str], sizes: list[int], needed: set[str], lead_tokens: int, room: int
) -> list[int] | None:
    chosen: list[int] = []
    while len(chosen) < len(sentences) and (
        not chosen or sum(sizes[i] for i in chosen) + sizes[len(chosen)] <= lead_tokens
    ):
        chosen.append(len(chosen))
    have = claims(" . ".join(["x"] + [sentences[i] for i in chosen])) | words_of(sentences, chosen)
    room -= sum(sizes[i] for i in chosen)
    for i in range(len(chosen), len(sentences)):
        missing = needed - have
        if not missing:
            break
        gained = words_of(sentences, [i])
        if missing & gained and sizes[i] <= room:
            chosen.append(i)
            have |= gained
            room -= sizes[i]
    return None if needed - have else chosen


def words_of(sentences: list[str], chosen: list[int]) -> set[str]:
    """All words and numbers of some sentences, folded as `claims` folds them."""
    found: set[str] = set()
    for i in chosen:
        plain = re.sub(r"(?<=\d)[ \u00a0.,](?=\d)", "", sentences[i])
        found |= {w.strip("'’-").lower() for w in re.findall(r"[\w-]+", plain)}
        found |= {re.sub(r"^(?:[LDJNSCMT]|Qu)['’]", "", w).strip("'’-").lower() for w in re.findall(r"[\w'’-]+", plain)}
    return found


def prepare(data: Path, work: Path) -> None:
    """Clean and split every article once: `articles.jsonl` with title, abstract (or null) and sentences."""
    from datasets import load_dataset

    from summarize.text.clean import clean
    from summarize.text.sentences import split_sentences

    path = work / "articles.jsonl"
    if path.exists():
        return
    temporary = path.with_suffix(".tmp")
    with open(temporary, "w", encoding="utf-8") as file:
        for row in load_dataset("parquet", data_files=str(data / "orangesum" / "train.parquet"), split="train"):
            record = {
                "title": _TITLE_TAIL.sub("", row["title"]).strip() if row["has_title"] else None,
                "abstract": clean(row["abstract"]).text.replace("\n", " ") if row["has_abstract"] else None,
                "sentences": [s.text for s in split_sentences(clean(row["article"]).text)],
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    os.replace(temporary, path)


def read_articles(work: Path) -> list[dict]:
    """The records that `prepare` wrote."""
    with open(work / "articles.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def make_tokenizer(work: Path) -> None:
    """Train the tokenizer on articles, abstracts and titles."""
    from models.recipes.training.tokenizer import train_tokenizer

    if (work / "spm.model").exists():
        return
    rng = np.random.default_rng(SEED)
    texts = [t for r in read_articles(work) for t in (r["title"], r["abstract"], *r["sentences"]) if t]
    sample = [texts[i] for i in rng.permutation(len(texts))[:250_000]]
    special = {"bos": BOS, "pad": PAD, "eos": EOS, "unk": UNK}
    train_tokenizer(sample, work / "spm.model", vocab_size=VOCAB_SIZE, special_ids=special, symbols=SYMBOLS)


def pack(work: Path) -> None:
    """Turn the articles into the four tasks: `ids-TASK.npz`."""
    import sentencepiece

    if (work / "ids-extract.npz").exists():
        return
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(work / "spm.model"))
    rng = np.random.default_rng(SEED)
    tasks: dict[str, list[tuple[list[int], list[int]]]] = {"copy": [], "extract": [], "headline": [], "abstract": []}
    dropped: Counter[str] = Counter()
    for record in read_articles(work):
        sentences = record["sentences"]
        if not sentences:
            continue
        ids = tokenizer.encode(sentences)
        sizes = [len(x) for x in ids]
        tasks["copy"] += passages(ids, rng)
        for task in ("headline", "abstract"):
            found = headline_pair(record, sizes) if task == "headline" else abstract_pair(record, tokenizer, rng)
            if found is not None:
                source = [i for text in found[0] for i in tokenizer.encode(text)]
                tasks[task].append(example(task, tokenizer, source, tokenizer.encode(found[1])))
            elif record["title" if task == "headline" else "abstract"]:
                dropped[task] += 1
        best = most_alike(sentences, record["abstract"] or record["title"])
        if best is not None:
            first = max(0, best - int(rng.integers(0, 3)))
            window: list[int] = []
            for k in range(first, len(ids)):
                if len(window) + sizes[k] > LEAD_TOKENS and k > best:
                    break
                window += ids[k]
            tasks["extract"].append(example("extract", tokenizer, window, ids[best]))
    near = [copied_share(s, t) >= NEAR for s, t in tasks["abstract"]]
    tasks["abstract-near"] = [row for row, is_near in zip(tasks["abstract"], near, strict=True) if is_near]
    tasks["abstract"] = [row for row, is_near in zip(tasks["abstract"], near, strict=True) if not is_near]
    for task, rows in tasks.items():
        kept = [(s, t) for s, t in rows if len(s) <= MOST_SOURCE_TOKENS + 60 and len(t) <= MOST_TARGET_TOKENS]
        PackedPairs.pack(kept).save(work / f"ids-{task}.npz")
        print(
            f"{task}: {len(kept)} of {len(rows)} ({dropped[task]} unsupported), "
            f"{np.mean([len(s) for s, _ in kept]):.0f} -> {np.mean([len(t) for _, t in kept]):.0f} tokens",
            flush=True,
        )


def headline_pair(record: dict, sizes: list[int]) -> tuple[list[str], str] | None:
    """Sentences to read and the title to write, or None where they do not support it."""
    if not record["title"]:
        return None
    title = without_foreign_days(record["title"], record["sentences"])
    chosen = choose_source(record["sentences"], sizes, claims(title))
    return None if chosen is None else ([record["sentences"][i] for i in chosen], title)


def abstract_pair(record: dict, tokenizer, rng: np.random.Generator) -> tuple[list[str], str] | None:
    """Sentences to read and the abstract to write, or None; the title is read where it adds what is missing.

    A quarter of the others get the title as well, so that the model knows it when a page brings one.
    """
    if not record["abstract"]:
        return None
    plain, titled = record["sentences"], [f"{record['title']}.", *record["sentences"]]
    versions = [
        (supported_part(record["abstract"], s) or "", s) for s in ([plain, titled] if record["title"] else [plain])
    ]
    if len(versions) == 2 and versions[0][0] == versions[1][0] and rng.random() < 0.25:
        versions = versions[1:]
    for gold, sentences in sorted(versions, key=lambda version: -len(version[0])):
        chosen = choose_source(sentences, [len(x) for x in tokenizer.encode(sentences)], claims(gold)) if gold else None
        if chosen is not None:
            return [sentences[i] for i in chosen], gold
    return None


def pack_validation(data: Path, work: Path) -> None:
    """The abstracts of validation articles that their article supports: `ids-valid-NAME.npz`, near ones apart."""
    import sentencepiece
    from datasets import load_dataset

    from summarize.text.clean import clean
    from summarize.text.sentences import split_sentences

    if (work / "ids-valid-near.npz").exists():
        return
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(work / "spm.model"))
    rng = np.random.default_rng(SEED)
    rows = []
    table = load_dataset("parquet", data_files=str(data / "orangesum" / "valid.parquet"), split="train")
    for row in table.select(range(VALIDATION_ARTICLES)):
        sentences = [s.text for s in split_sentences(clean(row["article"]).text)]
        abstract = clean(row["abstract"]).text.replace("\n", " ")
        found = abstract_pair({"title": None, "abstract": abstract, "sentences": sentences}, tokenizer, rng)
        if found is not None:
            source = [i for text in found[0] for i in tokenizer.encode(text)]
            rows.append(example("abstract", tokenizer, source, tokenizer.encode(found[1])))
    for name, is_near in (("near", True), ("abstract", False)):
        own = [row for row in rows if (copied_share(*row) >= NEAR) == is_near]
        PackedPairs.pack(own).save(work / f"ids-valid-{name}.npz")


def validation(args: argparse.Namespace):
    """The function of a model to its loss on validation abstracts."""
    from models.recipes.training.validation import validation_loss

    names = ("near", "abstract")
    pairs = {name: PackedPairs.load(args.work / f"ids-valid-{name}.npz") for name in names}
    return validation_loss(pairs, pad_id=PAD, start_id=EOS)


def evaluate(args: argparse.Namespace) -> None:
    """Print the validation loss of the run's averaged weights; what ships is scored by `python -m benchmarks`."""
    from models.recipes.training.loop import load_average

    found = validation(args)(load_average(build_model(args.work), *(args.work / run for run in args.run.split(","))))
    print(json.dumps({name: round(value, 4) for name, value in found.items()}), flush=True)


def example(task: str, tokenizer, source: list[int], target: list[int]) -> tuple[list[int], list[int]]:
    """<s> <task> source </s>  ->  target </s>."""
    return [BOS, tokenizer.piece_to_id(f"<{task}>"), *source, EOS], [*target, EOS]


def copied_share(source: list[int], target: list[int]) -> float:
    """Share of the target's neighbouring tokens that stand side by side in the source too, 0-1."""
    pairs = set(itertools.pairwise(source))
    own = list(itertools.pairwise(target[:-1]))
    return sum(p in pairs for p in own) / max(1, len(own))


def passages(ids: list[list[int]], rng: np.random.Generator) -> list[tuple[list[int], list[int]]]:
    """Consecutive sentences of up to PASSAGE_TOKENS, as targets; the source is made by `mask_spans`."""
    rows, current = [], []
    for sentence in ids:
        if current and len(current) + len(sentence) > PASSAGE_TOKENS * (0.5 + 0.5 * rng.random()):
            rows.append(([], [*current, EOS]))
            current = []
        if len(sentence) <= MOST_TARGET_TOKENS:
            current = current + sentence
    return [*rows, ([], [*current, EOS])] if len(current) > 8 else rows


def mask_spans(rng: np.random.Generator, _: list[int], target: list[int]) -> tuple[list[int], list[int]]:
    """Text infilling (Lewis and others 2020, BART): 6 % of positions start a masked span of Poisson(2.5) tokens."""
    source, i = [BOS, SYMBOLS.index("<copy>") + MASK], 0
    while i < len(target) - 1:
        if rng.random() < 0.06:
            source.append(MASK)
            i += int(rng.poisson(2.5))
        else:
            source.append(target[i])
            i += 1
    return [*source, EOS], target


def most_alike(sentences: list[str], gold: str | None) -> int | None:
    """Index of the sentence among the first 12 with the highest content-word F1 against `gold`."""
    if not gold:
        return None
    wanted = content_words(gold)
    scores = []
    for sentence in sentences[:12]:
        words = content_words(sentence)
        common = sum((words & wanted).values())
        scores.append(2 * common / max(1, sum(words.values()) + sum(wanted.values())))
    best = int(np.argmax(scores))
    return best if scores[best] > 0.2 else None


def build_model(work: Path):
    """A new MBartForConditionalGeneration with vectors from counts and a copying circuit."""
    import torch
    from transformers import MBartConfig, MBartForConditionalGeneration

    from models.recipes.training.start import (
        LEARNED_POSITIONS,
        count_vectors,
        lay_circuit,
        set_embeddings,
        set_positions,
    )

    torch.manual_seed(SEED)
    config = MBartConfig(
        vocab_size=VOCAB_SIZE,
        d_model=256,
        encoder_layers=4,
        decoder_layers=3,
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=1024,
        decoder_ffn_dim=1024,
        activation_function="gelu",
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        max_position_embeddings=512,
        scale_embedding=False,
        bos_token_id=BOS,
        pad_token_id=PAD,
        eos_token_id=EOS,
        decoder_start_token_id=EOS,
        forced_eos_token_id=EOS,
        tie_word_embeddings=True,
        normalize_before=True,
        normalize_embedding=True,
        tokenizer_class="BarthezTokenizer",
    )
    config._attn_implementation = "eager"
    model = MBartForConditionalGeneration(config)
    path = work / "vectors.npy"
    if not path.exists():
        copies = PackedPairs.load(work / "ids-copy.npz")
        np.save(path, count_vectors(copies, vocab_size=VOCAB_SIZE, size=192, window=3, seed=SEED))
    columns = LEARNED_POSITIONS.tokens
    set_embeddings(model.model.shared, np.load(path), row_norm=0.6, noise=0.7, seed=SEED, columns=columns)
    set_positions(model, LEARNED_POSITIONS, norm=0.35)
    lay_circuit(model, LEARNED_POSITIONS, back_gain=1.3, match_gain=1.7, seed=SEED)
    return model


def train(args: argparse.Namespace) -> None:
    """Copy first, then the mixture, then mostly abstracts."""
    from models.recipes.training.loop import Phase, Settings, Trainer, start_from

    corpora = {
        task: Corpus(
            PackedPairs.load(args.work / f"ids-{task}.npz"),
            max_batch_tokens=args.batch_tokens,
            pad_id=PAD,
            start_id=EOS,
            seed=args.seed,
            transform=mask_spans if task == "copy" else None,
        )
        for task in TASKS
    }
    phases = [
        Phase("copying", 0.10, {"copy": 0.7, "extract": 0.3}),
        Phase(
            "mixture", 0.50, {"copy": 0.15, "extract": 0.25, "headline": 0.15, "abstract": 0.20, "abstract-near": 0.25}
        ),
        Phase(
            "abstracts",
            0.40,
            {"copy": 0.10, "extract": 0.20, "headline": 0.05, "abstract": 0.15, "abstract-near": 0.50},
        ),
    ]
    if args.start_from:
        # The abstracts are learnt by heart from the third pass on: more of everything else, and of them five passes.
        phases = [
            Phase(
                "mixture",
                0.70,
                {"copy": 0.25, "extract": 0.30, "headline": 0.20, "abstract": 0.12, "abstract-near": 0.13},
            ),
            Phase(
                "abstracts",
                0.30,
                {"copy": 0.15, "extract": 0.25, "headline": 0.15, "abstract": 0.10, "abstract-near": 0.35},
            ),
        ]
    settings = Settings(minutes=args.minutes, seed=args.seed, device=args.device).scaled(args.rate)
    model = start_from(build_model(args.work), args.start_from)
    for module in model.modules():
        # Read by every layer of its own accord: the configuration's value is only copied when the model is built.
        if isinstance(getattr(module, "dropout", None), float):
            module.dropout = args.dropout
    Trainer(model, corpora, phases, settings, args.work / args.run, validation(args)).run()


def target_of(args: argparse.Namespace) -> Path:
    """The folder of the exported model."""
    from models.recipes.training.export import ROOT

    return args.target or ROOT / "models" / "fr-news-mini"


def export_model(args: argparse.Namespace) -> None:
    """Write models/fr-news-mini from the run's averaged weights."""
    from models.recipes.training.export import export
    from models.recipes.training.loop import load_average

    entry = {
        "task": "summarization",
        "languages": ["fr"],
        "licence": "CC BY-SA 4.0",
        "max_source_tokens": MOST_SOURCE_TOKENS,
        "lead_tokens": LEAD_TOKENS,
        "max_output_tokens": MOST_TARGET_TOKENS,
        "min_output_tokens": 12,
        "beam_size": 8,
        "controls": {"headline": "<headline>", "abstract": "<abstract>", "extract": "<extract>"},
        "by_default": False,
        "used_for": USED_FOR,
    }
    model = load_average(build_model(args.work), *(args.work / run for run in args.run.split(",")))
    model.generation_config.update(max_length=MOST_TARGET_TOKENS, num_beams=4, no_repeat_ngram_size=3)
    export(
        model,
        args.work / "spm.model",
        target_of(args),
        entry,
        list(SYMBOLS),
    )


def main() -> None:
    """Parse the command line and run the stages asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=["prepare", "train", "evaluate", "export", "all"])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SUMMARIZE_DATA", "../shared/data")))
    parser.add_argument("--work", type=Path, default=Path(".work/fr-news-mini"))
    parser.add_argument("--minutes", type=float, default=100.0)
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    parser.add_argument("--batch-tokens", type=int, default=4096)
    parser.add_argument("--dropout", type=float, default=0.0, help="0.1 once the abstracts have been seen twice")
    parser.add_argument("--start-from", type=Path, help="exported folder whose weights a new run starts with")
    parser.add_argument(
        "--rate", type=float, default=1.0, help="share of the usual learning rates; 0.4 with --start-from"
    )
    parser.add_argument("--target", type=Path, help="folder to export to; default: the model's own in models/")
    parser.add_argument("--seed", type=int, default=SEED, help="of the order of the data, and of dropout")
    parser.add_argument(
        "--run", default="run", help="checkpoint folder in the work folder; for evaluate and export several, a,b"
    )
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    if args.stage in ("prepare", "all"):
        prepare(args.data, args.work)
        make_tokenizer(args.work)
        pack(args.work)
        pack_validation(args.data, args.work)
    if args.stage in ("train", "all"):
        train(args)
    if args.stage in ("evaluate", "all"):
        evaluate(args)
    if args.stage in ("export", "all"):
        export_model(args)


if __name__ == "__main__":
    main()
