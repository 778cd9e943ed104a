"""Training data of fr-news-qwen: openings of articles, with their titles and abstracts, as token ids.

    python -m models.recipes.qwen.prepare --data DATA --output FOLDER

In: OrangeSum as Parquet files, the base's installed packages. Out, under FOLDER: `base.gguf`, `tokenizer.json`, and
`train.json` and `valid.json` with [ids that are read, ids that are written] for each example. Kept are pairs whose
title and abstract are statements, make no claim that the opening lacks, share most of their longer words with it, and
have no word that no list knows and no hedge lost; those that share most come first. About a minute on one core.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any, NamedTuple

from models.recipes.gemma.prepare import is_told, longer_words, opening, tidy, without_subject
from summarize.engines.base import BYTE_PAIRS, Base
from summarize.engines.packages import assemble
from summarize.summarizing.choosing import loses_hedge, unknown_words, written_failure
from summarize.text.clean import clean
from summarize.text.document import Document

BASE = "qwen2.5-coder-1.5b-instruct"
#: In the form of the base's chat.
_ASKED = "Écris le titre de cet article de presse, puis son résumé."
PROMPT = f"<|im_start|>user\n{{text}}\n\n{_ASKED}<|im_end|>\n<|im_start|>assistant\n"
#: Between title and abstract of one target.
ABSTRACT_MARK = "\n"
#: Least share of a title's and of an abstract's longer words that stand in what is read.
LEAST_SHARED = {"title": 0.66, "abstract": 0.52}
FEWEST_TITLE_WORDS, ABSTRACT_WORDS = 5, range(12, 56)
#: What passes every gate for written text goes before what only shares as many words.
GATE_BONUS = 0.3
MOST_EXAMPLES = 1_600


class Example(NamedTuple):
    """What is read, the two parts of what is to be written, and how much of them stands in what is read."""

    text: str
    title: str
    abstract: str
    worth: float


def examples(path: Path) -> list[Example]:
    """The usable examples of one OrangeSum file, in the file's order."""
    import pyarrow.parquet as parquet

    rows = parquet.read_table(path).to_pydict()
    count = len(rows["id"])
    flags = zip(rows.get("has_abstract", [True] * count), rows.get("has_title", [True] * count), strict=True)
    found = []
    for article, title, abstract, both in zip(rows["article"], rows["title"], rows["abstract"], flags, strict=True):
        own = all(both) and example(article or "", title or "", abstract or "")
        if own:
            found.append(own)
    return found


def example(article: str, title: str, abstract: str) -> Example | None:
    """One example, or None where title and abstract should not be taught."""
    title, abstract = without_subject(tidy(clean(title).text)), tidy(clean(abstract).text)
    if not is_statement(title, abstract):
        return None
    text = opening(clean(article).text)
    there = stems(text)
    shares = {name: stems(said) for name, said in (("title", title), ("abstract", abstract))}
    if any(not own or len(own & there) < LEAST_SHARED[name] * len(own) for name, own in shares.items()):
        return None
    if not is_told(title, text, LEAST_SHARED["title"]) or not is_told(abstract, text, LEAST_SHARED["abstract"]):
        return None
    said, read = Document(f"{title.rstrip('.')}. {abstract}", "fr"), Document(text, "fr")
    if unknown_words(said, read) or loses_hedge(said, read):
        return None
    worth = sum(len(own & there) for own in shares.values()) / sum(len(own) for own in shares.values())
    return Example(text, title, abstract, worth + GATE_BONUS * (written_failure(said, read) is None))


def is_statement(title: str, abstract: str) -> bool:
    """True for a title and an abstract of whole statements; no question, no speech alone, nothing left open."""
    return (
        "?" not in title + abstract
        and "…" not in abstract
        and "..." not in abstract
        and len(title.split()) >= FEWEST_TITLE_WORDS
        and len(abstract.split()) in ABSTRACT_WORDS
        and abstract[-1] in '.!»"'
        and abstract[0] not in '"«'
    )


def stems(text: str) -> set[str]:
    """The longer words of a text by their first six letters."""
    return {word[:6] for word in longer_words(text)}


def ids_of(found: list[Example], tokenizer: Any, prompt: str) -> list[tuple[list[int], list[int]]]:
    """(ids that are read, ids that are written) of each example; the text and what stands around it apart."""
    before, _, after = prompt.partition("{text}")
    front, back = tokenizer.encode(before).ids, tokenizer.encode(after).ids
    (end,) = tokenizer.encode("<|im_end|>").ids
    return [
        (
            [*front, *tokenizer.encode(one.text).ids, *back],
            [*tokenizer.encode(f"{one.title}{ABSTRACT_MARK}{one.abstract}").ids, end],
        )
        for one in found
    ]


def main() -> None:
    """Write everything."""
    from tokenizers import Tokenizer

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    assemble(BASE, options.output / "base.gguf")
    Base(options.output / "base.gguf").write_tokenizer(options.output)
    tokenizer = Tokenizer.from_file(str(options.output / BYTE_PAIRS))
    rng = random.Random(0)
    found = {name: examples(options.data / "orangesum" / f"{name}.parquet") for name in ("valid", "train")}
    rng.shuffle(found["valid"])
    found["train"].sort(key=lambda one: -one.worth)
    best = found["train"][:MOST_EXAMPLES]
    rng.shuffle(best)
    for name, own in (("train", best), ("valid", found["valid"])):
        rows = ids_of(own, tokenizer, PROMPT)
        (options.output / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
        tokens = (sum(len(row[side]) for row in rows) for side in (0, 1))
        print(name, len(rows), "of", len(found[name]), "tokens read, written:", *tokens)


if __name__ == "__main__":
    main()
