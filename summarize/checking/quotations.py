"""Quotations looked up in a source word by word.

Input: a quotation and the Document of the source. Output: where the source has it. Case, accents, punctuation and
plural endings do not count, words do; what stands in brackets, and dots for words left out, part a quotation into
stretches that must stand in their order in one sentence or quotation of the source, no negation between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter

from ..text.document import Document, Running

_LEFT_OUT = re.compile(r"[^\W_]{0,30}(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\])[^\W_]{0,30}|\.\.\.|…")
_NEGATIONS = frozenset(Running.of("ne n' pas jamais rien aucun ni non sans not never no nor without").folded.split())


def find_quotation(quotation: str, source: Document) -> tuple[tuple[int, int], ...] | None:
    """Where the source has each piece of a quotation; None where it lacks one, () where there are no words."""
    pieces = [words for piece in _LEFT_OUT.split(quotation) if (words := Running.of(piece).folded.strip())]
    # Dots and brackets may be the source's own.
    whole = Running.of(quotation).folded.strip()
    for wanted in ([whole], pieces) if len(pieces) > 1 else (pieces,):
        found = _find_pieces(wanted, source)
        if found is not None:
            return found
    return None


def _find_pieces(pieces: list[str], source: Document) -> tuple[tuple[int, int], ...] | None:
    """Where the source has the pieces one after the other; several in one sentence or quotation."""
    running = source.running
    everything = len(running.places)
    spans: list[tuple[int, int]] = []
    word, limit = 0, everything
    while len(spans) < len(pieces):
        place = running.find(pieces[len(spans)], word, limit)
        if place is None and not spans:
            return None
        if place is None:
            # Not within reach of the first piece: on behind it.
            spans, word, limit = [], limit, everything
            continue
        first, last = place
        gap = running.folded[running.places[word] : running.places[first]].split() if spans else []
        if denied := [i for i, left_out in enumerate(gap, 1) if left_out in _NEGATIONS]:
            spans, word, limit = [], word + denied[-1], everything
            continue
        if not spans and len(pieces) > 1:
            limit = bisect_left(running.spans, (_reach(running.spans[first][0], source),))
        spans.append((running.spans[first][0], running.spans[last][1]))
        word = last + 1
    return tuple(spans)


def _reach(character: int, source: Document) -> int:
    """Where the sentence and the quotation end that a character of the source stands in."""
    found = [
        stretches[number - 1]
        for stretches in (source.sentences, source.quotations)
        if (number := bisect_right(stretches, character, key=attrgetter("start")))
    ]
    return max([character + 1, *(stretch.start + len(stretch.text) for stretch in found)])
