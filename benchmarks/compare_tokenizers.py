"""What a tokenizer does to scores: the same outputs under several, row by row, and the words that it cuts or confuses.

Enters: columns of outputs and references. Leaves: ROUGE under each tokenizer with its difference from the first, and
counts of words. Refused: what the metrics refuse.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import DataFile
from benchmarks.describe import VERSION
from benchmarks.evaluate import LABELS, Progress, Scoring, reference_rows, rouge_measure
from benchmarks.report import Measure, Report, Section
from summarize.metrics.rouge import Rouge
from summarize.metrics.signature import signature
from summarize.metrics.statistics import Interval, bootstrap_interval
from summarize.metrics.tokenizers import FrenchTokenizer, RougeScoreTokenizer

KINDS = ("rouge1", "rouge2", "rougeL")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of fr-v1 (elisions and figures left out) as rouge-score's tokenizer sees them.

    Attributes:
        running: how many there are.
        cut: of these, how many it drops or cuts into pieces, each counted apart or thrown away.
        distinct: how many different ones there are.
        confused: of these, how many come out the same as another word.
        examples: groups of words that come out the same, the most frequent first.
    """

    running: int
    cut: int
    distinct: int
    confused: int
    examples: tuple[tuple[str, ...], ...]


def count_words(texts: Sequence[str]) -> Words:
    """Count what rouge-score's tokenizer does to the words of French texts."""
    tokenize, pieces_of = FrenchTokenizer().tokenize, RougeScoreTokenizer().tokenize
    running = Counter(
        word for text in texts for word in tokenize(text) if not word.endswith("'") and any(map(str.isalpha, word))
    )
    pieces = {word: tuple(pieces_of(word)) for word in running}
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for word in running:
        groups[pieces[word]].append(word)
    confused = [sorted(group, key=lambda word: -running[word]) for group in groups.values() if len(group) > 1]
    # A group is as telling as its second word is frequent: the first is confused with it that often.
    confused.sort(key=lambda group: -running[group[1]])
    return Words(
        running=running.total(),
        cut=sum(count for word, count in running.items() if pieces[word] != (word,)),
        distinct=len(running),
        confused=sum(map(len, confused)),
        examples=tuple(tuple(group[:4]) for group in confused[:12]),
    )


def compare_tokenizers(
    data: DataFile,
    *,
    references: Sequence[str],
    hypotheses: Sequence[str],
    scorings: Sequence[Scoring],
    progress: Progress,
) -> Report:
    """Score the same outputs under several tokenizers.

    Args:
        data: holds the columns named.
        references: columns of references.
        hypotheses: columns of outputs.
        scorings: the first is what the others are compared with.
        progress: see `benchmarks.evaluate.Progress`.

    Returns:
        A section of scores, one row a system and tokenizer, and one of differences (other less first) with their 95 %
        intervals over the rows.
    """
    rows = reference_rows(data, references)
    scores: dict[str, list[Measure]] = {}
    differences: dict[str, list[Measure]] = {}
    for name in hypotheses:
        first: dict[str, NDArray[np.float64]] = {}
        for scoring in scorings:
            rouge = Rouge(scoring.tokenizer, kinds=KINDS, language=scoring.language, stemmer=scoring.stemmer)
            with progress(f"{name} {rouge.tokenizer_name}", data.rows) as tick:
                found = rouge.score_rows(data.columns[name], rows, tick=lambda: tick(1))
            f1 = {kind: found[kind][:, 2] for kind in KINDS}
            title = f"{name}, {rouge.tokenizer_name}"
            scores[title] = [rouge_measure(kind, f1[kind], scoring, references, data) for kind in KINDS]
            if first:
                differences[title] = [
                    _difference(kind, f1[kind] - first[kind], scoring, references, data) for kind in KINDS
                ]
            first = first or f1
    sections = [Section("ROUGE F1 x100, 95 % intervals", scores)]
    if differences:
        sections.append(Section(f"difference from {scorings[0].tokenizer}, x100, 95 % intervals", differences))
    words = count_words([text for row in rows for text in row])
    return Report("tokenizers", data.name, data.sha256, data.rows, [*sections, _words_section(words, data)])


def _difference(
    kind: str, values: NDArray[np.float64], scoring: Scoring, references: Sequence[str], data: DataFile
) -> Measure:
    measure = rouge_measure(kind, values, scoring, references, data)
    return replace(measure, label=LABELS[kind], interval=bootstrap_interval(values))


def _words_section(words: Words, data: DataFile) -> Section:
    values = {
        "cut or dropped": words.cut / max(1, words.running),
        "confused": words.confused / max(1, words.distinct),
    }
    measures = []
    for label, value in values.items():
        line = signature(
            label.replace(" ", "-"),
            version=VERSION,
            tokenizer="rouge-score",
            rows=data.rows,
            seed="none",
            sha256=data.sha256,
        )
        measures.append(Measure(label, Interval(value, value, value), "share", line, has_interval=False))
    shown = "; ".join(" = ".join(group) for group in words.examples)
    title = f"words of the references under rouge-score, shares x100 ({shown})"
    return Section(title, {f"{words.running:,} words, {words.distinct:,} distinct": measures})
