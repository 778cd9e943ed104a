"""Quotations of a text: found between quotation marks, looked up in a source word by word.

Input: a text and a Document. Output: quotations with offsets; where the source has them. Case, accents, punctuation and
plural endings do not count, words do; what stands in brackets, and dots for words left out, part a quotation into
pieces that must stand in the source in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.document import Document, Running

_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|„([^„“”]+)[“”]|\"([^\"]+)\"")
_LEFT_OUT = re.compile(r"[^\W_]{0,30}(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\])[^\W_]{0,30}|\.\.\.|…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks, without them."""

    text: str
    start: int
    end: int


def quotations(text: str) -> Iterator[Quotation]:
    """Quotations of a text in reading order; an opening mark that is not closed quotes nothing."""
    for match in _QUOTED.finditer(text):
        group = match.lastindex or 0
        inside = match.group(group)
        indent = len(inside) - len(inside.lstrip())
        start = match.start(group) + indent
        stripped = inside.strip()
        if stripped:
            yield Quotation(stripped, start, start + len(stripped))


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
