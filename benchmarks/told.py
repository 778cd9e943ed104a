"""News told: what share of an article's headline a summary says, and of its abstract, beside its length.

Input: articles with a headline and an abstract. Output: a table for the library and for the article's first one, two
and three sentences; and what the first sentences would say in as many words as the library takes, by interpolation
between their mean lengths. A share is of content stems (`summarize.text.words.content_stems`), 0-1; `missed` is the
share of summaries that say less than 0.3 of the headline. ROUGE counts how something is said, this what is said: a
summary that leaves the news out cannot score here, however much of the article's wording it keeps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.systems import DEFAULT, Asked, run_system
from summarize.text.words import content_stems

LEADS = ("lead-1", "lead-2", "lead-3")
MISSED = 0.3


@dataclass(frozen=True, slots=True)
class Told:
    """Means over articles: `words` by spaces; shares of the `headline` and the `abstract` said, and `missed`, 0-1."""

    words: float
    headline: float
    abstract: float
    missed: float


def measure(outputs: Sequence[str], headlines: Sequence[str], abstracts: Sequence[str]) -> Told:
    """What outputs tell of the articles whose headlines and abstracts these are, in order.

    Raises:
        BenchmarkError: no headline has a content word.
    """
    said = [content_stems(text) for text in outputs]
    of_headlines = [share for share in map(_share, said, map(content_stems, headlines)) if share is not None]
    of_abstracts = [share for share in map(_share, said, map(content_stems, abstracts)) if share is not None]
    if not of_headlines or not of_abstracts:
        raise BenchmarkError("no headline or no abstract with a content word: nothing can be told of them")
    return Told(
        float(np.mean([len(text.split()) for text in outputs])),
        float(np.mean(of_headlines)),
        float(np.mean(of_abstracts)),
        float(np.mean([share < MISSED for share in of_headlines])),
    )


def _share(said: frozenset[str], wanted: frozenset[str]) -> float | None:
    return len(said & wanted) / len(wanted) if wanted else None


def at_length(leads: Sequence[Told], words: float) -> Told:
    """What the first sentences of articles tell in so many words, between their own mean lengths (straight lines;
    outside them the nearest value)."""
    lengths = [lead.words for lead in leads]

    def value(name: str) -> float:
        return float(np.interp(words, lengths, [getattr(lead, name) for lead in leads]))

    return Told(words, value("headline"), value("abstract"), value("missed"))


def tell(
    data: DataFile, *, source: str, headline: str, abstract: str, systems: Sequence[str] = (DEFAULT,), tick: Any = None
) -> dict[str, Told]:
    """System -> what it tells, the leads first; "NAME, lead at its length" follows each system.

    Args:
        data: with the columns named by the others; rows without a headline are left out.
        source: column of articles.
        headline: column of headlines.
        abstract: column of abstracts.
        systems: see `benchmarks.systems`.
        tick: called with the number of articles just done.
    """
    kept = [i for i, text in enumerate(data.columns[headline]) if content_stems(text)]
    articles, headlines, abstracts = ([data.columns[c][i] for i in kept] for c in (source, headline, abstract))
    found: dict[str, Told] = {}
    for name in (*LEADS, *systems):
        run = run_system(name, articles, asked=Asked(language="fr"), tick=tick or (lambda done: None))
        found[name] = measure([output.text for output in run.outputs], headlines, abstracts)
    leads = [found[name] for name in LEADS]
    return found | {f"{name}, lead at its length": at_length(leads, found[name].words) for name in systems}


def lines(found: dict[str, Told]) -> list[str]:
    """The table, in Markdown; shares x100."""
    rows = ["| system | words | headline told | abstract told | missed |", "|---|---|---|---|---|"]
    for name, told in found.items():
        shares = " | ".join(f"{100 * value:.1f}" for value in (told.headline, told.abstract, told.missed))
        rows.append(f"| {name} | {told.words:.1f} | {shares} |")
    return rows
