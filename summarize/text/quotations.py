"""Quotations of a text, found between quotation marks.

Input: text. Output: Quotations in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: What stands between quotation marks is somebody's speech, which refers as it likes.
QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
#: What may stand before the first word of a sentence.
HEAD = re.compile(r"^[\s\-–—•·\"«“(]*")

_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|„([^„“”]+)[“”]|\"([^\"]+)\"")


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


def without_speech(text: str) -> str:
    """A text with `"…"` in the place of each quotation, of which nothing is read."""
    return QUOTED.sub('"…"', text)
