"""Each claim of a summary with where the article says it, and those that it says nowhere.

Input: the summary and the article, both Documents. Output: Supported and Unsupported claims.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..result import Supported, Unsupported
from ..text.document import Document
from .claims import Claim, claims, spans_of, unsupported


def support_of(summary: Document, article: Document) -> tuple[tuple[Supported, ...], tuple[Unsupported, ...]]:
    """The claims of a summary that the article has, each with where it says them, and those it lacks.

    What is copied from the article letter by letter is supported where it stands.
    """
    found, copies = claims(summary, article), _copies(summary, article)
    spans = {claim: spans_of(claim, article) or _copied_span(claim, copies) for claim in found}
    supported = tuple(Supported(c.kind, c.text, c.start, c.end, spans[c]) for c in found if spans[c])
    lacking = [claim for claim in found if not (claim.is_supported or spans[claim])]
    return supported, unsupported(summary.text, lacking)


def _copies(summary: Document, article: Document) -> list[tuple[int, int, int]]:
    """Sentences that the article has letter by letter: start and end in the summary, start in the article."""
    found = []
    for sentence in summary.sentences:
        place = article.text.find(sentence.text)
        if place >= 0:
            found.append((sentence.start, sentence.start + len(sentence.text), place))
    return found


def _copied_span(claim: Claim, copies: Sequence[tuple[int, int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (place + claim.start - start, place + claim.end - start)
        for start, end, place in copies
        if start <= claim.start and claim.end <= end
    )
