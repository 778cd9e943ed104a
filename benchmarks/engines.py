"""Do the engines agree? The same weights through both, and int8 against float32.

Enters: articles and references. Leaves: the share of equal texts at beam size 1 in float32, and ROUGE of int8 and of
float32 with the model's own beams. Refused: what the library refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.data import DataFile
from benchmarks.systems import library_for
from summarize.metrics.rouge import Rouge

KINDS = ("rouge1", "rouge2", "rougeL")


@dataclass(frozen=True, slots=True)
class Agreement:
    """`equal` of `compared` texts are the same in both engines; `rouge` is F1 0-1 by compute type and kind.

    `differing` holds the first pairs of texts that are not.
    """

    compared: int
    equal: int
    differing: list[tuple[str, str]]
    rouge: dict[str, dict[str, float]]

    def text(self) -> str:
        """The result in lines for people."""
        lines = [f"beam size 1, float32: {self.equal} of {self.compared} texts equal in ctranslate2 and transformers"]
        lines += [f"  ctranslate2:  {a}\n  transformers: {b}" for a, b in self.differing]
        for kind in KINDS:
            exact, quick = self.rouge["float32"][kind], self.rouge["int8"][kind]
            lines.append(
                f"{kind} F1 x100: float32 {exact * 100:.2f}, int8 {quick * 100:.2f}, loss {(exact - quick) * 100:+.2f}"
            )
        return "\n".join(lines)


def compare_engines(
    data: DataFile, *, source: str, reference: str, model: str, language: str | None, exact_rows: int
) -> Agreement:
    """Run both comparisons.

    Args:
        data: holds both columns.
        source: column of articles.
        reference: column of references.
        model: a summarisation model.
        language: of the articles; None detects it.
        exact_rows: how many rows the engines are compared on, from the start; ROUGE takes all rows.
    """
    articles = list(data.columns[source])
    first = articles[:exact_rows]
    greedy = {"beam_size": 1, "compute_type": "float32", "verify": False}
    one = _texts(first, model, language, engine="ctranslate2", **greedy)
    other = _texts(first, model, language, engine="transformers", **greedy)
    rouge = Rouge("rouge-score", kinds=KINDS)
    references = [[r] for r in data.columns[reference]]
    scores: dict[str, dict[str, float]] = {}
    for compute_type in ("float32", "int8"):
        texts = _texts(articles, model, language, engine="ctranslate2", compute_type=compute_type)
        found = rouge.score_rows(texts, references)
        scores[compute_type] = {kind: float(found[kind][:, 2].mean()) for kind in KINDS}
    pairs = list(zip(one, other, strict=True))
    differing = [pair for pair in pairs if pair[0] != pair[1]]
    return Agreement(len(pairs), len(pairs) - len(differing), differing[:3], scores)


def _texts(articles: Sequence[str], model: str, language: str | None, **options: object) -> list[str]:
    with (
        library_for("Summarizer") as library,
        library.Summarizer(model=model, language=language, **options) as summarizer,
    ):
        return [result.text for result in summarizer.summarize_many(articles)]
