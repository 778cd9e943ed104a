"""Translations that readers judged: the checks made on them again, and what comes of it counted.

Input: judged translations with their sentences. Output: each with the faults that the checks find; shares of what is
caught and shown, as measures. A judgement names its sentence by the first digits of its SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from benchmarks.describe import VERSION
from benchmarks.report import Measure, Section
from summarize.checking import Limits, find_faults
from summarize.engines.pool import ModelPool
from summarize.engines.registry import Entry, find_entry
from summarize.metrics.signature import BOOTSTRAP, signature
from summarize.metrics.statistics import bootstrap_ratio
from summarize.options import make_options
from summarize.text.document import Document
from summarize.translating.candidates import limits_of
from summarize.translating.plain import said_plainly
from summarize.translating.quality import Estimator, estimator_at_hand

_T = TypeVar("_T")

#: Translators that no longer ship.
_FORMER = ("fr-en-mini", "fr-en-gemma")
VERDICTS = ("adequate", "understandable", "wrong")


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged translation: its part, the verdict, the codes of the faults that the checks find, and, where several
    candidates of its sentence were judged, which sentence that is. `doubt`: of a model (0-1); None without one."""

    part: str
    verdict: str
    faults: tuple[str, ...]
    sentence: str | None = None
    doubt: float | None = None


def hash_of(sentence: str) -> str:
    """By which the judgements name a sentence."""
    return hashlib.sha256(sentence.encode("utf-8")).hexdigest()[:16]


def forms_by_hash(sentence: str) -> dict[str, str]:
    """A sentence with and without a quotation mark at either end: some stood at the end of the sentence before."""
    inside = sentence.strip('"')
    forms = (before + inside + after for before in ("", '"', '" ') for after in ("", '"', ' "'))
    return {hash_of(form): form for form in forms}


def with_faults(rows: Sequence[Mapping[str, Any]], languages: tuple[str, str]) -> list[Judged]:
    """The judged translations with the faults that the checks find, the estimate of their quality among them where a
    model for it is at hand.

    Args:
        rows: with the `sentence`, as it is translated.
        languages: of the sentences and of the translations.
    """
    estimator = estimator_at_hand(ModelPool(make_options()), languages)
    source, target = languages
    own = [[float(value) for value in row.get("own") or []] or None for row in rows]
    doubts: list[float | None] = [None] * len(rows)
    read = [i for i, row in enumerate(rows) if estimator and row["translator"] not in _FORMER]
    for i, doubt in zip(read, _asked(estimator and estimator.doubts, rows, own, read), strict=True):
        doubts[i] = doubt
    found = [
        find_faults(
            Document(row["sentence"], source),
            Document(row["translation"], target),
            said=Document(said_plainly(row["sentence"], source), source),
            score=float(row["score"]) if "score" in row else None,
            own=scores,
            doubt=doubt,
            limits=_limits(row["translator"], estimator),
        )
        for row, scores, doubt in zip(rows, own, doubts, strict=True)
    ]
    unplaced = [i for i in read if found[i] and all(fault.may_be_none for fault in found[i])]
    for i, is_right in zip(unplaced, _asked(estimator and estimator.vouches, rows, own, unplaced), strict=True):
        found[i] = () if is_right else found[i]
    return [
        Judged(
            row.get("part", ""),
            row["verdict"],
            tuple(fault.code for fault in faults),
            row["sentence"] if "rank" in row else None,
            doubt,
        )
        for row, faults, doubt in zip(rows, found, doubts, strict=True)
    ]


def _asked(
    estimate: Callable[[Sequence[tuple[str, str]], Sequence[Sequence[float] | None]], list[_T]] | None,
    rows: Sequence[Mapping[str, Any]],
    own: Sequence[Sequence[float] | None],
    which: Sequence[int],
) -> list[_T]:
    """What an estimator says of some of the rows; nothing where there is none."""
    pairs = [(rows[i]["sentence"], rows[i]["translation"]) for i in which]
    return estimate(pairs, [own[i] for i in which]) if estimate else []


def _limits(translator: str, estimator: Estimator | None) -> Limits:
    if translator in _FORMER:
        return Limits(score=Entry.least_translation_score)
    return limits_of(find_entry(translator, "translation"), estimator)


def among_candidates(judged: Sequence[Judged], line: partial[Measure]) -> Section:
    """What is shown of the sentences of which several candidates were judged: nothing where each candidate has a fault.

    Args:
        judged: the candidates of a sentence in the translator's order.
        line: makes a measure of a label, parts and wholes.
    """
    sentences: dict[str, list[Judged]] = {}
    for item in judged:
        if item.sentence:
            sentences.setdefault(item.sentence, []).append(item)
    sound = [[item for item in row if not item.faults] for row in sentences.values()]
    systems = {
        "all first candidates": [row[:1] for row in sentences.values()],
        "first that passes": [row[:1] for row in sound],
    }
    if any(item.doubt is not None for item in judged):
        least = [sorted(row, key=lambda item: item.doubt or 0.0)[:1] for row in sound]
        systems["least doubted of those that pass"] = least
    return Section(
        f"candidates of {len(sentences)} sentences, verdicts of what is shown, shares of the sentences x100",
        {
            name: [
                line(verdict, [float(any(item.verdict == verdict for item in row)) for row in rows], [1.0] * len(rows))
                for verdict in VERDICTS
            ]
            for name, rows in systems.items()
        },
    )


def caught_of(rows: Sequence[Judged], line: partial[Measure]) -> list[Measure]:
    """How much of each verdict is caught, and how much of what is caught is wrong."""
    caught = [float(bool(item.faults)) for item in rows]
    wrong = [float(item.faults != () and item.verdict == "wrong") for item in rows]
    return [*shares_of(caught, rows, line), line("precision", wrong, caught)]


def caught_by(code: str, rows: Sequence[Judged], line: partial[Measure]) -> list[Measure]:
    """The share of each verdict that a check catches."""
    return shares_of([float(code in item.faults) for item in rows], rows, line)


def shares_of(caught: Sequence[float], rows: Sequence[Judged], line: partial[Measure]) -> list[Measure]:
    """The share of each verdict that is caught (0 or 1 a row)."""
    found = []
    for verdict in VERDICTS:
        there = [float(item.verdict == verdict) for item in rows]
        label = f"{verdict} (n={int(sum(there))})"
        found.append(line(label, [c * t for c, t in zip(caught, there, strict=True)], there))
    return found


def codes_of(rows: Sequence[Judged]) -> list[str]:
    """Of the faults that were found."""
    return sorted({code for item in rows for code in item.faults})


def measure(label: str, parts: Sequence[float], wholes: Sequence[float], *, sha256: str) -> Measure:
    """A share with its interval, of parts of wholes, from data with a hash."""
    said = signature(
        f"translation-gate-{label.split(' (')[0]}",
        version=VERSION,
        tokenizer="none",
        rows=len(parts),
        seed=BOOTSTRAP,
        sha256=sha256,
    )
    return Measure(label, bootstrap_ratio(parts, wholes), "share", said)
