"""Quotations looked up in a source word by word.

Input: a quotation and the Document of the source. Output: where the source has it. Case, accents, punctuation and
plural endings do not count, words do; what stands in brackets, and dots for words left out, part a quotation into
stretches that must stand in the source in their order.
"""

from __future__ import annotations

import re

from ..text.document import Document, Running

_LEFT_OUT = re.compile(r"[^\W_]{0,30}(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\])[^\W_]{0,30}|\.\.\.|…")


def find_quotation(quotation: str, source: Document) -> tuple[tuple[int, int], ...] | None:
    """Where the source has each piece of a quotation; None where it lacks one, () where there are no words."""
    found: list[tuple[int, int]] = []
    word = 0
    for piece in _LEFT_OUT.split(quotation):
        wanted = Running.of(piece).folded.strip()
        if not wanted:
            continue
        place = source.running.find(wanted, word)
        if place is None:
            return None
        first, last = place
        found.append((source.running.spans[first][0], source.running.spans[last][1]))
        word = last + 1
    return tuple(found)
