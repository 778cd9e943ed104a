"""ROUGE-1, -2, -L and -Lsum of summaries against one or several references, with a tokenizer of choice.

Enters: lists or columns of equal length. Leaves: precision, recall and F1 between 0 and 1 for each row. Refused: lists
of unequal length, rows without a reference or with something that is no text, and pairs so long that the quadratic
ROUGE-L would not end.

The arithmetic is rouge-score's (Lin 2004, https://aclanthology.org/W04-1013); ours are the tokenizer, the sentences of
ROUGE-Lsum and the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError, MetricError, MissingExtraError
from ..given import list_of
from ..result import Summary
from ..text.sentences import split_sentences
from .tokenizers import get_tokenizer

KINDS = ("rouge1", "rouge2", "rougeL", "rougeLsum")
#: rouge-score fills a table of hypothesis x reference tokens in Python: ten million cells take seconds and some
#: hundred megabytes. A hypothesis of 100,000 words against a reference of 100 still passes.
MOST_LCS_CELLS = 10_000_000
Aggregate = Literal["best", "mean"]


class RougeScore(NamedTuple):
    """Shares between 0 and 1; all are 0 where either text has no token (or no n-gram of that length)."""

    precision: float
    recall: float
    f1: float


class Rouge:
    """A ROUGE scorer with a named tokenizer."""

    def __init__(
        self,
        tokenizer: str = "fr-v1",
        *,
        kinds: Sequence[str] = KINDS,
        language: str = "fr",
        stemmer: str | None = None,
    ) -> None:
        """Make a scorer.

        Args:
            tokenizer: name of the tokenizer.
            kinds: which of `KINDS` to compute, a list or a single one; without the two -L ones the time is linear in
                the text.
            language: ISO 639-1 code by which ROUGE-Lsum splits sentences.
            stemmer: name of a stemmer, None for whole words.

        Raises:
            MetricError: an unknown tokenizer, stemmer or kind.
            MissingExtraError: the extra [metrics] is not installed.
        """
        try:
            from rouge_score.rouge_scorer import RougeScorer
        except ImportError as error:
            raise MissingExtraError("metrics", "ROUGE") from error

        kinds = [kinds] if isinstance(kinds, str) else kinds
        unknown = [kind for kind in kinds if kind not in KINDS]
        if unknown or not kinds:
            raise MetricError(f"unknown ROUGE {', '.join(unknown) or '(none)'}; choose from: {', '.join(KINDS)}")
        self.kinds = tuple(kinds)
        self._tokenizer = get_tokenizer(tokenizer, stemmer=stemmer)
        self.tokenizer_name = self._tokenizer.name
        self._language = language
        # Two scorers: ROUGE-Lsum reads line feeds as the ends of sentences, the others the text as it stands.
        flat = [kind for kind in kinds if kind != "rougeLsum"]
        self._flat = RougeScorer(flat, tokenizer=self._tokenizer) if flat else None
        self._by_sentence = RougeScorer(["rougeLsum"], tokenizer=self._tokenizer) if "rougeLsum" in kinds else None

    def score(self, hypothesis: str, reference: str) -> dict[str, RougeScore]:
        """Score one hypothesis against one reference.

        Returns:
            A score for each kind.

        Raises:
            MetricError: -L was asked for and the pair is longer than `MOST_LCS_CELLS` allows.
        """
        self._check_size(hypothesis, reference)
        found = {}
        if self._flat:
            found.update(self._flat.score(reference, hypothesis))
        if self._by_sentence:
            found.update(self._by_sentence.score(self._lines(reference), self._lines(hypothesis)))
        return {kind: RougeScore(*(float(value) for value in found[kind])) for kind in self.kinds}

    def score_multi(
        self, hypothesis: str, references: Sequence[str], *, aggregate: Aggregate = "best"
    ) -> dict[str, RougeScore]:
        """Score one hypothesis against several references.

        Args:
            hypothesis: the summary.
            references: at least one.
            aggregate: "best" takes, for each kind, the reference with the highest F1; "mean" the mean of each share
                over the references.

        Raises:
            MetricError: no reference, an unknown aggregate, or a pair that is too long.
        """
        if not references:
            raise MetricError("a hypothesis without a reference cannot be scored")
        if aggregate not in ("best", "mean"):
            raise MetricError(f"unknown aggregate {aggregate!r}; choose best or mean")
        scores = [self.score(hypothesis, reference) for reference in references]
        if aggregate == "best":
            return {kind: max((s[kind] for s in scores), key=lambda score: score.f1) for kind in self.kinds}
        return {kind: RougeScore(*np.mean([s[kind] for s in scores], axis=0).tolist()) for kind in self.kinds}

    def score_rows(
        self,
        hypotheses: Sequence[str],
        references: Sequence[Sequence[str]],
        *,
        aggregate: Aggregate = "best",
        tick: Callable[[], object] | None = None,
    ) -> dict[str, NDArray[np.float64]]:
        """Score a list of hypotheses, each against its own references.

        Args:
            hypotheses: the summaries.
            references: for each hypothesis, its references.
            aggregate: see `score_multi`.
            tick: called after each row, for a progress display.

        Returns:
            For each kind an array of shape (rows, 3): precision, recall, F1.

        Raises:
            MetricError: lists of unequal length, no rows, a row that is no text, without references or with a pair too
                long.
        """
        rows = []
        for number, (hypothesis, row_references) in enumerate(
            zip(*paired(hypotheses, references), strict=True), start=1
        ):
            try:
                rows.append(self.score_multi(hypothesis, row_references, aggregate=aggregate))
            except MetricError as error:
                raise MetricError(f"row {number}: {error}") from error
            if tick:
                tick()
        return {kind: np.array([row[kind] for row in rows], dtype=np.float64) for kind in self.kinds}

    def _check_size(self, hypothesis: str, reference: str) -> None:
        # A token is one character at least, so short texts need no count.
        if not {"rougeL", "rougeLsum"} & set(self.kinds) or len(hypothesis) * len(reference) <= MOST_LCS_CELLS:
            return
        sizes = [len(self._tokenizer.tokenize(text)) for text in (hypothesis, reference)]
        if sizes[0] * sizes[1] > MOST_LCS_CELLS:
            raise MetricError(
                f"a hypothesis of {sizes[0]:,} tokens against a reference of {sizes[1]:,} is too long for ROUGE-L, "
                f"which is quadratic (at most {MOST_LCS_CELLS:,} cells); score with rouge1 and rouge2 alone "
                "(--metric rouge1 --metric rouge2), or cut the text"
            )

    def _lines(self, text: str) -> str:
        return "\n".join(sentence.text for sentence in split_sentences(text, self._language))


def paired(hypotheses: object, references: object) -> tuple[list[str], list[list[str]]]:
    """Hypotheses, and the references of each, out of lists or of columns of other libraries; a Summary is its text.

    Raises:
        MetricError: unequal lengths (a silent zip would score the wrong pairs), no rows, a string where a list
            of strings belongs, or a row that is no text; rows are counted from 1.
    """
    if isinstance(hypotheses, str) or isinstance(references, str):
        raise MetricError("expected lists of texts, received one string; wrap it in a list")
    given, rows = _listed(hypotheses), _listed(references)
    if len(given) != len(rows):
        raise MetricError(f"{len(given)} hypotheses and {len(rows)} references do not pair")
    if not given:
        raise MetricError("no rows to score")
    texts = [_text(hypothesis, row) for row, hypothesis in enumerate(given, start=1)]
    return texts, [_references(references, row) for row, references in enumerate(rows, start=1)]


def _listed(column: object) -> Sequence[object]:
    try:
        return list_of(column, "score")
    except InputError as error:
        raise MetricError(str(error)) from error


def _references(given: object, row: int) -> list[str]:
    is_one = isinstance(given, str | Summary) or not hasattr(given, "__iter__")
    return [_text(reference, row) for reference in ([given] if is_one else _listed(given))]


def _text(given: object, row: int) -> str:
    if isinstance(given, str | Summary):
        return str(given)
    raise MetricError(f"row {row}: expected a text, received {given!r:.60}; leave the row out, or give its text")
