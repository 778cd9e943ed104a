"""Training data of the writer that was made by hand: summaries of articles, and edits of the library's own summaries.

    python -m models.recipes.gemma.by_hand FOLDER --data DATA

In: what `prepare.py` wrote, OrangeSum as Parquet files, and what was written and edited of its training articles in
`benchmarks/judgements`. Out: in the same folder the tasks "summary" and "edit" (`TASK.npz`, `valid-TASK.npz`), and
their prompts in `prompts.json`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.judged import hash_of
from models.recipes.gemma.prepare import opening, save, tidy
from models.recipes.quality.prepare import rows_of
from summarize.engines.vocabulary import PrunedVocabulary

BY_HAND = {"summary": "written-summaries.jsonl", "edit": "edited-summaries.jsonl"}
#: What follows the article, and stands before what is to be edited; what follows both.
ASKED, PROMPT = "\n\nExtrait : ", "\n\nRésumé :"
#: A summary that needed no edit.
UNCHANGED = "="
#: What is read, with what is to be edited; what is written. Together they fit the base's window of 512.
MOST_SOURCE_TOKENS, MOST_TARGET_TOKENS = 400, 110
#: One in so many is kept apart.
KEPT_APART = 16

Row = dict[str, Any]


class Example(NamedTuple):
    """What is read of an article, what is to be edited with its mark ("" where nothing is), and what is written."""

    source: str
    asked: str
    target: str


def examples(rows: Iterable[Row], articles: Mapping[str, Row]) -> Iterator[Example]:
    """What rows of judgements hold, each under its article, with the article's title where the row says so.

    An edit of a summary that the library no longer makes is left out.
    """
    from summarize.summarizing.choosing import choose
    from summarize.summarizing.extract import extract
    from summarize.text.clean import clean
    from summarize.text.document import Document

    for own in rows:
        row = articles[own["article"]]
        text, title = flat(opening(clean(row["article"]).text)), tidy(clean(row["title"] or "").text)
        if own["titled"]:
            text = f"{title}{'' if title[-1] in '.!?…' else '.'} {text}"
        if "edited" not in own:
            yield Example(text, "", f" {own['summary']}")
            continue
        given = f"{row['title'].strip()}\n\n{row['article']}" if own["titled"] else row["article"]
        article = Document(clean(given).text, "fr")
        taken = flat(choose(article, extract(article, "medium"), length="medium").summary.text)
        if hash_of(taken) == own["sha256"]:
            yield Example(text, f"{ASKED}{taken}", f" {taken if own['edited'] == UNCHANGED else own['edited']}")


def flat(text: str) -> str:
    """In one line."""
    return " ".join(text.split())


def main() -> None:
    """Add the tasks; about a minute."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    import pyarrow.parquet as parquet

    told = parquet.read_table(options.data / "orangesum" / "train.parquet").to_pylist()
    articles = {row["id"]: row for row in told}
    vocabulary = PrunedVocabulary(options.folder / "tokenizer.model", np.load(options.folder / "kept.npy"))

    def encoded(texts: Sequence[str]) -> list[list[int]]:
        return [vocabulary.places(row).tolist() for row in vocabulary.encode(texts)]

    prompts_file = options.folder / "prompts.json"
    own = json.loads(prompts_file.read_text(encoding="utf-8"))
    for task, file in BY_HAND.items():
        found = list(examples(rows_of(file), articles))
        (own["prompts"][task],) = encoded([PROMPT])
        taught = [one for i, one in enumerate(found) if i % KEPT_APART]
        random.Random(0).shuffle(taught)
        for name, part in ((task, taught), (f"valid-{task}", found[::KEPT_APART])):
            sides = [encoded([one[side] for one in part]) for side in range(3)]
            ids = [(s[: MOST_SOURCE_TOKENS - len(a)] + a, t) for s, a, t in zip(*sides, strict=True)]
            good = [(s, t) for s, t in ids if len(t) <= MOST_TARGET_TOKENS]
            save(options.folder / f"{name}.npz", [s for s, _ in good], [t for _, t in good])
            print(name, len(good), flush=True)
    prompts_file.write_text(json.dumps(own, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
