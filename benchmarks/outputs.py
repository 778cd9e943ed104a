"""What each system wrote about each article, with the scores: one JSON object a line, for readers and reports.

Enters: an evaluation. Leaves: rows of articles, references and outputs, with the claims that an article lacks and the
sentence of the article that each sentence of an output comes from. Refused: a path that cannot be written.

A row:
    {"id": str, "source": str | null, "references": [str], "systems": {NAME: {"text": str, "scores": {"R-1": 0-1, ...},
     "status": str | null, "translation": str | null, "unsupported": [{"text", "kind", "start", "end"}],
     "support": [{"start", "end", "source_start", "source_end"}]}}}
Offsets count characters of `text`, and of `source` where they say so. `support` is absent where there is no source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.describe import Claims
from benchmarks.report import write_text
from benchmarks.systems import SystemRun
from summarize.metrics.abstractiveness import ngrams
from summarize.metrics.tokenizers import get_tokenizer
from summarize.result import Unsupported
from summarize.text.sentences import split_sentences

#: A sentence of the article supports one of the output where they share this part of the latter's words and pairs of
#: words; below it, chance would do.
_LEAST_SHARED = 0.25
#: Articles of OrangeSum come with sentences glued together ("Pradesh.Opérée").
_GLUED = re.compile(r"(?<=[a-zà-ÿ0-9)»\"][.!?…])(?=[A-ZÀ-ÖØ-Þ«][a-zà-ÿ'’ ])")


@dataclass(frozen=True, slots=True)
class Articles:
    """Everything rows are made of, all lists in the order of the data file.

    `scores` is label -> F1 (0-1) by system; `sources` is None where the articles are not known.
    """

    ids: Sequence[str]
    sources: Sequence[str] | None
    references: Sequence[Sequence[str]]
    runs: Sequence[SystemRun]
    scores: Mapping[str, Mapping[str, NDArray[np.float64]]]
    claims: Claims


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence's offsets, and its words and pairs of words."""

    start: int
    end: int
    grams: frozenset[tuple[str, ...]]


def article_rows(articles: Articles) -> Iterator[dict[str, Any]]:
    """The rows, one at a time, in the order of the data file."""
    for number, identifier in enumerate(articles.ids):
        source = articles.sources[number] if articles.sources is not None else None
        pieces = _pieces(source) if source is not None else None
        systems = {run.name: _system(articles, run, number, pieces) for run in articles.runs}
        yield {
            "id": identifier,
            "source": source,
            "references": list(articles.references[number]),
            "systems": systems,
        }


def write_rows(path: Path, articles: Articles) -> None:
    """Write the rows as JSON Lines, under a temporary name first.

    Raises:
        BenchmarkError: the file cannot be written.
    """
    write_text(path, (json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in article_rows(articles)))


def support_spans(text: str, source: str) -> list[dict[str, int]]:
    """For each sentence of `text`, the one sentence of `source` that shares most of its words and pairs of words.

    Args:
        text: an output.
        source: its article.

    Returns:
        `start`, `end` in the text, `source_start`, `source_end` in the article; sentences that share less than a
        quarter with every sentence of the article are left out.
    """
    return _spans(text, _pieces(source))


def _system(articles: Articles, run: SystemRun, number: int, pieces: Sequence[_Piece] | None) -> dict[str, Any]:
    output = run.outputs[number]
    claims = articles.claims.get(run.name)
    found = {
        "text": output.text,
        "scores": {label: float(values[number]) for label, values in articles.scores[run.name].items()},
        "status": output.status if run.has_status else None,
        "translation": output.translation,
        "unsupported": [_claim(claim) for claim in claims[number]] if claims else [],
    }
    return found if pieces is None else {**found, "support": _spans(output.text, pieces)}


def _claim(claim: Unsupported) -> dict[str, Any]:
    return {"text": claim.text, "kind": claim.kind, "start": claim.start, "end": claim.end}


def _spans(text: str, source: Sequence[_Piece]) -> list[dict[str, int]]:
    spans = []
    for piece in _pieces(text):
        best = max(source, key=lambda other: len(piece.grams & other.grams), default=None)
        if best is None or len(piece.grams & best.grams) < max(1, _LEAST_SHARED * len(piece.grams)):
            continue
        spans.append({"start": piece.start, "end": piece.end, "source_start": best.start, "source_end": best.end})
    return spans


def _pieces(text: str) -> list[_Piece]:
    tokenize = get_tokenizer("fr-v1").tokenize
    found = []
    for sentence in split_sentences(text):
        cuts = [0, *(match.start() for match in _GLUED.finditer(sentence.text)), len(sentence.text)]
        for start, end in pairwise(cuts):
            tokens = tokenize(sentence.text[start:end])
            grams = frozenset([*ngrams(tokens, 1), *ngrams(tokens, 2)])
            found.append(_Piece(sentence.start + start, sentence.start + end, grams))
    return found
