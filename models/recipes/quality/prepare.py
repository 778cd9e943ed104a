"""Training data of the model that estimates quality: judged sentences, translated ones and those of summaries, as token
ids and labels.

    python -m models.recipes.quality.prepare --data DATA --output FOLDER

In: the judgements in `benchmarks/judgements`, which name sentences by their hashes; OrangeSum and news_tune as Parquet
files, which hold the sentences; the base's installed package. Out, under FOLDER: `base/` (see
`models/recipes/gemma/base.py`), `kept.npy` (the ids of the vocabulary that is used) and `examples.json`: for each
sentence its token ids, a label a token (the verdict of the words that the reader marked, 0 elsewhere, -100 where
nothing is taught) and what it is for ("train"; "test" and those that begin with "valid" are kept apart).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.judged import forms_by_hash, hash_of
from models.recipes.gemma.base import open_base, write_base
from summarize.engines.build import read_adapter
from summarize.engines.registry import models_folder
from summarize.engines.verdicts import VERDICTS
from summarize.engines.vocabulary import BOS, PrunedVocabulary
from summarize.translating.quality import prompt_of

JUDGEMENTS = Path("benchmarks/judgements")
LABELS = {verdict: i for i, verdict in enumerate(VERDICTS)}
#: Where nothing is taught.
SILENT = -100
MOST_TOKENS = 400
#: What the sentences of each file or part are for; those of other translators than fr-en-opus count for less.
TESTED = tuple(f"fr-en-opus, {part}" for part in ("fourth", "fifth", "sixth", "seventh", "eighth", "ninth"))
FORMER_WEIGHT = 0.4
#: The verdicts on sentences of summaries that are taught: "k" clear, "d" dangling.
REFERENCES = {"k": "adequate", "d": "wrong"}


@dataclass(frozen=True)
class Judged:
    """What is read of a sentence (its second part is what is judged), the verdict, the words of that part which the
    reader marked, and what it is for."""

    prompt: tuple[str, str, str]
    verdict: str
    marked: str = ""
    split: str = "train"
    weight: float = 1.0


def forms(title: str, article: str) -> dict[str, str]:
    """The sentences of an article and its title as summaries show them, by their hashes."""
    from summarize.summarizing.trimming import trimmed
    from summarize.summarizing.under_title import bare_title
    from summarize.summarizing.units import units_of
    from summarize.text.clean import clean
    from summarize.text.document import Document
    from summarize.text.sentences import split_sentences
    from summarize.translating.capitals import is_in_capitals, lowered
    from summarize.translating.numerals import with_plain_times

    bare = bare_title(title.strip())
    heads = [title.strip(), bare, *(sentence.text for sentence in split_sentences(bare))]
    alone, under_title = (clean(given).text for given in (article, f"{title.strip()}\n\n{article}"))
    found = [sentence.text for sentence in split_sentences(alone)]
    found += [*heads, *(head.rstrip(".") + "." for head in heads)]
    for given in (alone, under_title):
        units = units_of(Document(given, "fr"))
        shown = [text for unit in units for text in (unit.text, trimmed(unit.text))]
        found += [sentence.text for text in shown for sentence in split_sentences(text)]
    found += [with_plain_times(sentence, "fr") for sentence in found]
    found += [lowered(sentence, "fr") for sentence in found if is_in_capitals(sentence)]
    return {digest: form for sentence in found for digest, form in forms_by_hash(sentence).items()}


def rows_of(name: str) -> list[dict[str, Any]]:
    """The lines of a file of judgements."""
    return [json.loads(line) for line in (JUDGEMENTS / name).read_text(encoding="utf-8").splitlines()]


def judged_sentences() -> list[dict[str, Any]]:
    """The sentences of training articles that readers judged: waves 1 to 8, and wave 9, which is a file of its own."""
    return [*rows_of("training-sentences.jsonl"), *rows_of("training-sentences-9.jsonl")]


class Sentences:
    """French sentences by their hashes, from the data sets that hold them."""

    def __init__(self, data: Path):
        import pyarrow.parquet as parquet

        self._articles: dict[str, tuple[str, str]] = {}
        for split in ("train", "valid"):
            rows = parquet.read_table(data / "orangesum" / f"{split}.parquet").to_pydict()
            named = zip(rows["id"], rows["title"], rows["article"], strict=True)
            self._articles |= {f"{split} {name}": (title or "", article) for name, title, article in named}
        tune = parquet.read_table(data / "parallel" / "news_tune.parquet").to_pydict()["fr"]
        self._other = {hash_of(" ".join(text.split())): " ".join(text.split()) for text in tune}
        self._forms: dict[str, dict[str, str]] = {}

    def find(self, digest: str, article: str | None, split: str = "train") -> str | None:
        """The sentence with a hash, of an article or, without one, of news_tune; None where it is not found."""
        if article is None:
            return self._other.get(digest)
        key = f"{split} {article}"
        if key not in self._articles:
            return None
        if key not in self._forms:
            self._forms[key] = forms(*self._articles[key])
        return self._forms[key].get(digest)


def judged_translations(sentences: Sentences) -> Iterator[Judged | None]:
    """Every judged translation; None for one whose French is not found."""
    for row in judged_sentences():
        french = sentences.find(row["sha256"], row["article"])
        own = row["verdict"], row.get("en", ""), row.get("split", "train")
        yield Judged(prompt_of(french, row["translation"]), *own) if french else None
    for row in rows_of("said-plainly.jsonl"):
        if row.get("of") == "valid":
            continue
        french = sentences.find(row["sha256"], row.get("article"))
        for side in ("before", "after"):
            yield Judged(prompt_of(french, row[side]), row[f"verdict_{side}"]) if french else None
    for row in rows_of("translation-sentences.jsonl"):
        french = sentences.find(row["sha256"], row["article"], "valid")
        weight = 1.0 if row["translator"] == "fr-en-opus" else FORMER_WEIGHT
        split = "test" if row["part"] in TESTED else "train"
        prompt = prompt_of(french, row["translation"]) if french else None
        yield Judged(prompt, row["verdict"], "", split, weight) if prompt else None


def prompt_in_summary(before: str, sentence: str) -> tuple[str, str, str]:
    """What the model reads of a sentence behind what stands before it in its summary, in the parts in which it is
    tokenised; the sentence stands in it twice, as a translation does."""
    return f"Résumé : {before} {sentence}".replace("  ", " ") + "\nPhrase :", f" {sentence}", "\nVerdict:"


def judged_references(sentences: Sentences) -> Iterator[Judged | None]:
    """Every sentence of a summary of which readers said whether it can be understood there; None for one not found."""
    for row in rows_of("standing-alone.jsonl"):
        found = [sentences.find(digest, row["article"]) for digest in row["sentences"]]
        marked = iter(row.get("words", ()))
        split = "valid-references" if row.get("split") == "valid" else "train"
        for i, verdict in enumerate(row["verdicts"]):
            words = next(marked, "") if verdict == "d" else ""
            if verdict in REFERENCES:
                texts = [text or "" for text in found[: i + 1]]
                prompt = prompt_in_summary(" ".join(texts[:-1]), texts[-1])
                yield Judged(prompt, REFERENCES[verdict], words, split) if all(texts) else None


def example(item: Judged, vocabulary: PrunedVocabulary, place: dict[str, int]) -> tuple[list[int], list[int]]:
    """Token ids, and a label a token: see the module. Each token of the second copy is labelled as it is read."""
    before, said, after = vocabulary.encode(item.prompt)
    verdict = LABELS[item.verdict]
    start = vocabulary.decode([said])[0].find(item.marked) if item.marked and verdict else -1
    labels = [SILENT] * len(said)
    if start >= 0 or verdict == 0:
        labels, end = [0] * len(said), start + len(item.marked)
        reached = 0
        for i in range(len(said)):
            own = reached
            reached = len(vocabulary.decode([said[: i + 1]])[0])
            if start >= 0 and own < end and reached > start:
                labels[i] = verdict
    ids = [place[token] for token in (BOS, *before, *said, *after)]
    return ids, [SILENT] * (1 + len(before)) + labels + [SILENT] * (len(after) - 1) + [verdict]


def share_ranked_right(doubts: np.ndarray, labels: np.ndarray, *, wrong: int = LABELS["wrong"]) -> float:
    """The chance that a wrong text is doubted more than an adequate one, whose label is 0."""
    doubted, adequate = doubts[labels == wrong], doubts[labels == 0]
    return float((doubted[:, None] > adequate[None]).mean())


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", default="gemma-3-270m", help="name of an installed base")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    base = open_base(options.base, options.output)
    tokens = base.tokens()
    # The vocabulary of the writer, which was counted on French and English news, and the tokens of the verdicts.
    shared = read_adapter(models_folder() / "fr-news-gemma" / "adapter.safetensors")["kept"]
    kept = np.union1d(shared, [tokens.index(token) for token in VERDICTS.values()])
    np.save(options.output / "kept.npy", kept)
    write_base(base, kept, options.output / "base")
    vocabulary = PrunedVocabulary(options.output / "tokenizer.model", kept)
    place = {tokens[token]: i for i, token in enumerate(kept)}
    sentences = Sentences(options.data)
    found = [*judged_translations(sentences), *judged_references(sentences)]
    seen: set[tuple[str, str, str]] = set()
    examples = []
    for item in sorted((i for i in found if i), key=lambda i: i.split == "train"):
        ids, labels = example(item, vocabulary, place)
        if item.prompt not in seen and len(ids) <= MOST_TOKENS and item.verdict in LABELS:
            seen.add(item.prompt)
            examples.append({"ids": ids, "labels": labels, "split": item.split, "weight": item.weight})
    (options.output / "examples.json").write_text(json.dumps(examples), encoding="utf-8")
    (options.output / "base.gguf").unlink()
    counts = Counter(row["split"] for row in examples)
    print(f"{dict(counts)}; {sum(i is None for i in found)} of {len(found)} judged sentences were not found")


if __name__ == "__main__":
    main()
