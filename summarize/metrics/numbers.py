"""Whether a translation keeps its source's numbers.

Enters: pairs of texts with their languages. Leaves: counts of numbers found and kept. Numbers written as words are
not seen. Refused: lists of unequal length.

Numbers compare by value, since French writes "1 234,5" where English writes "1,234.5".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .rouge import paired

_SPACED = r"[1-9]\d{0,2}(?:[\u0020\u00a0\u2009\u202f]\d{3})+(?!\d)"
_FRENCH = re.compile(rf"({_SPACED}|[1-9]\d{{0,2}}(?:\.\d{{3}})+(?!\d)|\d+)(?:[.,](\d+))?")
_ENGLISH = re.compile(rf"({_SPACED}|[1-9]\d{{0,2}}(?:,\d{{3}})+(?!\d)|\d+)(?:[.,](\d+))?")
_NOT_DIGIT = re.compile(r"\D")


def numbers(text: str, language: str) -> Counter[str]:
    """The numbers in a text, written with a decimal point and without grouping, with their counts.

    Args:
        text: any text; numbers glued to letters ("20h30") count too.
        language: ISO 639-1 code; "en" groups by comma, every other language is read as French is.
    """
    found: Counter[str] = Counter()
    for match in (_ENGLISH if language == "en" else _FRENCH).finditer(text):
        whole = _NOT_DIGIT.sub("", match.group(1))
        found[f"{whole}.{match.group(2)}" if match.group(2) else whole] += 1
    return found


def numbers_kept(
    sources: Sequence[str], hypotheses: Sequence[str], *, source_language: str, target_language: str
) -> tuple[list[int], list[int]]:
    """Count, row by row, the source's numbers and how many of them the translation holds.

    Returns:
        Kept and found, one number a row each.

    Raises:
        MetricError: lists of unequal length, or no rows.
    """
    kept, found = [], []
    for hypothesis, (source,) in zip(*paired(hypotheses, sources), strict=True):
        wanted = numbers(source, source_language)
        kept.append((wanted & numbers(hypothesis, target_language)).total())
        found.append(wanted.total())
    return kept, found
