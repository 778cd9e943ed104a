"""What cleaning takes out of articles that hold no boilerplate, and whether it finds the paragraphs of wrapped text.

Input: articles. Output: for each way to write them, how many sentences went in, what was taken out, and how many
paragraphs came back. Refuses what the data refuse.

Whether a removal is false, a person must say: `Removed.texts` are there to be read. The ways: as the data have them;
every sentence a paragraph of its own, so that every sentence is asked for by itself whether it is boilerplate; wrapped
at 80 columns.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.choice import Choice
from benchmarks.evaluate import Progress
from summarize.text.clean import clean
from summarize.text.removal import Removal
from summarize.text.sentences import split_sentences

COLUMNS = 80


@dataclass(frozen=True, slots=True)
class Removed:
    """Of one way to write the articles: `sentences` in, what was `removed`, share of `paragraphs` that came back."""

    sentences: int
    removed: tuple[Removal, ...]
    paragraphs: float


def measure_removals(choice: Choice, *, progress: Progress) -> Mapping[str, Removed]:
    """Clean every article as each of `WAYS` writes it.

    Args:
        choice: the data; its own column of articles is read.
        progress: see `benchmarks.evaluate.Progress`.
    """
    source, _ = choice.columns(None, [], ("article",))
    articles = choice.load(required=[source]).columns[source]
    with progress("cleaning", len(articles) * len(WAYS)) as tick:
        return {way: _measured(articles, write, tick) for way, write in WAYS.items()}


def _measured(articles: list[str], write: Callable[[list[str]], str], tick: Callable[[int], object]) -> Removed:
    sentences = paragraphs = kept = 0
    removed: list[Removal] = []
    for article in articles:
        # What the first cleaning makes of the article is what is written, so that only the way of writing is tested.
        text = clean(article).text if write is not _as_it_is else article
        split = [s.text for s in split_sentences(text)]
        sentences += len(split)
        written = split if write is _apart else text.split("\n")
        found = clean(write(written))
        removed += found.removed
        paragraphs += len(written)
        back = set(found.text.split("\n"))
        kept += sum(paragraph in back for paragraph in written)
        tick(1)
    return Removed(sentences, tuple(removed), kept / max(1, paragraphs))


def _as_it_is(paragraphs: list[str]) -> str:
    return "\n".join(paragraphs)


def _apart(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def _wrapped(paragraphs: list[str]) -> str:
    return "\n\n".join(textwrap.fill(paragraph, COLUMNS) for paragraph in paragraphs)


WAYS: Mapping[str, Callable[[list[str]], str]] = {
    "as printed": _as_it_is,
    "a sentence a paragraph": _apart,
    f"wrapped at {COLUMNS} columns": _wrapped,
}
