"""Articles side by side with what we make of them, as Markdown: for model cards and for reading with one's own eyes.

Enters: a data file and the rows wanted. Leaves: for each the opening, our summary, its translation, the reference, and
what verify says of all three. Refused: rows the file does not have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.systems import library_for

if TYPE_CHECKING:
    from summarize import Summary

_OPENING_CHARACTERS = 300


def examples(
    data: DataFile, rows: Sequence[int], *, source: str, reference: str, model: str, translator: str, target: str
) -> str:
    """One Markdown section a row.

    Args:
        data: holds both columns.
        rows: counted from 0.
        source: column of articles.
        reference: column of references.
        model: a summarisation model.
        translator: a translation model.
        target: ISO 639-1 code of the translation.
    """
    articles, golds = list(data.columns[source]), list(data.columns[reference])
    wrong = [row for row in rows if not 0 <= row < len(articles)]
    if wrong:
        raise BenchmarkError(f"row {wrong[0]}: {data.name} has rows 0 to {len(articles) - 1}")
    with library_for("Summarizer") as library:
        with library.Summarizer(
            model=model, translator=translator, to=target, language="fr", doubtful="show"
        ) as summarizer:
            found = summarizer.summarize_many([articles[row] for row in rows])
        return "\n\n".join(
            _section(row, articles[row], golds[row], result) for row, result in zip(rows, found, strict=True)
        )


def _section(row: int, article: str, gold: str, result: Summary) -> str:
    from summarize.checking import find_unsupported
    from summarize.text.clean import clean
    from summarize.text.document import Document

    text = clean(article).text
    opening = text[:_OPENING_CHARACTERS].replace("\n", " ")
    foreign = ", ".join(u.text for u in find_unsupported(Document(gold), Document(text)))
    said = [f"{w.code}: {w.message}" for w in result.warnings] + [f"unsupported: {u.text}" for u in result.unsupported]
    return "\n".join(
        [
            f"**Row {row}.** {opening}…",
            f"- Ours ({result.status}): {result.text}",
            f"- Translation ({result.translation_status}): {result.translation}",
            f"- Reference: {gold}" + (f" *(not in the article: {foreign})*" if foreign else ""),
            f"- Verify: {'; '.join(said) or 'nothing to report'}",
        ]
    )
